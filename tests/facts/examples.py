"""Our own examples (data/examples): sentences with their right reading, and how a reading of ours differs from it.

``python tests/facts/examples.py [KIND]`` prints, kind by kind, how many are read right, and what is read wrongly.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import yaml

import kg.mentions
from kg.article.model import Article, Block
from kg.document import Document, documents
from kg.facts.model import Event, Facts, Factuality, Participant, Sanction, Statement
from kg.facts.rules import read
from kg.settings import load

FOLDER: Final = Path(__file__).parents[2] / "data" / "examples"
DAY: Final = datetime(2024, 1, 10, 9, 0, tzinfo=UTC)
_KEYS: Final = {
    "example": {"text", "nothing", "statements", "events", "sanctions"},
    "statements": {"cue", "speaker", "act", "target", "addressee", "voice", "polarity", "certainty", "tense"}
    | {"for", "who"},
    "events": {"trigger", "type", "modes", "by", "to", "at", "voice", "polarity", "certainty", "tense", "time"}
    | {"killed", "injured", "detained", "for", "who"},
    "sanctions": {
        "trigger",
        "status",
        "measures",
        "by",
        "proposer",
        "to",
        "voice",
        "polarity",
        "certainty",
        "tense",
        "time",
    },
}
_ARTICLE: Final = re.compile(r"^(?:the|a|an)\s+|[’']s?$", re.IGNORECASE)


@dataclass(frozen=True)
class Example:
    """A text and its right reading; a list that is None is not told."""

    kind: str
    text: str
    statements: tuple[dict[str, Any], ...] | None
    events: tuple[dict[str, Any], ...] | None
    sanctions: tuple[dict[str, Any], ...] | None


@dataclass
class Compared:
    """How a reading differs from the right one: what is missing, and what is wrong or too much."""

    missing: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def right(self) -> bool:
        return not self.missing and not self.wrong


def examples() -> list[Example]:
    """All examples in the order of the files; an unknown key or a word that the text does not have is an error."""
    found = []
    for name in ("conflict", "diplomacy", "voice", "deeds", "times", "names", "parties"):
        for kind in yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))["kinds"]:
            found.extend(example_of(f"{name}: {kind['kind']}", entry) for entry in kind["examples"])
    return found


def example_of(kind: str, entry: dict[str, Any]) -> Example:
    """An entry of a file as an example; an unknown key is an error."""
    nothing = entry.get("nothing", False)
    lists: dict[str, tuple[dict[str, Any], ...] | None] = {}
    for name in ("statements", "events", "sanctions"):
        listed = () if nothing else tuple(entry[name]) if name in entry else None
        lists[name] = listed
        for fact in listed or ():
            assert not fact.keys() - _KEYS[name], (entry["text"], fact)
    assert not entry.keys() - _KEYS["example"], entry
    return Example(kind, entry["text"], **lists)


def readings(texts: Iterable[str]) -> Iterator[tuple[Document, Facts]]:
    """Each text read as an article of its own, of 10 January 2024, a Wednesday."""
    articles = (Article("example", (Block("paragraph", text),), published=DAY) for text in texts)
    for document in documents(articles, load({})):
        yield document, read(document, kg.mentions.cast(document))


def compared(example: Example, document: Document, facts: Facts) -> Compared:
    """What is missing from, and wrong in, the facts read out of an example."""
    done = Compared()
    words = _Words(document, facts)
    if example.statements is not None:
        _match(example.statements, facts.statements, words, done, _statement)
    if example.events is not None:
        _match(example.events, facts.events, words, done, _event)
    if example.sanctions is not None:
        _match(example.sanctions, facts.sanctions, words, done, _sanction)
    return done


class _Words:
    """The words that name the parties of facts."""

    def __init__(self, document: Document, facts: Facts) -> None:
        self.text = document.text
        self.facts = facts
        self._entities = {e.iri: e for e in facts.entities}
        self._labels = {e.iri: e.label for e in facts.entities}

    def of(self, part: Participant) -> str:
        return self._labels[part.actor] if part.start is None else self.text[part.start : part.end]

    def label(self, part: Participant) -> str:
        """What whoever is meant is called in the graph."""
        return self._labels[part.actor]

    def states(self, parts: Iterable[Participant]) -> set[str]:
        """The states behind these: those that facts are rolled up to."""
        return {self._labels[s] for part in parts if (s := self._entities[part.actor].state)}

    def voice(self, fact: Statement | Event | Sanction) -> str | None:
        if fact.according_to is None:
            return None
        said = next(s for s in self.facts.statements if s.id == fact.according_to)
        return self.of(said.source) if said.source else ""


def _same(one: str, other: str) -> bool:
    """Whether two names are the same, or one is the other's core."""
    one, other = (_ARTICLE.sub("", w.strip()).casefold() for w in (one, other))
    return one == other or bool(one and other and (f" {one} " in f" {other} " or f" {other} " in f" {one} "))


def _match(right: Sequence[dict[str, Any]], found: Sequence[Any], words: _Words, done: Compared, differ: Any) -> None:
    """Pairs each fact of the right reading with one found; what is left over on either side is missing or too much."""
    left = list(found)
    for told in right:
        trigger = str(told.get("trigger", told.get("cue", "")))
        fits = [f for f in left if _overlap(trigger, _trigger(f))]
        if not fits:
            done.missing.append(_named(told))
            continue
        best = min(fits, key=lambda f: len(differ(told, f, words)))
        done.wrong.extend(f"{trigger}: {what}" for what in differ(told, best, words))
        left.remove(best)
    done.wrong.extend(f"too much: {_told(f, words)}" for f in left)


def _trigger(fact: Any) -> str:
    if isinstance(fact, Statement):
        return fact.cue.text if fact.cue else ""
    return str(fact.trigger.text)


def _overlap(one: str, other: str) -> bool:
    return one == other or not set(one.casefold().split()).isdisjoint(other.casefold().split())


def _named(told: dict[str, Any]) -> str:
    kind = told.get("type") or told.get("status") or told.get("act", "statement")
    return f"{kind} {told.get('trigger') or told.get('cue')}"


def _told(fact: Any, words: _Words) -> str:
    kind = fact.act if isinstance(fact, Statement) else fact.coding.type if isinstance(fact, Event) else fact.status
    voice = words.voice(fact)
    return f"{kind} {_trigger(fact)}" + (f" by word of {voice}" if voice is not None else "")


def _parties(name: str, told: dict[str, Any], key: str, found: Iterable[Participant], words: _Words) -> list[str]:
    if key not in told:
        return []
    wanted, have = [str(w) for w in told[key]], [words.of(p) for p in found]
    rest = list(have)
    for want in wanted:
        hit = next((h for h in rest if _same(want, h)), None)
        if hit is None:
            return [f"{name} {have}, not {wanted}"]
        rest.remove(hit)
    return [f"{name} {have}, not {wanted}"] if rest else []


def _meant(told: dict[str, Any], acting: Sequence[Participant], states: set[str], words: _Words) -> list[str]:
    """Whether those who speak or act are who they should be, by their labels, and for whom: "for" lists states."""
    found = []
    if "for" in told and states != set(told["for"]):
        found.append(f"for {sorted(states)}, not {told['for']}")
    if "who" in told and [words.label(p) for p in acting] != told["who"]:
        found.append(f"who {[words.label(p) for p in acting]}, not {told['who']}")
    return found


def _put(told: dict[str, Any], put: Factuality) -> list[str]:
    default = Factuality()
    found = []
    for key in ("polarity", "certainty", "tense"):
        want = told.get(key, getattr(default, key))
        if getattr(put, key) != want:
            found.append(f"{key} {getattr(put, key)}, not {want}")
    return found


def _voice(told: dict[str, Any], fact: Any, words: _Words) -> list[str]:
    want, have = told.get("voice"), words.voice(fact)
    if (want is None) != (have is None) or (want is not None and have is not None and not _same(str(want), have)):
        return [f"voice {have or 'the article'!r}, not {want or 'the article'!r}"]
    return []


def _event(told: dict[str, Any], event: Event, words: _Words) -> list[str]:
    found = (
        [f"{event.coding.type}, not {told['type']}"] if told.get("type", event.coding.type) != event.coding.type else []
    )
    acting = (*event.initiators, *event.orchestrators)
    if event.coding.type in ("CONSULT", "COOPERATE") and {"by", "to"} <= told.keys():
        both = {"by": [*told["by"], *told["to"]]}
        found += _parties("parties", both, "by", (*acting, *event.recipients), words)
    else:
        found += _parties("by", told, "by", acting, words) + _parties("to", told, "to", event.recipients, words)
    found += _meant(told, acting, words.states(acting), words)
    found += _voice(told, event, words) + _put(told, event.factuality)
    if "time" in told:
        value = next((t.value for t in words.facts.times if t.id == event.time), None)
        if value != (told["time"] and str(told["time"])):
            found.append(f"time {value}, not {told['time']}")
    if "at" in told:
        at = event.place
        place = (words.text[at.start : at.end] if at.start is not None else words._labels[at.iri]) if at else ""
        if not _same(str(told["at"]), place):
            found.append(f"at {place!r}, not {told['at']!r}")
    for kind in ("killed", "injured", "detained"):
        if kind in told and told[kind] not in [c.min for c in event.counts if c.kind == kind]:
            found.append(f"{kind} {[c.min for c in event.counts if c.kind == kind]}, not {told[kind]}")
    return found


def _statement(told: dict[str, Any], said: Statement, words: _Words) -> list[str]:
    found = [f"{said.act}, not {told['act']}"] if told.get("act", said.act) != said.act else []
    if "speaker" in told:
        have = words.of(said.source) if said.source else None
        want = told["speaker"]
        if (have is None) != (want is None) or (have is not None and not _same(str(want), have)):
            found.append(f"speaker {have!r}, not {want!r}")
    source = [said.source] if said.source else []
    found += _meant(told, source, {words.label(p) for p in said.on_behalf_of}, words)
    found += _parties("target", told, "target", said.targets, words)
    found += _parties("addressee", told, "addressee", said.addressees, words)
    if told.get("polarity", said.factuality.polarity) != said.factuality.polarity:
        found.append(f"polarity {said.factuality.polarity}")
    return found + (_voice(told, said, words) if "voice" in told else [])


def _sanction(told: dict[str, Any], act: Sanction, words: _Words) -> list[str]:
    found = [f"{act.status}, not {told['status']}"] if told.get("status", act.status) != act.status else []
    if "measures" in told and set(told["measures"]) != set(act.measures):
        found.append(f"measures {list(act.measures)}, not {told['measures']}")
    found += _parties("by", told, "by", act.imposers, words) + _parties("to", told, "to", act.targets, words)
    return found + _parties("proposer", told, "proposer", act.proposers, words) + _voice(told, act, words)


if __name__ == "__main__":
    wanted = [e for e in examples() if len(sys.argv) < 2 or sys.argv[1] in e.kind]
    totals: dict[str, Counter[str]] = {}
    for example, (document, facts) in zip(wanted, readings(e.text for e in wanted), strict=True):
        done = compared(example, document, facts)
        totals.setdefault(example.kind, Counter())["right" if done.right else "wrong" if done.wrong else "missing"] += 1
        if not done.right:
            print(example.text, *(f"  - {m}" for m in done.missing), *(f"  ! {w}" for w in done.wrong), sep="\n")
    for kind, counts in totals.items():
        print(f"{counts['right']:4} right {counts['missing']:4} missing {counts['wrong']:4} wrong  {kind}")
    print({key: sum(c[key] for c in totals.values()) for key in ("right", "missing", "wrong")})
