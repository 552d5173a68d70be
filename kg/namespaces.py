"""Namespaces as plain strings, and the one place that mints IRIs (no RDF library: extraction stands above this)."""

import re
import unicodedata
from functools import lru_cache
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

KG: Final = "https://w3id.org/geopolitical-kg/"
CODE: Final = KG + "code/"
PLOVER: Final = KG + "plover/"
REFERENCE: Final = KG + "reference/"
GEONAMES: Final = "https://sws.geonames.org/"
WD: Final = "http://www.wikidata.org/entity/"
CURRENCY: Final = "http://publications.europa.eu/resource/authority/currency/"
SCHEMA: Final = "https://schema.org/"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
PROV: Final = "http://www.w3.org/ns/prov#"
DCTERMS: Final = "http://purl.org/dc/terms/"
VOID: Final = "http://rdfs.org/ns/void#"
DCAT: Final = "http://www.w3.org/ns/dcat#"
FOAF: Final = "http://xmlns.com/foaf/0.1/"

PREFIXES: Final = {
    "kg": KG,
    "code": CODE,
    "plover": PLOVER,
    "ref": REFERENCE,
    "wd": WD,
    "cur": CURRENCY,
    "schema": SCHEMA,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "xsd": XSD,
    "prov": PROV,
    "dcterms": DCTERMS,
}

DEFAULT_BASE: Final = "https://kg.example/"
ONTOLOGY_GRAPH: Final = KG + "graph/ontology"

_LONGEST_FIRST: Final = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))

_SAFE = "%:/?@!$&'()*+,;=~"
"""What may stand in an address as it is, beside letters and digits: "#" only once, brackets only in its host."""

_DIGITS = 20
_SHORT = 10


@lru_cache(1 << 12)
def short(iri: str) -> str:
    """The IRI with the longest of our prefixes that fits and reads back (``wd:Q30``), else in full."""
    for prefix, start in _LONGEST_FIRST:
        local = iri.removeprefix(start)
        if local != iri and re.fullmatch(r"[\w.-]*", local):
            return f"{prefix}:{local}"
    return iri


def value(iri: str) -> str | None:
    """What is said instead of a code's or class's IRI: ``accuse``, ``ASSAULT``, ``Person``; None of anything else."""
    for start in (CODE, PLOVER):
        if iri.startswith(start):
            _, hyphen, tail = (local := iri.removeprefix(start)).partition("-")
            return (tail.upper() if iri.startswith(_OWN_TYPE) else tail) if hyphen else local
    local = iri.removeprefix(KG)
    return local if local != iri and local.isalnum() else None


def digest(*parts: str, digits: int = _DIGITS) -> str:
    """The first hexadecimal digits of the SHA-256 of the parts, joined so that no two lists of parts collide."""
    import hashlib

    joined = "\x1f".join(parts).encode("utf-8")
    return hashlib.sha256(joined).hexdigest()[:digits]


def slug(text: str, limit: int = 40) -> str:
    """ASCII letters, digits and hyphens of a text, lower case; "x" where nothing is left (such as Chinese names)."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:limit].rstrip("-") or "x"


def canonical_url(url: str) -> str:
    """The address without fragment, tracking parameters and a trailing slash; scheme and host in lower case."""
    parts = urlsplit(url.strip())
    query = "&".join(
        part for part in parts.query.split("&") if part and not re.match(r"(utm_\w+|fbclid|gclid|ref)=", part)
    )
    path = parts.path.rstrip("/") or "/"
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), path, query, ""))


def address(url: str) -> str:
    """An address as an IRI in ASCII: what else it has ("новости", "?q[]=1", "100%") is escaped by percent signs."""
    scheme, slashes, rest = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", url).partition("://")
    host, path, fragment = re.fullmatch(r"([^/?#]*)([^#]*)(#?.*)", rest, re.DOTALL).groups()  # type: ignore[union-attr]
    user, at, host = host.rpartition("@")
    authority = quote(user, safe=_SAFE.replace("@", "")) + at + quote(host, safe=_SAFE + "[]")
    return "".join([scheme, slashes, authority, quote(path, safe=_SAFE), fragment[:1], quote(fragment[1:], safe=_SAFE)])


def article(base: str, *, url: str | None, id: str | None, text: str, publisher: str | None = None) -> str:
    """``{base}article/{hash}``: of the canonical URL, else of the given id, else of the text and its publisher.

    Two outlets that print one text have an article each.
    """
    told = ("text", text, publisher) if publisher else ("text", text)
    key = ("url", canonical_url(url)) if url else ("id", id) if id else told
    return f"{base}article/{digest(*key)}"


def article_graph(article: str) -> str:
    """The named graph of an article; never the IRI of the article itself."""
    base, _, hash_ = article.rpartition("article/")
    return f"{base}graph/article/{hash_}"


def reference_graph(base: str) -> str:
    """The graph with labels and types of linked actors, places and posts."""
    return f"{base}graph/reference"


def actors_graph(base: str) -> str:
    """The graph with labels and types of provisional actors and places."""
    return f"{base}graph/actors"


def imports_graph(base: str) -> str:
    """The graph that tells when articles came in, and from where; no export has it."""
    return f"{base}graph/imports"


def dataset(base: str) -> str:
    """What all data under a base are, described as one."""
    return f"{base}dataset"


def dataset_graph(base: str) -> str:
    """The graph with the description of an export; a store does not hold it."""
    return f"{base}graph/dataset"


def fragment(kind: str, words: str, occurrence: int = 0) -> str:
    """A fact's id within its article, such as ``s-3fa9c1d2e0``: of its kind, exact words and their occurrence."""
    return f"{kind}-{digest(kind, words, str(occurrence), digits=_SHORT)}"


def evidence(article: str, start: int, end: int) -> str:
    """The IRI of the evidence at these character offsets."""
    return f"{article}#c{start}-{end}"


def actor(base: str, label: str, type_: str, country: str | None) -> str:
    """A provisional actor's IRI: a function of label, type and country alone, so that it is written the same always."""
    place = (country or "xxx").lower()
    return f"{base}actor/{slug(label)}-{place}-{digest(label, type_, place, digits=4)}"


def place(base: str, label: str, country: str | None) -> str:
    """A provisional place's IRI: a function of label and country alone."""
    return f"{base}place/{(country or 'xx').lower()}-{slug(label)}-{digest(label, country or '', digits=4)}"


def reference(path: str) -> str:
    """The IRI of what the reference facts know by a key of theirs (``place-707860``): the same for every user."""
    return REFERENCE + path


def geonames(place: str) -> str | None:
    """GeoNames' own IRI of a place of the reference facts; None where GeoNames does not know it."""
    number = place.removeprefix(REFERENCE + "place-")
    return f"{GEONAMES}{number}/" if number.isdecimal() and number != place else None


def code(scheme: str, value: str) -> str:
    """The IRI of a value of one of our code lists: ``code("act", "deny")`` is ``code:act-deny``."""
    return f"{CODE}{scheme}-{value}"


_OWN_TYPE: Final = CODE + "event-"
_OWN_TYPES: Final = {"ELECTION", "REFERENDUM", "VOTE"}
_OWN_MODES: Final = {("THREATEN", "seize")}


def event_type(name: str) -> str:
    """The IRI of an event type: PLOVER's sixteen, or one of ours."""
    return code("event", name.lower()) if name in _OWN_TYPES else PLOVER + name


def mode(type_: str, name: str) -> str:
    """The IRI of a mode: names repeat across PLOVER's types, so that the type is part of it."""
    return code("mode", f"{type_}-{name}") if (type_, name) in _OWN_MODES else f"{PLOVER}{type_}-{name}"


def context(name: str) -> str:
    """The IRI of a PLOVER context."""
    return f"{PLOVER}context-{name}"
