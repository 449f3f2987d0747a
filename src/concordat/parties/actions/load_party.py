"""Keep what content files say of one party, or of one succession."""

from concordat.parties.actions.keeping import Row, keep
from concordat.parties.actions.loading import Load, facts_of, once
from concordat.parties.content import Item
from concordat.parties.models import (
    Membership,
    Part,
    Party,
    PartyIdentifier,
    PartyName,
    PartyRole,
    Publishing,
    Succession,
    Tie,
)
from concordat.parties.models.succession import CORRECTION, POSTPONED
from concordat.parties.rules import faults_of, faults_of_status
from concordat.parties.words import PartGiven, SuccessionKind, SuccessionStatus

_COLUMNS = ("kind", "announced_on", "title", "instrument_url", "source", "note")
#: What people may settle here of an announced event.
_SETTLED = ("status", "on", "instrument", "withdrawn_on", "withdrawn_reason", "withdrawn_source")


def keep_party(row: Row, load: Load) -> Party:
    values = facts_of(row, "kind", "about", "website")
    return keep(Party, {"slug": row["slug"]}, values, load.tally)


def keep_party_facts(item: Item, party: Party, load: Load) -> None:
    row, of = item.row, {"party": party}
    names = [
        {**facts_of(each, "name", "short"), "kind": each["kind"] or "name"} for each in row["name"]
    ]
    load.keep_all(PartyName, of, names, "name", "kind", "since")
    roles = [facts_of(each, "role") for each in row["role"]]
    load.keep_all(PartyRole, of, roles, "role", "since")
    identifiers = [facts_of(each, "scheme", "value") for each in row["identifier"]]
    load.keep_all(PartyIdentifier, of, identifiers, "scheme", "value", "since")
    ties = [
        {**facts_of(each, "kind"), "to": to}
        for each, to in load.with_party(row["tie"], "to", item.where)
    ]
    load.keep_all(Tie, of, ties, "to", "kind", "since")
    columns = ("key", "what", "where", "licence", "licence_url", "feed", "format", "taken_as")
    listed = once(row["publishes"], item, load)
    publishes = [facts_of(each, *columns, "review_on") for each in listed]
    load.keep_all(Publishing, of, publishes, "key")
    joined = [{"since": row["joined"]}] if row["joined"] else []
    load.keep_all(Membership, of, joined, "since")


def keep_succession(item: Item, load: Load) -> None:
    row = item.row
    ends = [
        (part, load.party(part["from"], item.where), load.party(part["to"], item.where))
        for part in row["part"]
    ]
    if any(giver is None or taker is None for _, giver, taker in ends):
        return  # half an event would be a wrong event
    faults = list(faults_of(SuccessionKind(row["kind"]), [_given(part) for part in row["part"]]))
    faults += faults_of_status(
        SuccessionStatus(row["status"]),
        announced_on=row["announced_on"],
        withdrawn_on=row["withdrawn_on"],
        reason=row["withdrawn_reason"],
    )
    if faults:
        load.complain(item.where, f"{' '.join(faults)} It was left out.")
        return
    values = {name: row[name] for name in (*_COLUMNS, *_SETTLED)}
    values["note"] = _with_corrections(row["slug"], values["note"])
    _keep_settled(item, values, load)
    event = keep(Succession, {"slug": row["slug"]}, values, load.tally)
    parts = [
        {
            **{name: part[name] for name in ("function", "name", "short", "note")},
            "giver": giver,
            "taker": taker,
        }
        for part, giver, taker in ends
    ]
    load.keep_all(Part, {"succession": event}, parts, "giver", "taker", "function")


def _keep_settled(item: Item, values: Row, load: Load) -> None:
    """Keep what people recorded here of an announced event, and say where a file differs."""
    kept = Succession.objects.filter(slug=item.row["slug"], settled_here=True).first()
    if kept is None:
        return
    for name in _SETTLED:
        values[name] = getattr(kept, name)
    if any(item.row[name] != getattr(kept, name) for name in ("status", "on", "withdrawn_on")):
        load.complain(
            item.where,
            f"here it was recorded as {kept.status}, {kept.withdrawn_on or kept.on or 'no day'}: "
            "that was kept. Bring the file up to date.",
        )


def _with_corrections(slug: str, note: str) -> str:
    """Return the note of the file with what people have added to it since."""
    kept = Succession.objects.filter(slug=slug).values_list("note", flat=True).first() or ""
    added = [line for line in kept.splitlines() if line.startswith((CORRECTION, POSTPONED))]
    return "\n".join([note, *added]).strip()


def _given(part: Row) -> PartGiven:
    extra = {name: part[name] for name in ("function", "name", "short", "note")}
    return PartGiven(giver=part["from"], taker=part["to"], **extra)
