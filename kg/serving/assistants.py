"""A Model Context Protocol server over stdin and stdout: the graph for an assistant.

    kg mcp --store build/store

in    a store, Limits
out   tools: list_questions, ask_question, run_query, find_entity, get_claim
next  an MCP client

Every answer carries the sentences and the documents behind it. Each call runs in a worker, as
the requests of kg serve do: within a time and a memory, without a connection, changing nothing.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError

from kg.serving.limits import Limits
from kg.serving.pool import Pool
from kg.serving.problems import ProblemError

__all__ = ["serve_assistant"]

INSTRUCTIONS = (
    "A knowledge graph of relations between states, read from documents. What it holds are "
    "claims of documents, not facts: say who says it, quote the sentence, and mind the modality "
    "(planned, hedged, reported and negated claims are not facts). Prefer ask_question; "
    "list_questions names what can be asked. run_query takes SPARQL 1.1 SELECT, ASK or CONSTRUCT "
    "over all graphs; prefixes such as irk:, rdfs:, skos: need no declaration."
)


def serve_assistant(spec: str, limits: Limits) -> None:
    """Serve one assistant until its end of the pipe closes.

    Args:
        spec: The store.
        limits: What one call may cost.

    Raises:
        StoreError: The store cannot be opened.

    """
    asyncio.run(_serve(spec, limits))


async def _serve(spec: str, limits: Limits) -> None:
    pool = Pool(spec, limits)
    await pool.start()
    try:
        await _server(pool).run_stdio_async()
    finally:
        await pool.stop()


def _server(pool: Pool) -> MCPServer[Any]:
    """The server with its tools; what a tool says of itself is what an assistant reads."""
    server: MCPServer[Any] = MCPServer("kg", instructions=INSTRUCTIONS, log_level="ERROR")

    async def ask(job: str, body: str = "", **more: Any) -> dict[str, Any]:
        try:
            reply, content = await pool.run({"job": job, **more}, body.encode())
        except ProblemError as problem:
            raise ToolError(problem.detail) from None
        answer: dict[str, Any] = json.loads(content)
        if reply["status"] != 200:
            raise ToolError(answer["detail"])
        return answer

    @server.tool()
    async def list_questions() -> dict[str, Any]:
        """List the questions that can be asked by name, with their parameters."""
        return await ask("sourced_questions")

    @server.tool()
    async def ask_question(name: str, parameters: dict[str, str] | None = None) -> dict[str, Any]:
        """Ask a question by its name, for example exports with {"exporter": "Kenya"}.

        Returns rows, and the sentences and documents behind them.
        """
        return await ask("sourced_question", name=name, parameters=parameters or {})

    @server.tool()
    async def run_query(sparql: str) -> dict[str, Any]:
        """Run a SPARQL 1.1 query that only reads; at most 200 rows come back.

        Select the things themselves (IRIs), not only their names: their sentences come along.
        """
        return await ask("sourced_select", sparql)

    @server.tool()
    async def find_entity(name: str) -> dict[str, Any]:
        """Find actors, goods, agreements by words of a name; say what is known of the first."""
        return await ask("sourced_entity", name=name)

    @server.tool()
    async def get_claim(claim: str) -> dict[str, Any]:
        """Get one claim by its IRI or identifier: sentence, document, modality, confidence."""
        return await ask("sourced_claim", claim=claim)

    return server
