"""Small classes of words that the rules over the parse go by."""

from functools import cache

from kg.english import lexicon


@cache
def words(name: str) -> frozenset[str]:
    """A class of the lexicon "grammar": "leading", "phases", "accidents" ..."""
    return frozenset(lexicon.load("grammar")[name])
