"""The MCP server on standard input and output: `python -m concordat.gateway.mcp`."""

import os
import sys

from concordat.premises.entrance import enter


def main() -> None:
    """Serve whoever started this process, with the rights of CONCORDAT_TOKEN if it is set."""
    enter()
    from concordat.gateway.callers import WrongTokenError, caller
    from concordat.gateway.mcp.server import make_server

    token = os.environ.get("CONCORDAT_TOKEN", "")
    try:
        who = caller(f"Bearer {token}" if token else "")
    except WrongTokenError as error:
        sys.exit(f"Error: {error}")
    make_server(who).run("stdio")


if __name__ == "__main__":
    main()
