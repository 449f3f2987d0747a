"""Opening the house for a command: settings, folders, secrets, the newest database."""

import os

import click

from concordat.config import places, secrets


def enter() -> None:
    """Make Django ready, without writing anything. Ends the command if there is no house."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concordat.config.settings.local")
    django.setup()


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
