"""Workers that take jobs in turn, and end with a job that costs too much."""

import asyncio
import logging
import multiprocessing
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Final

from kg.errors import InternalError, KgError
from kg.serve.limits import WAIT, WAITING, BusyError, Limits, too_long, too_much_memory
from kg.serve.work import Job, Reply
from kg.serve.worker import work

_log = logging.getLogger(__name__)

_LOOK: Final = 0.02
"""Seconds between two looks at a worker: a product of three patterns takes some 25 MB in these."""

_PAUSE: Final = 2.0
"""Seconds until a process is tried again that the system did not allow."""

_SPOOL: Final = "kg-serve-"
"""What the folder of long answers is called, then the number of the process that it is of."""

_PAGE: Final = os.sysconf("SC_PAGE_SIZE")


class Worker:
    """The near end of a process that works; used by one task at a time."""

    def __init__(self, context: BaseContext, folder: Path, spool: Path, limits: Limits) -> None:
        self._context, self._folder, self._spool, self._limits = context, folder, spool, limits
        self.start()

    def start(self) -> None:
        """Starts a process: a fork of the small one, or a new one where there is no way to that any more.

        Raises:
            OSError: the system allows none.
        """
        try:
            self._start(self._context)
        except (OSError, EOFError):  # who clears up temporary files takes the socket that it listens at
            self._start(multiprocessing.get_context("spawn"))

    def _start(self, context: BaseContext) -> None:
        self._near: Connection[Job, Reply | KgError]
        self._near, far = context.Pipe()
        arguments = (far, self._folder, self._spool, self._limits)
        process = context.Process(target=work, args=arguments, daemon=True)  # type: ignore[attr-defined]
        try:
            process.start()
        except BaseException:
            self._near.close()
            raise
        finally:
            far.close()
        self._process = process

    @property
    def is_alive(self) -> bool:
        """Whether its process runs."""
        return bool(self._process.is_alive())

    def close(self) -> None:
        """Ends the process, whatever it does, and removes what it was writing."""
        self._process.kill()
        self._process.join()
        self._near.close()
        for path in self._spool.parent.glob(f"{self._spool.name}-*"):
            path.unlink(missing_ok=True)

    async def do(self, job: Job) -> Reply | KgError:
        """Has a job done; an error where it cannot be done, for reasons of its own.

        Raises:
            LimitError: it costs too much; this worker is of no use any more, nor where this is cancelled.
            InternalError: the process has ended; likewise.
        """
        try:
            self._near.send(job)
            await self._answered()
            return self._near.recv()
        except (EOFError, OSError):
            raise InternalError("the process that worked at this has ended", hint="ask for less") from None

    async def _answered(self) -> None:
        """Waits for the answer, within the limits."""
        loop, limits = asyncio.get_running_loop(), self._limits
        end = loop.time() + limits.seconds if limits.seconds else float("inf")
        most = limits.gigabytes * 1e9 if limits.gigabytes else float("inf")
        ready = loop.create_future()
        loop.add_reader(self._near.fileno(), _finish, ready)
        try:
            while not (await asyncio.wait([ready], timeout=_LOOK))[0]:
                if loop.time() >= end:
                    raise too_long(limits)
                if _resident(self._process.pid) > most:
                    raise too_much_memory(limits)
        finally:
            loop.remove_reader(self._near.fileno())


def _finish(future: "asyncio.Future[None]") -> None:
    if not future.done():
        future.set_result(None)


def _resident(pid: int | None) -> float:
    """Bytes of memory that a process takes; 0 where the system does not tell, or it is gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    except (OSError, ValueError, IndexError):
        return 0.0


class Lane:
    """Some workers that take the jobs of one kind, first come first served."""

    def __init__(self, workers: list[Worker]) -> None:
        self.workers = workers
        self._free = list(workers)
        self._turn = asyncio.Semaphore(len(workers))
        self._waiting = self._missing = 0
        self._replacing: set[asyncio.Task[None]] = set()

    @property
    def is_well(self) -> bool:
        """Whether it has any process to work with, or gets one at once."""
        return self._missing < len(self.workers)

    async def do(self, job: Job) -> Reply:
        """Has a job done; where this is cancelled, the process that works at it ends.

        Raises:
            BusyError: too many ask at a time.
            LimitError: it costs too much.
            KgError: it cannot be done, for reasons of its own.
        """
        await self._wait()
        worker = self._free.pop()
        try:
            if not worker.is_alive:  # it was killed while it had nothing to do
                await asyncio.to_thread(worker.close)
                if not self._has_started(worker):
                    raise BusyError("no process that works can be started", hint="try again later")
            told = await worker.do(job)
        except BaseException:
            replacing = asyncio.get_running_loop().create_task(self._replace(worker))
            self._replacing.add(replacing)
            replacing.add_done_callback(self._replacing.discard)
            raise
        self._take_back(worker)
        if isinstance(told, KgError):
            raise told
        return told

    async def _wait(self) -> None:
        if self._waiting >= WAITING:
            raise BusyError("too many requests wait for their turn", hint="try again later")
        self._waiting += 1
        try:
            async with asyncio.timeout(WAIT):
                await self._turn.acquire()
        except TimeoutError:
            raise BusyError(f"it was not this request's turn within {WAIT:g} s", hint="try again later") from None
        finally:
            self._waiting -= 1

    async def _replace(self, worker: Worker) -> None:
        await asyncio.to_thread(worker.close)  # which waits until the system has taken back its memory
        while not self._has_started(worker):
            self._missing += 1
            try:
                await asyncio.sleep(_PAUSE)
            finally:
                self._missing -= 1
        self._take_back(worker)

    def _has_started(self, worker: Worker) -> bool:
        try:
            worker.start()
        except OSError as error:
            _log.error("a process that works cannot be started: %s", error)
            return False
        return True

    def _take_back(self, worker: Worker) -> None:
        self._free.append(worker)
        self._turn.release()


class Pool:
    """All workers of a server, in two lanes.

    What is asked in SPARQL waits for nothing but other SPARQL: queries of the library, pages and graphs, whose costs
    are known, have workers of their own, and are answered while queries take all that they may.
    """

    def __init__(self, sparql: Lane, library: Lane) -> None:
        self._lanes = dict.fromkeys(("sparql", "editor", "cards-select"), sparql)
        self._library = library

    async def do(self, job: Job) -> Reply:
        """Has a job done by a worker of its lane; as ``Lane.do``."""
        return await self._lanes.get(job.name, self._library).do(job)

    @property
    def is_well(self) -> bool:
        """Whether all that may be asked finds a process to work at it."""
        return all(lane.is_well for lane in (*self._lanes.values(), self._library))


def _sweep() -> None:
    """Removes what servers left that were killed: folders of long answers whose process is gone."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_SPOOL}*-*"):
        number = folder.name.removeprefix(_SPOOL).partition("-")[0]
        if number.isdecimal() and not _runs(int(number)):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


@contextmanager
def started(folder: Path, limits: Limits, workers: int) -> Iterator[Pool]:
    """Starts workers on the store in a folder, as many in each lane, and ends them.

    They are forked from a small process that has loaded what they share, so that another is there at once.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["kg.serve.worker"])
    _sweep()
    spool = Path(tempfile.mkdtemp(prefix=f"{_SPOOL}{os.getpid()}-"))
    all_workers: list[Worker] = []
    try:
        all_workers.extend(Worker(context, folder, spool / str(number), limits) for number in range(2 * workers))
        yield Pool(Lane(all_workers[:workers]), Lane(all_workers[workers:]))
    finally:
        for worker in all_workers:
            worker.close()
        shutil.rmtree(spool, ignore_errors=True)
