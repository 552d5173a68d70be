"""Over stdin and stdout: for an assistant on the same machine that starts this process and ends it."""

import asyncio
import os
import signal
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path

from mcp.server.stdio import stdio_server

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
        await served.run(read, write, served.create_initialization_options())


def _end(number: int, running: ExitStack) -> None:
    """Ends at once: a thread that waits for stdin would keep the process until somebody closes that."""
    running.close()
    os._exit(128 + number)
