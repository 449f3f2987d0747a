"""`concordat mcp`: the MCP server on standard input and output."""

import os
import sys

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
    # The protocols stand beside the command line, not below it: this process becomes theirs.
    program = [sys.executable, "-m", "concordat.gateway.mcp"]
    os.execv(sys.executable, program)  # noqa: S606 - our own interpreter and module
