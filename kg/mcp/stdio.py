"""Over stdin and stdout: for an assistant on the same machine that starts this process and ends it."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, ExitStack
from contextvars import Context
from pathlib import Path
from typing import Any, Self

from mcp.server.stdio import stdio_server
from mcp.shared._stream_protocols import ReadStream, WriteStream
from mcp.shared.message import SessionMessage
from mcp_types import INVALID_REQUEST, PARSE_ERROR, ErrorData, JSONRPCError

from kg.mcp.server import server
from kg.serve.limits import Limits
from kg.serve.pool import started


def run(folder: Path, limits: Limits, workers: int) -> None:
    """Answers until stdin is closed, or this process is told to end."""
    asyncio.run(_run(folder, limits, workers))


async def _run(folder: Path, limits: Limits, workers: int) -> None:
    async with AsyncExitStack() as stack:
        # First: from here on stdout is the protocol's alone, and what workers inherit leads to stderr.
        read, write = await stack.enter_async_context(stdio_server())
        running = stack.enter_context(ExitStack())
        pool = running.enter_context(started(folder, limits, workers))
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, _end, number, running)
        served = server(pool)
        await served.run(_Answered(read, write), write, served.create_initialization_options())


class _Answered:
    """What a client sends, but for what is no message, which is answered at once: who asked would wait for ever.

    JSON-RPC 2.0 (5.1) wants it so; the library drops it.
    """

    def __init__(self, read: "ReadStream[SessionMessage | Exception]", write: "WriteStream[SessionMessage]") -> None:
        self._read, self._write = read, write

    async def receive(self) -> SessionMessage | Exception:
        return await self._next(self._read.receive)

    async def _next(self, receive: "Callable[[], Awaitable[SessionMessage | Exception]]") -> SessionMessage | Exception:
        while isinstance(item := await receive(), Exception):
            await self._write.send(SessionMessage(_refusal(item)))
        return item

    @property
    def last_context(self) -> Context | None:
        return getattr(self._read, "last_context", None)

    async def aclose(self) -> None:
        await self._read.aclose()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> SessionMessage | Exception:
        return await self._next(self._read.__anext__)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()


def _refusal(fault: Exception) -> JSONRPCError:
    """The answer to what is no message: with the id that it has, where it can be read so far."""
    faults: list[dict[str, Any]] = getattr(fault, "errors", list)()  # as pydantic tells them
    if not faults or faults[0]["type"] == "json_invalid":
        return JSONRPCError(jsonrpc="2.0", id=None, error=ErrorData(code=PARSE_ERROR, message="this is no JSON"))
    sent = next((each["input"] for each in faults if isinstance(each["input"], dict) and "id" in each["input"]), {})
    id = sent.get("id")
    told = ErrorData(code=INVALID_REQUEST, message="this is no request of JSON-RPC 2.0")
    return JSONRPCError(jsonrpc="2.0", id=id if isinstance(id, str | int) else None, error=told)


def _end(number: int, running: ExitStack) -> None:
    """Ends at once: a thread that waits for stdin would keep the process until somebody closes that."""
    running.close()
    os._exit(128 + number)
