"""An assistant's client of the official package walks through every tool of kg mcp."""

import sys
from concurrent.futures import ThreadPoolExecutor

import anyio
import pytest
from served import TRIPLES

mcp = pytest.importorskip("mcp", reason="mcp is not installed")


def talk(conversation, *options):
    """Start kg mcp over the tiny graph, hand a session to a function, return what it returns."""
    command = ["-m", "kg", "mcp", "--store", "tests/data/tiny.trig", *options]
    parameters = mcp.StdioServerParameters(command=sys.executable, args=command)

    async def run():
        async with (
            mcp.stdio_client(parameters) as (read, write),
            mcp.ClientSession(read, write) as session,
        ):
            await session.initialize()
            return await conversation(session)

    with ThreadPoolExecutor(1) as apart:  # another test may have a loop running in this thread
        return apart.submit(anyio.run, run).result()


async def call(session, tool, **arguments):
    result = await session.call_tool(tool, arguments)
    return result.is_error, result.structured_content or result.content[0].text


def test_every_tool_says_what_it_does():
    async def conversation(session):
        return (await session.list_tools()).tools

    tools = talk(conversation)
    assert [tool.name for tool in tools] == [
        "list_questions",
        "ask_question",
        "run_query",
        "find_entity",
        "get_claim",
    ]
    assert all(tool.description for tool in tools)


def test_every_answer_carries_its_sources():
    select = "SELECT ?flow { ?flow a irk:CommodityFlow ; irk:exporter/rdfs:label 'Kenya' }"

    async def conversation(session):
        return {
            "questions": await call(session, "list_questions"),
            "exports": await call(
                session, "ask_question", name="exports", parameters={"exporter": "Vietnam"}
            ),
            "select": await call(session, "run_query", sparql=select),
            "count": await call(
                session, "run_query", sparql="SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
            ),
            "ask": await call(session, "run_query", sparql="ASK { ?s a irk:Visit }"),
            "entity": await call(session, "find_entity", name="Wanjiru"),
            "nobody": await call(session, "find_entity", name="Nobody At All"),
            "claim": await call(session, "get_claim", claim="exports-3ddce4c166e7"),
        }

    answers = talk(conversation)
    assert [name for name, (failed, _) in answers.items() if failed] == []
    told = {name: answer for name, (_, answer) in answers.items()}
    without = [name for name, answer in told.items() if not answer["sources"]]
    assert without == ["nobody"]
    assert [row["commodity"] for row in told["exports"]["rows"]] == ["garments"]
    assert told["exports"]["rows"][0]["quote"]
    assert told["select"]["sentences"][0]["quote"]
    assert told["count"]["rows"] == [{"n": TRIPLES}]
    assert told["ask"]["answer"] is True
    assert told["entity"]["things"][0]["label"] == "Wanjiru Otieno"
    assert told["claim"]["claim"]["says"] == "coffee from Kenya to Ethiopia"
    assert told["claim"]["claim"]["quote"] == "Kenya sells coffee and wooden clogs to Ethiopia"


def test_what_cannot_be_done_is_said_in_one_line():
    cross = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"

    async def conversation(session):
        return [
            await call(session, "run_query", sparql="CLEAR ALL"),
            await call(session, "run_query", sparql="ASK { SERVICE <http://127.0.0.1:1/> {} }"),
            await call(session, "run_query", sparql=cross),
            await call(session, "run_query", sparql="ASK " + "{" * 10_000 + "}" * 10_000),
            await call(session, "ask_question", name="nothing"),
            await call(session, "ask_question", name="exports", parameters={"nothing": "x"}),
            await call(session, "get_claim", claim="none"),
            await call(session, "run_query", sparql="ASK {}"),
        ]

    answers = talk(conversation, "--timeout", "1")
    assert [failed for failed, _ in answers] == [True] * 7 + [False]
    assert "SERVICE asks another server" in answers[1][1]
    assert "no answer in 1 seconds" in answers[2][1]
    assert "Traceback" not in "".join(str(text) for _, text in answers)
