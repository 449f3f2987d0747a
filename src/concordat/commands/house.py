"""Opening the house for a command: settings, folders, secrets, the newest database."""

import os

import click

from concordat.premises import places, secrets
from concordat.premises.entrance import enter


def enter_to_read() -> None:
    """Make Django ready for a command that reads the database, which must be there."""
    enter()
    from django.conf import settings

    database = settings.DATABASES["default"]
    if "sqlite3" in database["ENGINE"] and not os.path.exists(database["NAME"]):
        raise click.ClickException(
            f"There is no database at {database['NAME']}. "
            "Type `concordat demo` for the demonstration world, or set DATA_DIR to yours."
        )


def enter_to_write() -> None:
    """Make Django ready for a command that writes: folders, secrets and migrations first."""
    folder = places.data_dir()
    folder.mkdir(parents=True, exist_ok=True)
    secrets.make_missing(data_dir=folder)
    enter()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
