"""Reads an entry of the dictionary, and refuses what it does not know with one line that says what to do."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from kg.codes import ACTS, CONTEXTS, COUNTS, MEASURES, MODES_OF, STATUSES
from kg.datafile import fault
from kg.english.words.entry import Cue, Effect, Entry, Meaning, Naming, Part
from kg.english.words.frames import FRAMES

_FEATURES: Final = ("animate", "factive", "voiced", "holder")
_CERTAINTIES: Final = ("certain", "probable", "possible", "unknown")
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
    """What an entry may name: classes of words, happenings, kinds of actors; companions that say little."""

    classes: frozenset[str]
    happenings: frozenset[str]
    actors: frozenset[str]
    vague: frozenset[str]


def entries(lemma: str, given: Any, where: str, known: Known) -> Iterator[Entry]:
    """The entry of a lemma, and those of the phrases that it heads.

    Raises:
        ResourceError: the entry has a facet, class, code or frame that is not known, or leaves a tie undecided.
    """
    own = _Reader(lemma, "~", where, known).entry(given)
    if any("~" not in key for key in given):
        yield own
    for phrase, facets in given.items():
        if "~" in phrase:
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


def vagueness(companions: Iterable[str], vague: frozenset[str]) -> tuple[int, int, int]:
    """Most companions first; among as many, words of their own before classes, and ``vague`` ones last."""
    kept = [c for c in companions if c[0] != "!"]
    return -len(kept), sum(c in vague for c in kept), sum("@" in c for c in kept)


class _Reader:
    """Reads one entry; its methods are named after what they read."""

    def __init__(self, head: str, phrase: str, where: str, known: Known) -> None:
        self._head, self._phrase, self._file, self._known = head, phrase, where, known
        self._lemma, self._pos = phrase.replace("~", head), ""

    def entry(self, given: Any) -> Entry:
        """The entry itself."""
        if not isinstance(given, dict) or not given:
            self._refuse("an entry is a mapping of facets", "see kg/english/words/entry.py")
        found: dict[str, Any] = {}
        parts: dict[str, Part] = {}
        for key, value in given.items():
            if key in _FACETS:
                parts[key] = self._part(key, value)
            elif key in _OF_WORD:
                found["classes" if key == "is" else key] = _OF_WORD[key](self, value)
            elif "~" not in key:
                self._refuse(f"unknown facet {key!r}", f"known: {', '.join([*_OF_WORD, *_FACETS])}")
            elif self._phrase != "~" or len(words := key.split()) < 2 or words.count("~") != 1:
                self._refuse(f"{key!r} is no phrase", 'write "~ off" or "rescue ~"')
        return Entry(self._lemma, parts=parts, **found)

    def _part(self, pos: str, given: Any) -> Part:
        if not isinstance(given, dict) or not given:
            self._refuse(f"{pos} is a mapping of facets", f"known: {', '.join(_FACETS[pos])}")
        self._pos = pos
        found: dict[str, Any] = {}
        for key, value in given.items():
            if key not in _FACETS[pos]:
                self._refuse(f"unknown facet {key!r} of {pos}", f"known: {', '.join(_FACETS[pos])}")
            found[key] = _OF_PART[key](self, value)
        if "means" in found:
            found["means"] = self._ordered(found["means"], found.get("first", ()))
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
        return Cue(self._head, particle, act, tuple(frames), **dict.fromkeys(features, True), mood=self._pos == "adj")

    def _meanings(self, given: Any) -> tuple[Meaning, ...]:
        found = [
            Meaning(self._code(name, self._known.happenings, "happening"), self._around(pattern))
            for name, patterns in self._mapping(given)
            for pattern in (patterns if isinstance(patterns, list) else (patterns,))
        ]
        for meaning in found:
            self._companions(meaning.companions)
        return self._once([(m.happening, m.companions) for m in found], "means") and tuple(found)

    def _ordered(self, found: Sequence[Meaning], order: Sequence[str]) -> tuple[Meaning, ...]:
        """The most specific first; among those that ask for as much, in the order that the entry decides."""
        if len(found) == 1 and not order:
            return tuple(found)
        keys = {meaning: vagueness(meaning.companions, self._known.vague) for meaning in found}
        alike: dict[tuple[Any, ...], set[str]] = {}
        for meaning, key in keys.items():
            # The words before a noun are the very ones, so that two meanings meet only where they ask for the same.
            asked = meaning.companions if self._pos == "noun" else key
            alike.setdefault(asked, set()).add(meaning.happening)
        tied = set().union(*(names for names in alike.values() if len(names) > 1))
        if open_ := sorted(tied - set(order)):
            self._refuse(f"{', '.join(open_)} ask for as much as another, and none goes first", "order them by first:")
        if idle := [name for name in order if name not in tied]:
            self._refuse(f"first: {', '.join(idle)} is in no tie", "strike it")
        rank = {name: at for at, name in enumerate(order)}
        return tuple(sorted(found, key=lambda m: (keys[m], rank.get(m.happening, 0))))

    def _around(self, pattern: Any) -> tuple[str, ...]:
        """The words of a pattern around "~", which alone is the word by itself."""
        words = self._word(pattern).split()
        if words.pop(0 if self._pos != "noun" else -1) != "~" or "~" in words:
            self._refuse(f"pattern {pattern!r}", 'write "~ fire" for a verb, "missile ~" for a noun')
        return tuple(words)

    def _companions(self, companions: Iterable[str]) -> None:
        for companion in companions:
            if (wanted := companion.lstrip("!>")).startswith("@"):
                self._code(wanted[1:], self._known.classes, "class")

    def _namings(self, given: Any) -> tuple[Naming, ...]:
        return tuple(
            self._naming(self._code(name, MEASURES, "measure"), self._around(pattern))
            for name, patterns in self._mapping(given)
            for pattern in (patterns if isinstance(patterns, list) else (patterns,))
        )

    def _naming(self, measure: str, words: tuple[str, ...]) -> Naming:
        if self._pos == "noun":
            return Naming(measure, before=tuple(w for w in words if w[0] != "+"), taken="+taken" in words)
        found: dict[str, Any] = {}
        rest = iter(words)
        for word in rest:
            if word in ("+aimed", "+official"):
                found[word[1:]] = True
            elif word.startswith("="):
                found["status"] = self._code(word[1:], STATUSES, "status")
            else:
                key = {"from": "source"}.get(word, word if word in ("beside", "label", "to") else "object")
                found[key] = word if key == "object" else next(rest, "")
                self._companions([found[key]])
        return Naming(measure, **found)

    def _steps(self, given: Any) -> tuple[str, ...]:
        steps = self._words(given)
        for step in steps:
            self._code(step.partition(" ")[0], STATUSES, "status")
        return steps

    def _actors(self, given: Any) -> tuple[str, ...]:
        return tuple(self._code(kind, self._known.actors, "kind of actor") for kind in self._words(given))

    def _actors_after(self, given: Any) -> Mapping[str, tuple[str, ...]]:
        return {
            self._code(kind, self._known.actors, "kind of actor"): self._words(v) for kind, v in self._mapping(given)
        }

    def _classes(self, given: Any) -> tuple[str, ...]:
        return tuple(self._code(name, self._known.classes, "class") for name in self._words(given))

    def _effect(self, given: Any) -> Effect:
        return effect(self._word(given), f"{self._file}, {self._lemma!r}")

    def _words(self, given: Any) -> tuple[str, ...]:
        if not isinstance(given, list):
            return (self._word(given),)
        return self._once([self._word(word) for word in given], "the list")

    def _word(self, given: Any) -> str:
        if not isinstance(given, str) or not given:
            self._refuse(f"{given!r} is no word", "write a word")
        return given

    def _mapping(self, given: Any) -> Iterable[tuple[str, Any]]:
        if not isinstance(given, dict):
            self._refuse(f"{given!r} is no mapping", "write name: pattern")
        return given.items()

    def _code(self, given: Any, known: Iterable[str], what: str) -> str:
        if given not in known:
            near = ", ".join(sorted(known)[:30])
            self._refuse(f"unknown {what} {given!r}", f"known: {near}" if len(list(known)) <= 30 else "see its list")
        return str(given)

    def _once(self, items: list[Any], what: str) -> tuple[Any, ...]:
        if len(set(items)) < len(items):
            twice = sorted({str(item) for item in items if items.count(item) > 1})
            self._refuse(f"{', '.join(twice)} stands twice in {what}", "strike one")
        return tuple(items)

    def _refuse(self, what: str, hint: str) -> NoReturn:
        raise fault(what, f"{self._file}, {self._lemma!r}", hint)


def _coded(known: Iterable[str], what: str) -> Callable[[_Reader, Any], str]:
    return lambda reader, given: reader._code(given, known, what)


_OF_WORD: Final[dict[str, Callable[[_Reader, Any], Any]]] = {
    "is": _Reader._classes,
    "governs": _Reader._effect,
    "government": _Reader._words,
    "outlook": _coded(STATUSES, "status"),
    "decides": _coded(STATUSES, "status"),
    "mode": _coded(MODES_OF["ASSAULT"], "mode of ASSAULT"),
    "context": _coded(CONTEXTS, "context"),
    "misread": _Reader._word,
}
_OF_PART: Final[dict[str, Callable[[_Reader, Any], Any]]] = {
    "says": _Reader._cues,
    "means": _Reader._meanings,
    "first": _Reader._words,
    "measure": _Reader._namings,
    "step": _Reader._steps,
    "blocks": _coded(STATUSES, "status"),
    "lists": _Reader._words,
    "delists": _Reader._words,
    "owned": _Reader._word,
    "aimed": lambda reader, given: "" if given == "~" else reader._word(given),
    "takes": _Reader._words,
    "obliges": _coded(ACTS, "act"),
    "effect": _Reader._effect,
    "count": _coded(COUNTS, "kind of count"),
    "undergoes": _coded(COUNTS, "kind of count"),
    "toll": _coded(COUNTS, "kind of count"),
    "actor": _Reader._actors,
    "actor_after": _Reader._actors_after,
    "points_back": _Reader._words,
    "idioms": _Reader._words,
    "banned": _coded(MEASURES, "measure"),
}
