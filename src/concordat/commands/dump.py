"""`concordat dump FOLDER`: everything public as open files, for a successor to start from."""

import csv
import dataclasses
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click
import orjson
from pydantic import TypeAdapter

from concordat.commands import house


@dataclass(frozen=True, slots=True)
class Departed:
    """A work that is no longer an address of its own: merged into another, or taken down."""

    id: str
    changed_at: str


@dataclass(frozen=True, slots=True)
class DataSet:
    """One kind of thing that is public: its file name, what a line is, and where they come from."""

    name: str
    line: type
    what: str
    read: Callable[[], Iterator[Any]]


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def command(*, folder: Path) -> None:
    """Write everything public into FOLDER as JSON Lines and CSV, each with a JSON Schema.

    Nothing private is in it, whoever runs it; public ids are those of the pages' addresses.

    \b
    concordat dump /srv/open/concordat-2026-11-22
    """
    house.enter_to_read()
    if folder.exists() and any(folder.iterdir()):
        raise click.ClickException(f"{folder} is not empty. Name an empty or a new folder.")
    folder.mkdir(parents=True, exist_ok=True)
    counts = {}
    for data in data_sets():
        counts[data.name] = write(data, folder)
        click.echo(f"{data.name}: {counts[data.name]}", err=True)
    about = {"made_at": datetime.now(tz=UTC).isoformat(timespec="seconds"), "counts": counts}
    counts["documents"] = copy_documents(folder / "documents")
    (folder / "about.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    (folder / "README.md").write_text(readme(counts), encoding="utf-8")
    click.echo(f"{folder}: {sum(counts.values())} lines in {len(counts)} data sets.")


def data_sets() -> tuple[DataSet, ...]:
    """Return what is public, each read as a visitor sees it."""
    from concordat.delivery.words.pack import PackView
    from concordat.delivery.words.recall import FallView
    from concordat.evidence import words as evidence
    from concordat.forum import words as forum
    from concordat.parties import queries as parties
    from concordat.parties import words

    return (
        DataSet("works", evidence.WorkView, "Works, each field with its source", _works),
        DataSet("departed", Departed, "Addresses of works that were merged away", _departed),
        DataSet("parties", words.PartyView, "Parties with dated names and roles", _all_parties),
        DataSet(
            "successions",
            words.SuccessionView,
            "Mergers, splits and transfers of function",
            lambda: iter(parties.successions()),
        ),
        DataSet(
            "agreements",
            words.AgreementView,
            "Agreements with clauses, signatures and supports",
            lambda: iter(parties.agreements(by=words.VISITOR)),
        ),
        DataSet("packs", PackView, "Every version of each pack", _packs),
        DataSet("falls", FallView, "Works that were retracted or else fell, in order", _falls),
        DataSet("forums", forum.ForumView, "Forums with their terms and members", _forums),
        DataSet("decisions", forum.DecisionView, "Decisions that are public", _decisions),
        DataSet("minutes", forum.MinutesView, "Published minutes, without the withheld", _minutes),
        DataSet("areas", forum.AreaView, "Joint work areas that are public", _areas),
    )


def write(data: DataSet, folder: Path) -> int:
    """Write one data set and its schema; return the number of lines."""
    schema = TypeAdapter(data.line).json_schema()
    schema["description"] = data.what
    (folder / f"{data.name}.schema.json").write_text(json.dumps(schema, indent=1) + "\n")
    count = 0
    with (
        (folder / f"{data.name}.jsonl").open("wb") as lines,
        (folder / f"{data.name}.csv").open("w", newline="", encoding="utf-8-sig") as table,
    ):
        writer = csv.writer(table)
        writer.writerow(field.name for field in dataclasses.fields(data.line))
        for thing in data.read():
            line = orjson.dumps(thing, default=_plain, option=orjson.OPT_NON_STR_KEYS)
            lines.write(line + b"\n")
            writer.writerow(_cell(value) for value in orjson.loads(line).values())
            count += 1
    return count


def readme(counts: dict[str, int]) -> str:
    """Return the words that stand beside the files."""
    rows = "\n".join(f"- `{name}`: {count} lines" for name, count in counts.items())
    return (
        "# What this is\n\nEverything that this installation of Concordat shows to the public, as "
        "open files: JSON Lines, the same as CSV (what is nested stands there as JSON), and a JSON "
        "Schema for each. Identifiers are those of the pages' addresses and stay the same. "
        "`documents` holds the files of agreements, each named by its SHA-256.\n\n"
        f"{rows}\n\nFacts come from the sources that each work names; their licences hold.\n"
    )


def _works() -> Iterator[Any]:
    return (found.view for found in _harvested() if found.view)


def _departed() -> Iterator[Departed]:
    return (Departed(found.id, found.changed_at) for found in _harvested() if not found.view)


def _harvested() -> Iterator[Any]:
    from concordat.evidence import queries

    after = ""
    while page := queries.harvest(after=after, limit=1000):
        yield from page
        after = page[-1].id


def _all_parties() -> Iterator[Any]:
    from concordat.parties import queries

    return iter(queries.parties())


def _packs() -> Iterator[Any]:
    from concordat.delivery import queries
    from concordat.parties.words import VISITOR

    for newest in queries.packs(by=VISITOR, today=date.today()):  # noqa: DTZ011
        for number, _ in reversed(queries.numbers(newest.slug, by=VISITOR)):
            yield queries.pack(newest.slug, by=VISITOR, number=number)


def _falls() -> Iterator[Any]:
    from concordat.delivery import queries

    after = 0
    while page := queries.falls(after=after, limit=1000):
        yield from page
        after = page[-1].number


def _forums() -> Iterator[Any]:
    from concordat.forum import queries

    return iter(queries.forums(on=date.today()))  # noqa: DTZ011


def _decisions() -> Iterator[Any]:
    from concordat.forum import queries
    from concordat.parties.words import VISITOR

    for forum in _forums():
        yield from reversed(queries.decisions(forum.slug, by=VISITOR))


def _minutes() -> Iterator[Any]:
    from concordat.forum import queries
    from concordat.parties.words import VISITOR

    for forum in _forums():
        for meeting, _ in reversed(queries.published(forum.slug)):
            yield queries.minutes(meeting, by=VISITOR)


def _areas() -> Iterator[Any]:
    from concordat.forum import queries
    from concordat.parties.words import VISITOR

    return iter(queries.areas(by=VISITOR))


def copy_documents(folder: Path) -> int:
    """Write the kept documents of public agreements, named by their hash; return how many."""
    from concordat.parties import queries
    from concordat.parties.words import VISITOR

    kept: set[str] = set()
    for agreement in queries.agreements(by=VISITOR):
        for each in (one for version in agreement.versions for one in version.documents):
            data = queries.document_bytes(each)
            if data is None or each.sha256 in kept:
                continue
            folder.mkdir(exist_ok=True)
            (folder / f"{each.sha256}.pdf").write_bytes(data)
            kept.add(each.sha256)
    return len(kept)


def _plain(value: object) -> object:
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")


def _cell(value: object) -> str:
    """Return a value for a cell; what a spreadsheet would run as a formula is made text."""
    if value is None or value == "":
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
