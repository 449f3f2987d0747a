"""`concordat holdings`: what is held, and by whom it may be opened."""

import sys
from pathlib import Path

import click

from concordat.commands import house
from concordat.investment.words import FAILING, LEVELS, Complaint, HoldingsReport

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def group() -> None:
    """Check and load lists of holdings (KBART)."""


@group.command()
@click.argument("file", type=_FILE)
def check(*, file: Path) -> None:
    """Say what is wrong with a KBART file, where, and what to do. Needs no database.

    Exit code 0 when nothing is worse than a warning, else 1.

    \b
    concordat holdings check estuary-journals.tsv
    """
    from concordat.investment import queries

    report = queries.check_holdings(file)
    click.echo(f"{file.name}: {report.rows} rows can be used, {report.set_aside} set aside.")
    _tell(report.complaints)
    if any(each.level in FAILING for each in report.complaints):
        sys.exit(1)


@group.command()
@click.argument("file", type=_FILE)
@click.option("--package", required=True, help="Slug of the package, such as estuary-journals.")
@click.option("--name", default="", help="Its name; needed when the package is new.")
@click.option("--provider", default="", help="Who grants the rights.")
@click.option("--platform", default="", help="Where it is read.")
@click.option("--agreement", "agreements", multiple=True, help="Slug of a deal that opens it.")
@click.option("--source", default="", help="Who said so: a name or an address.")
@house.as_somebody
def load(
    *,
    file: Path,
    package: str,
    name: str,
    provider: str,
    platform: str,
    agreements: tuple[str, ...],
    source: str,
) -> None:
    """Load a KBART file as what a package holds, in place of its earlier list.

    Rows that cannot be used without guessing are set aside and named. The very same file
    twice changes nothing.

    \b
    concordat holdings load journals.tsv --package estuary-journals --name "Estuary Journals"
    concordat holdings load journals.tsv --package estuary-journals --agreement region-estuary
    """
    house.enter_to_write()
    from concordat.investment import actions

    try:
        report = actions.load_holdings(
            file=file,
            package=package,
            name=name,
            provider=provider,
            platform=platform,
            deals=agreements,
            source=source,
            by=house.acting(),
        )
    except actions.UnknownPackageError as error:
        raise click.ClickException(str(error)) from None
    click.echo(_summary(report))
    _tell(report.complaints)
    if not report.rows:
        sys.exit(1)


def _summary(report: HoldingsReport) -> str:
    if report.unchanged:
        return f"{report.package}: this very list was loaded already; nothing changed."
    return f"{report.package}: {report.rows} rows loaded, {report.set_aside} set aside."


def _tell(complaints: tuple[Complaint, ...]) -> None:
    for level in LEVELS:
        for each in complaints:
            if each.level is level:
                click.echo(f"  {level}: {each.position}: {each.message} [{each.code}]", err=True)
