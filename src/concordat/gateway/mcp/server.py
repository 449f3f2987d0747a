"""The tools and what they are for, in the words that a model reads."""

from typing import Annotated

from asgiref.sync import sync_to_async
from mcp.server.mcpserver import MCPServer
from mcp.types import ToolAnnotations
from pydantic import Field

from concordat.gateway.callers import Caller
from concordat.gateway.mcp import answers
from concordat.gateway.mcp.answers import Answer

INSTRUCTIONS = (
    "Evidence shared by health bodies, with how each work stands, read at the moment you ask. "
    "Works that were retracted, withdrawn or replaced are labelled: never present them as "
    "standing. Not held here does not mean that a work does not exist. " + answers.NOTICE
)
READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
Name = Annotated[
    str,
    Field(min_length=1, max_length=500, description="Id here, DOI, PMID or the like (doi:10...)"),
]


def make_server(who: Caller) -> MCPServer:
    """Return a server whose tools answer this caller."""
    server = MCPServer("Concordat", instructions=INSTRUCTIONS, version="1")

    @server.tool(annotations=READS)
    async def search_evidence(
        text: Annotated[str, Field(min_length=1, max_length=4000, description="Words or strategy")],
        limit: Annotated[int, Field(ge=1, le=50)] = 10,
    ) -> Answer:
        """Find works by plain words or by an exact Boolean strategy; says which it took."""
        return await sync_to_async(answers.search_evidence)(who, text, limit)

    @server.tool(annotations=READS)
    async def get_record(name: Name) -> Answer:
        """Give one work with its standing, sources, licences and version."""
        return await sync_to_async(answers.get_record)(who, name)

    @server.tool(annotations=READS)
    async def explain_record(name: Name) -> Answer:
        """Say for every field of a work which source gave it and when."""
        return await sync_to_async(answers.explain_record)(who, name)

    @server.tool(annotations=READS)
    async def what_underpins(name: Name) -> Answer:
        """What a work rests on and what rests on it, two hops each way; unknown hops are said."""
        return await sync_to_async(answers.what_underpins)(who, name)

    @server.tool(annotations=READS)
    async def verify_citation(
        name: Name, title: Annotated[str, Field(max_length=2000)] = ""
    ) -> Answer:
        """Check a citation: held or unchecked, whether its title agrees, and how it stands."""
        return await sync_to_async(answers.verify_citation)(who, name, title)

    @server.tool(annotations=READS)
    async def get_pack(
        name: Annotated[str, Field(max_length=80, description="Slug or id; empty lists all")] = "",
    ) -> Answer:
        """Give a knowledge pack with how its works stand now, or list the packs."""
        return await sync_to_async(answers.get_pack)(who, name)

    @server.tool(annotations=READS)
    async def can_i_open(
        name: Name,
        at: Annotated[str, Field(max_length=80, description="Slug of the organisation")] = "",
    ) -> Answer:
        """Whether a work can be opened where a reader works, by which ways, and why not."""
        return await sync_to_async(answers.can_i_open)(who, name, at)

    @server.tool(annotations=READS)
    async def list_recalls(after: Annotated[int, Field(ge=0)] = 0) -> Answer:
        """Works that fell since they came here, after a number. Ask before you rely on a work."""
        return await sync_to_async(answers.list_recalls)(who, after)

    return server
