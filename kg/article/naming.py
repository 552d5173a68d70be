"""What a short line beside a text names: a section of an outlet, or an outlet; only where that is sure."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from kg.article.clean import squeeze
from kg.datafile import hold_distinct, hold_known, read_words

_TABLE: Final = Path(__file__).with_name("naming.yaml")
_KINDS: Final = ("section_words", "section_places", "section_links", "outlets", "outlet_words")
_STEP: Final = re.compile(r"\s*[>/|»›•·:]\s*")
_HOST: Final = re.compile(r"(?:[a-z\d-]{1,63}\.){1,4}[a-z]{2,12}", re.IGNORECASE)
_LONGEST: Final = 60
_MOST_WORDS: Final = 3
_MOST_STEPS: Final = 4
_MOST_IN_OUTLET: Final = 5


@cache
def _known() -> Mapping[str, frozenset[str]]:
    table = read_words(_TABLE)
    hold_known(table, _KINDS, str(_TABLE))
    for kind, words in table.items():
        hold_distinct(words, f"{_TABLE}, {kind}")
    return {kind: frozenset(words) for kind, words in table.items()}


def is_section(line: str) -> bool:
    """Whether a line is the name of a section, or the way to one: "Middle East", "World > Asia"."""
    steps = [step for step in _STEP.split(squeeze(line)) if step] if len(line) <= _LONGEST else []
    return 1 <= len(steps) <= _MOST_STEPS and all(_is_name_of_section(step.lower()) for step in steps)


def is_known_outlet(name: str) -> bool:
    """Whether this is an outlet by its name, whatever stands beside it: "Reuters", "news.example"."""
    bare = squeeze(name).lower().removeprefix("the ") if len(name) <= _LONGEST else ""
    return bare in _known()["outlets"] or bool(_HOST.fullmatch(bare))


def is_outlet(name: str) -> bool:
    """Whether this is the name of an outlet where it stands beside a day: also "Norland Times"."""
    words = name.split() if len(name) <= _LONGEST and not is_section(name) else []
    is_name = 1 < len(words) <= _MOST_IN_OUTLET and all(word[0].isupper() for word in words if len(word) > _MOST_WORDS)
    return is_known_outlet(name) or (is_name and words[-1].lower() in _known()["outlet_words"])


def _is_name_of_section(step: str) -> bool:
    known = _known()
    if step in known["section_places"]:
        return True
    words = [word for word in step.split() if word not in known["section_links"]]
    places = sum(word in known["section_places"] for word in words)
    is_named = all(word in known["section_words"] or word in known["section_places"] for word in words)
    return 1 <= len(words) <= _MOST_WORDS and is_named and places <= 1
