"""What a line in capitals, or a headline, makes look like a name: "KEEP UP THE PRESSURE", "Trump Accuses Ben Smith"."""

import re

from kg.document import Parse
from kg.english import cues, tables
from kg.english.memory import remembered
from kg.mentions.names import Name

_SHORTEST = 2
_ENDING = re.compile(r"(?:e?s|e?d)$")


@remembered
def _shouted(parse: Parse) -> frozenset[int]:
    """The numbers of the sentences of several words that are all in capitals."""
    return frozenset(s for s, (first, end) in enumerate(parse.sentences) if _is_shouted(parse, first, end))


def _is_shouted(parse: Parse, first: int, end: int) -> bool:
    spelt = [parse.text[t] for t in range(first, end) if parse.text[t].isalpha()]
    return len(spelt) >= _SHORTEST and all(word.isupper() for word in spelt)


def is_no_name(parse: Parse, name: Name) -> bool:
    """Whether an unknown name is a mere word of a line in capitals, or has a headline's verb in it."""
    if name.known:
        return False
    sentence = parse.sentence[name.first]
    if sentence in _shouted(parse):
        return name.label != "place"
    return parse.heading[sentence] and any(_is_verb(parse.text[t].lower()) for t in range(name.first, name.end))


def _is_verb(word: str) -> bool:
    """Whether a word is a finite form of a verb: "accuses", "told"."""
    if word in tables.load("names")["headline-verbs"]:
        return True
    stem = _ENDING.sub("", word)
    known = stem in cues.verbs() or f"{stem}e" in cues.verbs()
    return known and _SHORTEST < len(stem) < len(word)
