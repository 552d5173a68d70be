"""Mentions: names, nouns and pronouns gathered into chains, and the chains linked to actors and places."""

from kg.document import Document
from kg.mentions.model import Cast, Mention, Position

__all__ = ["Cast", "Mention", "Position", "cast"]


def cast(document: Document) -> Cast:
    """Who and what a document names, every mention linked to an actor or place.

    ``Position.running`` is never "no": a post that the reference facts know to have been over on the day of
    publication, or that the text itself calls former, is left out.
    """
    # The lexicons and the look-up are for those who read texts, not for all who know the types.
    from kg.mentions import casting

    return casting.cast(document)
