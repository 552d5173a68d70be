"""Pages for people, as HTML."""

from collections.abc import Mapping
from typing import Any

from kg.serve.jobs import Written
from kg.serve.links import Links
from kg.serve.sink import Sink
from kg.serve.templating import TYPE, page


def written(
    sink: Sink, template: str, links: Links, *, status: int = 200, headers: Mapping[str, str] = {}, **told: Any
) -> Written:
    """Writes a page; ``told`` is what its template says."""
    sink.write(page(template, links, **told).encode("utf-8"))
    return Written(TYPE, headers, status)
