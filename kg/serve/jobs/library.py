"""A query of the library, for programs and spreadsheets."""

from collections.abc import Mapping, Sequence
from itertools import islice

from kg import query as library
from kg.answers import plain
from kg.serve.jobs import Written
from kg.serve.limits import within
from kg.serve.sink import Sink
from kg.store.embedded import EmbeddedView

TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
}
"""Form -> media type, the first where a client does not say."""


def answer(
    view: EmbeddedView,
    sink: Sink,
    *,
    name: str,
    values: Mapping[str, Sequence[str]],
    form: plain.Form,
    limit: int | None,
    offset: int = 0,
    allow_service: bool = False,
) -> Written:
    """The rows of a query of the library from ``offset`` on: all, or with ``limit`` so many of them.

    Headers tell whether there are more (``X-kg-More``), and what there is to say of none.

    Raises:
        QueryError: there is no such query or parameter, one is missing, or a value is not of its type.
        ForbiddenError: it asks another machine, which is not allowed.
        UnknownNameError: a value names nobody, or more than one.
        LimitError: there are too many rows.
    """
    query = library.load(name)
    has_rows, found = library.run(view, query, values, allow_service=allow_service).first()
    rows = islice(found, offset, None)
    counted = library.Rows(found.columns, within(rows, sink.limits), found.lists)
    for line in plain.lines(counted, form, values=True, limit=limit):
        sink.write(f"{line}\n".encode("utf-8", "surrogatepass"))
    more = {"X-kg-More": "true"} if limit is not None and next(rows, None) is not None else {}
    told = [] if has_rows else library.why_empty(query, values, view)
    return Written(TYPES[form], {**warning(told), **more})


def warning(told: Sequence[str]) -> dict[str, str]:
    """A header that tells what there is to be warned of."""
    lines = [" ".join(line.encode("ascii", "replace").decode().split()) for line in told]
    return {"X-kg-Warning": "; ".join(lines)[:1000]} if lines else {}
