"""Reads an entry of the dictionary, and refuses what it does not know with one line that says what to do."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from kg.english.files import fault
from kg.english.words.codes import ACTS, CONTEXTS, COUNTS, FRAMES, MEASURES, STATUSES, TYPES
from kg.english.words.entry import Cue, Effect, Entry, Meaning, Naming, Part

_FEATURES: Final = ("animate", "factive", "voiced", "holder")
_CERTAINTIES: Final = ("certain", "probable", "possible", "unknown")
# Companions that say little of a verb's meaning.
_PREPOSITIONS: Final = frozenset(["against", "at", "between", "for", "from", "in", "into", "of", "on", "to", "with"])
_VERB_AND_NOUN: Final = ("says", "means", "first", "measure", "step", "count")
_FACETS: Final = {
    "verb": (*_VERB_AND_NOUN, "undergoes", "blocks", "lists", "delists", "owned", "aimed", "takes"),
    "noun": (*_VERB_AND_NOUN, "toll", "actor", "actor_after", "points_back", "idioms", "banned"),
    "adj": ("says", "effect", "measure", "count"),
    "adv": ("effect",),
    "modal": ("effect", "obliges"),
    "prep": ("effect",),
}


@dataclass(frozen=True, slots=True)
class Known:
    """What an entry may name: classes of words, happenings, kinds of actors."""

    classes: frozenset[str]
    happenings: frozenset[str]
    actors: frozenset[str]


def entries(lemma: str, given: Any, where: str, known: Known) -> Iterator[Entry]:
    """The entry of a lemma, and those of the phrases that it heads.

    Raises:
        ResourceError: the entry has a facet, class, code or frame that is not known, or leaves a tie undecided.
    """
    for phrase, facets in _Reader(lemma, "~", where, known).phrases(given):
        yield _Reader(lemma, phrase, where, known).entry(facets)


def effect(text: str, where: str) -> Effect:
    """The effect that is written "flip probable future".

    Raises:
        ResourceError: it has another word, or two certainties.
    """
    words = text.split()
    certainty = [word for word in words if word in _CERTAINTIES]
    if len(certainty) > 1 or set(words) - {"flip", "future", *_CERTAINTIES}:
        raise fault(f"unknown effect {text!r}", where, f"flip, future, and one of {', '.join(_CERTAINTIES)}")
    return Effect("flip" in words, certainty[0] if certainty else "certain", "future" in words)


def vagueness(companions: Iterable[str]) -> tuple[int, int, int]:
    """Most companions first; among as many, words of their own before classes, and mere prepositions last."""
    kept = [c for c in companions if c[0] != "!"]
    return -len(kept), sum(c in _PREPOSITIONS for c in kept), sum("@" in c for c in kept)


class _Reader:
    """Reads one entry; its methods are named after what they read."""

    def __init__(self, head: str, phrase: str, where: str, known: Known) -> None:
        self._head, self._phrase, self._known = head, phrase, known
        self._lemma = phrase.replace("~", head)
        self._where = f"{where}, {self._lemma!r}"

    def phrases(self, given: Any) -> Iterator[tuple[str, Any]]:
        """The word's own facets under "~", and those of each phrase that it heads."""
        if not isinstance(given, dict) or not given:
            self._refuse("an entry is a mapping of facets", "see kg/english/words/entry.py")
        own = {key: value for key, value in given.items() if "~" not in str(key)}
        if own:
            yield "~", own
        for key, value in given.items():
            if "~" in str(key):
                if len(str(key).split()) < 2 or str(key).split().count("~") != 1:
                    self._refuse(f"{key!r} is no phrase", 'write "~ off" or "rescue ~"')
                yield str(key), value

    def entry(self, given: Any) -> Entry:
        """The entry itself."""
        if not isinstance(given, dict):
            self._refuse("a phrase is a mapping of facets", "see kg/english/words/entry.py")
        read: dict[str, Callable[[Any], Any]] = {
            "is": self._classes,
            "governs": self._effect,
            "government": self._words,
            "outlook": lambda value: self._code(value, STATUSES, "status"),
            "decides": lambda value: self._code(value, STATUSES, "status"),
            "mode": lambda value: self._code(value, TYPES["ASSAULT"], "mode of ASSAULT"),
            "context": lambda value: self._code(value, CONTEXTS, "context"),
            "misread": self._word,
        }
        found: dict[str, Any] = {"parts": {}}
        for key, value in given.items():
            if key in _FACETS:
                found["parts"][key] = self._part(key, value)
            elif key in read:
                found["classes" if key == "is" else key] = read[key](value)
            else:
                self._refuse(f"unknown facet {key!r}", f"known: {', '.join([*read, *_FACETS])}")
        return Entry(self._lemma, **found)

    def _part(self, pos: str, given: Any) -> Part:
        read: dict[str, Callable[[Any], Any]] = {
            "says": self._cues,
            "means": lambda value: self._meanings(pos, value, given.get("first")),
            "first": self._words,
            "measure": lambda value: self._namings(pos, value),
            "step": self._steps,
            "blocks": lambda value: self._code(value, STATUSES, "status"),
            "effect": self._effect,
            "obliges": lambda value: self._code(value, ACTS, "act"),
            "count": lambda value: self._code(value, COUNTS, "kind of count"),
            "undergoes": lambda value: self._code(value, COUNTS, "kind of count"),
            "toll": lambda value: self._code(value, COUNTS, "kind of count"),
            "actor": lambda value: tuple(
                self._code(v, self._known.actors, "kind of actor") for v in self._words(value)
            ),
            "actor_after": self._actors_after,
            "banned": lambda value: self._code(value, MEASURES, "measure"),
            "owned": self._word,
            "aimed": lambda value: self._word(value) if value else "",
        }
        if not isinstance(given, dict) or not given:
            self._refuse(f"{pos} is a mapping of facets", f"known: {', '.join(_FACETS[pos])}")
        for key in given:
            if key not in _FACETS[pos]:
                self._refuse(f"unknown facet {key!r} of {pos}", f"known: {', '.join(_FACETS[pos])}")
        found: dict[str, Any] = {}
        for key, value in given.items():
            reader: Callable[[Any], Any] = read.get(key) or self._words
            found[key] = reader(value)
        return Part(**found)

    def _cues(self, given: Any) -> tuple[Cue, ...]:
        cues = tuple(self._cue(use) for use in self._words(given))
        for at, cue in enumerate(cues):
            for earlier in cues[:at]:
                twice = set(cue.frames) & set(earlier.frames)
                if twice and not (earlier.animate and not cue.animate):
                    frames = ", ".join(sorted(twice))
                    self._refuse(f"{frames} stands in two uses, of which only the first is tried", "strike the second")
        return cues

    def _cue(self, use: str) -> Cue:
        act, *rest = use.split()
        self._code(act, ACTS, "act")
        features = [word[1:] for word in rest if word.startswith("+")]
        for feature in features:
            self._code(feature, _FEATURES, "feature of a cue")
        frames = [word for word in rest if not word.startswith("+")]
        for frame in frames:
            kind, _, word = frame.partition(":")
            if self._code(kind, FRAMES, "frame") and FRAMES[kind] == ("cannot" if word else "must"):
                self._refuse(f"frame {frame!r}", f"a word of its own {FRAMES[kind]} go with {kind}")
        if not frames:
            self._refuse(f"{use!r} has no frame", f"known: {', '.join(FRAMES)}")
        self._once([*frames, *features], use)
        particle = self._phrase.removeprefix("~ ") if self._phrase != "~" else None
        return Cue(self._head, particle, act, tuple(frames), **dict.fromkeys(features, True))

    def _meanings(self, pos: str, given: Any, first: Any) -> tuple[Meaning, ...]:
        """The most specific first; among those that ask for as much, in the order that the entry decides."""
        order = self._words(first) if first else ()
        found = [
            Meaning(self._code(name, self._known.happenings, "happening"), self._around(pos, pattern))
            for name, patterns in self._mapping(given)
            for pattern in (patterns if isinstance(patterns, list) else [patterns])
        ]
        self._once([(m.happening, m.companions) for m in found], "means")
        alike: dict[tuple[Any, ...], set[str]] = {}
        for meaning in found:
            self._companions(meaning.companions)
            # The words before a noun are the very ones, so that two meanings meet only where they ask for the same.
            asked = meaning.companions if pos == "noun" else vagueness(meaning.companions)
            alike.setdefault(asked, set()).add(meaning.happening)
        tied = set().union(*(names for names in alike.values() if len(names) > 1))
        if open_ := sorted(tied - set(order)):
            self._refuse(f"{', '.join(open_)} ask for as much as another, and none goes first", "order them by first:")
        if idle := [name for name in order if name not in tied]:
            self._refuse(f"first: {', '.join(idle)} is in no tie", "strike it")
        rank = {name: at for at, name in enumerate(order)}
        return tuple(sorted(found, key=lambda m: (vagueness(m.companions), rank.get(m.happening, 0))))

    def _around(self, pos: str, pattern: Any) -> tuple[str, ...]:
        """The words of a pattern around "~", which alone is the word by itself."""
        words = str(pattern).split() if pattern is not None else ["~"]
        if words.pop(0 if pos != "noun" else -1) != "~" or "~" in words:
            self._refuse(f"pattern {pattern!r}", 'write "~ fire" for a verb, "missile ~" for a noun')
        return tuple(words)

    def _companions(self, companions: Iterable[str]) -> None:
        for companion in companions:
            if (wanted := companion.lstrip("!>")).startswith("@"):
                self._code(wanted[1:], self._known.classes, "class")

    def _namings(self, pos: str, given: Any) -> tuple[Naming, ...]:
        return tuple(
            self._naming(pos, self._code(name, MEASURES, "measure"), self._around(pos, pattern))
            for name, patterns in self._mapping(given)
            for pattern in (patterns if isinstance(patterns, list) else [patterns])
        )

    def _naming(self, pos: str, measure: str, words: tuple[str, ...]) -> Naming:
        if pos == "noun":
            return Naming(measure, before=words)
        found: dict[str, Any] = {}
        rest = iter(words)
        for word in rest:
            if word == "+aimed":
                found["aimed"] = True
            elif word.startswith("="):
                found["status"] = self._code(word[1:], STATUSES, "status")
            else:
                key = {"from": "source", "beside": "beside"}.get(word, "object")
                found[key] = word if key == "object" else next(rest, "")
                self._companions([found[key]])
        return Naming(measure, **found)

    def _steps(self, given: Any) -> tuple[str, ...]:
        steps = self._words(given)
        for step in steps:
            self._code(step.partition(" ")[0], STATUSES, "status")
        return steps

    def _actors_after(self, given: Any) -> Mapping[str, tuple[str, ...]]:
        return {
            self._code(kind, self._known.actors, "kind of actor"): self._words(v) for kind, v in self._mapping(given)
        }

    def _classes(self, given: Any) -> tuple[str, ...]:
        return tuple(self._code(name, self._known.classes, "class") for name in self._words(given))

    def _effect(self, given: Any) -> Effect:
        return effect(self._word(given), self._where)

    def _words(self, given: Any) -> tuple[str, ...]:
        words = tuple(given) if isinstance(given, list) else (given,)
        return self._once([self._word(word) for word in words], "the list")

    def _word(self, given: Any) -> str:
        if not isinstance(given, str) or not given:
            self._refuse(f"{given!r} is no word", "quote on, no, yes and numbers, which YAML takes for something else")
        return given

    def _mapping(self, given: Any) -> Iterable[tuple[str, Any]]:
        if not isinstance(given, dict):
            self._refuse(f"{given!r} is no mapping", "write name: pattern")
        return [(str(key), value) for key, value in given.items()]

    def _code(self, given: Any, known: Iterable[str], what: str) -> str:
        if given not in known:
            near = ", ".join(sorted(known)[:30])
            self._refuse(f"unknown {what} {given!r}", f"known: {near}" if len(list(known)) <= 30 else "see its list")
        return str(given)

    def _once(self, items: list[Any], what: str) -> tuple[Any, ...]:
        if twice := sorted({str(item) for item in items if items.count(item) > 1}):
            self._refuse(f"{', '.join(twice)} stands twice in {what}", "strike one")
        return tuple(items)

    def _refuse(self, what: str, hint: str) -> NoReturn:
        raise fault(what, self._where, hint)
