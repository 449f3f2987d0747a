"""Load parties and agreements from the reviewed files of content/. Loading twice changes nothing.

Every file is TOML, read by name order; how facts are spread over files is free, and a table may
refer to a slug that stands in another file. A table that cannot be used is left out with a
complaint that names file, table and key; everything else is loaded. Nothing is guessed: leave out
a fact that no source gives. Unknown keys are complaints, so that a misspelt key is not lost.

Dates. Wherever a date is wanted, write one of:
    2021-10-01                                        the day is known (a TOML date, no quotes)
    "2021-10", "2021"                                 some day of that month or year
    { earliest = 2021-10-01, latest = 2022-03-31 }    between the two; either may be left out
    "unknown"                                         it happened, nobody says when
What happens within its bounds makes an as-at answer say "possibly". A missing `from` of a name,
role, identifier or tie means "as long as the party"; a missing `from` of a party, agreement,
version or signature means unknown. A missing `until` means "not ended, as far as the source says".
`until` is the first day on which the thing was no longer so (HEE: until 2023-04-01).

content/parties/*.toml

    [[party]]
    slug = "hee"                    # its address here for ever; never changed, never used again
    kind = "arm's length body"      # a value of parties.words.PartyKind
    from = 2012-06-28               # when it came into being
    until = 2023-04-01              # only when it ended without a [[succession]]; else leave out
    about = "One plain sentence."
    website = "https://..."
    source = "https://..."          # the page that says so, or a named source
    note = ""                       # anything a reader should know, such as what is doubtful
    joined = 2021-10-01             # when it joined this shared system; left out: it has not

    [[party.name]]                  # at least one
    name = "Health Education England"
    short = "HEE"
    kind = "name"                   # name | operating name | Welsh name ...; default "name"
    from = 2012-06-28
    until = 2023-04-01
    source = ""

    [[party.role]]                  # what the party is for others, in plain words
    role = "research funder"
    from = 2006-04-01
    source = ""

    [[party.identifier]]            # an ODS code is not a legal person: several may be right
    scheme = "ods"                  # ods, ror, wikidata, govuk, companies house, isni ...
    value = "T73"
    from = 2013-04-01
    source = ""

    [[party.tie]]                   # what it belongs to, or the name under which it works
    to = "dhsc"
    kind = "part of"                # part of | sponsored by | acts as | in region | in system
    from = 2016-04-01
    source = ""
                                    # "acts as": Monitor and the NHS Trust Development Authority
                                    # each act as nhs-improvement, a party of kind "joint name"

    [[party.publishes]]             # its publisher profile: one table for each thing it publishes
    key = "guidance"                # addressable within the party
    what = "Guidance: NICE guidelines, technology appraisals, ..."
    where = "https://www.nice.org.uk/guidance/published"
    licence = "NICE UK open content licence"
    licence_url = "https://..."
    feed = "https://..."            # address for harvesting, when there is one
    format = "rss"                  # what the feed gives
    from = 1999-04-01
    note = ""
    source = ""

    [[succession]]                  # one event, however many parties it touches
    slug = "phe-2021"
    kind = "split"                  # merge | absorb | split | rename | transfer of function
    on = 2021-10-01                 # left out: unknown
    status = "in force"             # announced | in force
    announced_on = 2020-08-18
    title = "Public Health England closed"
    instrument = "..."              # act, regulations, order, statement: its name
    instrument_url = "https://..."
    source = "https://..."
    note = ""

    [[succession.part]]             # at least one; the parts of one event hold together
    from = "phe"
    to = "ukhsa"
    function = "health protection"  # left out: everything not named in another part
    note = ""

    merge: several into a new one, the old ones end. absorb: one or several into one that goes on,
    the old ones end. split: one into several, the old one ends. rename: write `from` and `to` the
    same, with `name = "..."` and `short = "..."` in the part: the name is then dated by the event
    (do not write it as a [[party.name]] too); or two slugs, when the law made a new body.
    transfer of function: only `function` goes over, both go on. Name functions with the same
    words everywhere; they are compared without regard to case.

content/agreements/*.toml

    [[agreement]]
    slug = "concordat"
    kind = "concordat"              # a value of parties.words.AgreementKind
    title = "Maximising digital knowledge resources for health and care in England: a concordat"
    short = "The concordat"
    about = "One plain sentence."
    signed_on = { earliest = 2021-10-01, latest = 2022-03-31 }
    from = ...                      # in force from; left out: from signed_on
    until = ...                     # ended; left out: not ended as far as known
    review_on = ...                 # when it is or was due for review; left out: none is known
    source = "https://..."          # the page that says so
    note = "signed text, its date and officers not public"

    [[agreement.convenor]]          # a dated role, which can be handed on; not a super-user
    party = "hee"
    function = ""                   # decides who holds it after a split; may be left out
    from = ...
    until = ...
    source = ""
    note = ""

    [[agreement.version]]           # at least one
    number = "1"
    from = ...                      # left out: as the agreement
    until = ...                     # only when a later version took its place
    source = "https://..."          # where this wording stands
    note = "as the published page has them"

    [[agreement.version.clause]]    # its address is /agreements/<slug>/<key>
    key = "ambition-2"              # small letters, figures, hyphens
    kind = "ambition"               # preamble | ambition | forum | relation | term | other
    number = "2"                    # as printed, when it is
    heading = ""                    # when the source has one
    text = "investment in digital knowledge resources ..."    # word for word

    [[agreement.version.document]]
    key = "page"
    title = "Published page"
    url = "https://..."
    media_type = "text/html"
    sha256 = ""                     # 64 hex figures of the very bytes; left out: not held
    file = ""                       # beside this TOML file, when we hold and may show it
    published_on = 2022-02-01
    note = ""

    [[agreement.signature]]         # one table for each name under which was signed
    key = "nhs-england-and-nhs-improvement"
    name = "NHS England and NHS Improvement"           # as signed
    parties = ["nhs-england", "nhs-improvement"]       # who signed under that name
    function = ""
    officer = ""                    # only when public
    officer_role = ""
    signed_on = ...                 # left out: as the agreement
    until = ...                     # withdrew
    version = "1"                   # left out: the first
    source = ""
    note = ""

    [[agreement.support]]           # support is not a signature
    party = "nihr"
    name = "National Institute for Health Research (NIHR)"    # as the source names it
    function = ""
    from = ...                      # left out: as the agreement's signed_on
    until = ...
    source = ""
    note = ""

    [[agreement.relation]]
    kind = "complements"            # complements | implements | supersedes | conflicts with
    to = "nice-cqc-2021"            # slug of another agreement, or
    to_text = "the partnership agreements which already exist between our organisations"
    clause = "complements"          # key of the clause that says so
    source = ""
    note = ""

    [[agreement.commitment]]
    key = "ambition-1-nice"
    clause = "ambition-1"
    party = "nice"                  # who owes it
    text = "..."
    indicator = "..."               # what would show it
    target = "..."
    from = ...
    until = ...
    source = ""

    [[agreement.commitment.evidence]]    # of delivery
    on = 2024-03-31
    text = "..."
    url = "https://..."
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from django.db import transaction
from django.db.models import Model

from concordat.parties.actions.audit import note
from concordat.parties.actions.keeping import Row, Tally, clear, keep, keep_all
from concordat.parties.actions.rights import require
from concordat.parties.content import (
    AGREEMENT,
    PARTY,
    SUCCESSION,
    Contents,
    Item,
    read_folder,
)
from concordat.parties.models import (
    Agreement,
    Clause,
    Commitment,
    Convenor,
    Delivery,
    Document,
    Membership,
    Part,
    Party,
    PartyIdentifier,
    PartyName,
    PartyRole,
    Publishing,
    Relation,
    Signatory,
    Signature,
    Succession,
    Support,
    Tie,
    Version,
)
from concordat.parties.rules import faults_of
from concordat.parties.words import Actor, LoadReport, PartGiven, Role, SuccessionKind, Visibility

M = TypeVar("M", bound=Model)
S = TypeVar("S", Party, Agreement)


def load_parties(*, folder: Path, by: Actor) -> LoadReport:
    """Load the parties and successions of a folder, all in one transaction.

    Never deletes a party or a succession that the files no longer name. Complaints say
    what was left out; the rest is loaded. Raises NotAllowedError.
    """
    require(by, Role.SECRETARIAT)
    load = _Load(read_folder(folder, {"party": PARTY, "succession": SUCCESSION}), folder)
    with transaction.atomic():
        parties = [(item, _keep_party(item.row, load)) for item in load.found.items["party"]]
        load.parties = _by_slug(Party)
        for item, party in parties:
            _keep_party_facts(item, party, load)
        for item in load.found.items["succession"]:
            _keep_succession(item, load)
        return load.finish(by=by, deed="load parties")


def load_agreements(*, folder: Path, by: Actor) -> LoadReport:
    """Load the agreements of a folder, all in one transaction; load the parties first.

    Never deletes an agreement that the files no longer name. A document whose file is
    beside the TOML and has other bytes than `sha256` says is a complaint, and is left
    out. Raises NotAllowedError.
    """
    require(by, Role.SECRETARIAT)
    load = _Load(read_folder(folder, {"agreement": AGREEMENT}), folder)
    with transaction.atomic():
        load.parties = _by_slug(Party)
        agreements = [
            (item, _keep_agreement(item.row, load)) for item in load.found.items["agreement"]
        ]
        load.agreements = _by_slug(Agreement)
        for item, agreement in agreements:
            _keep_agreement_parts(item, agreement, load)
        return load.finish(by=by, deed="load agreements")


@dataclass(slots=True)
class _Load:
    """One run: what was read, what it refers to, and what came of it."""

    found: Contents
    folder: Path
    tally: Tally = field(default_factory=Tally)
    parties: Mapping[str, Party] = field(default_factory=dict)
    agreements: Mapping[str, Agreement] = field(default_factory=dict)

    def complain(self, where: str, what: str) -> None:
        self.found.complaints.append(f"{where}: {what}")

    def party(self, slug: str, where: str) -> Party | None:
        """Return the party of that slug; complain when nobody has it."""
        party = self.parties.get(slug)
        if party is None:
            what = f"there is no party “{slug}”: add it or mend the slug; this was left out."
            self.complain(where, what)
        return party

    def with_party(self, rows: Sequence[Row], key: str, where: str) -> list[tuple[Row, Party]]:
        """Return each row with the party that it names under `key`; without those unknown."""
        pairs = [(row, self.party(row[key], where)) for row in rows]
        return [(row, party) for row, party in pairs if party is not None]

    def keep_all(self, model: type[M], parent: Row, rows: Sequence[Row], *key: str) -> list[M]:
        return keep_all(model, parent, rows, key, self.tally)

    def finish(self, *, by: Actor, deed: str) -> LoadReport:
        """Take out what left, leave the audit row when anything was written, and report."""
        for complaint in clear(self.tally):
            self.complain(self.folder.name, complaint)
        tally = self.tally
        report = LoadReport(
            new=tally.new,
            changed=tally.changed,
            unchanged=tally.unchanged,
            removed=tally.removed,
            files=self.found.files,
            complaints=tuple(self.found.complaints),
        )
        if tally.wrote:
            counts = {"new": tally.new, "changed": tally.changed, "removed": tally.removed}
            note(by=by, deed=deed, about=f"content:{self.folder.name}", changed=counts)
        return report


def _by_slug(model: type[S]) -> dict[str, S]:
    return {row.slug: row for row in model._default_manager.all()}


def _facts(row: Row, *names: str) -> Row:
    """Return the named values with the dates and sources that every fact has."""
    dated = {"since": row["from"], "until": row["until"], "source": row["source"]}
    return {**dated, "note": row.get("note", ""), **{name: row[name] for name in names}}


def _keep_party(row: Row, load: _Load) -> Party:
    values = _facts(row, "kind", "about", "website")
    return keep(Party, {"slug": row["slug"]}, values, load.tally)


def _keep_party_facts(item: Item, party: Party, load: _Load) -> None:
    row, of = item.row, {"party": party}
    names = [
        {**_facts(each, "name", "short"), "kind": each["kind"] or "name"} for each in row["name"]
    ]
    load.keep_all(PartyName, of, names, "name", "kind", "since")
    roles = [_facts(each, "role") for each in row["role"]]
    load.keep_all(PartyRole, of, roles, "role", "since")
    identifiers = [_facts(each, "scheme", "value") for each in row["identifier"]]
    load.keep_all(PartyIdentifier, of, identifiers, "scheme", "value", "since")
    ties = [
        {**_facts(each, "kind"), "to": to}
        for each, to in load.with_party(row["tie"], "to", item.where)
    ]
    load.keep_all(Tie, of, ties, "to", "kind", "since")
    columns = ("key", "what", "where", "licence", "licence_url", "feed", "format")
    publishes = [_facts(each, *columns) for each in _once(row["publishes"], item, load)]
    load.keep_all(Publishing, of, publishes, "key")
    joined = [{"since": row["joined"]}] if row["joined"] else []
    load.keep_all(Membership, of, joined, "since")


def _once(rows: Sequence[Row], item: Item, load: _Load) -> list[Row]:
    """Return the rows without those whose key stood before: a key is an address."""
    seen: dict[str, Row] = {}
    for row in rows:
        if seen.setdefault(row["key"], row) is not row:
            load.complain(item.where, f"the key {row['key']} stands twice; the first was taken.")
    return list(seen.values())


def _keep_succession(item: Item, load: _Load) -> None:
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


def _given(part: Row) -> PartGiven:
    extra = {name: part[name] for name in ("function", "name", "short", "note")}
    return PartGiven(giver=part["from"], taker=part["to"], **extra)


def _keep_agreement(row: Row, load: _Load) -> Agreement:
    columns = ("kind", "title", "short", "about", "signed_on", "review_on")
    values = {**_facts(row, *columns), "visibility": Visibility.PUBLIC.value}
    return keep(Agreement, {"slug": row["slug"]}, values, load.tally)


def _keep_agreement_parts(item: Item, agreement: Agreement, load: _Load) -> None:
    _keep_versions(item, agreement, load)
    _keep_signatures(item, agreement, load)
    row, of = item.row, {"agreement": agreement}
    for model, table, columns in (
        (Convenor, "convenor", ("function",)),
        (Support, "support", ("name", "function")),
    ):
        pairs = load.with_party(row[table], "party", item.where)
        rows = [{**_facts(each, *columns), "party": party} for each, party in pairs]
        load.keep_all(model, of, rows, "party", "since")
    _keep_relations(item, agreement, load)
    _keep_commitments(item, agreement, load)


def _keep_versions(item: Item, agreement: Agreement, load: _Load) -> None:
    rows = [_facts(each, "number") for each in item.row["version"]]
    versions = load.keep_all(Version, {"agreement": agreement}, rows, "number")
    for version, row in zip(versions, item.row["version"], strict=True):
        clauses = [
            {
                **{name: each[name] for name in ("key", "kind", "number", "heading", "text")},
                "source": each["source"],
                "position": position,
            }
            for position, each in enumerate(_once(row["clause"], item, load), start=1)
        ]
        load.keep_all(Clause, {"version": version}, clauses, "key")
        columns = ("key", "title", "url", "media_type", "sha256", "published_on", "note")
        documents = [
            {**{name: each[name] for name in columns}, "file": _below_content(each, item)}
            for each in _once(row["document"], item, load)
            if _has_its_bytes(each, item, load)
        ]
        load.keep_all(Document, {"version": version}, documents, "key")


def _below_content(row: Row, item: Item) -> str:
    """Return the path of a document's file from content/ down."""
    return f"{item.file.parent.name}/{row['file']}" if row["file"] else ""


def _has_its_bytes(row: Row, item: Item, load: _Load) -> bool:
    """Return whether a document's file is there and is the one that `sha256` names."""
    if not row["file"]:
        return True
    where = f"{item.where}: document {row['key']}"
    path = item.file.parent / row["file"]
    if not path.resolve().is_relative_to(item.file.parent.resolve()) or not path.is_file():
        load.complain(where, f"there is no file {row['file']} beside {item.file.name}.")
        return False
    if sha256(path.read_bytes()).hexdigest() != row["sha256"]:
        load.complain(where, f"{row['file']} does not have the bytes that sha256 names.")
        return False
    return True


def _keep_signatures(item: Item, agreement: Agreement, load: _Load) -> None:
    versions = {version.number: version for version in agreement.versions.order_by("-pk")}
    first = versions.get(item.row["version"][0]["number"])
    chosen = _once(item.row["signature"], item, load)
    rows = [
        {
            **{name: each[name] for name in ("key", "name", "function", "officer")},
            **{name: each[name] for name in ("officer_role", "until", "source", "note")},
            "since": each["signed_on"],
            "version": versions.get(each["version"], first),
        }
        for each in chosen
    ]
    signatures = load.keep_all(Signature, {"agreement": agreement}, rows, "key")
    for signature, row in zip(signatures, chosen, strict=True):
        found = [load.party(slug, f"{item.where}: {signature.key}") for slug in row["parties"]]
        parties = [{"party": party} for party in found if party is not None]
        load.keep_all(Signatory, {"signature": signature}, parties, "party")


def _keep_relations(item: Item, agreement: Agreement, load: _Load) -> None:
    rows = []
    for each in item.row["relation"]:
        to = load.agreements.get(each["to"])
        if each["to"] and to is None:
            what = f"there is no agreement “{each['to']}”; this relation was left out."
            load.complain(item.where, what)
            continue
        columns = ("kind", "to_text", "clause", "source", "note")
        rows.append({**{name: each[name] for name in columns}, "to": to})
    load.keep_all(Relation, {"agreement": agreement}, rows, "kind", "to", "to_text")


def _keep_commitments(item: Item, agreement: Agreement, load: _Load) -> None:
    chosen = _once(item.row["commitment"], item, load)
    pairs = load.with_party(chosen, "party", item.where)
    columns = ("key", "clause", "text", "indicator", "target")
    rows = [{**_facts(each, *columns), "party": party, "owner": party} for each, party in pairs]
    kept = load.keep_all(Commitment, {"agreement": agreement}, rows, "key")
    for commitment, (row, _) in zip(kept, pairs, strict=True):
        evidence = [
            {name: each[name] for name in ("on", "text", "url")} for each in row["evidence"]
        ]
        load.keep_all(Delivery, {"commitment": commitment}, evidence, "text", "on")
