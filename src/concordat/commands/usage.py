"""`concordat usage`: reports of what was used. Checking needs no database and writes nothing."""

import json
import sys
from pathlib import Path

import click

from concordat.commands import house
from concordat.investment import queries
from concordat.investment.words import LEVELS, UsageCheck


@click.group()
def group() -> None:
    """Check and load COUNTER usage reports."""


@group.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--json", "as_json", is_flag=True, help="For machines; see above.")
def check(*, files: tuple[Path, ...], as_json: bool) -> None:
    """Say what is wrong with COUNTER reports, where, and what to do about it.

    Reads Release 5 and 5.1, reports and standard views, as JSON, TSV, CSV or XLSX.
    Exit code 0 when nothing is worse than a warning, else 1.

    \b
    concordat usage check TR_J1.tsv
    concordat usage check --json reports/*.json

    Levels: fatal (could not be read, or not to its end), critical (figures cannot be trusted),
    error (breaks the code of practice), warning (somebody should look), notice.

    With --json one object is printed: {"passes": bool, "files": [{"file", "passes", "release",
    "report", "institution", "begins_on", "ends_on", "facts", "counts": {level: number},
    "complaints": [{"level", "code", "position", "message"}]}]}. A position is
    "row 17, column" in tables, a path such as ".Report_Items[3].Platform" in JSON, or a line or
    byte where the file is broken. At most 100 complaints of one code are listed; all are counted.
    """
    checks = [queries.check_usage(file) for file in files]
    if as_json:
        passes = all(found.passes for found in checks)
        answer = {"passes": passes, "files": [_as_json(found) for found in checks]}
        click.echo(json.dumps(answer, indent=1))
    else:
        for found in checks:
            _show(found)
    if not all(found.passes for found in checks):
        sys.exit(1)


@group.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--organisation", required=True, help="Slug of the party whose use this is.")
@click.option("--platform", required=True, help="Our own slug for the platform.")
@house.as_somebody
def load(*, file: Path, organisation: str, platform: str) -> None:
    """Load a COUNTER report in place of what was known of its months.

    A report that does not pass `concordat usage check` is not taken, and changes nothing.
    Months that are not ready, partial or zero are kept as three different things.

    \b
    concordat usage load TR_J1.tsv --organisation marl-vale --platform tidemark
    """
    house.enter_to_write()
    from concordat.investment import actions

    try:
        loaded = actions.load_usage(
            file=file, organisation=organisation, platform=platform, by=house.acting()
        )
    except actions.UnknownOrganisationError as error:
        raise click.ClickException(str(error)) from None
    _show(loaded.check)
    if not loaded.check.passes:
        raise click.ClickException("Nothing was loaded. Put the report right, or ask for it again.")
    states = sorted(set(loaded.months.values()))
    told = ", ".join(
        f"{sum(state == one for state in loaded.months.values())} {one}" for one in states
    )
    click.echo(f"{loaded.kept} figures kept; months: {told}.")


def _as_json(found: UsageCheck) -> dict[str, object]:
    return {
        "file": found.file,
        "passes": found.passes,
        "release": found.release,
        "report": found.report,
        "institution": found.institution,
        "begins_on": found.begins_on,
        "ends_on": found.ends_on,
        "facts": found.facts,
        "counts": {str(level): number for level, number in found.counts.items()},
        "complaints": [
            {
                "level": str(one.level),
                "code": one.code,
                "position": one.position,
                "message": one.message,
            }
            for one in found.complaints
        ],
    }


def _show(found: UsageCheck) -> None:
    """Print what is wrong, grouped by level from the worst."""
    about = f"{found.report} {found.release}, {found.facts} figures" if found.report else "unread"
    verdict = "passes" if found.passes else "does not pass"
    click.echo(_printable(f"{found.file}: {verdict} ({about})"))
    for level in LEVELS:
        if not found.counts.get(level):
            continue
        click.echo(f"  {level}: {found.counts[level]}")
        of_level = [one for one in found.complaints if one.level is level]
        for one in of_level:
            where = f"{one.position}: " if one.position else ""
            click.echo(_printable(f"    {where}{one.message} [{one.code}]"))
        if len(of_level) < found.counts[level]:
            click.echo(f"    ... and {found.counts[level] - len(of_level)} more of these kinds")


def _printable(text: str) -> str:
    """Return a text that any terminal takes, whatever was in the file."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
