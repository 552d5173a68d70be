"""Blank nodes that are called the same in every export."""

from collections.abc import Iterable

from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad


def labelled(quads: Iterable[Quad]) -> Iterable[Quad]:
    """The quads with their blank nodes labelled by what is said of them (RDFC-1.0), not by the store's numbers.

    For the ontology, whose few restrictions are blank; exponential in the worst case, so not for quads of strangers.
    """
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return dataset
