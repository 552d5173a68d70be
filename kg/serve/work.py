"""What goes to a worker and what comes back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do for a request.

    Attributes:
        name: of one of ``kg.serve.jobs.JOBS``.
        arguments: of that function.
        packed: whether the answer may be gzipped.
    """

    name: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    packed: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that is finished.

    Attributes:
        type: its media type.
        body: its bytes, where it is short.
        path: the file that it lies in, where it is long; whoever takes it removes it.
        size: in bytes, as it lies there.
        is_packed: whether it is gzipped.
        state: a name for what the store held when it was made.
        headers: more of them.
        status: of HTTP.
    """

    type: str
    body: bytes | None
    path: Path | None
    size: int
    is_packed: bool
    state: str
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int = 200

    def discard(self) -> None:
        """Removes what nobody takes."""
        if self.path is not None:
            self.path.unlink(missing_ok=True)
