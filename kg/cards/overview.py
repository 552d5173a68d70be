"""What a store holds, at a glance."""

from dataclasses import dataclass

from kg.query.actors import values
from kg.store import Counts, View


@dataclass(frozen=True, slots=True)
class Overview:
    """How much of what, of which days, and the newest articles: IRI, title, day, outlet (empty where not told)."""

    counts: Counts
    first: str | None
    last: str | None
    newest: tuple[tuple[str, str, str, str], ...]


def overview(view: View, newest: int = 5) -> Overview:
    """What a store holds."""
    days = "SELECT (MIN(STR(?day)) AS ?first) (MAX(STR(?day)) AS ?last) { ?article kg:publicationDay ?day }"
    first, last = next(values(days, view), ("", ""))
    # The newest first, and only of those their titles: of all articles these take three times as long.
    articles = f"""SELECT ?article ?title ?day ?outlet {{
      {{ SELECT ?article ?day {{ ?article a kg:Article OPTIONAL {{ ?article kg:publicationDay ?day }} }}
         ORDER BY DESC(STR(?day)) STR(?article) LIMIT {newest:d} }}
      OPTIONAL {{ ?article schema:headline ?title }}
      OPTIONAL {{ ?article schema:publisher/rdfs:label ?outlet }}
    }} ORDER BY DESC(STR(?day)) STR(?article)"""
    told = tuple((article, title, day, outlet) for article, title, day, outlet in values(articles, view))
    return Overview(view.counts(), first or None, last or None, told)
