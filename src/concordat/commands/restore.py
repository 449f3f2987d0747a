"""`concordat restore FILE --into FOLDER`: put an archive back into an empty place."""

from pathlib import Path

import click

from concordat.premises import archive


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option(
    "--into",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The empty folder that becomes the new DATA_DIR.",
)
@click.option("--quiet", is_flag=True, help="Do not name each member.")
def command(*, file: Path, into: Path, quiet: bool) -> None:
    """Unpack the archive FILE into an empty folder, every member checked against its hash.

    \b
    concordat restore /safe/concordat-2026-11-22.tar.zst --into /srv/concordat
    """
    said = (lambda _: None) if quiet else (lambda name: click.echo(f"  {name}", err=True))
    try:
        summary = archive.restore(file, into=into, said=said)
    except archive.ArchiveError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{into}: {summary.members} files put back, each as it was.")
    click.echo(f"Next: put your secrets into {into / 'secrets'} (audit_key and secret_key), then")
    if (into / archive.POSTGRES).exists():
        click.echo(f"pg_restore {into / archive.POSTGRES} into an empty database, then")
    click.echo(f"DATA_DIR={into} concordat index build && DATA_DIR={into} concordat serve")
