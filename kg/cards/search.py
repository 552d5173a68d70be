"""What a store has by a name, an id or words of a title."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from kg import namespaces as ns
from kg.errors import UsageError
from kg.query.actors import named_like, values
from kg.store import View
from kg.store.ids import find_each, literal

_ID: Final = re.compile(r"[a-z]-[0-9a-f]{10}|[0-9a-f]{20}|[a-z]+:[\w.-]+|https?://\S+")


@dataclass(frozen=True, slots=True)
class Found:
    """Something that was searched for.

    Attributes:
        kind: "article", "fact", or what sort of actor or place it is.
        detail: of an article its day and outlet, of others the name that it was found by, where that is another.
    """

    iri: str
    label: str
    kind: str
    detail: str | None = None


def search(view: View, text: str, most: int = 50) -> list[Found]:
    """What goes by this id, or else the actors and places with this in one of their names, and articles in their title.

    Those whose name is just that come first.
    """
    wanted = " ".join(text.split())
    if not wanted:
        return []
    if _ID.fullmatch(wanted) and (found := list(_by_id(view, wanted))):
        return found
    return list(islice(_by_name(view, wanted), most)) + list(islice(_by_title(view, wanted, most), most))


def _by_id(view: View, id: str) -> Iterator[Found]:
    try:
        iris = find_each(view, id)
    except UsageError:
        return
    for iri in iris:
        is_article = iri.startswith(f"{view.base}article/")
        kind = "fact" if is_article and "#" in iri else "article" if is_article else "thing"
        yield Found(iri, ns.short(iri) if kind == "thing" else re.split("[/#]", iri)[-1], kind)


def _by_name(view: View, text: str) -> Iterator[Found]:
    wanted = text.casefold()
    told: dict[str, tuple[str, str]] = {}
    for iri, label, name in sorted(named_like(text, view)):
        if wanted in name.casefold() and (iri not in told or name.casefold() == wanted):
            told[iri] = (label, name)
    order = sorted(told, key=lambda iri: (told[iri][1].casefold() != wanted, len(told[iri][1]), told[iri][0], iri))
    for iri in order:
        label, name = told[iri]
        kinds = values(f"SELECT ?class {{ <{iri}> a ?class }} ORDER BY ?class", view)
        names = [kind for (of,) in kinds if (kind := ns.value(of)) and kind not in ("Actor", "EventDescription")]
        yield Found(iri, label, names[-1] if names else "thing", name if name != label else None)


def _by_title(view: View, text: str, most: int) -> Iterator[Found]:
    words = " && ".join(f"CONTAINS(LCASE(?title), {literal(word.lower())})" for word in text.split()[:10])
    query = f"""SELECT ?article ?title ?day ?outlet {{
      ?article a kg:Article ; schema:headline ?title FILTER({words})
      OPTIONAL {{ ?article kg:publicationDay ?day }}
      OPTIONAL {{ ?article schema:publisher/rdfs:label ?outlet }}
    }} ORDER BY DESC(STR(?day)) STR(?article) LIMIT {most}"""
    for article, title, day, outlet in values(query, view):
        yield Found(article, title, "article", ", ".join(filter(None, (outlet, day))) or None)
