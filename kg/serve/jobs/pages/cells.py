"""Cells of tables: texts, and the pages that they lead to."""

from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode

from kg.answers.readable import Record, short
from kg.query import SEPARATOR, Cell, Header, Row
from kg.query.actors import values
from kg.serve.links import Links, Part
from kg.store.embedded import EmbeddedView

Names = dict[tuple[str, str], str | None]
"""Fact and name -> the IRI of whom it names so; None where that may be several."""


def fact_of(header: Header, columns: Sequence[str], row: Row) -> str | None:
    """The fact that a row of a query tells."""
    found = row[columns.index(header.fact)] if header.fact else None
    return found.text if found else None


def names(view: EmbeddedView, facts: Sequence[str]) -> Names:
    """Whom some facts name, by their names: rows have names alone."""
    if not facts:
        return {}
    among = " ".join(str(NamedNode(iri)) for iri in dict.fromkeys(facts))
    found: Names = {}
    asked = f"""SELECT DISTINCT ?fact ?iri ?label {{
      VALUES ?fact {{ {among} }}
      {{ ?fact ?role ?iri }} UNION {{ ?fact kg:accordingTo/kg:speaker ?iri }} UNION
      {{ ?fact kg:article/schema:publisher ?iri }}
      ?iri rdfs:label ?label
      FILTER(isIRI(?iri))
    }}"""
    for fact, iri, label in values(asked, view):
        known = found.setdefault((fact, label), iri)
        if known != iri:
            found[fact, label] = None
    return found


def of_row(
    links: Links, columns: Sequence[str], row: Row, record: Record, fact: str | None, known: Names, shown: Sequence[str]
) -> list[list[Part]]:
    """The cells of the shown columns of a row that tells a fact."""
    cells = dict(zip(columns, row, strict=True))
    return [list(_parts(links, cells.get(column), record.get(column), fact, known)) for column in shown]


def _parts(links: Links, cell: Cell | None, text: str | None, fact: str | None, known: Names) -> Iterator[Part]:
    if text is None or not text.strip():
        return
    if cell is not None and cell.kind == "iri":
        yield Part(text, links.to(cell.text))
        return
    named = [(before, bare, known.get((fact or "", bare))) for before, bare in map(_told, text.split(SEPARATOR))]
    if any(iri for _, _, iri in named):
        yield from (Part(bare, links.to(iri) if iri else None, before) for before, bare, iri in named)
    else:
        yield Part(text)


def _told(name: str) -> tuple[str, str]:
    """What a table puts before a name ("to", "about"), and the name."""
    for before in ("to ", "about "):
        if name.startswith(before):
            return before, name.removeprefix(before)
    return "", name


def of_term(links: Links, term: object) -> list[Part]:
    """A term of an answer to SPARQL."""
    match term:
        case None:
            return []
        case NamedNode(value=iri):
            return [Part(short(Cell("iri", iri), values=False), links.to(iri))]
        case Literal(value=text):
            return [Part(text)]
    return [Part(str(term))]
