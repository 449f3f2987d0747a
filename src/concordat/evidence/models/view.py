"""A work as the log keeps it and as people see it: from a row, to JSON, and back."""

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from concordat.evidence.models.work import Work, read_author, read_heading, read_identifier
from concordat.evidence.words import Kind, Origin, Standing, WorkView

#: Fields that a work takes over from its source records, each by a written precedence.
PLAIN = (
    "title",
    "abstract",
    "journal",
    "year",
    "published_on",
    "volume",
    "issue",
    "pages",
    "publisher",
    "url",
    "source_type",
)
LISTS = (
    "authors",
    "issns",
    "identifiers",
    "headings",
    "keywords",
    "publication_types",
    "languages",
)
#: Fields that the house decides, with its reason or its source beside them.
DECIDED = (
    "kind",
    "kind_reason",
    "standing",
    "standing_on",
    "standing_source",
    "standing_note",
    "service",
    "visibility",
)
_READ: Mapping[str, Any] = {
    "authors": read_author,
    "identifiers": read_identifier,
    "headings": read_heading,
}
_ORIGIN = tuple(field.name for field in dataclasses.fields(Origin) if field.name != "source_name")


def snapshot(work: Work) -> dict[str, Any]:
    """Return what the log keeps of a work: every filled field of its view, but links."""
    row = work.__dict__
    kept = {name: row[name] for name in (*PLAIN, *LISTS, *DECIDED) if row[name]}
    kept["id"] = work.public_id
    kept["revision"] = work.revision
    kept["origins"] = work.origins
    kept["first_seen_at"] = iso(work.first_seen_at)
    kept["changed_at"] = iso(work.changed_at)
    if work.party_id:
        kept["party"] = work.party_id
    if work.owner_id:
        kept["owner"] = work.owner_id
    return kept


def view_of_snapshot(kept: Mapping[str, Any], names: Mapping[str, str]) -> WorkView:
    """Return the view that was kept. `names` gives the names of sources by their slugs."""
    values = dict(kept)
    for name in LISTS:
        if name in values:
            read = _READ.get(name)
            values[name] = tuple(map(read, values[name]) if read else values[name])
    values["kind"] = Kind(values["kind"])
    values["standing"] = Standing(values["standing"])
    values["origins"] = view_of_origins(values["origins"], names)
    return WorkView(**values)


def view_of_work(work: Work, names: Mapping[str, str]) -> WorkView:
    """Return the view of a row, without links."""
    row = work.__dict__
    values = {name: row[name] for name in (*PLAIN, *LISTS, *DECIDED)}
    values["kind"] = Kind(work.kind)
    values["standing"] = Standing(work.standing)
    return WorkView(
        id=work.public_id,
        revision=work.revision,
        party=work.party_id or "",
        owner=work.owner_id or "",
        origins=view_of_origins(work.origins, names),
        first_seen_at=iso(work.first_seen_at),
        changed_at=iso(work.changed_at),
        **values,
    )


def view_of_origins(
    origins: Iterable[Mapping[str, Any]], names: Mapping[str, str]
) -> tuple[tuple[str, Origin], ...]:
    """Return (field, where it came from) pairs; `identifiers` may come from several."""
    pairs: list[tuple[str, Origin]] = []
    for kept in origins:
        origin = Origin(
            source_name=names.get(kept["source"], kept["source"]),
            **{name: kept[name] for name in _ORIGIN},
        )
        pairs.extend((field, origin) for field in kept["fields"])
    return tuple(pairs)


def iso(moment: datetime | None) -> str:
    """Return an ISO date and time in UTC to the second, or ""."""
    return moment.astimezone(UTC).isoformat(timespec="seconds") if moment else ""
