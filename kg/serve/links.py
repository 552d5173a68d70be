"""Where links of pages lead: IRIs keep their base in the data, and pages show them at this server."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from kg.facts.kinds import KINDS
from kg.serve.static_files import static_file

FACT: Final = re.compile(rf"[{''.join(kind.letter for kind in KINDS)}]-[0-9a-f]{{10}}")
"""The id of a fact."""

_PAGES: Final = ("article/", "actor/", "place/")
"""What paths below the base begin with that have a page of their own."""


class Part(NamedTuple):
    """A part of a text, where it leads, and what stands before it."""

    text: str
    href: str | None = None
    before: str = ""


class Links:
    """The addresses of one server, each beginning with the path that its proxy has it under.

    Args:
        at: where clients find the server, without a slash at its end.
        base: the IRI that its data are minted under.
    """

    def __init__(self, at: str, base: str) -> None:
        self.at = at
        self._root = quote(urlsplit(at).path, safe="/%:@!$&'()*+,;=~-._")
        self._base = base

    def page(self, path: str = "", query: Sequence[tuple[str, str]] = ()) -> str:
        """A page of the server."""
        asked = urlencode([(name, value.encode("utf-8", "replace")) for name, value in query])
        return f"{self._root}/{path}" + (f"?{asked}" if asked else "")

    def to(self, iri: str) -> str:
        """The page of whatever the store tells of: a fact, an article, an actor, a place, a term of the ontology."""
        path = iri.removeprefix(self._base)
        if path != iri and path.startswith(_PAGES):
            before, hash, fragment = path.partition("#")
            if not hash:
                return self.page(quote(before, safe="/%:@!$&'()*+,;=~-._"))
            if path.startswith("article/") and FACT.fullmatch(fragment):
                return self.fact(fragment, before.removeprefix("article/"))
        return self.page("about", [("iri", iri)])

    def fact(self, id: str, article: str | None = None) -> str:
        """A fact as an article has it, given by the last part of its IRI; as each has it, where none is given."""
        return self.page(f"fact/{quote(id, safe='')}", [("article", article)] if article else ())

    def data(self, iri: str, format: str) -> str:
        """What the store says of it, for programs."""
        return self.page("about", [("iri", iri), ("format", format)])

    def query(self, name: str, values: Mapping[str, Sequence[str]], **more: object) -> str:
        """A query of the library with these values, and what else its address says."""
        given = [(parameter, value) for parameter, several in values.items() for value in several]
        return self.page(f"queries/{name}", [*given, *((key, str(value)) for key, value in more.items())])

    def static(self, name: str) -> str:
        """A file beside the pages, by an address that changes with its content."""
        file = static_file(name)
        return self.page(f"static/{name}", [("v", file.hash)] if file else ())

    def within(self, text: str, article: str) -> Iterator[Part]:
        """A text whose ids of facts lead to them, as the article of this IRI has them."""
        last = 0
        for match in re.finditer(rf"(?<=\(){FACT.pattern}(?=\))", text):
            yield Part(text[last : match.start()])
            yield Part(match[0], self.to(f"{article}#{match[0]}"))
            last = match.end()
        yield Part(text[last:])


def source(url: str | None) -> str | None:
    """An address that strangers gave, where a link may lead to it: no script, no data."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
        return url if parts.scheme.lower() in ("http", "https") and parts.hostname else None
    except ValueError:
        return None
