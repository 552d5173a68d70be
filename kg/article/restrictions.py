"""What a publisher restricts: that copies are kept, or that texts are mined."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

_NO_ARCHIVE: Final = frozenset({"noarchive", "none"})
_AGENT: Final = re.compile(r"^\s*[\w-]+\s*:\s*(?=no|none|all|index|follow|archive)", re.IGNORECASE)


def restrictions_of(headers: Mapping[str, str]) -> tuple[str, ...]:
    """What the headers of an HTTP response restrict: X-Robots-Tag and TDM-Reservation.

    Args:
        headers: name, in any case, -> value; several values of one name are joined by commas.

    Returns:
        sorted, of "noarchive" and "tdm-reservation".
    """
    lower = {name.lower(): value for name, value in headers.items()}
    rules = [_AGENT.sub("", rule) for rule in lower.get("x-robots-tag", "").split(",")]
    return reserved(rules, lower.get("tdm-reservation", "").split(","))


def reserved(robots: Iterable[str], tdm: Iterable[str]) -> tuple[str, ...]:
    """What rules for robots and values of a TDM reservation restrict, as ``Article.restrictions`` has it."""
    rules = {rule.strip() for value in robots for rule in re.split(r"[,;\s]", value.lower())}
    found = [("noarchive", bool(rules & _NO_ARCHIVE)), ("tdm-reservation", any(value.strip() == "1" for value in tdm))]
    return tuple(name for name, holds in found if holds)
