"""`concordat index`: the search index, which can always be made again from the evidence."""

import dataclasses
import json
import sys

import click

from concordat.commands import house
from concordat.commands.demo import bar


@click.group()
def group() -> None:
    """Build, look at and check the search index."""


@group.command()
def build() -> None:
    """Build the index anew from the evidence; the old one serves until the new one is whole.

    \b
    concordat index build
    """
    house.enter_to_write()
    from concordat.parties.words import OPERATOR
    from concordat.search import actions

    with bar() as progress:
        task = progress.add_task("Building the index", total=None)
        count = actions.rebuild(
            by=OPERATOR,
            progress=lambda done, all_: progress.update(task, completed=done, total=all_),
        )
    click.echo(f"{count} revisions indexed.")


@group.command()
@click.option("--json", "as_json", is_flag=True, help="For machines.")
def status(*, as_json: bool) -> None:
    """Say how many works the index holds and how far behind the evidence it is.

    \b
    concordat index status
    concordat index status --json
    """
    house.enter_to_read()
    from concordat.search import queries

    found = dataclasses.asdict(queries.status())
    if as_json:
        click.echo(json.dumps(found, default=str))
        return
    for name, value in found.items():
        click.echo(f"{name.replace('_', ' '):<22}{value}")


@group.command()
def check() -> None:
    """Compare the index with the evidence. Exit code 1 when they differ.

    \b
    concordat index check
    """
    house.enter_to_read()
    from concordat.search import queries

    problems = queries.check()
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        sys.exit(1)
    click.echo("The index agrees with the evidence.")
