"""What holds for the head of every request, whatever it asks and whoever answers it."""

from collections.abc import Iterator, Sequence
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

Fields = Sequence[tuple[bytes, bytes]]

_LISTS: Final = frozenset({b"accept", b"accept-encoding", b"if-none-match"})
"""Headers that are lists: several lines of one name are one list (RFC 9110, 5.3)."""


class Incoming:
    """Hands requests on with one line for each header that is a list: who reads a header takes the first line alone."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope = {**scope, "headers": list(_joined(scope["headers"]))}
        await self._app(scope, receive, send)


def _joined(fields: Fields) -> Iterator[tuple[bytes, bytes]]:
    lists: dict[bytes, list[bytes]] = {}
    for name, value in fields:
        if name in _LISTS:
            lists.setdefault(name, []).append(value)
        else:
            yield name, value
    for name, values in lists.items():
        yield name, b", ".join(values)
