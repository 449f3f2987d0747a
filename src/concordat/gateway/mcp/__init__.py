"""The MCP server: programs that read for people search, verify and explain; read only.

By stdio (`concordat mcp`) and by streamable HTTP at /mcp, stateless, answers as JSON.
"""
