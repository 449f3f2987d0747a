"""Which source record wins which field of a work. Pure; this is the written precedence.

A work's fields are taken in units, each whole from one record, so that a year never comes
with the date of another version and a volume never with the pages of another. A unit comes
from the first record, in the unit's order of formats, that fills any of its fields:

1. `concordat`, our own reviewed files, which librarians correct by hand;
2. `pubmed`, then `nbib`: the National Library of Medicine's indexers;
3. `jats` and `crossref`: what the publisher deposited;
4. `openalex` and `europepmc`: aggregated, its abstracts rebuilt from word positions;
5. `ris` and every other export: what a reference manager or a database made of it.

- Headings, publication types and languages are an indexer's work: PubMed's go before ours.
- A longer abstract is not a better one: exports add copyright lines and whole summaries. The
  order above decides, and an empty field never wins.
- Between records of the same format the later one to arrive wins; a later state of the same
  record of a database (same source, format and key) supersedes the earlier one altogether.
- Identifiers are the union of all records and all their states: none is ever lost. One that
  names another work is left out; the contradiction was counted when it arrived.
- The publishing party, and a kind or a standing that a reviewed file states, come from the
  first record that states one.
"""

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from concordat.evidence.models.superseding import account
from concordat.evidence.words import Identifier, Reference

ORDER = ("concordat", "pubmed", "nbib", "jats", "crossref", "openalex", "europepmc", "ris")
INDEXERS_FIRST = ("pubmed", "nbib", "concordat", *ORDER[3:])

#: Fields that go together -> the order of formats that decides.
UNITS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("title",): ORDER,
    ("authors",): ORDER,
    ("abstract",): ORDER,
    ("journal", "issns"): ORDER,
    ("year", "published_on"): ORDER,
    ("volume", "issue", "pages"): ORDER,
    ("headings",): INDEXERS_FIRST,
    ("keywords",): ORDER,
    ("publication_types",): INDEXERS_FIRST,
    ("languages",): INDEXERS_FIRST,
    ("publisher",): ORDER,
    ("url",): ORDER,
    ("source_type",): ORDER,
}


_FIELDS = (*(name for unit in UNITS for name in unit), "identifiers")
_values = attrgetter(*_FIELDS)


@dataclass(frozen=True, slots=True)
class Claims:
    """What a reviewed file says of a work beyond its reference."""

    party: str = ""  # slug of the party that published it
    kind: str = ""  # evidence.words.Kind
    standing: str = ""  # evidence.words.Standing
    standing_on: str = ""
    standing_source: str = ""
    replaced_by: Identifier | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """One source record of a work, as far as precedence must know it."""

    reference: Reference
    source: str  # slug
    key: str  # its identifier there
    format: str
    fetched_at: str  # ISO
    arrival: int  # later ones are higher
    id: str = ""  # its public id here
    claims: Claims = field(default_factory=Claims)


@dataclass(frozen=True, slots=True)
class Composed:
    """A work made of its records. `origins` is what `Work.origins` keeps."""

    reference: Reference
    origins: tuple[dict[str, Any], ...]
    party: str
    kind: str  # "" when no record states one
    kind_source: str


def compose(records: Iterable[Known], *, foreign: frozenset[Identifier] = frozenset()) -> Composed:
    """Return the work that `records` make. `foreign` identifiers name other works."""
    records = list(records)
    if len(records) == 1 and not foreign:
        return _alone(records[0])
    living = without_superseded(records)
    values: dict[str, Any] = {}
    won: dict[int, list[str]] = {id(record): [] for record in living}
    orders: dict[tuple[str, ...], list[Known]] = {
        order: _ranked(living, order) for order in (ORDER, INDEXERS_FIRST)
    }
    for unit, order in UNITS.items():
        winner = _winner(orders[order], unit)
        for name in unit if winner else ():
            value = getattr(winner.reference, name)  # type: ignore[union-attr]
            if value:
                values[name] = value
                won[id(winner)].append(name)
    ranked = orders[ORDER]
    superseded = [record for record in records if id(record) not in won]
    values["identifiers"] = _identifiers([*ranked, *superseded], foreign, won)
    values["status"] = tuple({note: None for record in ranked for note in record.reference.status})
    kind = next((record for record in ranked if record.claims.kind), None)
    return Composed(
        reference=Reference(**({"title": ""} | values)),
        origins=tuple(
            _origin(record, won[id(record)])
            for record in (*ranked, *superseded)
            if won.get(id(record))
        ),
        party=next((record.claims.party for record in ranked if record.claims.party), ""),
        kind=kind.claims.kind if kind else "",
        kind_source=kind.source if kind else "",
    )


def _alone(record: Known) -> Composed:
    """Return what a single record makes: all that it fills. So most works begin."""
    reference, claims = record.reference, record.claims
    filled = [name for name, value in zip(_FIELDS, _values(reference), strict=True) if value]
    return Composed(
        reference=reference,
        origins=(_origin(record, filled),),
        party=claims.party,
        kind=claims.kind,
        kind_source=record.source if claims.kind else "",
    )


def without_superseded(records: Iterable[Known]) -> list[Known]:
    """Return the latest state of each record, in order of arrival."""
    latest: dict[tuple[object, ...], Known] = {}
    for record in sorted(records, key=lambda record: record.arrival):
        state = account(
            source=record.source, format=record.format, key=record.key, arrival=record.arrival
        )
        latest.pop(state, None)
        latest[state] = record
    return list(latest.values())


def _ranked(records: Sequence[Known], order: Sequence[str]) -> list[Known]:
    if len(records) == 1:
        return list(records)
    ranks = {name: rank for rank, name in enumerate(order)}
    return sorted(records, key=lambda each: (ranks.get(each.format, len(order)), -each.arrival))


def _winner(ranked: Sequence[Known], unit: Sequence[str]) -> Known | None:
    for record in ranked:
        if any(getattr(record.reference, name) for name in unit):
            return record
    return None


def _identifiers(
    ranked: Sequence[Known], foreign: frozenset[Identifier], won: dict[int, list[str]]
) -> tuple[Identifier, ...]:
    """Return the union in order, and note which records gave any of it first."""
    found: dict[Identifier, None] = {}
    for record in ranked:
        before = len(found)
        found.update((each, None) for each in record.reference.identifiers if each not in foreign)
        if len(found) > before:
            won.setdefault(id(record), []).append("identifiers")
    return tuple(found)


def _origin(record: Known, fields: list[str]) -> dict[str, Any]:
    return {
        "source": record.source,
        "record": record.key,
        "id": record.id,
        "fetched_at": record.fetched_at,
        "format": record.format,
        "fields": fields,
    }


def claims_from(value: dict[str, Any] | None) -> Claims:
    """Return claims from the JSON that a source record keeps."""
    if not value:
        return Claims()
    replaced_by = value.get("replaced_by")
    return dataclasses.replace(
        Claims(**value), replaced_by=Identifier(**replaced_by) if replaced_by else None
    )
