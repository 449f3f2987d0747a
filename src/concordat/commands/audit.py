"""`concordat audit`: was the record of deeds tampered with?"""

import sys

import click

from concordat.commands import house


@click.group()
def group() -> None:
    """Verify and read the record of who did what."""


@group.command()
def verify() -> None:
    """Check every row: finds a changed, deleted, inserted or cut-off one. Exit code 1 then.

    \b
    concordat audit verify
    """
    house.enter_to_read()
    from concordat.parties import queries

    check = queries.verify_audit()
    for text in check.notes:
        click.echo(f"note: {text}")
    for fault in check.faults:
        click.echo(f"row {fault.number}: {fault.reason}", err=True)
    if not check.sound:
        click.echo(f"{len(check.faults)} faults in {check.rows} rows.", err=True)
        sys.exit(1)
    click.echo(f"{check.rows} rows, all as they were sealed.")


@group.command()
@click.option("--about", default="", help="Only what was done to this: party:hee, person:<id>.")
@click.option("--limit", default=20, show_default=True, help="How many rows.")
@house.as_somebody
def show(*, about: str, limit: int) -> None:
    """Show the newest rows; to an administrator, those of what was done for their party.

    \b
    concordat audit show
    concordat audit show --about agreement:concordat
    """
    house.enter_to_read()
    from concordat.parties import actions, queries
    from concordat.parties.words import Role

    by = house.acting()
    if not queries.may_act(by, Role.ADMINISTRATOR):
        raise actions.NotAllowedError(by, (Role.ADMINISTRATOR,))
    for line in queries.audit_lines(by=by, about=about, limit=limit):
        told = "(erased)" if line.erased else line.changed
        click.echo(f"{line.number:>6} {line.at} {line.by}: {line.deed} {line.about} {told}")
