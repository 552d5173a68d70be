"""RDF terms of our vocabularies, made once; and the correspondence of types and codes with IRIs."""

import re
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg import namespaces as ns

RDF_TYPE: Final = NamedNode(ns.RDF + "type")
LABEL: Final = NamedNode(ns.RDFS + "label")
ALT_LABEL: Final = NamedNode(ns.SKOS + "altLabel")
EXACT_MATCH: Final = NamedNode(ns.SKOS + "exactMatch")
IDENTIFIER: Final = NamedNode(ns.DCTERMS + "identifier")
LICENCE: Final = NamedNode(ns.DCTERMS + "license")
RIGHTS: Final = NamedNode(ns.DCTERMS + "rights")
SOURCE: Final = NamedNode(ns.DCTERMS + "source")
TITLE: Final = NamedNode(ns.DCTERMS + "title")
TRUE: Final = Literal(True)

_DATE: Final = NamedNode(ns.XSD + "date")
_DATETIME: Final = NamedNode(ns.XSD + "dateTime")
_DECIMAL: Final = NamedNode(ns.XSD + "decimal")
_INTEGER: Final = NamedNode(ns.XSD + "integer")

CLASSES: Final = {
    "person": "Person",
    "state": "State",
    "organisation": "Organisation",
    "government-body": "GovernmentBody",
    "international-organisation": "InternationalOrganisation",
    "alliance": "Alliance",
    "armed-group": "ArmedGroup",
    "party": "Party",
    "company": "Company",
    "media-outlet": "MediaOutlet",
    "group": "Group",
    "place": "Place",
    "position": "Position",
    "sanction-regime": "SanctionRegime",
}
"""Entity type -> local name of its class."""

NO_ACTORS: Final = {"place", "position", "sanction-regime"}


@cache
def kg(name: str) -> NamedNode:
    """A class or property of our ontology."""
    return NamedNode(ns.KG + name)


@cache
def schema(name: str) -> NamedNode:
    """A term of schema.org."""
    return NamedNode(ns.SCHEMA + name)


@cache
def code(scheme: str, value: str) -> NamedNode:
    """A value of one of our code lists."""
    return NamedNode(ns.code(scheme, value))


def value_of(scheme: str, iri: str) -> str:
    """The value behind a code's IRI: the reverse of ``code``."""
    return iri.removeprefix(ns.code(scheme, ""))


def date(day: str) -> Literal:
    return Literal(day, datatype=_DATE)


def date_time(moment: str) -> Literal:
    """A moment with its zone, UTC as "Z": the form that stores give back."""
    return Literal(moment.replace("+00:00", "Z"), datatype=_DATETIME)


def decimal(value: str) -> Literal:
    return Literal(value, datatype=_DECIMAL)


def integer(value: int) -> Literal:
    return Literal(str(value), datatype=_INTEGER)


def number(value: float) -> Literal:
    """A float as xsd:decimal, at six decimals without trailing zeros, so that stores do not rewrite it."""
    return decimal(plain(f"{value:.6f}"))


def plain(decimal_text: str) -> str:
    """A decimal's canonical form: no exponent, no trailing zeros, "0.5" and "3" rather than "0.50" and "3.0"."""
    if "." in decimal_text:
        decimal_text = decimal_text.rstrip("0").rstrip(".")
    return decimal_text if decimal_text not in ("-0", "") else "0"


def precision(value: str) -> str:
    """The precision of an ISO 8601 value as in ``Time.value``.

    Raises:
        ValueError: it is none of the forms that a time expression may have.
    """
    for name, form in _PRECISIONS:
        if form.fullmatch(value):
            return name
    raise ValueError(f"not a time value: {value!r}")


_PRECISIONS: Final = [
    ("day", re.compile(r"\d{4}-\d\d-\d\d(T.*)?")),
    ("week", re.compile(r"\d{4}-W\d\d(-WE)?")),
    ("month", re.compile(r"\d{4}-\d\d")),
    ("quarter", re.compile(r"\d{4}-(Q[1-4]|H[12]|SP|SU|FA|WI)")),
    ("year", re.compile(r"\d{4}")),
    ("decade", re.compile(r"\d{2,3}X{0,2}")),
    ("range", re.compile(r".+/.+|\.\./.+|.+/\.\.")),
]
