"""Opening the house for a command: settings, folders, secrets, the newest database; who acts."""

import os
from typing import TYPE_CHECKING

import click

from concordat.premises import places, secrets
from concordat.premises.entrance import enter

if TYPE_CHECKING:
    from concordat.parties.words import Actor

_AS = "concordat.as"


def _remember(context: click.Context, _: click.Parameter, email: str | None) -> None:
    if email:
        context.meta[_AS] = email


#: For each command that reads or writes what can be private; `acting` says who acts then.
as_somebody = click.option(
    "--as",
    "acting_as",
    metavar="EMAIL",
    expose_value=False,
    callback=_remember,
    help="Act with this person's rights and under their name; else with an operator's.",
)


def acting() -> "Actor":
    """Return who acts in this command: the person of --as, or the operator. Enter first.

    The person acts for the party of their first post, as in the browser.
    """
    from django.contrib.auth import get_user_model

    from concordat.parties import queries
    from concordat.parties.words import OPERATOR

    context = click.get_current_context(silent=True)
    email = str(context.meta.get(_AS, "")) if context else ""
    if not email:
        return OPERATOR
    person = get_user_model().objects.filter(email=email.strip().lower(), is_active=True).first()
    if person is None:
        raise click.BadParameter(
            f"Nobody signs in with {email}. `concordat people list` shows who does.",
            param_hint="--as",
        )
    return queries.actor_for(person)


def enter_to_read() -> None:
    """Make Django ready for a command that reads the database, which must be there."""
    enter()
    if absent := absent_database():
        raise click.ClickException(
            f"There is no database at {absent}. "
            "Type `concordat demo` for the demonstration world, or set DATA_DIR to yours."
        )


def is_older(error: Exception) -> bool:
    """Return whether the database refused because it was made by an older release.

    Asked only after a fault: to compare the migrations before each command would cost a
    fifth of a second for every search.
    """
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    if not isinstance(error, DatabaseError):
        return False
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def absent_database() -> str:
    """Return the place of the SQLite database if nothing is there, else ""."""
    from django.conf import settings
    from django.db import connection

    place = str(settings.DATABASES["default"]["NAME"])
    return place if connection.vendor == "sqlite" and not os.path.exists(place) else ""


def enter_to_write() -> None:
    """Make Django ready for a command that writes: folders, secrets and migrations first."""
    folder = places.data_dir()
    folder.mkdir(parents=True, exist_ok=True)
    secrets.make_missing(data_dir=folder)
    enter()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
