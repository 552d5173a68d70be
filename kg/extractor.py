"""Document -> Facts: the protocol that every extractor keeps, ours and any other."""

from functools import cache
from typing import Protocol, runtime_checkable

from kg.document import Document
from kg.errors import UsageError
from kg.facts.model import Facts

GROUP = "kg.extractors"


class Extractor(Protocol):
    """Reads the facts of one document; a class installed under the entry point group ``kg.extractors``.

    Ids need only be unique in their kind, those of facts among all kinds of them; kg gives the lasting ones.
    ``kg.conformance`` holds what it gives against the protocol, and refuses the article where it fails.
    """

    name: str
    version: str

    def __call__(self, document: Document) -> Facts: ...


@runtime_checkable
class PredicateExtractor(Protocol):
    """An extractor that can tell of every verb too (``Facts.predicates``): for `kg extract --predicates`."""

    def with_predicates(self) -> Extractor: ...


@cache
def load_extractor(name: str) -> Extractor:
    """The extractor installed under this name, made once a process.

    Raises:
        UsageError: none is installed under it.
    """
    if name == "rules":
        from kg.facts.rules import RuleExtractor

        return RuleExtractor()
    # Late, and only for others: looking through the entry points of an environment takes tens of milliseconds.
    from importlib.metadata import entry_points

    found = {point.name: point for point in entry_points(group=GROUP)}
    if name not in found:
        known = ", ".join(sorted({"rules", *found}))
        raise UsageError(f"no extractor {name!r} is installed", hint=f"known: {known}")
    made: Extractor = found[name].load()()
    return made


def telling_predicates(extractor: Extractor) -> Extractor:
    """The extractor as it tells of every verb too.

    Raises:
        UsageError: it does not.
    """
    if isinstance(extractor, PredicateExtractor):
        return extractor.with_predicates()
    raise UsageError(f"the extractor {extractor.name!r} tells no predicates", hint="leave out --predicates")
