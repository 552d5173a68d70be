"""Small classes of words that the rules over the parse go by."""

from kg.english import lexicon


def words(name: str) -> frozenset[str]:
    """A class of words: "leading", "phases", "accidents" ..."""
    found: frozenset[str] = lexicon.load("grammar")[name]
    return found
