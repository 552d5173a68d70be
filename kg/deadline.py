"""A bound on the time that one article takes, so that it costs no other article."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from kg.errors import RefusedError

_AGAIN: Final = 0.1
"""Seconds until it is raised anew, where what runs has caught it, or where other threads took the time."""


@contextmanager
def deadline(seconds: int, where: str) -> Iterator[None]:
    """Ends what runs inside after so many seconds of CPU.

    It is held by a signal, which Python delivers to the main thread alone: in other threads, and on systems that have
    no such timer (Windows), what runs inside takes as long as it takes.

    Raises:
        RefusedError: it took longer.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return
    began, running = time.thread_time(), True

    def late(number: int, frame: FrameType | None) -> None:
        if running and time.thread_time() - began >= seconds:
            hint = "shorten or part it, or give it more: article_seconds in the settings"
            raise RefusedError(f"it took more than {seconds} s", where=where, hint=hint)

    handler = signal.signal(signal.SIGPROF, late)
    timer = signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
    try:
        yield
    finally:
        running = False
        signal.setitimer(signal.ITIMER_PROF, *timer)
        signal.signal(signal.SIGPROF, handler)
