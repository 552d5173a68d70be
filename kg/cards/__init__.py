"""All that there is to say of one thing of a store, as data: for pages and assistants."""

from kg.cards.article import ArticleCard, Line, article
from kg.cards.fact import FactCard, facts
from kg.cards.overview import Overview, overview
from kg.cards.search import Found, search
from kg.cards.thing import Thing, Value, thing

__all__ = [
    "ArticleCard",
    "FactCard",
    "Found",
    "Line",
    "Overview",
    "Thing",
    "Value",
    "article",
    "facts",
    "overview",
    "search",
    "thing",
]
