"""Titles without the name of their site."""

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from kg.article.page.canonical import registrable

_MARK: Final = re.compile(r"\s+[|–—·•:»«~-]+\s+|\s*[|»«]\s*|:\s+")
_CUT: Final = re.compile(r"\s*(?:\.{3}|…)$")

_LONGEST: Final = 500
"""Of what can be a title."""

_CUT_AT: Final = 80
"""Sites cut longer headlines for search engines, some without a mark."""


def site_names(names: Iterable[str | None], address: str | None) -> frozenset[str]:
    """What a title may end with that is no part of it, folded: the site's names, and its host."""
    hosts = []
    if address:
        host = registrable(address)
        hosts = [host, host.partition(".")[0], urlsplit(address).hostname or ""]
    return frozenset(folded(name) for name in (*names, *hosts) if name) - {""}


def folded(text: str) -> str:
    """Letters and digits alone: sites write their own name in several ways."""
    return re.sub(r"[\W_]+", "", text).lower()


def bare(title: str, sites: frozenset[str]) -> str:
    """A title without its site's names at the end or the start, as far as they are proved to be some."""
    while True:
        marks = list(_MARK.finditer(title))
        if marks and (head := title[: marks[-1].start()].strip()) and folded(title[marks[-1].end() :]) in sites:
            title = head
        elif marks and (rest := title[marks[0].end() :].strip()) and folded(title[: marks[0].start()]) in sites:
            title = rest
        else:
            return title


def best(titles: Iterable[str | None], sites: frozenset[str]) -> str | None:
    """The first title that is more than its site's name; in full where it was cut short and another goes on."""
    known = [
        bare_
        for title in titles
        if title and len(title) <= _LONGEST and folded(bare_ := bare(title, sites)) not in sites | {""}
    ]
    if not known:
        return None
    begin = _CUT.sub("", known[0])
    if begin == known[0] and len(begin) < _CUT_AT:
        return begin
    return next((title for title in known[1:] if title.startswith(begin) and not _CUT.search(title)), known[0])
