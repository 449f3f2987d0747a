"""`concordat evidence retractions`: lists that say which works were retracted."""

import dataclasses
import json
import sys
from pathlib import Path

import click

from concordat.commands import house


@click.group()
def retractions() -> None:
    """Lists of retracted works."""


@retractions.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--source", default="retraction-list", show_default=True, help="Slug of the list.")
@click.option("--name", default="", help="What pages call the list; else the file's name.")
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@house.as_somebody
def load(*, file: Path, source: str, name: str, as_json: bool) -> None:
    """Take the pairs of FILE: JSON {"retractions": {doi: notice doi}}, or CSV.

    The CSV has a column doi and may have notice_doi and date. Works that are held fall at
    once; works that come later fall when they come. Twice changes nothing. Exit code 1 when
    the file is no such list; single lines that cannot be read are listed and counted.

    \b
    concordat evidence retractions load retractions.json --source retraction-watch
    concordat evidence retractions load list.csv --name "Retraction Watch" --json
    """
    house.enter_to_write()
    from concordat.evidence import actions as evidence

    by = house.acting()
    with click.progressbar(length=1, label="Pairs", file=sys.stderr) as bar:

        def advance(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        try:
            report = evidence.load_retractions(
                file=file, source=source, name=name, by=by, progress=advance
            )
        except ValueError as error:
            raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(report), ensure_ascii=False))
        return
    click.echo(
        f"{report.pairs} pairs, {report.new} new; {report.held} are about works held here, "
        f"{report.changed} of those changed their standing; {report.set_aside} lines set aside."
    )
    for complaint in report.complaints:
        click.echo(f"  {complaint}", err=True)
