"""`concordat backup FILE`: one archive of everything but secrets, made while it serves."""

from datetime import UTC, datetime
from pathlib import Path

import click

from concordat.commands import house
from concordat.premises import archive, places


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--quiet", is_flag=True, help="Do not name each member.")
def command(*, file: Path, quiet: bool) -> None:
    """Write one consistent archive of the database, the revision log, raw payloads, documents,
    usage files and settings to FILE, while the service runs.

    Secrets stay out: keep DATA_DIR/secrets in another safe place. The index stays out: it is
    built again. Files that are being taken into a private collection stay out, too: whoever
    dropped one in is told to do it again; and the letters of an outbox, which carry links that
    let people in. FILE appears only when it is whole.

    \b
    concordat backup /safe/concordat-2026-11-22.tar.zst
    """
    house.enter_to_read()
    from django.conf import settings

    said = (lambda _: None) if quiet else (lambda name: click.echo(f"  {name}", err=True))
    try:
        summary = archive.back_up(
            file,
            data_dir=places.data_dir(),
            database={k: str(v) for k, v in settings.DATABASES["default"].items()},
            now=datetime.now(tz=UTC),
            said=said,
        )
    except archive.ArchiveError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{file}: {summary.members} files, {summary.size:,} bytes before packing.")
