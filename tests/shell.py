"""What one run of the command line leaves behind."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Done:
    code: int
    out: str
    err: str


Kg = Callable[..., Done]
