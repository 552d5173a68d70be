"""Batches of articles over processes, their results in the order of the input."""

import gc
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from kg import pipelines
from kg.article.model import Article
from kg.errors import InternalError, KgError
from kg.extractor import load_extractor
from kg.orphans import end_with_parent
from kg.settings import Settings

Item = TypeVar("Item")
Batch = Sequence[Article | KgError]

_BATCH = 8
"""Articles that a worker takes at a time."""


@dataclass(frozen=True, slots=True)
class Workers:
    """Those who read articles: other processes, or this one where ``pool`` is None."""

    settings: Settings
    pool: Executor | None = None

    def each(
        self, work: Callable[[Batch, Settings], list[Item]], items: Iterator[Article | KgError]
    ) -> Generator[Item, None, None]:
        """What the work makes of batches of the items, in their order.

        Raises:
            InternalError: a worker was killed.
        """
        if self.pool is None:
            for batch in _batches(items, 1):
                yield from work(batch, self.settings)
            return
        try:
            yield from _in_order(self.pool, work, _batches(items, _BATCH), self.settings)
        except BrokenProcessPool:
            raise InternalError(
                "a process that reads articles was killed, perhaps for want of memory",
                hint="what is stored stays: run it again, with fewer --workers",
            ) from None


@contextmanager
def started(settings: Settings) -> Iterator[Workers]:
    """Starts as many workers as the settings say, before whatever they must not inherit is opened."""
    if settings.workers == 1:
        yield Workers(settings)
        return
    context = _context()
    if context.get_start_method() == "fork":
        _load(settings)
    with ProcessPoolExecutor(settings.workers, mp_context=context, initializer=_start_worker) as pool:
        try:
            pool.submit(int).result()  # the first task starts them all
            yield Workers(settings, pool)
        finally:
            pool.shutdown(cancel_futures=True)


def _load(settings: Settings) -> None:
    """Loads what workers share that are forked with the first batch: the language model once, not once for each."""
    load_extractor(settings.extractor)
    pipelines.pipeline(settings.model)


def _start_worker() -> None:
    """A worker leaves Ctrl-C to the main process, and ends when that is gone, however it ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.freeze()  # what it shares since the fork would be copied by the collector's marks
    end_with_parent()


def _in_order(
    pool: Executor,
    work: Callable[[Batch, Settings], list[Item]],
    batches: Iterator[Batch],
    settings: Settings,
) -> Iterator[Item]:
    """Results in the order of the input, with no more batches under way than keep the workers busy."""
    waiting: deque[Future[list[Item]]] = deque()
    for batch in batches:
        waiting.append(pool.submit(work, batch, settings))
        if len(waiting) > 2 * settings.workers:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _context() -> multiprocessing.context.BaseContext:
    methods = multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("fork" if "fork" in methods else "spawn")


def _batches(items: Iterator[Article | KgError], size: int) -> Iterator[Batch]:
    while batch := list(islice(items, size)):
        yield batch
