"""Facts, articles and explanations in words: for the command line, the pages of kg serve, and assistants."""

from kg.describe.explanation import Explanation, explained, explanation
from kg.describe.facts import article, fact, headline, line, published, several, standing

__all__ = [
    "Explanation",
    "article",
    "explained",
    "explanation",
    "fact",
    "headline",
    "line",
    "published",
    "several",
    "standing",
]
