"""Decisions: what each line of a curation file says, and all of them together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from kg.reference.model import Entity, Tenure


@dataclass(frozen=True, slots=True)
class Same:
    """Whoever goes by ``one``, which is provisional, is ``other``."""

    line: int
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Misread:
    """Whoever is read as ``one`` in this article is ``other``."""

    line: int
    one: str
    other: str
    article: str


@dataclass(frozen=True, slots=True)
class Differ:
    """These two are not the same."""

    line: int
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Alias:
    """An actor is also called so."""

    line: int
    actor: str
    name: str


@dataclass(frozen=True, slots=True)
class Described:
    """Who an actor is that the reference facts do not know; ``of`` is the state or body, or a state's code."""

    line: int
    actor: str
    type: str
    label: str
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A person held a post of a state or body from a first day to a last one, or till now; days are ISO 8601."""

    line: int
    actor: str
    label: str
    of: str
    start: str
    end: str | None = None
    kind: str | None = None


Line = Same | Misread | Differ | Alias | Described | Post


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions together, ready to be applied: every IRI is the one at the end of the steps that lead to it.

    Attributes:
        lines: as they stand in the file.
        same: IRI -> who that is.
        misread: article -> IRI -> who that is there.
        differ: pairs that are not the same.
        aliases: IRI -> other names.
        called: folded name -> who that is, where nobody known is meant.
        posts: person -> tenures.
        described: IRI -> the description that the file gives.
        places: those among whom decisions lead to that are places.
    """

    lines: tuple[Line, ...] = ()
    same: Mapping[str, str] = field(default_factory=dict)
    misread: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    differ: frozenset[frozenset[str]] = frozenset()
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)
    posts: Mapping[str, tuple[Tenure, ...]] = field(default_factory=dict)
    described: Mapping[str, Entity] = field(default_factory=dict)
    places: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.lines)

    def now(self, iri: str, article: str) -> str:
        """Who somebody is whom an article was read to name, by what is said of his IRI."""
        there = self.misread.get(article, {}).get(iri, iri)
        return self.same.get(there, there)

    def differs(self, one: str, other: str) -> bool:
        """Whether two are said not to be the same."""
        return frozenset((one, other)) in self.differ

    def is_about(self, iri: str) -> bool:
        """Whether a decision makes somebody another, describes him, or gives him a post."""
        return any(iri in told for told in (self.same, self.posts, self.described))


NONE: Final = Decisions()
"""Nothing decided."""
