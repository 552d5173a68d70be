"""Which addresses of articles are some, and those that only want writing out."""

import re
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

_ADDRESS: Final = re.compile(r"(?i:https?)://[^\s<>\"{}|\\^`\x00-\x1f]+")
_SCHEME: Final = re.compile(r"(?P<scheme>https?)://(?P<host>[^/?#]*)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_LEFT_AS_IT_IS: Final = re.compile(r"[^ \t\r\n<>\"{}|\\^`\x00-\x1f]+")


def begins_as_one(source: str) -> bool:
    """Whether a source is meant as an address, right or wrong, and not as a file."""
    return source.lower().startswith(("http://", "https://"))


def is_address(url: str) -> bool:
    """Whether this is an http or https address with a host, and with a port that may be one where it has a port.

    The scheme may be in any case, as RFC 3986 has it.
    """
    return _ADDRESS.fullmatch(url) is not None and fault(url) is None


def mended(url: str) -> str | None:
    """An address as it may stand: as given, or written out where it must be; None where it is none."""
    if is_address(url) and url.startswith(("http://", "https://")):
        return url
    return written_out(url) if fault(url) is None else None


def joined(base: str, link: str) -> str | None:
    """Where a link leads that stands at an address; None where that is no address at all ("http://[")."""
    try:
        return urljoin(base, link)
    except ValueError:
        return None


def written_out(url: str) -> str:
    """An address as RFC 3986 wants it: scheme and host in lower case, what may not stand in one in per cents.

    What is no http or https address stays as it is.
    """
    match = _SCHEME.fullmatch(url.strip())
    if not match:
        return url
    kept = _LEFT_AS_IT_IS.findall(match["rest"])
    between = _LEFT_AS_IT_IS.split(match["rest"])
    rest = "".join(quote(gap, safe="") + part for gap, part in zip(between, [*kept, ""], strict=True))
    user, at, host = match["host"].rpartition("@")
    return f"{match['scheme'].lower()}://{user}{at}{host.lower()}{rest}"


def fault(url: str) -> str | None:
    """Why this is no address of an article; None where it is one once it is written out."""
    match = _SCHEME.fullmatch(url.strip())
    if not match:
        return "it does not begin with http:// or https://"
    try:
        parts = urlsplit(written_out(url))
        if not parts.hostname or not _ADDRESS.fullmatch(f"https://{match['host']}"):
            return "it has no host" if not match["host"] else "its host is none"
        return "its port is 0" if parts.port == 0 else None
    except ValueError as error:  # of brackets, of a port
        return f"its host or port is none: {error}".lower()
