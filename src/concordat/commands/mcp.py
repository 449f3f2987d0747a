"""`concordat mcp`: the MCP server on standard input and output."""

import os

import click

from concordat.commands import house


@click.command()
def command() -> None:
    """Answer a program that reads for you, by MCP on standard input and output.

    Read only. It sees what everybody sees; with a token in the environment variable
    CONCORDAT_TOKEN it sees what the token's person may.

    \b
    concordat mcp
    CONCORDAT_TOKEN=... concordat mcp
    """
    house.enter_to_read()
    from concordat.gateway.callers import WrongTokenError, caller
    from concordat.gateway.mcp.server import make_server

    token = os.environ.get("CONCORDAT_TOKEN", "")
    try:
        who = caller(f"Bearer {token}" if token else "")
    except WrongTokenError as error:
        raise click.ClickException(str(error)) from None
    make_server(who).run("stdio")
