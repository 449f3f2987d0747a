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
from concordat.parties.models.succession import CORRECTION
from concordat.parties.rules import faults_of
from concordat.parties.words import PartGiven, SuccessionKind


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
    if faults:
        load.complain(item.where, f"{' '.join(faults)} It was left out.")
        return
    columns = ("kind", "status", "on", "announced_on", "title", "instrument", "instrument_url")
    values = {name: row[name] for name in (*columns, "source", "note")}
    values["note"] = _with_corrections(row["slug"], values["note"])
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


def _with_corrections(slug: str, note: str) -> str:
    """Return the note of the file with what people have added to it since."""
    kept = Succession.objects.filter(slug=slug).values_list("note", flat=True).first() or ""
    added = [line for line in kept.splitlines() if line.startswith(CORRECTION)]
    return "\n".join([note, *added]).strip()


def _given(part: Row) -> PartGiven:
    extra = {name: part[name] for name in ("function", "name", "short", "note")}
    return PartGiven(giver=part["from"], taker=part["to"], **extra)
