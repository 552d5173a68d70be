"""History that an article recalls, told apart from its news: what it dates, or puts, before the news."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from kg.document import Parse
from kg.english import timewords, tree, verbs
from kg.english.labels import Dep, Tag
from kg.facts.model import Time
from kg.facts.scene import Scene
from kg.facts.voice.voices import Voice

_NEWS: Final = timedelta(days=14)
"""What ended longer before publication is no news."""
_FARTHEST: Final = 6


def is_background(scene: Scene, token: int, time: Time | None, voice: Voice) -> bool:
    """Whether a fact is history that the article recalls: by its own date, or else by how it is told.

    "Russia annexed Crimea in 2014", "since rebels seized the town", "troops had shelled it"; what somebody is quoted as
    saying stands in the past of the past by grammar alone: "said that Iran had attacked".
    """
    published = scene.document.article.published
    if voice.factuality.tense == "future":
        return False
    if time is not None:
        return published is not None and _is_old(time, published.date())
    return _is_behind(scene, token) or (voice.within is None and _is_before_past(scene.parse, token))


def _is_old(time: Time, today: date) -> bool:
    """Whether a time ended before the news; what began then ("since 2014") may go on."""
    return time.latest is not None and time.relation != "since" and date.fromisoformat(time.latest) < today - _NEWS


def _is_before_past(parse: Parse, token: int) -> bool:
    """Whether a verb tells of what had been before: "had shelled", "previously shelled"."""
    if not tree.is_verb(parse, token):
        return False
    helped = any(parse.tag[c] == Tag.VBD and parse.lemma[c] == "have" for c in tree.children(parse, token, Dep.AUX))
    earlier = timewords.words()["earlier-adverbs"]
    return helped or any(parse.text[c].lower() in earlier for c in tree.children(parse, token, Dep.ADVMOD) if c < token)


def _is_behind(scene: Scene, token: int) -> bool:
    """Whether a fact stands in a clause or phrase that only dates the news: "since the coup", "years after the war"."""
    parse = scene.parse
    for below, above in _upwards(parse, token):
        if parse.dep[below] == Dep.ADVCL and (mark := verbs.mark(parse, below, "since", "after")) is not None:
            return parse.lemma[mark].lower() == "since" or _is_long(parse, mark)
        if parse.dep[below] == Dep.POBJ and parse.text[above].lower() in ("since", "after"):
            return parse.text[above].lower() == "since" or _is_long(parse, above)
    return False


def _upwards(parse: Parse, token: int) -> Iterator[tuple[int, int]]:
    """Each word on the way up from a fact, with the one above it; a clause that says what was said ends the way."""
    for _ in range(_FARTHEST):
        above = parse.head[token]
        if above == token or parse.dep[token] in (Dep.CCOMP, Dep.PARATAXIS, Dep.RELCL, Dep.XCOMP):
            return
        yield token, above
        token = above


def _is_long(parse: Parse, preposition: int) -> bool:
    """Whether years or months lie between: "two years after the invasion"."""
    return preposition > 0 and parse.lemma[preposition - 1].lower() in timewords.words()["long-units"]
