"""The protocol itself: resources, malformed messages, names of the server that are not its own."""

import json
import subprocess
from pathlib import Path

import httpx2 as httpx
import pytest
from clients import ENVIRONMENT, Served, ask, call, command, over_http
from mcp import Client, MCPError
from mcp_types import ReadResourceResult

from kg.mcp.server import INSTRUCTIONS
from kg.shapes.terms import vocabulary

HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
}
SEARCH = {
    "jsonrpc": "2.0",
    "id": 2,
    "method": "tools/call",
    "params": {"name": "search", "arguments": {"text": "Lavrov"}},
}
HEADERS = {"accept": "application/json, text/event-stream", "content-type": "application/json"}


def read(served: Served, uri: str) -> str:
    async def asks(client: Client) -> ReadResourceResult:
        return await client.read_resource(uri)

    (content,) = ask(served, asks).contents
    return str(getattr(content, "text", ""))


def test_the_resources(served: Served) -> None:
    async def asks(client: Client) -> tuple[list[str], list[str], str | None]:
        listed = [each.uri for each in (await client.list_resources()).resources]
        templates = [each.uri_template for each in (await client.list_resource_templates()).resource_templates]
        return listed, templates, client.instructions

    listed, templates, instructions = ask(served, asks)
    assert listed == ["kg://schema", "kg://queries", "kg://overview"]
    assert templates == ["kg://fact/{id}", "kg://article/{id}"]
    assert instructions == INSTRUCTIONS


def test_the_ontology_has_all_that_one_can_write(served: Served) -> None:
    page = read(served, "kg://schema")
    assert len(page) < 50_000
    schemes = vocabulary().schemes
    for name in ("act", "status", "measure"):
        for code in next(of for iri, of in schemes.items() if iri.endswith(f"code/{name}")):
            assert f"- code:{code.rpartition('/')[2]}: " in page
    for term in ("kg:Statement", "kg:speaker", "kg:accordingTo", "plover:ASSAULT", "kg:publicationDay"):
        assert f"- {term}" in page


def test_the_library_and_the_counts(served: Served) -> None:
    assert "### who_said\n" in read(served, "kg://queries")
    overview = json.loads(read(served, "kg://overview"))
    assert overview["counts"]["articles"] > 10
    assert len(overview["newest_articles"]) == 5


def test_a_fact_and_an_article(served: Served) -> None:
    assert json.loads(read(served, "kg://fact/s-aa41df66b5"))["facts"][0]["id"] == "s-aa41df66b5"
    assert json.loads(read(served, "kg://article/6e4ce6bb50784cf4eb7c"))["total"] == 21


@pytest.mark.parametrize("uri", ["kg://nothing", "file:///etc/passwd", "kg://fact/../../etc/passwd", "kg://fact/x"])
def test_what_is_no_resource(served: Served, uri: str) -> None:
    async def asks(client: Client) -> str:
        with pytest.raises(MCPError) as caught:
            await client.read_resource(uri)
        return str(caught.value)

    told = ask(served, asks)
    assert "there is no resource" in told or "the store holds nothing" in told


def test_malformed_messages_on_stdin(told: Path) -> None:
    """The server goes on, and stdout has nothing but messages."""
    wrong = [b"nonsense", b"\xff\xfe\x00", b"[]", b"{}", b"", b"[" * 100_000, b'{"jsonrpc":"2.0","id":9}']
    wrong += [b'{"jsonrpc":"2.0","id":5,"method":"tools/call","params":7}', b'"\\ud800"']
    huge = {**SEARCH, "id": 3, "params": {"name": "search", "arguments": {"text": "x" * 3_000_000}}}
    ready = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    messages = [json.dumps(each).encode() for each in (HELLO, ready, huge, SEARCH)]
    with subprocess.Popen(
        command("mcp", "--store", told, "--workers", "1"),
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b"\n".join([*wrong, messages[0], *wrong, *messages[1:], b""]))
        process.stdin.flush()
        answers, refused = {}, []
        while 2 not in answers:
            answer = json.loads(process.stdout.readline())
            answers[answer.get("id")] = answer
            refused += [(answer["id"], answer["error"]["code"])] if "error" in answer else []
        process.stdin.close()
        rest = process.stdout.read()
        assert all(json.loads(line)["jsonrpc"] == "2.0" for line in rest.splitlines())
    assert process.returncode == 0
    assert refused.count((None, -32700)) >= 4, "what is no JSON"
    assert {(9, -32600), (5, -32600)} <= set(refused), "what is no request, by its id"
    assert answers[1]["result"]["serverInfo"]["name"] == "kg"
    assert answers[2]["result"]["structuredContent"]["things"][0]["label"] == "Sergey Lavrov"
    assert (
        "characters long"
        in answers.get(3, {"result": {"content": [{"text": "characters long"}]}})["result"]["content"][0]["text"]
    )


def post(served: Served, body: object = HELLO, **headers: str) -> int:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return httpx.post(served.url, content=content, headers={**HEADERS, **headers}).status_code


def test_names_that_are_not_the_servers_own(served: Served) -> None:
    """A page elsewhere could have its own name lead to this machine, and ask in its visitor's place."""
    assert post(served) == 200
    assert post(served, host="evil.example") == 421
    assert post(served, origin="https://evil.example") == 403
    assert post(served, origin="http://localhost:3000") == 200
    assert post(served, b"nonsense") == 400
    assert post(served, b" " * 1_000_001) == 413


def test_kg_serve_has_it_too(told: Path) -> None:
    with over_http(told, "--url", "https://news.example/kg", by=("serve",)) as served:
        assert call(served, "search", {"text": "Lavrov"}).structured_content["total_things"] >= 1
        assert post(served, host="news.example", origin="https://news.example") == 200
        assert post(served, host="evil.example") == 421
        assert post(served, origin="https://evil.example") == 403, "whatever --cors allows for the rest"
        assert httpx.get(served.url.replace("/mcp", "/health")).text == "ok\n"
