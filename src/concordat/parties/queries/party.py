"""What a party is and was, as at a date."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q, QuerySet

from concordat.parties.models import Part, Party, PartyName, Publishing, Tie
from concordat.parties.queries.history import History, read_history
from concordat.parties.words import (
    Certainty,
    Day,
    Holding,
    IdentifierView,
    PartyKind,
    PartyLine,
    PartyView,
    PublishingView,
    RoleView,
    SuccessionStatus,
    SuccessionView,
    TieKind,
    TieView,
)

_SHOWN = (
    "names",
    "roles",
    "identifiers",
    "publishes",
    "memberships",
    "ties__to__names",
    "members__party__names",
)


def party(slug: str, *, on: date | None = None, as_if: Collection[str] = ()) -> PartyView | None:
    """Return a party as at `on` (None: as last known), by slug or public id; None: no such.

    `as_if` names announced successions to be taken as in force, to look ahead.
    """
    found = _parties().filter(Q(slug=slug) | Q(public_id=slug)).first()
    return _view(found, read_history(on, as_if=as_if)) if found else None


def parties(
    *,
    on: date | None = None,
    kinds: Collection[PartyKind] = (),
    slugs: Collection[str] | None = None,
    as_if: Collection[str] = (),
) -> list[PartyView]:
    """Return all parties, or those of some kinds or slugs, by name; those gone are among them.

    Several at once cost the database no more questions than one.
    """
    rows = _parties()
    if kinds:
        rows = rows.filter(kind__in=[kind.value for kind in kinds])
    if slugs is not None:
        rows = rows.filter(slug__in=slugs)
    history = read_history(on, as_if=as_if)
    return sorted((_view(row, history) for row in rows), key=lambda view: view.name.casefold())


def party_list(
    *,
    on: date | None = None,
    kinds: Collection[PartyKind] = (),
    words: str = "",
    slugs: Collection[str] | None = None,
    as_if: Collection[str] = (),
) -> list[PartyLine]:
    """Return every party as a line, or those of some slugs, by name, those gone too.

    Quick for thousands, with a question to the database for no single one of them.
    `words`: only those that have all of them in a name of any date, a short name or a slug.
    """
    rows = Party.objects.all()
    if kinds:
        rows = rows.filter(kind__in=[kind.value for kind in kinds])
    for word in words.split():
        named = PartyName.objects.filter(Q(name__icontains=word) | Q(short__icontains=word))
        given = Part.objects.filter(Q(name__icontains=word) | Q(short__icontains=word))
        given = given.exclude(succession__status=SuccessionStatus.WITHDRAWN)
        rows = rows.filter(
            Q(pk__in=named.values("party")) | Q(pk__in=given.values("taker")) | Q(slug=word.lower())
        )
    history = read_history(on, as_if=as_if)
    if slugs is None:
        history.know_all_names()
    else:
        rows = rows.filter(slug__in=slugs).prefetch_related("names")
    return sorted((_line(row, history) for row in rows), key=lambda line: line.name.casefold())


def _line(row: Party, history: History) -> PartyLine:
    name = history.name(row)
    return PartyLine(
        slug=row.slug,
        name=name.name,
        kind=PartyKind(row.kind),
        exists=history.exists(row),
        short=name.short,
        period=history.life(row),
        id=row.public_id,
    )


def successions_of(slug: str, *, on: date | None = None) -> list[SuccessionView]:
    """Return the successions in which a party gave or took, oldest first."""
    return list(read_history(on).events_of(slug))


def successions(*, on: date | None = None) -> list[SuccessionView]:
    """Return every succession, announced ones too, oldest first."""
    return list(read_history(on).lineage.events)


def succession(slug: str, *, on: date | None = None) -> SuccessionView | None:
    """Return one succession by slug."""
    return next((event for event in successions(on=on) if event.slug == slug), None)


def holder_of(
    party: str,
    function: str = "",
    on: date | None = None,
    *,
    since: Day | None = None,
    as_if: Collection[str] = (),
) -> Holding | None:
    """Return who holds on `on` what `party` took on at `since`; None: no such party.

    `function` is the piece of work it belongs to; when a party was split, it decides where
    the thing went. Several holders, or any `decisions`: it is open, and people must decide.
    """
    found = Party.objects.prefetch_related("names").filter(slug=party).first()
    if found is None:
        return None
    return read_history(on, as_if=as_if).holding(found, function=function, since=since)


def _parties() -> QuerySet[Party]:
    return Party.objects.prefetch_related(*_SHOWN)


def joined(row: Party, history: History) -> Certainty:
    """Return whether the party is a member, in its own right or as heir of one."""
    member = [_member(other, history) for other in (row, *history.heir_to(row))]
    return min(max(member), history.exists(row))


def _member(row: Party, history: History) -> Certainty:
    return max(
        (membership.period.covers(history.on) for membership in row.memberships.all()),
        default=Certainty.NO,
    )


def _view(row: Party, history: History) -> PartyView:
    name = history.name(row)
    return PartyView(
        id=row.public_id,
        slug=row.slug,
        name=name.name,
        short=name.short,
        kind=PartyKind(row.kind),
        on=history.on,
        exists=history.exists(row),
        joined=joined(row, history),
        about=row.about,
        website=row.website,
        period=history.life(row),
        source=row.source,
        note=row.note,
        names=history.names(row),
        roles=tuple(RoleView(r.role, r.period, r.source, r.public_id) for r in row.roles.all()),
        identifiers=tuple(
            IdentifierView(i.scheme, i.value, i.period, i.source, i.public_id)
            for i in row.identifiers.all()
        ),
        ties=_ties(row.ties.all(), history),
        members=_ties(row.members.all(), history, backward=True),
        publishes=tuple(_publishing(p) for p in row.publishes.all()),
        successions=history.events_of(row.slug),
        holding=history.holding(row),
        edition=row.edition,
    )


def _ties(rows: Iterable[Tie], history: History, *, backward: bool = False) -> tuple[TieView, ...]:
    return tuple(
        TieView(
            history.ref(row.party if backward else row.to),
            TieKind(row.kind),
            row.period,
            row.source,
            row.public_id,
            _above(row, history),
        )
        for row in rows
    )


def _above(row: Tie, history: History) -> Holding | None:
    there = row.period.covers(history.on) is not Certainty.NO
    if row.kind != TieKind.PART_OF or not there:
        return None
    return history.holding(row.to, since=row.since)


def _publishing(row: Publishing) -> PublishingView:
    return PublishingView(
        key=row.key,
        what=row.what,
        where=row.where,
        licence=row.licence,
        licence_url=row.licence_url,
        feed=row.feed,
        format=row.format,
        period=row.period,
        note=row.note,
        source=row.source,
        taken_as=row.taken_as,
        review_on=row.review_on,
        id=row.public_id,
    )
