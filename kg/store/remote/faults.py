"""What a store behind SPARQL answers when it will not or cannot, as typed errors of one line."""

import re
import socket
import ssl
from typing import Final

from kg.errors import KgError, QueryError, StoreError

_LONGEST: Final = 200
_TAG: Final = re.compile(r"<[^<>]{1,200}>")
_PAGE: Final = re.compile(r"\s*<(?:!doctype|html)", re.IGNORECASE)
_FULL: Final = re.compile(r"no space left|disk (?:is )?full|ENOSPC|quota exceeded|file too large", re.IGNORECASE)


def answered(
    status: int, body: bytes, where: str, *, logged_in: bool, login_hint: str, asking: bool = False
) -> KgError:
    """The error behind a status of 300 or more.

    Args:
        status: of HTTP.
        body: what came with it, or its beginning.
        where: the address asked.
        logged_in: whether the request had a login.
        login_hint: where one may stand.
        asking: it was a query, whose fault it may be.
    """
    told = _line(body)
    if _FULL.search(told):
        return StoreError(f"the disk of the store is full: {told}", where=where, hint="make room there; run it again")
    if status in (401, 403):
        what = "refuses this login" if logged_in else "wants a login"
        return StoreError(f"the store {what}", where=where, hint=login_hint)
    if 300 <= status < 400:
        return StoreError("the store sends to another address", where=where, hint="name that address instead")
    if status == 400 and asking:
        return QueryError(f"the store refuses this query: {told or 'it does not say why'}")
    if status in (404, 405):
        return StoreError(f"nothing here takes this request (status {status})", where=where, hint="is it the address?")
    if status in (408, 503, 504):
        return StoreError(f"the store is too busy, or gave up: {told or status}", where=where, hint="try again")
    return StoreError(f"the store failed (status {status}): {told or 'it does not say why'}", where=where)


def unreachable(error: BaseException, where: str, timeout: int) -> StoreError:
    """The error behind a connection that could not be made, or broke off."""
    cause = _innermost(error)
    if isinstance(cause, TimeoutError | socket.timeout) or "timed out" in str(cause):
        hint = "timeout in kg.toml allows more" + ("; is it http, not https?" if where.startswith("https") else "")
        return StoreError(f"the store was silent for {timeout} seconds", where=where, hint=hint)
    if isinstance(cause, ssl.SSLError) or "certificate" in str(cause).lower():
        return StoreError(f"no trust in this host's certificate: {_line(str(cause).encode())}", where=where)
    if "refused" in str(cause).lower():
        return StoreError("nothing answers there: connection refused", where=where, hint="is the store running?")
    if isinstance(cause, socket.gaierror) or "resol" in str(cause).lower():
        return StoreError("no such host", where=where)
    return StoreError(f"the connection broke off: {_line(str(cause).encode()) or type(cause).__name__}", where=where)


def _innermost(error: BaseException) -> BaseException:
    """The error of the socket behind those of the libraries above it."""
    seen = error
    while True:
        inner = getattr(seen, "reason", None) or (seen.args[0] if seen.args else None) or seen.__cause__
        if not isinstance(inner, BaseException):
            inner = next((arg for arg in seen.args if isinstance(arg, BaseException)), None)
        if inner is None or inner is seen:
            return seen
        seen = inner


def _line(body: bytes) -> str:
    """What says something: all of a page; of a text the first line, which a trace or the request may follow."""
    text = body.decode("utf-8", "replace")
    said = [" ".join(line.split()) for line in _TAG.sub(" ", text).splitlines() if line.strip()]
    line = "; ".join(dict.fromkeys(said if _PAGE.match(text) else said[:1]))
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
