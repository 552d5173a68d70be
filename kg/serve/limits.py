"""What one request may cost, and how it is told that it would have cost more."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

from kg.errors import KgError

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one request; 0 is none.

    Attributes:
        seconds: of work, not counting the time that it waits for its turn.
        gigabytes: of memory that its process takes.
        rows: of its answer, triples too.
        megabytes: of its answer, as it is written.
    """

    seconds: float = 60.0
    gigabytes: float = 2.0
    rows: int = 100_000
    megabytes: int = 500


WAIT: Final = 30.0
"""Seconds that a request waits for its turn."""

WAITING: Final = 200
"""Requests that wait for their turn; more are turned away at once."""


class LimitError(KgError):
    """A request costs more than it may; ``limit`` is the field of ``Limits`` that it came up against."""

    def __init__(self, limit: str, what: str, hint: str = "ask for less") -> None:
        super().__init__(what, hint=hint)
        self.limit = limit


class BusyError(KgError):
    """Too many ask at a time; later there is room."""


def too_long(limits: Limits) -> LimitError:
    return LimitError("seconds", f"this takes longer than {limits.seconds:g} s")


def too_much_memory(limits: Limits) -> LimitError:
    return LimitError("gigabytes", f"this needs more than {limits.gigabytes:g} GB of memory")


def too_many_rows(limits: Limits) -> LimitError:
    return LimitError("rows", f"this gives more than {limits.rows:,} rows", "ask for less, or for parts: LIMIT, OFFSET")


def within(items: Iterator[Item], limits: Limits) -> Iterator[Item]:
    """Rows or triples, no more than there may be.

    Raises:
        LimitError: there are more.
    """
    for number, item in enumerate(items):
        if limits.rows and number >= limits.rows:
            raise too_many_rows(limits)
        yield item


def too_large(limits: Limits) -> LimitError:
    return LimitError("megabytes", f"the answer is larger than {limits.megabytes:,} MB")
