"""Sentences that embed an assault by one state on another below every cue of the lexicon, in many settings.

Whoever says, thinks, wishes or shows it, it is not the article that tells it: what the article vouches for all the
same has leaked. ``python tests/facts/leaks.py [N]`` tries every Nth sentence and prints what leaks, and which speakers
are not found.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import yaml

import kg.mentions
from kg.article.model import Article, Block
from kg.document import documents
from kg.english import cues
from kg.english import words as dictionary
from kg.english.cues import Cue
from kg.facts.model import Event
from kg.facts.rules import read
from kg.settings import load

SPEAKER: Final = "Lavrov"
SETTINGS: Final = (
    "",
    "in a speech",
    "in a letter to parliament",
    "at a meeting in Geneva",
    "on Monday",
    "on Telegram",
    "during a visit to Beijing",
    "through a spokesman",
    "in an interview with state television",
    "after talks with China",
    "at a news conference on Tuesday",
    "before the vote",
    "in a joint statement with Belarus",
    "once again",
    "in no uncertain terms",
    "over dinner with envoys",
    "on the sidelines of the summit",
    "from the rostrum of the assembly",
)
Owner = Literal["named", "unnamed", "nobody"]
# A clause that each frame of a cue reports; the slot is for the setting.
_VERBS: Final = {
    "clause": "{who} {past}{setting} that Ukraine had attacked Belgorod.",
    "told": "{who} {past} lawmakers{setting} that Ukraine had attacked Belgorod.",
    "told of": "{who} {past} lawmakers{setting} {preposition} an attack by Ukraine on Belgorod.",
    "infinitive": "{who} {past}{setting} to attack Ukraine.",
    "wish": "{who} {past} Belarus to attack Ukraine{setting}.",
    "request": "{who} {past} Belarus{setting} to attack Ukraine.",
    "gerund": "{who} {past} attacking Ukraine{setting}.",
    "target": "{who} {past} Ukraine{setting} {preposition} attacking Belgorod.",
    "blamed": "{who} {past} an attack in Belgorod{setting} {preposition} Ukraine.",
    "as": "{who} {past} the incident{setting} as an attack by Ukraine on Belgorod.",
    "prep": "{who} {past}{setting} {preposition} an attack by Ukraine on Belgorod.",
    "plain": "{who} {past} {preposition}{setting} that Ukraine had attacked Belgorod.",
    "readiness": "{who} {past}{setting} a readiness to attack Ukraine.",
}
_NOUNS: Final = {
    "clause": "{before}{who} voiced {article} {lemma} that Ukraine had attacked Belgorod.",
    "infinitive": "{before}{who} voiced {article} {lemma} to attack Ukraine.",
    "prep": "{before}{who} voiced {article} {lemma} {preposition} an attack by Ukraine on Belgorod.",
}
_ADJECTIVES: Final = {
    "clause": "{who} was {lemma}{setting} that Ukraine had attacked Belgorod.",
    "prep": "{who} was {lemma}{setting} {preposition} an attack by Ukraine on Belgorod.",
}
_IRREGULAR: Final[dict[str, str]] = yaml.safe_load((Path(__file__).parent / "past-forms.yaml").read_text("utf-8"))


_TOGETHER: Final = 40


@dataclass(frozen=True)
class Told:
    """Whether the article vouches for the assault, and whether a statement of the speaker is found."""

    leaks: bool
    heard: bool


@dataclass(frozen=True)
class Trial:
    """A sentence, the cue and frame that it tries, and whose word the assault is."""

    text: str
    cue: str
    frame: str
    owner: Owner


def past(lemma: str) -> str:
    """The past form of a verb."""
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if lemma.endswith("e"):
        return f"{lemma}d"
    return f"{lemma[:-1]}ied" if lemma.endswith("y") and lemma[-2] not in "aeiou" else f"{lemma}ed"


def trials() -> Iterator[Trial]:
    """Every cue in each of its frames and settings, then the cues of clauses below "it was" and "many"."""
    for lemma, uses in cues.verbs().items():
        for name, cue in _frames(uses):
            yield from _told(_VERBS, name, cue, past=_with_particle(cue, past(lemma)))
    for uses in cues.nouns().values():
        for name, cue in _frames(uses):
            yield from _told(_NOUNS, name, cue, lemma=cue.lemma, article="his")
    for uses in cues.adjectives().values():
        for name, cue in _frames(uses):
            yield from _told(_ADJECTIVES, name, cue, lemma=cue.lemma)
    for lemma, uses in cues.verbs().items():
        for name, cue in _frames(uses):
            if name == "clause":
                said = _with_particle(cue, past(lemma))
                yield Trial(f"It was {said} that Ukraine had attacked Belgorod.", cue.lemma, "it was", "nobody")
                yield Trial(f"Many {said} that Ukraine had attacked Belgorod.", cue.lemma, "many", "unnamed")


def _silent() -> frozenset[str]:
    """The lemmas with which a person only knows, finds out or shows something: nobody's words are told."""
    return dictionary.of("minding") | dictionary.of("finding") | dictionary.of("evidencing")


def _frames(uses: Iterable[Cue]) -> Iterator[tuple[str, Cue]]:
    """The frames of a lemma, each once, with the first use that has it."""
    seen: dict[str, Cue] = {}
    for cue in uses:
        for name in cue.frames:
            seen.setdefault(name, cue)
    yield from seen.items()


def _with_particle(cue: Cue, verb: str) -> str:
    return f"{verb} {cue.particle}" if cue.particle else verb


def _told(table: dict[str, str], frame: str, cue: Cue, **words: str) -> Iterator[Trial]:
    kind, _, preposition = frame.partition(":")
    kind = "told of" if kind == "told" and preposition else kind
    if kind not in table:
        return
    for setting in SETTINGS:
        before = f"{setting[0].upper()}{setting[1:]}, " if setting else ""
        behind = f" {setting}" if setting else ""
        text = table[kind].format(who=SPEAKER, before=before, setting=behind, preposition=preposition, **words)
        yield Trial(text, cue.lemma, frame, "nobody" if cue.lemma in _silent() else "named")


def told(texts: Sequence[str]) -> Iterator[Told]:
    """What is read out of each text; many are paragraphs of one article, which is quicker than an article each."""
    for first in range(0, len(texts), _TOGETHER):
        blocks = tuple(Block("paragraph", text) for text in texts[first : first + _TOGETHER])
        for document in documents([Article("trials", blocks)], load({})):
            facts = read(document, kg.mentions.cast(document))
            speakers = {e.iri for e in facts.entities if SPEAKER in e.label}
            for paragraph in document.paragraphs:
                yield Told(
                    leaks=any(paragraph.start <= e.start < paragraph.end and _leaks(e) for e in facts.events),
                    heard=any(
                        paragraph.start <= s.start < paragraph.end
                        and s.source is not None
                        and s.source.actor in speakers
                        for s in facts.statements
                    ),
                )


def _leaks(event: Event) -> bool:
    """Whether the article vouches for the embedded assault, or for its being to come."""
    vouched = event.according_to is None and event.factuality.certainty != "presupposed"
    return event.trigger.text.startswith("attack") and vouched


if __name__ == "__main__":
    step = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    tried = list(dict.fromkeys(trials()))[::step]
    found: dict[tuple[str, str, str], list[str]] = {}
    for trial, result in zip(tried, told([t.text for t in tried]), strict=True):
        if result.leaks:
            found.setdefault(("LEAK", trial.cue, trial.frame), []).append(trial.text)
        if trial.owner == "named" and not result.heard:
            found.setdefault(("UNHEARD", trial.cue, trial.frame), []).append(trial.text)
    for (what, cue, frame), texts in sorted(found.items()):
        print(what, len(texts), cue, frame, texts[0], sep="\t")
    counts = {w: sum(len(t) for (what, *_), t in found.items() if what == w) for w in ("LEAK", "UNHEARD")}
    print(len(tried), "sentences,", sum(t.owner == "named" for t in tried), "with a named owner;", counts)
