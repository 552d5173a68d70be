"""The address that a page is known by."""

import logging
import re
from collections.abc import Iterable
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from lxml.html import HtmlElement
from tld import get_fld

from kg.article.addresses import is_address, joined

_log = logging.getLogger(__name__)

_NUMBERED: Final = re.compile(
    r"^[/._-]?(?:page|p|seite|pagina)?[/=_-]?\d{1,3}\b|[?&](?:page|p|pg|seite|pagina)=\d", re.IGNORECASE
)
_LABELS: Final = 2
"""Of a registrable host whose suffix nobody has registered rules for."""


def address(root: HtmlElement, told: Iterable[str], fetched: str | None, where: str) -> str | None:
    """The page's own address: what it declares, where that can be its own, else where it came from.

    Args:
        root: the page.
        told: what the page says elsewhere than in its canonical link, best first.
        fetched: where it came from; None of a file, which is believed in what it declares.
        where: what a warning names.
    """
    base = _absolute(next((e.get("href", "") for e in root.iter("base")), ""), fetched) or fetched
    links = [element.get("href", "") for element in root.iter("link") if "canonical" in rels(element)]
    for link in [*links, *told]:
        found = _absolute(link, base)
        if found is None or (_is_root(found) and not (fetched and _is_root(fetched))):
            continue
        if fetched is None or registrable(found) == registrable(fetched):
            return found
        if link in links:
            _log.warning(
                "%s: the page names %s as its address, which is of another site: it keeps its own", where, found
            )
    return fetched if fetched and is_address(fetched) else None


def has_more_pages(root: HtmlElement, address: str | None) -> bool:
    """Whether an article goes on under another address: its own with a number, for "next" is also the next article."""
    own = re.sub(r"(?:\.\w+|/)$", "", urlsplit(address).path) if address else ""
    for link in root.iter("link", "a"):
        if "next" in rels(link) and (following := _absolute(link.get("href", ""), address)):
            parts = urlsplit(following)
            rest = f"{parts.path}?{parts.query}"
            if len(own) > 1 and rest.startswith(own) and _NUMBERED.search(rest[len(own) :]):
                return True
    return False


def rels(element: HtmlElement) -> list[str]:
    """What a link is to its page."""
    return str(element.get("rel", "")).lower().split()


def registrable(address: str) -> str:
    """The part of an address's host that somebody registered: "news.co.uk" of "www.news.co.uk"."""
    host = (urlsplit(address).hostname or "").rstrip(".")
    try:
        return str(ip_address(host))
    except ValueError:
        known = get_fld(f"https://{host}", fail_silently=True, search_private=True)
        return known or ".".join(host.split(".")[-_LABELS:])


def _absolute(link: str, base: str | None) -> str | None:
    found = joined(base or "", link.strip())
    return found if found and link.strip() and is_address(found) else None


def _is_root(address: str) -> bool:
    parts = urlsplit(address)
    return parts.path in ("", "/") and not parts.query
