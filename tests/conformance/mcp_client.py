"""The official MCP client: lists every tool, checks that it only reads, calls each.

python mcp_client.py ADDRESS WORK         by streamable HTTP
python mcp_client.py "concordat mcp" WORK by standard input and output
"""

import asyncio
import json
import os
import sys

from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

CALLS = {
    "search_evidence": {"text": "salt trial"},
    "get_record": {"name": "{work}"},
    "explain_record": {"name": "{work}"},
    "what_underpins": {"name": "{work}"},
    "verify_citation": {"name": "{work}", "title": "The invented trial of salt"},
    "get_pack": {"name": "salt"},
    "can_i_open": {"name": "{work}"},
    "list_recalls": {},
}


async def walk(where: str, work: str) -> None:
    target = where
    if not where.startswith("http"):
        program, *rest = where.split()
        target = stdio_client(
            StdioServerParameters(command=program, args=rest, env=dict(os.environ))
        )
    async with Client(target) as client:
        tools = (await client.list_tools()).tools
        print(f"{len(tools)} tools")
        assert {tool.name for tool in tools} == set(CALLS), [tool.name for tool in tools]
        for tool in tools:
            assert tool.annotations.read_only_hint, tool.name
            assert tool.output_schema, tool.name
            given = json.loads(json.dumps(CALLS[tool.name]).replace("{work}", work))
            result = await client.call_tool(tool.name, given)
            assert not result.is_error, (tool.name, result)
            said = result.structured_content
            assert said["notice"], tool.name
            assert said["as_of"], tool.name
            print(tool.name, json.dumps(said)[:20000])


asyncio.run(walk(sys.argv[1], sys.argv[2]))
