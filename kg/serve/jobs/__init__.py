"""What workers can do: each takes a store to read, a sink to write to and arguments, and tells what it wrote."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Final


@dataclass(frozen=True, slots=True)
class Written:
    """What a job has written: its media type, more headers, and the status of HTTP where it is another than 200."""

    type: str
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int = 200


def jobs() -> Mapping[str, Callable[..., Written]]:
    """Name -> function of all jobs."""
    return {
        name: getattr(import_module(f"{__name__}.{module}"), function) for name, (module, function) in _JOBS.items()
    }


_JOBS: Final = {
    "sparql": ("sparql", "query"),
    "library": ("library", "answer"),
    "graph": ("graphs", "graph"),
    "node": ("graphs", "node"),
    "void": ("graphs", "void"),
    "service": ("description", "service"),
    **{f"cards-{name}": ("cards", name) for name in ("rows", "search", "entity", "article", "facts", "overview")},
    "cards-select": ("cards", "select"),
    "editor": ("pages.editor", "editor"),
    "blank-editor": ("pages.editor", "editor"),
    "first": ("pages.first", "first"),
    "queries": ("pages.library", "listed"),
    "form": ("pages.library", "form"),
    "search": ("pages.things", "search"),
    "fact": ("pages.things", "fact"),
    "thing": ("pages.things", "thing"),
    "terms": ("pages.terms", "terms"),
}
