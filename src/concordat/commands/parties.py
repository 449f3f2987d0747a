"""`concordat parties`: who has joined, what became of whom, what was agreed."""

import sys
from datetime import date, datetime
from pathlib import Path

import click

from concordat.commands import house, parties_assets
from concordat.parties.words import (
    AgreementView,
    Holding,
    LoadReport,
    PartyView,
    Period,
    SuccessionPart,
)

_AS_AT = click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), help="As at this day (2021-10-01); else today."
)


@click.group()
def group() -> None:
    """Load, list and show parties and agreements, as at a date."""


group.add_command(parties_assets.assets)
group.add_command(parties_assets.orphans)


@group.command()
@click.argument("paths", type=click.Path(path_type=Path), nargs=-1)
@house.as_somebody
def load(*, paths: tuple[Path, ...]) -> None:
    """Load parties and agreements from folders, or lists of organisations from CSV files.

    A folder holds `parties` and `agreements` with TOML files; without PATHS the reviewed
    ones are loaded. A file is a list such as those of the Organisation Data Service
    (etr.csv), or any CSV with columns called code and name; several files are put
    together. Loading twice changes nothing. Exit code 1 when something was left out; what
    the files leave open is a note.

    \b
    concordat parties load
    concordat parties load content
    concordat parties load etr.csv eauth.csv
    """
    house.enter_to_write()
    from django.conf import settings

    lists = [path for path in paths if path.suffix.lower() == ".csv"]
    folders = [path for path in paths if path not in lists]
    complaints: list[str] = []
    for folder in folders or ([] if lists else [Path(settings.CONTENT_DIR)]):
        complaints += _load_folder(folder)
    if lists:
        complaints += _load_lists(lists)
    for complaint in complaints:
        click.echo(complaint, err=True)
    if complaints:
        sys.exit(1)


def _load_folder(folder: Path) -> list[str]:
    from concordat.parties import actions

    by = house.acting()
    complaints: list[str] = []
    for name, deed in (
        ("parties", actions.load_parties),
        ("agreements", actions.load_agreements),
    ):
        report = deed(folder=folder / name, by=by)
        complaints += report.complaints
        click.echo(_counted(name, report))
    return complaints


def _load_lists(paths: list[Path]) -> list[str]:
    from concordat.parties import actions

    report = actions.load_directory(paths=paths, by=house.acting(), today=_day(None))
    click.echo(_counted("organisations", report))
    for note in report.notes:
        click.echo(f"note: {note}", err=True)
    return list(report.complaints)


def _counted(name: str, report: LoadReport) -> str:
    return (
        f"{name}: {report.files} files; {report.new} rows new, {report.changed} changed, "
        f"{report.unchanged} unchanged, {report.removed} removed."
    )


@group.command(name="list")
@_AS_AT
def list_(*, on: datetime | None) -> None:
    """List the parties with their state on a day.

    \b
    concordat parties list
    concordat parties list --on 2021-10-01
    """
    house.enter_to_read()
    from concordat.parties import queries

    for party in queries.parties(on=_day(on)):
        click.echo(f"{party.slug:<24} {party.exists!s:<9} {party.name}")


@group.command()
@click.argument("slug")
@_AS_AT
@house.as_somebody
def show(*, slug: str, on: datetime | None) -> None:
    """Show a party or an agreement on a day: names, what became of it, who signed.

    \b
    concordat parties show hee
    concordat parties show concordat --on 2022-10-01
    """
    house.enter_to_read()
    from concordat.parties import queries

    day = _day(on)
    lines: list[str] = []
    if party := queries.party(slug, on=day):
        lines = _party_lines(party)
    elif agreement := queries.agreement(slug, on=day, by=house.acting()):
        lines = _agreement_lines(agreement)
    if not lines:
        raise click.ClickException(
            f"There is no party or agreement “{slug}”. `concordat parties list` shows the parties."
        )
    click.echo("\n".join(lines))


def _day(on: datetime | None) -> date:
    return on.date() if on else date.today()  # noqa: DTZ011  the day where the command is typed


def _party_lines(party: PartyView) -> list[str]:
    lines = [f"{party.name} ({party.kind})", f"on {party.on}: exists {party.exists}"]
    lines += [f"  known as {name.name}{_when(name.period)}" for name in party.names]
    lines += [f"  {one.scheme} {one.value}{_when(one.period)}" for one in party.identifiers]
    lines += [f"  {tie.kind} {tie.party.name}{_when(tie.period)}" for tie in party.ties]
    if party.members:
        lines.append(f"  {len(party.members)} parties belong to it")
    for event in party.successions:
        lines.append(f"  {event.on}: {event.title or event.slug} ({event.kind}, {event.status})")
        lines += [f"    {_part(part)}" for part in event.parts]
    lines += [f"  publishes {one.what}: {one.where} ({one.licence})" for one in party.publishes]
    if party.holding and party.holding.moved:
        lines.append(f"  what it held is held by {_holders(party.holding)}")
        lines += [f"  to decide: {text}" for text in party.holding.decisions]
    return lines


def _part(part: SuccessionPart) -> str:
    what = part.function or part.name
    return f"{part.giver.name} to {part.taker.name}{f': {what}' if what else ''}"


def _agreement_lines(view: AgreementView) -> list[str]:
    lines = [view.title, f"{view.kind}; on {view.on}: {view.state} ({view.certainty})"]
    lines += [f"  {reason}" for reason in view.reasons]
    if count := view.signatories:
        lines.append(
            f"signatures: {count.as_signed} as signed ({count.possibly_signed} more possibly), "
            f"held by {count.as_held} bodies ({count.possibly} more possibly)"
        )
    for signature in view.signatures:
        held = "; ".join(_holders(holding) for holding in signature.holdings)
        lines.append(f"  {signature.name} ({signature.certainty}): held by {held}")
    lines += [f"support: {one.name}: {_holders(one.holding)}" for one in view.support]
    lines += [f"convenor: {_holders(one.holding)} ({one.certainty})" for one in view.convenors]
    lines += [f"  [{clause.key}] {clause.text}" for clause in view.clauses]
    return lines


def _holders(holding: Holding) -> str:
    names = " or ".join(holder.party.name for holder in holding.holders)
    return names if len(holding.holders) == 1 else f"possibly {names}"


def _when(period: Period) -> str:
    since = f" from {period.since}" if period.since else ""
    return since + (f" until {period.until}" if period.until else "")
