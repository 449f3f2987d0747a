"""What is said of a party: names, roles, identifiers, what it publishes; each with its dates."""

from datetime import date

from django.db import transaction
from django.utils.text import slugify

from concordat.parties.actions.audit import note
from concordat.parties.actions.editing import count_change
from concordat.parties.actions.facts import WrongFactError, day_of, known_party, text_of
from concordat.parties.actions.rights import require_over
from concordat.parties.models import (
    Party,
    PartyIdentifier,
    PartyName,
    PartyRole,
    Publishing,
    Tie,
)
from concordat.parties.models.fact import LONG
from concordat.parties.rows import NAME
from concordat.parties.words import Actor, Certainty, Day, Period, Role


def _party_to_change(by: Actor, party: str) -> Party:
    """Return the party; its administrators and the secretariat may say things of it."""
    row = known_party("party", party)
    require_over(by, Role.SECRETARIAT, Role.ADMINISTRATOR, party=row)
    return row


@transaction.atomic
def describe_party(
    *, by: Actor, party: str, about: str, website: str, edition: int | None = None
) -> None:
    """Say in a sentence what a party is, and where its site is.

    `edition` is the one that the form was made from. Raises ChangedMeanwhileError,
    WrongFactError, NotAllowedError.
    """
    row = _party_to_change(by, party)
    count_change(row, seen=edition)
    before = {"about": row.about, "website": row.website}
    row.about, row.website = about.strip(), _address("website", website)
    row.save(update_fields=["about", "website"])
    changed = {"before": before, "about": row.about, "website": row.website}
    note(by=by, deed="describe party", about=f"party:{party}", changed=changed)


def _address(field: str, text: str) -> str:
    """Return an address that can be followed, or none."""
    text = text.strip()
    if text and not text.startswith(("https://", "http://")):
        raise WrongFactError(field, "Write an address that begins with https:// or http://.")
    if len(text) > LONG:
        raise WrongFactError(field, f"Write {LONG} signs at most.")
    return text


def _period(since: Day | date | None, until: Day | date | None) -> Period:
    begun, ended = day_of(since), day_of(until)
    if begun and ended and ended.before(begun) is Certainty.YES:
        raise WrongFactError("until", f"It cannot end ({ended}) before it begins ({begun}).")
    return Period(begun, ended)


@transaction.atomic
def name_party(
    *,
    by: Actor,
    party: str,
    name: str,
    kind: str = "operating name",
    short: str = "",
    since: Day | date | None = None,
    until: Day | date | None = None,
    source: str = "",
) -> str:
    """Record a further name of a party (operating name, Welsh name); return its public id.

    When a party comes to bear another name in place of the old, it is `rename_party`.
    """
    row = _party_to_change(by, party)
    period = _period(since, until)
    name = text_of("name", name, limit=NAME)
    if any(n.name == name and n.period == period for n in row.names.all()):
        raise WrongFactError("name", "It has this name for these dates already.")
    count_change(row)
    kept = PartyName.objects.create(
        party=row,
        name=name,
        short=short.strip()[:80],
        kind=text_of("kind", kind, limit=40),
        since=period.since,
        until=period.until,
        source=source.strip(),
    )
    changed = {"name": name, "kind": kind, "since": since, "until": until}
    note(by=by, deed="name party", about=f"party:{party}", changed=changed)
    return kept.public_id


@transaction.atomic
def give_party_role(
    *,
    by: Actor,
    party: str,
    role: str,
    since: Day | date | None = None,
    until: Day | date | None = None,
    source: str = "",
) -> str:
    """Record what a party is for others, such as research funder; return its public id."""
    row = _party_to_change(by, party)
    period = _period(since, until)
    role = text_of("role", role, limit=NAME)
    count_change(row)
    kept = PartyRole.objects.create(
        party=row, role=role, since=period.since, until=period.until, source=source.strip()
    )
    changed = {"role": role, "since": since, "until": until}
    note(by=by, deed="give party role", about=f"party:{party}", changed=changed)
    return kept.public_id


@transaction.atomic
def identify_party(
    *,
    by: Actor,
    party: str,
    scheme: str,
    value: str,
    since: Day | date | None = None,
    until: Day | date | None = None,
    source: str = "",
) -> str:
    """Record a party's name in somebody's list, such as an ODS code; return its public id."""
    row = _party_to_change(by, party)
    period = _period(since, until)
    scheme = text_of("scheme", scheme, limit=40).lower()
    value = text_of("value", value, limit=200)
    if row.identifiers.filter(scheme=scheme, value=value, until="").exists():
        raise WrongFactError("value", f"It has {scheme} {value} already.")
    count_change(row)
    kept = PartyIdentifier.objects.create(
        party=row,
        scheme=scheme,
        value=value,
        since=period.since,
        until=period.until,
        source=source.strip(),
    )
    changed = {"scheme": scheme, "value": value, "since": since, "until": until}
    note(by=by, deed="identify party", about=f"party:{party}", changed=changed)
    return kept.public_id


@transaction.atomic
def list_publishing(
    *,
    by: Actor,
    party: str,
    what: str,
    where: str = "",
    licence: str = "",
    licence_url: str = "",
    feed: str = "",
    taken_as: str = "",
    since: Day | date | None = None,
    review_on: Day | date | None = None,
    source: str = "",
) -> str:
    """Record one thing that a party publishes; return its public id.

    `taken_as` is the slug of the evidence source that takes it in. `review_on`: when
    somebody should look again whether all this is so.
    """
    row = _party_to_change(by, party)
    what = text_of("what", what, limit=LONG)
    key = slugify(what)[:100].strip("-") or "publication"
    if row.publishes.filter(key=key).exists():
        raise WrongFactError("what", "This is listed already.")
    count_change(row)
    kept = Publishing.objects.create(
        party=row,
        key=key,
        what=what,
        where=_address("where", where),
        licence=licence.strip()[:NAME],
        licence_url=_address("licence_url", licence_url),
        feed=_address("feed", feed),
        taken_as=taken_as.strip()[:60],
        since=day_of(since),
        review_on=day_of(review_on),
        source=source.strip(),
    )
    changed = {"what": what, "where": where, "licence": licence, "taken_as": taken_as}
    note(by=by, deed="list publishing", about=f"party:{party}", changed=changed)
    return kept.public_id


@transaction.atomic
def change_publishing(
    *,
    by: Actor,
    party: str,
    entry: str,
    where: str = "",
    licence: str = "",
    licence_url: str = "",
    feed: str = "",
    taken_as: str = "",
    review_on: Day | date | None = None,
    edition: int | None = None,
) -> None:
    """Say anew where one thing (public id) is published, how, and when to look again.

    What it is stays: when that changes, end the entry and list another. Raises
    WrongFactError, ChangedMeanwhileError, NotAllowedError.
    """
    row = _party_to_change(by, party)
    kept = row.publishes.filter(public_id=entry).first()
    if kept is None:
        raise WrongFactError("entry", "This party publishes no such thing.")
    count_change(row, seen=edition)
    said = {
        "where": _address("where", where),
        "licence": licence.strip()[:NAME],
        "licence_url": _address("licence_url", licence_url),
        "feed": _address("feed", feed),
        "taken_as": taken_as.strip()[:60],
        "review_on": day_of(review_on),
    }
    changed = {name: [getattr(kept, name), new] for name, new in said.items()}
    changed = {name: pair for name, pair in changed.items() if pair[0] != pair[1]}
    for name, new in said.items():
        setattr(kept, name, new)
    kept.save(update_fields=list(said))
    note(
        by=by,
        deed="change publishing",
        about=f"party:{party}",
        changed={"what": kept.what, **changed},
    )


#: What can come to an end without an event of reorganisation. A main name ends by a rename.
Ending = PartyName | PartyRole | PartyIdentifier | Tie | Publishing
_ENDING: tuple[type[Ending], ...] = (PartyName, PartyRole, PartyIdentifier, Tie, Publishing)


@transaction.atomic
def end_fact(
    *, by: Actor, party: str, fact: str, on: Day | date, edition: int | None = None
) -> None:
    """Record that a name, role, identifier, tie or publication (public id) ended on `on`.

    `on` is the first day on which it was no longer so. Raises WrongFactError when there is
    no such fact or it had ended, ChangedMeanwhileError, NotAllowedError.
    """
    row = _party_to_change(by, party)
    found = _open_fact(row, fact)
    period = _period(found.since, on)
    count_change(row, seen=edition)
    found.until = period.until
    found.save(update_fields=["until"])
    changed = {"kind": str(found._meta.verbose_name), "what": str(found), "on": on}
    note(by=by, deed="end fact", about=f"party:{party}", changed=changed)


def _open_fact(party: Party, fact: str) -> Ending:
    for model in _ENDING:
        row = model._default_manager.filter(party=party, public_id=fact).first()
        if isinstance(row, PartyName) and row.kind == "name":
            raise WrongFactError("fact", "The main name ends when another takes its place: rename.")
        if row is not None and row.until is None:
            return row
    raise WrongFactError("fact", "There is nothing to end here: perhaps it was ended already.")
