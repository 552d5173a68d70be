"""Templates -> pages: every value escaped, and without signs that would turn the text around it."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg import __version__
from kg.serve.links import Links, source

TYPE: Final = "text/html; charset=utf-8"

_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")
"""Controls and overrides of direction: seen by nobody, and the text beside them would read as another."""

_BREAKS: Final = re.compile("[\u2028\u2029]")


def page(template: str, links: Links, **told: Any) -> str:
    """A page; ``told`` is what its template says."""
    return _environment().get_template(template).render(links=links, **told)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).resolve().parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=seen,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["version"] = __version__
    environment.globals["source"] = source
    environment.filters["number"] = "{:,}".format
    environment.filters["words"] = words
    environment.filters["by_first"] = by_first
    return environment


def seen(value: Any) -> Any:
    """A text with a sign of its own where it has what nobody sees."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return _UNSEEN.sub("\ufffd", _BREAKS.sub(" ", value))
    return value


def by_first(pairs: Iterable[tuple[str, Any]]) -> list[tuple[str, list[Any]]]:
    """Pairs in groups of one first half, in the order in which those come."""
    groups: dict[str, list[Any]] = {}
    for first, second in pairs:
        groups.setdefault(first, []).append(second)
    return list(groups.items())


def words(name: str) -> str:
    """A name of a column or parameter as people write it."""
    return name.replace("_", " ")
