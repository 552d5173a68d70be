"""What a user gives for a parameter -> RDF terms, by constructors that refuse what is none."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from kg import namespaces as ns
from kg.errors import QueryError, UnknownNameError, UsageError
from kg.query.actors import Lookup, Nowhere, resolve, values
from kg.query.bind import Term
from kg.query.header import Parameter
from kg.store.ids import find, literal

if TYPE_CHECKING:
    from kg.query.days import Period

_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s]+$")
_DAY: Final = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")
_DATES: Final = {
    True: "as in 2024-01-31, yesterday or -30d",
    False: "as in 2024, 2024-01 or 2024-01-31; yesterday, last-month or this-year; -30d, -2w, -6m or -1y",
}
_WIKIDATA: Final = re.compile(r"Q[1-9][0-9]{0,11}")
_TRUTH: Final = {"true": "true", "yes": "true", "1": "true", "false": "false", "no": "false", "0": "false"}


def term(value: str, parameter: Parameter, view: Lookup) -> Term:
    """The term that a value stands for.

    Raises:
        QueryError: it is not of the parameter's type, or names nothing, or more than one thing.
    """
    try:
        return _CONSTRUCTORS[parameter.type](value.strip(), parameter, view)
    except QueryError as error:
        raise type(error)(error.what, where=f"parameter {parameter.name!r}", hint=error.hint) from None


def iri(value: str) -> NamedNode | None:
    """The IRI written in full, in angle brackets, with one of our prefixes, or as a Wikidata id; None of all else."""
    if _WIKIDATA.fullmatch(value):
        return NamedNode(ns.WD + value)
    bare = value[1:-1] if value.startswith("<") and value.endswith(">") else value
    prefix, colon, local = bare.partition(":")
    if colon and prefix in ns.PREFIXES and not local.startswith("//"):
        bare = ns.PREFIXES[prefix] + local
    if not _ABSOLUTE.match(bare):
        return None
    try:
        return NamedNode(bare)
    except ValueError:
        return None


def _iri(value: str, parameter: Parameter, view: Lookup) -> NamedNode:
    if found := iri(value):
        return found
    if not re.fullmatch(r"[A-Za-z0-9_-]+", value):
        raise QueryError(
            f"{value!r} is no IRI", hint="in full, with a prefix such as wd:Q30, or an id as tables show it"
        )
    if isinstance(view, Nowhere):
        raise QueryError(f"the id {value!r} is looked up in a store, and there is none", hint="give the IRI")
    try:
        return NamedNode(find(view, value))
    except UsageError as error:
        raise UnknownNameError(error.what, hint=error.hint) from None


def _actor(value: str, parameter: Parameter, view: Lookup) -> NamedNode:
    return iri(value) or NamedNode(resolve(value, parameter.type, view))


def _side(value: str, parameter: Parameter, view: Lookup) -> NamedNode:
    """A party to international affairs; whoever is none is refused, since nothing comes from his side."""
    from kg.query.sides import why_none

    found = _actor(value, parameter, view)
    if told := why_none(found.value, view):
        raise UnknownNameError(told, hint=f"ask who-said with speaker={value}, or actor-events with actor={value}")
    return found


def _string(value: str, parameter: Parameter, view: Lookup) -> Literal:
    return literal(value)


def days(parameter: Parameter) -> str:
    """What may be given for a date, in words."""
    return _DATES[parameter.bound is None]


def _date(value: str, parameter: Parameter, view: Lookup) -> Literal:
    """A day; where it bounds a period, a year, month or the like stands for its first or last day."""
    from kg.query.days import relative, today

    first, last = relative(value, today()) or _calendar(value, exact=parameter.bound is None)
    if parameter.bound is None and first != last:
        raise QueryError(f"{value!r} is no day", hint=_DATES[True])
    day = last if parameter.bound == "last" else first
    return Literal(day.isoformat(), datatype=NamedNode(ns.XSD + "date"))


def _calendar(value: str, *, exact: bool) -> "Period":
    """The first and the last day of a day, month or year."""
    match = _DAY.fullmatch(value)
    if not match:
        raise QueryError(f"{value!r} is no {'day' if exact else 'date'}", hint=_DATES[exact])
    from calendar import monthrange
    from datetime import date

    year = int(match["year"])
    try:
        months = [int(match["month"])] if match["month"] else [1, 12]
        days = [int(match["day"])] if match["day"] else [1, monthrange(year, months[-1])[1]]
        return date(year, months[0], days[0]), date(year, months[-1], days[-1])
    except ValueError:
        raise QueryError(f"there is no such day as {value}", hint=_DATES[exact]) from None


def _integer(value: str, parameter: Parameter, view: Lookup) -> Literal:
    if not re.fullmatch(r"[+-]?[0-9]{1,18}", value):
        raise QueryError(f"{value!r} is no whole number")
    return Literal(str(int(value)), datatype=NamedNode(ns.XSD + "integer"))


def _boolean(value: str, parameter: Parameter, view: Lookup) -> Literal:
    if value.lower() not in _TRUTH:
        raise QueryError(f"{value!r} is neither true nor false")
    return Literal(_TRUTH[value.lower()], datatype=NamedNode(ns.XSD + "boolean"))


def _code(value: str, parameter: Parameter, view: Lookup) -> NamedNode:
    scheme = parameter.scheme or ""
    if found := iri(value):
        return found
    known = _known_codes(scheme, view)
    name = value.removeprefix(f"{scheme}-")
    if scheme == "event-type":
        name = name.upper()
        code = ns.event_type(name)
    else:
        name = name.lower().replace(" ", "-").replace("_", "-")
        code = ns.code(scheme, name)
    if known and name not in known:
        raise QueryError(f"{value!r} is no {scheme.replace('-', ' ')}", hint=suggestion(name, sorted(known)))
    try:
        return NamedNode(code)
    except ValueError:
        raise QueryError(f"{value!r} is no {scheme.replace('-', ' ')}") from None


def choices(parameter: Parameter) -> tuple[str, ...]:
    """The values that a parameter takes, by the ontology that is installed; none where they are not a closed list."""
    if parameter.type == "boolean":
        return ("true", "false")
    if parameter.type != "code":
        return ()
    return tuple(value for code in _codes(parameter.scheme or "") if (value := ns.value(code)))


def _codes(scheme: str) -> Iterator[str]:
    """The codes of a scheme, by the ontology that is installed."""
    from kg.shapes.terms import vocabulary

    names = (ns.PLOVER + "type", ns.CODE + "event") if scheme == "event-type" else (f"{ns.CODE}{scheme}",)
    return (code for name in names for code in vocabulary().schemes.get(name, ()))


def _known_codes(scheme: str, view: Lookup) -> set[str]:
    """The names in a scheme, by the ontology that the view holds; empty where it holds none."""
    if isinstance(view, Nowhere):
        return {ns.value(code) or code for code in _codes(scheme)}
    if scheme == "event-type":
        wanted, own = ns.PLOVER + "type", ns.code("event", "")
        found = _values(f"SELECT ?c {{ ?c <{ns.SKOS}inScheme> <{wanted}> }}", view)
        return {iri.removeprefix(ns.PLOVER) for iri in found} | {
            iri.removeprefix(own).upper() for iri in _starting(own, view) if found
        }
    start = ns.code(scheme, "")
    return {iri.removeprefix(start) for iri in _starting(start, view)}


def _starting(start: str, view: Lookup) -> set[str]:
    concept = f"<{ns.SKOS}Concept>"
    return _values(f"SELECT ?c {{ ?c a {concept} FILTER(STRSTARTS(STR(?c), {Literal(start)})) }}", view)


def _values(sparql: str, view: Lookup) -> set[str]:
    return {value for (value,) in values(sparql, view)}


def suggestion(name: str, known: list[str]) -> str:
    """What was perhaps meant: a name with this part, or one spelt much like it, else what there is."""
    from difflib import get_close_matches

    near = [each for each in known if len(name) > 2 and name.lower().rstrip("s") in each.lower()]
    if len(near) != 1:
        near = get_close_matches(name, known, n=1, cutoff=0.6) or near
    if not near:
        return f"known: {', '.join(known)}"
    return f"did you mean {' or '.join(map(repr, near[:3]))}?"


_CONSTRUCTORS: Final[dict[str, Callable[[str, Parameter, Lookup], Term]]] = {
    "actor": _actor,
    "actor-or-place": _actor,
    "boolean": _boolean,
    "code": _code,
    "date": _date,
    "integer": _integer,
    "iri": _iri,
    "place": _actor,
    "side": _side,
    "string": _string,
}
