"""Literals in the one form in which the embedded engine keeps them: stores rewrite some (0.50, 007, en-GB)."""

from collections.abc import Iterable

from pyoxigraph import Quad, Store


def as_stored(quads: Iterable[Quad]) -> frozenset[Quad]:
    """The quads as an embedded store gives them back."""
    engine = Store()
    engine.extend(quads)
    return frozenset(engine)
