"""`concordat evidence`: take files in, and show a work with where each field came from."""

import csv
import dataclasses
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from concordat.commands import house
from concordat.commands.retractions import retractions

if TYPE_CHECKING:
    from concordat.evidence.duplicates import Duplicates
    from concordat.evidence.words import IngestReport, Origin, WorkView


@click.group()
def group() -> None:
    """Take records of evidence in, and look at works."""


group.add_command(retractions)


@group.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--source", default="file", show_default=True, help="Name the records' source.")
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@house.as_somebody
def ingest(*, files: tuple[Path, ...], source: str, as_json: bool) -> None:
    """Take the records of FILES, which may be folders, gzip or zip.

    Reads RIS, MEDLINE (NBIB), EndNote XML, CSV, PubMed XML and OpenAlex JSON. Can be stopped
    at any moment and repeated: what was taken is not taken twice. Exit code 1 if any file
    could not be read, or no record at all; single records that could not be read are listed
    and counted.

    \b
    concordat evidence ingest export.ris
    concordat evidence ingest --source pubmed pubmed25n0001.xml.gz
    concordat evidence ingest --json ~/downloads
    """
    house.enter_to_write()
    from concordat.evidence import actions as evidence

    by = house.acting()
    with _bar() as progress:
        task = progress.add_task("Opening", total=None)
        try:
            report = evidence.ingest(
                paths=files,
                source=source,
                by=by,
                progress=lambda name, done, _: progress.update(
                    task, description=Path(name).name, completed=done
                ),
            )
        except ValueError as error:
            raise click.ClickException(str(error)) from error
        progress.update(task, description="Indexing")
        _index()
    _tell(report, as_json=as_json)
    if report.unread or report.found == report.set_aside:
        sys.exit(1)


def _index() -> None:
    """Bring the index up to date, so that what was taken can be found at once."""
    from concordat.parties.words import OPERATOR
    from concordat.search import actions as search

    search.index_works(by=OPERATOR)


def _bar() -> Progress:
    """Return a progress line for people; piped, nothing is drawn."""
    console = Console(stderr=True)
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description} {task.completed:.0f} records"),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    )


def _tell(report: "IngestReport", *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(report), ensure_ascii=False))
        return
    click.echo(
        f"{report.found} records in {report.files} files: {report.taken} taken as new works, "
        f"{report.merged} merged, {report.unchanged} unchanged, {report.set_aside} set aside."
    )
    if report.unread:
        click.echo(f"{report.unread} files could not be read, or not to their end.", err=True)
    if report.contradictions:
        click.echo(
            f"{report.contradictions} records have identifiers that name different works.", err=True
        )
    for complaint in report.complaints:
        click.echo(f"  {complaint}", err=True)


@group.command()
@click.argument("name", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@house.as_somebody
def show(*, name: str, as_json: bool) -> None:
    """Show a work, each field with where it came from.

    ID is a work's own identifier, or a DOI, PMID or the like. Exit code 1 when there is none.

    \b
    concordat evidence show doi:10.1136/bmj.n71
    concordat evidence show pmid:33782057 --json
    """
    house.enter_to_read()
    work = _work(name)
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(work), ensure_ascii=False))
        return
    origins: dict[str, list[Origin]] = {}
    for field, origin in work.origins:
        origins.setdefault(field, []).append(origin)
    for field, text in _lines(work):
        click.echo(f"{field:<18}{text}")
        for origin in origins.get(field, ()):
            click.secho(f"{'':<18}{_whence(origin)}", dim=True)


def _work(name: str) -> "WorkView":
    from concordat.evidence import queries as evidence
    from concordat.evidence.words import Moved

    by = house.acting()
    found = evidence.work_named(name, by=by)
    if isinstance(found, Moved):
        click.echo(f"{name} was merged into {found.to}.", err=True)
        found = evidence.work_named(found.to, by=by)
    if found is None or isinstance(found, Moved):
        raise click.ClickException(
            f"There is no work {name}. Give its own identifier, or one like "
            "doi:10.1136/bmj.n71 or pmid:33782057."
        )
    return found


def _whence(origin: "Origin") -> str:
    return (
        f"from {origin.source_name}, {origin.record} ({origin.format}), "
        f"fetched {origin.fetched_at[:10]}"
    )


def _lines(work: "WorkView") -> list[tuple[str, str]]:
    """Return the filled fields of a work with their values as text."""
    values = {
        "id": work.id,
        "title": work.title,
        "kind": f"{work.kind} ({work.kind_reason})",
        "standing": " ".join(
            part for part in (work.standing, work.standing_on, work.standing_source) if part
        ),
        "authors": "; ".join(author.short() for author in work.authors),
        "journal": work.journal,
        "issns": ", ".join(work.issns),
        "year": str(work.year or ""),
        "published_on": work.published_on,
        "volume": work.volume,
        "issue": work.issue,
        "pages": work.pages,
        "identifiers": ", ".join(f"{each.scheme}:{each.value}" for each in work.identifiers),
        "abstract": work.abstract,
        "headings": "; ".join(heading.name for heading in work.headings),
        "keywords": "; ".join(work.keywords),
        "publication_types": "; ".join(work.publication_types),
        "languages": ", ".join(work.languages),
        "publisher": work.publisher,
        "url": work.url,
        "source_type": work.source_type,
        "party": work.party,
        "links": "; ".join(f"{link.relation}: {link.title}" for link in work.links),
    }
    return [(field, text) for field, text in values.items() if text]


@group.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write the groups to this CSV file instead of the screen.",
)
@click.option("--reasons", is_flag=True, help="Say for each pair what speaks for it.")
def match(*, files: tuple[Path, ...], out: Path | None, reasons: bool) -> None:
    """Say which records of FILES are the same work. Needs no database.

    Reads CSV (columns such as ID, title, author, year, journal, volume, number, pages, doi),
    RIS, MEDLINE (NBIB), EndNote XML, PubMed XML and OpenAlex JSON; folders, gzip and zip.
    Writes a CSV with the header merged_ids and a line for each group of two or more records,
    their ids joined by ";". A record without an id is named file#number. Doubtful pairs stay
    apart: a wrong merge hides evidence. Exit code 1 if a file could not be read.

    \b
    concordat evidence match records.csv --out groups.csv
    concordat evidence match medline.nbib embase.ris --reasons
    """
    from concordat.evidence.duplicates import find_duplicates

    found = find_duplicates(files)
    if out is None:
        _write_groups(found, sys.stdout)
    else:
        with out.open("w", encoding="utf-8", newline="") as stream:
            _write_groups(found, stream)
    _tell_matches(found, reasons=reasons)
    if found.unread or not found.records:
        sys.exit(1)


def _write_groups(found: "Duplicates", stream: TextIO) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["merged_ids"])
    writer.writerows([";".join(group)] for group in found.groups)


def _tell_matches(found: "Duplicates", *, reasons: bool) -> None:
    copies = sum(len(group) - 1 for group in found.groups)
    click.echo(
        f"{found.records} records, {found.records - copies} works: "
        f"{len(found.groups)} groups hold {copies} copies.",
        err=True,
    )
    for why in found.joins if reasons else ():
        click.echo(f"  {why.first} = {why.second}, {why.score:g} points: {why.reason}", err=True)
    for why in found.refused:
        click.echo(f"  not joined: {why.first}, {why.second}: {why.reason}", err=True)
    for complaint in found.complaints:
        click.echo(f"  {complaint}", err=True)
