"""Which addresses of articles are some."""

import re
from urllib.parse import urlsplit

_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x1f]+")


def is_address(url: str) -> bool:
    """Whether this is an http or https address with a host, and with a port that may be one where it has a port."""
    if not _ADDRESS.fullmatch(url):
        return False
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:  # of brackets, of a port
        return False
