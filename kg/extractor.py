"""Document -> Facts: the protocol that every extractor keeps, ours and any other."""

from typing import Protocol

from kg.document import Document
from kg.facts.model import Facts


class Extractor(Protocol):
    """Reads the facts of one document; installed under the entry point group ``kg.extractors``."""

    name: str
    version: str

    def __call__(self, document: Document) -> Facts: ...
