"""`concordat vocabulary`: the thesaurus by which headings explode."""

import sys
from pathlib import Path

import click

from concordat.commands import house


@click.group()
def group() -> None:
    """Load a thesaurus such as MeSH, and look headings up."""


@group.command()
@click.argument("file", type=click.Path(path_type=Path))
def load(*, file: Path) -> None:
    """Take in the headings of FILE and search by them from now on.

    Reads NLM's yearly descriptors (desc2025.xml, gzip or not) and JSON Lines with ui, name,
    entry_terms and tree_numbers. Earlier editions are kept, so that a search as at a date
    explodes as it did then.

    \b
    concordat vocabulary load desc2025.xml
    """
    house.enter_to_write()
    from concordat.parties.words import OPERATOR
    from concordat.search import actions as search

    try:
        loaded = search.load_vocabulary(path=file, by=OPERATOR)
    except search.VocabularyError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{loaded.headings:,} headings loaded as edition {loaded.edition}.")


@group.command()
@click.argument("name")
def show(*, name: str) -> None:
    """Show the heading NAME, or the one that it is an entry term of, and what is narrower.

    \b
    concordat vocabulary show Asthma
    """
    house.enter_to_read()
    from concordat.search import queries as search

    found = search.heading(name)
    if found is None:
        near = search.near_headings(name)
        click.echo(f"There is no heading {name}.", err=True)
        if near:
            click.echo(f"Near names: {'; '.join(near)}", err=True)
        sys.exit(1)
    click.echo(f"{found.name}  {found.ui}")
    click.echo(f"  stands at: {', '.join(found.tree_numbers) or 'nowhere in the tree'}")
    click.echo(f"  asked for by: {'; '.join(found.entry_terms) or 'its name only'}")
    click.echo(f"  exploded, takes in {len(found.narrower)} more: {'; '.join(found.narrower)}")
