"""Who wrote a page: people, not desks, outlets or their accounts."""

import re
from collections.abc import Iterable
from typing import Any, Final

from kg.article.labels import Labels
from kg.article.page import jsonld
from kg.article.page.titles import folded

_PREFIX: Final = re.compile(r"(?:by|written\s+by|posted\s+by)\s*:?\s+", re.IGNORECASE)
_ACCOUNT: Final = re.compile(r"https?:|www\.|[@/]|\.\w{2,4}$", re.IGNORECASE)
_LONGEST: Final = 200


def people(authors: Iterable[Any], sites: frozenset[str]) -> list[str]:
    """The people among authors, told as schema.org's things or as strings."""
    found = Labels()
    for author in authors:
        for name in _names(author):
            if not _ACCOUNT.search(name) and folded(name) not in sites:
                found.take(f"By {name}")
    return [name for name in dict.fromkeys(found.byline) if folded(name) not in sites]


def _names(author: Any) -> Iterable[str]:
    for each in jsonld.listed(author):
        if isinstance(each, dict) and jsonld.types(each) and not jsonld.is_any(each, "people"):
            continue
        names = each.get("name") if isinstance(each, dict) else each
        for value in jsonld.listed(names):
            name = jsonld.text(value)
            if name and len(name) <= _LONGEST:
                yield _PREFIX.sub("", name)
