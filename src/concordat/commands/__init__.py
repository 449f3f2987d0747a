"""The command line: `concordat <noun> <verb>`, one file a noun.

Exit codes: 0 done; 1 the work or the input was wrong, or not for this person to do; 2 the
command was used wrongly. `--as EMAIL` acts with a person's rights; see `house.acting`.
"""

import importlib
import sys
from errno import (
    EACCES,
    EDQUOT,
    EEXIST,
    EISDIR,
    ENOENT,
    ENOSPC,
    ENOTDIR,
    ENOTEMPTY,
    EPERM,
    EROFS,
)
from typing import Any

import click

from concordat.commands import house

#: Noun -> where its command lives. Imported only when asked for, so that a command that
#: needs no database starts without one.
NOUNS = {
    "audit": "concordat.commands.audit:group",
    "backup": "concordat.commands.backup:command",
    "demo": "concordat.commands.demo:command",
    "dump": "concordat.commands.dump:command",
    "doctor": "concordat.commands.doctor:command",
    "enquiries": "concordat.commands.enquiries:group",
    "evaluate": "concordat.commands.evaluate:group",
    "evidence": "concordat.commands.evidence:group",
    "holdings": "concordat.commands.holdings:group",
    "index": "concordat.commands.index:group",
    "mcp": "concordat.commands.mcp:command",
    "parties": "concordat.commands.parties:group",
    "people": "concordat.commands.people:group",
    "portfolio": "concordat.commands.portfolio:group",
    "restore": "concordat.commands.restore:command",
    "search": "concordat.commands.search:command",
    "serve": "concordat.commands.serve:command",
    "usage": "concordat.commands.usage:group",
    "vocabulary": "concordat.commands.vocabulary:group",
}


#: What a person can mend who named a place, or made too little room there.
_OF_PLACES = frozenset(
    {EACCES, EDQUOT, EEXIST, EISDIR, ENOENT, ENOSPC, ENOTDIR, ENOTEMPTY, EPERM, EROFS}
)


class Nouns(click.Group):
    """A group whose members are imported when they are named."""

    def invoke(self, context: click.Context) -> Any:
        """Run the command; what a room refuses its actor is an answer, not a fault."""
        try:
            return super().invoke(context)
        except OSError as error:
            if error.errno in _OF_PLACES and error.filename is not None:
                raise click.ClickException(f"{error.filename}: {error.strerror}.") from None
            if isinstance(error, PermissionError) and error.errno is None:  # of a room
                raise click.ClickException(str(error)) from None
            raise
        except Exception as error:
            if type(error).__name__ == "ImproperlyConfigured":  # Django may not be imported yet
                raise click.ClickException(str(error)) from error
            if "django" in sys.modules and house.is_older(error):
                raise click.ClickException(
                    "These data were written by an older release. `concordat serve` brings them "
                    "up to date, or any other command that writes; make a backup first."
                ) from error
            raise

    def list_commands(self, context: click.Context) -> list[str]:
        return sorted(NOUNS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in NOUNS:
            return None
        module, attribute = NOUNS[name].split(":")
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)  # noqa: S101
        return command


@click.group(cls=Nouns, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="concordat")
def main() -> None:
    """Shared evidence, investment, forum and delivery for health bodies.

    \b
    concordat demo                        load the demonstration world
    concordat serve                       serve it on 127.0.0.1:8000
    concordat search "asthma in children" find works
    concordat doctor                      say what is wrong with this installation
    """
