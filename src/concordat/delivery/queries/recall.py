"""What fell, who holds it, who has not seen it yet, and what owners decided."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

from django.conf import settings
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from concordat.delivery.models import Fall, OwnerTask, Pack, PackVersion, RecallNotice, Receipt
from concordat.delivery.packs.body import from_json
from concordat.delivery.recall.letters import Letter, recall_letter, withdrawal_letter
from concordat.delivery.words import LetterState, LetterView
from concordat.delivery.words.recall import (
    Channel,
    FallView,
    HolderView,
    NoticeView,
    OthersView,
    TaskView,
    ToldView,
)
from concordat.parties import queries as known
from concordat.parties.words import Actor, Role, Visibility

#: Ways that a letter answers; a program finds the fall in the list and in each record.
BY_LETTER = frozenset({Channel.PAGE, Channel.FILE, Channel.MAIL})


def falls(*, after: int = 0, newest_first: bool = False, limit: int = 100) -> list[FallView]:
    """Return public falls after a number, in the order in which they happened.

    A work that had fallen when it came is no fall: nobody here ever held it as standing.
    """
    rows = _falls().filter(arrived=False, number__gt=after, visibility=Visibility.PUBLIC)
    ordered = rows.order_by("-number" if newest_first else "number")
    return [fall_view(row) for row in ordered[:limit]]


def fall(id: str) -> FallView | None:  # noqa: A002 - the door's word
    """Return one public fall."""
    row = _falls().filter(public_id=id, visibility=Visibility.PUBLIC).first()
    return fall_view(row) if row else None


def _falls() -> QuerySet[Fall]:
    """Return falls with how many hold them: people and programs, however often they got it."""
    return Fall.objects.annotate(
        told=Count("notices__holder", distinct=True),
        saw=Count("notices__holder", filter=Q(notices__seen_at__isnull=False), distinct=True),
    )


def fall_view(row: Fall) -> FallView:
    """Return a fall as others see it."""
    return FallView(
        id=row.public_id,
        number=row.number,
        work=row.work,
        title=row.title,
        standing=row.standing,
        standing_on=row.standing_on,
        standing_source=row.standing_source,
        at=_iso(row.at),
        ended_at=_iso(row.ended_at),
        holders=getattr(row, "told", 0),
        seen=getattr(row, "saw", 0),
    )


def may_follow_up(by: Actor) -> bool:
    """Return whether `by` may see who holds what: those who would have to ring them."""
    return by.may(Role.PUBLISHER) or by.may(Role.KNOWLEDGE_SPECIALIST)


def holders(fall_id: str, *, by: Actor) -> list[HolderView]:
    """Return who holds what rests on the fallen work, those who have not seen it first.

    An owner sees the holders of what its party delivered, and the holders within its party;
    an operator all. Names of clients and persons, no more. Each is there once.
    """
    if not may_follow_up(by):
        return []
    found: dict[str, list[RecallNotice]] = {}
    for row in _followed(fall_id, by=by).order_by("told_at", "pk"):
        found.setdefault(row.holder, []).append(row)
    views = [
        HolderView(_named(holder, by=by), tuple(notice_view(row, by=by) for row in rows))
        for holder, rows in found.items()
    ]
    return sorted(views, key=lambda each: bool(each.seen_at))


def _followed(fall_id: str, *, by: Actor) -> QuerySet[RecallNotice]:
    """Return the notices of a fall whose holders `by` may see."""
    rows = RecallNotice.objects.filter(fall__public_id=fall_id).select_related("receipt")
    return rows if by.operator else rows.filter(_delivered_by(by) | Q(receipt__party__in=_own(by)))


def other_holders(fall_id: str, *, by: Actor, on: date) -> list[OthersView]:
    """Return how many hold it whom `by` may not see, by the organisation they acted for."""
    if not may_follow_up(by):
        return []
    seen = set(_followed(fall_id, by=by).values_list("holder", flat=True))
    rows = RecallNotice.objects.filter(fall__public_id=fall_id).exclude(holder__in=seen)
    newest = {row.holder: row for row in rows.select_related("receipt").order_by("receipt__at")}
    done = {row.holder for row in rows if row.seen_at}
    groups: dict[str, list[str]] = {}
    for holder, row in newest.items():
        groups.setdefault(_organisation(row.receipt, on), []).append(holder)
    return [
        OthersView(name, len(group), sum(holder not in done for holder in group))
        for name, group in sorted(groups.items())
    ]


def _organisation(receipt: Receipt, on: date) -> str:
    found = known.party_named(receipt.party, on=on) if receipt.party else None
    if found:
        return found.name
    return "Programs" if receipt.client else "Organisation not known"


def _own(by: Actor) -> list[str]:
    """Return the parties whose things are this actor's to follow up: services are theirs too."""
    return [party for party in (by.party, *by.heir_to, *by.services) if party]


def _delivered_by(by: Actor) -> Q:
    own = Pack.objects.filter(owner__public_id__in=_own(by)).values("public_id")
    return Q(receipt__kind="pack", receipt__thing__in=own)


def notice_view(row: RecallNotice, *, by: Actor) -> NoticeView:
    """Return a notice with its holder under a name that `by` may read."""
    return NoticeView(
        id=row.public_id,
        holder=_named(row.holder, by=by),
        channel=row.channel,
        what=what_was_given(row.receipt),
        given_at=_iso(row.receipt.at),
        told_at=_iso(row.told_at),
        told_how=row.told_how,
        trouble=row.trouble,
        seen_at=_iso(row.seen_at),
        seen_how=row.seen_how,
    )


def what_was_given(receipt: Receipt) -> str:
    """Return what a receipt is for, in words."""
    version = f", version {receipt.version}" if receipt.version else ""
    match receipt.kind:
        case "pack":
            return f"the knowledge pack “{_asked(receipt.thing)}”{version}"
        case "works":
            return "records of works"
        case "report":  # not what was asked: owners of guidance read this too
            return f"an evidence search report, edition {receipt.version}"
        case "answer":
            return "an earlier answer of a library"
        case kind:
            return f"{'an' if kind[:1] in 'aeiou' else 'a'} {kind} ({receipt.thing}){version}"


def _asked(pack: str) -> str:
    """Return the question that a pack (public id or short name) answers."""
    rows = PackVersion.objects.filter(Q(pack__public_id=pack) | Q(pack__slug=pack))
    newest = rows.filter(number=F("pack__latest")).first()
    return from_json(newest.body).question if newest else pack


def notice_by_key(key: str) -> ToldView | None:
    """Return what the link of a letter is about."""
    row = RecallNotice.objects.filter(key=key).first()
    rows = list(siblings(row).select_related(*_ABOUT)) if row else []
    return _told(rows, by=Actor(name="holder of the letter"), key=key) if rows else None


#: What a notice tells of.
_ABOUT = ("fall", "pack", "receipt")


def siblings(row: RecallNotice) -> QuerySet[RecallNotice]:
    """Return all notices of the same news to the same holder: one letter and one answer do."""
    return RecallNotice.objects.filter(
        fall=row.fall_id, pack=row.pack_id, holder=row.holder
    ).order_by("pk")


def _told(rows: Sequence[RecallNotice], *, by: Actor, key: str) -> ToldView:
    given = tuple(notice_view(row, by=by) for row in rows)
    fall, pack = rows[0].fall, rows[0].pack
    if fall is not None:
        address = f"/recall/{fall.public_id}"
        return ToldView(fall.title, fall.standing, _iso(fall.at), address, given, key)
    assert pack is not None  # noqa: S101  every notice tells of one of the two
    return ToldView(
        title=_asked(pack.public_id),
        standing="withdrawn",
        at=_iso(pack.withdrawn_at),
        address=f"/packs/{pack.slug}",
        given=given,
        key=key,
        why=pack.withdrawn_why,
    )


def recall_letters(*, by: Actor, limit: int = 50) -> list[LetterView]:
    """Return the newest letters about falls, worded as they go out; only for an operator."""
    if not by.operator:
        return []
    rows = RecallNotice.objects.filter(channel__in=BY_LETTER).select_related(*_ABOUT)
    once = {(row.fall_id, row.pack_id, row.holder): row for row in rows.order_by("-pk")[:limit]}
    return [_letter(row, by) for row in once.values()]


def letter_of(row: RecallNotice) -> Letter:
    """Return the letter to one holder, about all that they were given."""
    rows = siblings(row).filter(channel__in=BY_LETTER).select_related("receipt")
    days = {what_was_given(each.receipt): each.receipt.at.isoformat() for each in rows}
    given = tuple(days.items())
    if row.fall is not None:
        return recall_letter(fall_view(row.fall), given=given, site=settings.SITE, key=row.key)
    told = _told([row], by=Actor(name="post"), key=row.key)
    return withdrawal_letter(
        told.title, told.why, given=given, address=told.address, site=settings.SITE, key=row.key
    )


def address_of(row: RecallNotice, *, by: Actor) -> str:
    """Return where to write to a holder, or nothing when no address is known."""
    kind, _, name = row.holder.partition(":")
    if kind == "mail":
        return name
    found = known.person(name, by=by) if kind == "person" else None
    return found.email if found else ""


def _letter(row: RecallNotice, by: Actor) -> LetterView:
    letter = letter_of(row)
    state = LetterState.SENT if row.told_at else LetterState.WAITING
    at = row.told_at or (row.fall.at if row.fall else row.receipt.at)
    return LetterView(address_of(row, by=by), letter.subject, letter.text, state, at)


def mine(*, by: Actor) -> list[ToldView]:
    """Return what the person who asks was told of, newest first, each fall and pack once."""
    if not by.person:
        return []
    rows = RecallNotice.objects.filter(holder=f"person:{by.person}").select_related(*_ABOUT)
    news: dict[tuple[int | None, int | None], list[RecallNotice]] = {}
    for row in rows.order_by("pk"):
        news.setdefault((row.fall_id, row.pack_id), []).append(row)
    told = [_told(each, by=by, key=each[0].key) for each in news.values()]
    return sorted(told, key=lambda each: each.at, reverse=True)


def tasks(
    *, by: Actor, fall_id: str = "", on: date | None = None, answered: bool = True
) -> list[TaskView]:
    """Return tasks, open ones first: those of a fall, or those of the party acted for.

    What owners decide about public guidance is public.
    """
    rows = OwnerTask.objects.select_related("fall").order_by("decided_at", "-opened_at", "pk")
    if fall_id:
        rows = rows.filter(fall__public_id=fall_id)
    elif not by.operator:
        rows = rows.filter(owner__public_id__in=_own(by))
    if not answered:
        rows = rows.filter(outcome="")
    found = _task_views(rows[:500], on=on)
    return sorted(found, key=lambda each: bool(each.outcome))


def may_answer(id: str, *, by: Actor) -> bool:  # noqa: A002 - the door's word
    """Return whether `by` may say what follows for a task: a steward of its owner."""
    row = OwnerTask.objects.filter(public_id=id).first()
    own = "" if row is None or row.owner_id in by.services else row.owner_id or ""
    roles = (Role.PUBLISHER, Role.KNOWLEDGE_SPECIALIST)
    return row is not None and known.may_act(by, *roles, party=own)


def task(id: str) -> TaskView | None:  # noqa: A002 - the door's word
    """Return one task."""
    rows = OwnerTask.objects.select_related("fall").filter(public_id=id)
    return next(iter(_task_views(rows)), None)


def _task_views(rows: Iterable[OwnerTask], *, on: date | None = None) -> list[TaskView]:
    named = {}
    views = []
    for row in rows:
        if row.owner_id and row.owner_id not in named:
            named[row.owner_id] = known.party_named(row.owner_id, on=on or timezone.localdate())
        owner = named.get(row.owner_id) if row.owner_id else None
        views.append(
            TaskView(
                id=row.public_id,
                fall=fall_view(row.fall),
                kind=row.kind,
                subject=row.subject,
                title=_asked(row.subject) if row.kind == "pack" else row.title,
                path=tuple(row.path),
                owner=owner.slug if owner else "",
                owner_name=owner.name if owner else "",
                version=row.version,
                opened_at=_iso(row.opened_at),
                outcome=row.outcome,
                reason=row.reason,
                decided_by=row.decided_by,
                decided_at=_iso(row.decided_at),
            )
        )
    return views


def _named(holder: str, *, by: Actor) -> str:
    kind, _, name = holder.partition(":")
    if kind == "person":
        found = known.person(name, by=by)
        return found.name if found else "A person"
    return name if kind == "client" else name.replace("@", " at ")


def _iso(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds") if moment else ""


def times_given(things: Iterable[str]) -> tuple[int, int]:
    """Return how often the things (public ids of packs) were given, and to how many.

    Those many are people and programs that are known, however often each was given them.
    """
    rows = Receipt.objects.filter(thing__in=list(things))
    holders = rows.values_list("person", "client", "mail").distinct()
    return rows.count(), holders.count()
