"""The query library: finds a query by name, binds its parameters, yields rows. Also SPARQL of the user's own."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from pyoxigraph import QueryBoolean, Triple

from kg import resources
from kg.errors import QueryError, UnknownNameError
from kg.query import guard
from kg.query.actors import Lookup, Nowhere
from kg.query.bind import Term, bind, check
from kg.query.header import Header, Parameter, has_header, parse
from kg.query.rows import SEPARATOR, Cell, Row, Rows, entries, rows
from kg.query.terms import choices, suggestion, term
from kg.store.base import Solutions, View

__all__ = [
    "SEPARATOR",
    "Cell",
    "Header",
    "Nowhere",
    "Parameter",
    "Query",
    "Row",
    "Rows",
    "Values",
    "bound",
    "choices",
    "entries",
    "groups",
    "has_header",
    "load",
    "load_file",
    "log",
    "names",
    "run",
    "run_text",
    "suggestion",
    "warnings",
    "why_empty",
]

Values = Mapping[str, str | Sequence[str] | None]
"""Parameter -> what the user gave: one value or several, None for nothing."""


_SHOWN: Final = 100
"""Characters of a name that there is not."""


class Query(NamedTuple):
    """A query of the library: SPARQL that runs as it stands, and what its header says."""

    name: str
    header: Header
    text: str


def names() -> list[str]:
    """The names of all queries of the library, sorted."""
    return sorted(path.stem for path in resources.path("queries").glob("*.rq"))


def groups() -> tuple[str, ...]:
    """The headings under which the library lists its queries, in order."""
    return tuple((resources.path("queries") / "groups.txt").read_text("utf-8").splitlines())


def load(name: str) -> Query:
    """The library's query of this name.

    Raises:
        UnknownNameError: there is none.
        QueryError: it is in none of the groups.
    """
    if name not in (known := names()):
        raise UnknownNameError(f"unknown query {name[:_SHOWN]!r}", hint=suggestion(name, known))
    path = resources.path("queries") / f"{name}.rq"
    found = load_file(path)
    if found.header.group not in groups():
        what = f"the query is in no group of the library: {found.header.group!r}"
        raise QueryError(what, where=str(path), hint=f"group: one of {', '.join(groups())}")
    return found


def load_file(path: Path) -> Query:
    """The query in a file of the same form.

    Raises:
        QueryError: it cannot be read, its header is wrong, or the text does not take each parameter once.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"the query cannot be read: {error}", where=str(path)) from None
    header = parse(text, str(path))
    check(text, header.params, str(path))
    return Query(path.stem, header, text)


def bound(query: Query, values: Values, view: Lookup) -> str:
    """The text of a query with these values in it; ``Nowhere`` stands for a store where no value takes one.

    Raises:
        QueryError: an unknown parameter, a required one that is missing, or a value that is not of its type.
    """
    return bind(query.text, _terms(query, values, view))


def why_empty(query: Query, values: Values, view: View) -> list[str]:
    """What there is to say of a query that gave no rows; it is not run again."""
    from kg.query.empty import unmet, unused_codes

    terms = _terms(query, values, view)
    given = {parameter: terms[parameter.name] for parameter in query.header.params if terms[parameter.name]}
    if told := list(unused_codes(given, view)):
        return told
    if alone := unmet(query.text, given, view):
        return [f"no rows: none for {_written(parameter, values)} alone" for parameter in alone]
    if len(given) < 2:
        return []
    each = ", ".join(_written(parameter, values) for parameter in given)
    return [f"no rows: there are some for each of {each}, but none for all together"]


def _written(parameter: Parameter, values: Values) -> str:
    """A parameter with its values, as a user writes it."""
    given = _several(values.get(parameter.name)) or _several(values.get(parameter.also or ""))
    return f"{parameter.name}={' or '.join(given)}"


def _terms(query: Query, values: Values, view: Lookup) -> dict[str, list[Term]]:
    known = {parameter.name: parameter for parameter in query.header.params}
    given: dict[str, list[str]] = {name: [] for name in known}
    for name, value in values.items():
        meant = next((p.name for p in query.header.params if name in (p.name, p.also)), None)
        if meant is None:
            raise QueryError(f"{query.name} has no parameter {name!r}", hint=suggestion(name, sorted(known)))
        given[meant] += _several(value)
    for name, parameter in known.items():
        if parameter.required and not given[name]:
            raise QueryError(f"{query.name} needs the parameter {name!r}", hint=parameter.help or None)
    terms = {name: [term(value, known[name], view) for value in found] for name, found in given.items()}
    _hold_in_order(terms.get("since", []), terms.get("until", []))
    return terms


def _hold_in_order(since: Sequence[Term], until: Sequence[Term]) -> None:
    """Refuses a period that ends before it begins: nothing is in it but what is dated vaguely around both days."""
    if since and until and (first := min(day.value for day in since)) > (last := max(day.value for day in until)):
        what = f"there is no period from {first} until {last}"
        raise UnknownNameError(what, hint="since is its first day, until its last")


def run(view: View, query: Query, values: Values | None = None, *, allow_service: bool = False) -> Rows:
    """The rows of a query of the library.

    Raises:
        QueryError: as ``bound``, or the text is no SELECT, or has SERVICE where that is not allowed.
    """
    # As written: values are data, of which there may be many.
    guard.check(query.text, allow_service=allow_service)
    found = view.query(bound(query, values or {}, view))
    if not isinstance(found, Solutions):
        raise QueryError("a query of the library is a SELECT", where=query.name)
    return rows(found, query.header.lists)


def log(told: str) -> None:
    """Logs what there is to be warned of."""
    import logging  # loaded for that alone, since most queries give nothing to be warned of

    logging.getLogger(__name__).warning(told)


def run_text(
    view: View, sparql: str, *, allow_service: bool = False, warn: Callable[[str], None] = log
) -> Rows | bool | Iterator[Triple]:
    """The answer to SPARQL as given: rows, yes or no, or triples. Updates are refused; what finds nothing is warned of.

    Raises:
        QueryError: it does not parse as a query, is nested too deeply, or has SERVICE where that is not allowed.
    """
    guard.check(sparql, allow_service=allow_service)
    for told in warnings(sparql, view):
        warn(told)
    match found := view.query(sparql):
        case QueryBoolean():
            return bool(found)
        case Solutions():
            return rows(found)
    return found


def warnings(sparql: str, view: View | None = None) -> Iterator[str]:
    """What a query says that finds nothing: terms that the ontology does not define, and the like."""
    from kg.query.doubts import doubts
    from kg.query.known import unknown_terms

    yield from unknown_terms(sparql)
    yield from doubts(sparql, view)


def _several(value: str | Sequence[str] | None) -> Sequence[str]:
    return [value] if isinstance(value, str) else value or ()
