"""Servers as real processes, and the SDK's own client that asks them."""

import os
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import anyio
from mcp import Client, StdioServerParameters
from mcp_types import CallToolResult
from servers import free_port

CHECKOUT = Path(__file__).resolve().parent.parent.parent
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
MODES = ("auto", "legacy")
"""How a client greets: by the protocol of 2026, or by the handshake before that."""

PRODUCT = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
    " FILTER(STR(?a) < STR(?d) && STR(?c) = STR(?i) && STR(?b) > STR(?h)) }"
)
"""A query that no store ends in time."""

Found = TypeVar("Found")
Asks = Callable[[Client], Awaitable[Found]]


@dataclass(frozen=True, slots=True)
class Served:
    """A server that listens."""

    url: str
    process: subprocess.Popen[str]


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "kg", *map(str, arguments)]


@contextmanager
def over_http(store: Path, *options: str, by: tuple[str, ...] = ("mcp", "--http")) -> Iterator[Served]:
    """A server at a free port of this machine."""
    port = free_port()
    started = command(*by, "--store", store, "--port", port, "--workers", 1, *options)
    with subprocess.Popen(started, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            assert process.stderr.readline().startswith("serving "), process.stderr.read()
            yield Served(f"http://127.0.0.1:{port}/mcp", process)
        finally:
            process.terminate()


def ask(server: Served | StdioServerParameters, asks: Asks[Found], mode: str = "auto") -> Found:
    """What a client finds."""
    target = server.url if isinstance(server, Served) else server

    async def main() -> Found:
        async with Client(target, mode=mode) as client:
            return await asks(client)

    return anyio.run(main)


def over_stdio(store: Path, *options: str) -> StdioServerParameters:
    python, *arguments = command("mcp", "--store", store, "--workers", 1, *options)
    return StdioServerParameters(command=python, args=arguments, env={"PYTHONPATH": str(CHECKOUT)})


def call(
    server: Served | StdioServerParameters, name: str, arguments: dict[str, Any] | None = None, mode: str = "auto"
) -> CallToolResult:
    async def asks(client: Client) -> CallToolResult:
        return await client.call_tool(name, arguments or {})

    return ask(server, asks, mode)


def text(result: CallToolResult) -> str:
    """The text of an answer, which is one."""
    (content,) = result.content
    assert content.type == "text"
    return content.text


def below(pid: int) -> dict[int, int]:
    """Processes that a process has started, and those of these -> who started them."""
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z":
            parents[int(path.parent.name)] = int(fields[1])
    found = {pid: 0}
    while more := {child: parent for child, parent in parents.items() if parent in found and child not in found}:
        found |= more
    del found[pid]
    return found


def until(is_so: Callable[[], bool], seconds: float = 10) -> bool:
    """Whether something comes to be so."""
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
