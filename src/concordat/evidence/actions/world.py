"""Load the works of the demonstration world from reviewed files. Twice changes nothing.

`works.jsonl` and `guidance.jsonl` hold one JSON object a line: the fields of a Reference,
absent where unknown, and `source`, a slug of `sources.toml`. Guidance adds `party` (the
slug of the publishing party), `kind`, `code`, `standing`, `standing_on`,
`standing_source` and `replaced_by`. A line that cannot be used is set aside with its place.
"""

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
from django.db import transaction
from django.utils import timezone

from concordat.evidence.actions import raw, sources
from concordat.evidence.actions.precedence import Claims
from concordat.evidence.actions.take import Incoming, Input, Taking, actor_of, arrivals
from concordat.evidence.actions.tally import Tally
from concordat.evidence.identity.identifiers import canonical
from concordat.evidence.words import (
    Author,
    Found,
    Heading,
    Identifier,
    IngestReport,
    Kind,
    Reference,
    SetAside,
    Standing,
    StatusNote,
)
from concordat.parties import actions as parties
from concordat.parties.queries import parties as known_parties
from concordat.parties.words import Actor

FILES = ("works.jsonl", "guidance.jsonl")
FORMAT = "concordat"
_TEXTS = (
    "journal",
    "published_on",
    "volume",
    "issue",
    "pages",
    "publisher",
    "url",
    "source_type",
    "abstract",
)
_LISTS = ("issns", "keywords", "publication_types", "languages")
_CLAIMS = ("party", "kind", "standing", "standing_on", "standing_source")


def load_world(
    *,
    folder: Path,
    by: Actor,
    progress: Callable[[str, int, int], None] | None = None,
    now: datetime | None = None,
) -> IngestReport:
    """Load the works and the guidance that lie in `folder`, and the names of their sources.

    `progress` is called with a file's name, lines done and lines in all. A file that is not
    there is no error: a world may have no guidance.
    """
    now = now or timezone.now()
    tally = Tally()
    facts = _sources(folder / "sources.toml")
    slugs = frozenset(party.slug for party in known_parties())
    for path in (folder / name for name in FILES):
        if path.exists():
            world = _World(path, slugs, tally, now, actor_of(by), facts)
            world.load(progress or (lambda *_: None))
    report = tally.report()
    with transaction.atomic():
        changed = sources.counts(report)
        parties.note(by=by, deed="load world", about=f"folder:{folder.name}", changed=changed)
    return report


def _sources(path: Path) -> dict[str, dict[str, str]]:
    """Return name, licence and note of each source by its slug, and make them known."""
    if not path.exists():
        return {}
    found = {}
    for table in tomllib.loads(path.read_text(encoding="utf-8")).get("source", []):
        note = " ".join(part for part in (table.get("taken"), table.get("address")) if part)
        facts = {
            "name": table["name"],
            "licence": table.get("licence", "")[:200],
            "note": note,
            "as_of": str(table.get("as_of", ""))[:10],
        }
        found[table["slug"]] = facts
        sources.know(table["slug"], facts=facts)
    return found


@dataclass(slots=True)
class _World:
    """One file on its way in. Its lines are taken source by source."""

    path: Path
    parties: frozenset[str]
    tally: Tally
    now: datetime
    actor: str
    facts: dict[str, dict[str, str]]
    done: int = 0
    by_source: defaultdict[str, list[Incoming]] = field(default_factory=lambda: defaultdict(list))

    def load(self, progress: Callable[[str, int, int], None]) -> None:
        kept = raw.keep(self.path, now=self.now)
        self.tally.files += 1
        total = self._read()
        for slug, incoming in self.by_source.items():
            source = sources.know(slug, facts=self.facts.get(slug))
            before = self.tally.report()
            origin = Input(self.path.name, source.slug, FORMAT, kept.pk)
            taking = Taking(source, tally=self.tally, now=self.now, actor=self.actor)
            coming = arrivals(incoming, origin, tally=self.tally, now=self.now)
            taking.run(coming, passed=lambda count: self._tell(count, total, progress))
            sources.remember(source, _since(before, self.tally.report()), now=self.now)

    def _tell(self, count: int, total: int, progress: Callable[[str, int, int], None]) -> None:
        self.done += count
        progress(self.path.name, self.done, total)

    def _read(self) -> int:
        count = 0
        for number, line in enumerate(self.path.read_bytes().splitlines(), start=1):
            if line.strip():
                count += 1
                slug, incoming = self._line(line, f"line {number}")
                self.by_source[slug].append(incoming)
        return count

    def _line(self, line: bytes, position: str) -> tuple[str, Incoming]:
        try:
            value = orjson.loads(line)
            reference, warnings = reference_of(value)
            claims, more = _claims(value, self.parties)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            reason = f"The line is no reference in our format: {error!r}. Correct it."
            return "reviewed", SetAside(position, reason, line[:2000])
        found = Found(reference, line, position, (*warnings, *more))
        return value.get("source") or "reviewed", (found, claims)


def _since(before: IngestReport, after: IngestReport) -> IngestReport:
    earlier, later = sources.counts(before), sources.counts(after)
    made: dict[str, Any] = {word: later[word] - earlier[word] for word in later}
    return IngestReport(**made)


def reference_of(value: dict[str, Any]) -> tuple[Reference, tuple[str, ...]]:
    """Return the reference that a line gives, and what of it could not be used.

    Raises KeyError, TypeError or ValueError when the line is not in our format.
    """
    warnings: list[str] = []
    if not value["title"].strip():
        raise ValueError("the title is empty")
    year = value.get("year")
    if year is not None and not isinstance(year, int):
        raise ValueError(f"the year {year!r} is not a number")
    texts: dict[str, Any] = {name: value[name] for name in _TEXTS if value.get(name)}
    lists: dict[str, Any] = {name: tuple(value[name]) for name in _LISTS if value.get(name)}
    reference = Reference(
        title=value["title"],
        authors=tuple(Author(**author) for author in value.get("authors", ())),
        year=year,
        identifiers=tuple(_identifiers(value, warnings)),
        headings=tuple(
            Heading(**(each | {"qualifiers": tuple(each.get("qualifiers", ()))}))
            for each in value.get("headings", ())
        ),
        status=tuple(
            StatusNote(each["relation"], _identifier(each.get("target")), each.get("on", ""))
            for each in value.get("status", ())
        ),
        **texts,
        **lists,
    )
    return reference, tuple(warnings)


def _identifiers(value: dict[str, Any], warnings: list[str]) -> Iterator[Identifier]:
    given = list(value.get("identifiers", ()))
    if value.get("code") and value.get("party"):
        scheme = value["party"] if len(value["party"]) <= 20 else "code"
        given.append({"scheme": scheme, "value": value["code"]})
    seen = set()
    for each in given:
        identifier = _identifier(each)
        if identifier is None:
            warnings.append(f"{each['scheme']} {each['value']!r} is not one; left out.")
        elif identifier not in seen:
            seen.add(identifier)
            yield identifier


def _identifier(value: dict[str, str] | None) -> Identifier | None:
    return canonical(value["scheme"], value["value"]) if value else None


def _claims(value: dict[str, Any], slugs: frozenset[str]) -> tuple[Claims, tuple[str, ...]]:
    """Return what the line states beyond the reference. Raises ValueError on unknown words."""
    stated = {name: value.get(name) or "" for name in _CLAIMS}
    if stated["kind"]:
        stated["kind"] = Kind(stated["kind"]).value
    if stated["standing"]:
        stated["standing"] = Standing(stated["standing"]).value
    warnings: tuple[str, ...] = ()
    if stated["party"] and stated["party"] not in slugs:
        warnings = (f"There is no party {stated['party']!r}; the work is taken without it.",)
        stated["party"] = ""
    return Claims(**stated, replaced_by=_identifier(value.get("replaced_by"))), warnings
