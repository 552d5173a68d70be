"""The words under the names of former lists: for the rooms that do not ask the dictionary itself yet."""

from functools import cache
from typing import Any, Final

from kg.english import tables, words
from kg.english.words import Effect

# Former list -> groups whose class has another name now.
_RENAMED: Final = {
    "cues": {"stopping": "withholding"},
    "grammar": {"stopping": "ceasing"},
    "hearsay": {
        "verbs": "claiming",
        "of_object": "claiming_of_object",
        "prepositions": "charge_prepositions",
        "nouns": "claim_nouns",
        "noun_prepositions": "claim_prepositions",
    },
    "repair": {"times": "time_ends"},
    "acts": {"naming": "judging_by_name", "bad": "blame", "good": "praise"},
    "factuality": {"determiners": "negative"},
}


class _List(dict[str, Any]):
    """Groups of a former list, each made when asked for: a class of the dictionary, where nothing else is known."""

    def __init__(self, name: str, **known: Any) -> None:
        super().__init__(known)
        self._name = name

    def __missing__(self, group: str) -> frozenset[str]:
        return words.of(_RENAMED[self._name].get(group, group))


@cache
def load(name: str) -> Any:
    """A former list by name: group -> words."""
    match name:
        case "acts":
            obliging = {word: part.obliges for word, part in words.parts("modal").items() if part.obliges}
            return _List(name, **tables.load("acts"), obliging=obliging)
        case "repair":
            return _List(name, takes={word: part.takes for word, part in words.parts("verb").items() if part.takes})
        case "factuality":
            return _factuality()
        case _:
            return _List(name)


def _factuality() -> _List:
    governs = ((entry.lemma, entry.governs) for entry in words.entries().values())
    beside = {
        group: {word: _plain(part.effect) for word, part in words.parts(pos).items() if part.effect}
        for group, pos in (("modals", "modal"), ("adverbs", "adv"), ("adjectives", "adj"), ("prepositions", "prep"))
    }
    acts = {act: _plain(words.effect(effect, "acts")) for act, effect in tables.load("acts")["effects"].items()}
    governors = [{"lemmas": [lemma], "effect": _plain(effect)} for lemma, effect in governs if effect]
    return _List("factuality", governors=governors, acts=acts, **beside)


def _plain(effect: Effect) -> dict[str, str]:
    return {
        "polarity": "flip" if effect.flip else "",
        "certainty": effect.certainty,
        "tense": "future" if effect.future else "",
    }
