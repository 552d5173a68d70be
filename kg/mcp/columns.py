"""What columns of the library mean, where a name alone does not tell."""

from collections.abc import Iterable
from typing import Final

MEANINGS: Final = {
    "act": "kind of statement",
    "agents": "who is said to have done it",
    "anonymous": "statements of sources without a name",
    "as_of": "day that a count is of",
    "as_stated": "the count in the article's words",
    "attributed": "facts for which only a source vouches",
    "basis": "why two tellings are held to be of one thing",
    "claim": "IRI of what is claimed",
    "claimed": "happenings that only sources tell of",
    "claimed_by": "who claimed what is denied",
    "condition": "what it is tied to",
    "content": "what is said, in the article's words",
    "directed": "facts that are aimed at it",
    "direction": "who acts on whom",
    "event": "IRI of the event",
    "fact": "IRI of the statement, event or act of sanction",
    "follows": "steps of the same measure before it",
    "happened": '"vouched" where the article itself tells of it, else not known',
    "happening": "IRI that descriptions of one occurrence share",
    "happenings": "occurrences, each counted once",
    "held": "whether the speaker held the post then, by reference data",
    "kind": "type of event, status of a sanction or act of a statement",
    "manner": "direct, indirect or mixed quotation",
    "manner_of": "direct, indirect or mixed quotation",
    "mean": "mean score from -10 (conflict) to +10 (cooperation)",
    "other": "IRI of the other fact",
    "paper": "outlet",
    "part": "which part of the fact the words carry",
    "recipients": "who is acted on",
    "relation": "how the row stands to what was asked",
    "sanction": "IRI of the act of sanction",
    "scored": "happenings that have a score",
    "site": "where",
    "start": "first character in the text of the article",
    "statement": "IRI of the statement",
    "unsourced": "statements without any source",
    "vouched": "what articles vouch for themselves",
    "who": "who says it",
    "words": "the words of the article that say so",
}


def described(columns: Iterable[str]) -> str:
    """Columns in a line, with what they mean where that is not plain."""
    return ", ".join(f"{name} ({MEANINGS[name]})" if name in MEANINGS else name for name in columns)
