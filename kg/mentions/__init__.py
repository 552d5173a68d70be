"""Mentions: names, nouns and pronouns gathered into chains, and the chains linked to actors and places."""

from kg.mentions.casting import cast
from kg.mentions.model import Cast, Mention, Position

__all__ = ["Cast", "Mention", "Position", "cast"]
