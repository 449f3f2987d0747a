"""Opening the house for a command: settings, folders, secrets, the newest database."""

import os

import click

from concordat.premises import places, secrets
from concordat.premises.entrance import enter


def enter_to_read() -> None:
    """Make Django ready for a command that reads the database, which must be there."""
    enter()
    if absent := absent_database():
        raise click.ClickException(
            f"There is no database at {absent}. "
            "Type `concordat demo` for the demonstration world, or set DATA_DIR to yours."
        )


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
