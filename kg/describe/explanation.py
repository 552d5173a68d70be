"""Opens the sentence behind a fact: its words, who vouches for it, and where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.describe.facts import (
    SAYINGS,
    doubt,
    flat,
    headline,
    is_ahead,
    is_negated,
    line,
    published,
    speaker,
    standing,
    title,
)
from kg.facts.model import Event, Fact, Statement
from kg.spans import Span
from kg.stored import StoredArticle

_ELSEWHERE = "(its text lies where the article was imported: these are the words of the fact alone)"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a fact is in the store.

    Attributes:
        headline: who did, said or imposed what to whom.
        standing: whose word it is, how sure, and whether it is still to come.
        mark: whose word it is where the article does not vouch for it, or says that it is not so; else empty.
        before, words, after: the sentence, parted at the words that carry the fact; those empty where it is all.
        vouching: who vouches for what, sentence by sentence, and what else is told of the same.
        outlet: who published the article, and when.
        place: the characters of the kept text that the fact's words are.
        is_whole: whether the text is kept here; else ``before`` has the words of the fact alone.
        source: the article's address, else its IRI.
    """

    headline: str
    standing: str
    mark: str
    before: str
    words: str
    after: str
    vouching: tuple[str, ...]
    outlet: str
    place: Span
    is_whole: bool
    source: str

    @property
    def title(self) -> str:
        """The headline as it can stand alone: what is no fact of the article's is marked as that."""
        return f"[{self.mark}] {self.headline}" if self.mark else self.headline

    @property
    def sentence(self) -> str:
        """The sentence, the words that carry the fact in brackets."""
        return flat(f"{self.before}[{self.words}]{self.after}" if self.words else self.before)


def explained(stored: StoredArticle, found: Fact) -> Explanation:
    """What there is to say of why a fact is in the store."""
    span = stored.sentence(found)
    mark, text = _mark(stored, found, span), stored.text
    if mark.start == mark.end:
        parts = (text[span.start : span.end], "", "")
    else:
        parts = (text[span.start : mark.start], text[mark.start : mark.end], text[mark.end : span.end])
    return Explanation(
        headline(stored, found),
        "; ".join(filter(None, (standing(stored, found), doubt(found)))),
        standing(stored, found) if found.according_to or is_negated(found) else "",
        *parts,
        tuple(_vouching(stored, found)),
        published(stored),
        Span(found.start, found.end),
        stored.is_whole,
        stored.first("url") or stored.iri,
    )


def explanation(stored: StoredArticle, found: Fact) -> str:
    """The sentence with the fact's words in brackets, who vouches for it, and where it stands."""
    told = explained(stored, found)
    lines = [
        f"{told.headline}  [{told.standing}]",
        f"  “{told.sentence}”",
        *told.vouching,
        f"{told.outlet}, characters {told.place.start}–{told.place.end}",
        *([] if told.is_whole else [_ELSEWHERE]),
        told.source,
    ]
    return "\n".join(lines)


def _vouching(stored: StoredArticle, found: Fact) -> Iterable[str]:
    voice = stored.fact(found.according_to) if found.according_to else None
    if isinstance(voice, Statement):
        saying = SAYINGS.get(voice.act, voice.act)
        vouched = "the article" if voice.according_to is None else "another statement"
        what = f"that there was no such {saying}" if is_negated(voice) else f"the {saying}"
        yield f"{vouched} vouches for: {what} by {speaker(stored, voice)} ({voice.id})."
        yield f"it does not vouch for: {_doubtful(found)}."
    elif isinstance(found, Statement):
        yield _vouched_words(found)
    elif is_negated(found):
        yield f"the article vouches for this: that {'it will not be' if is_ahead(found) else 'it was not'} so."
    else:
        yield f"the article vouches for it{_as_it_is_put(found)}."
    for claim in (f for f in stored.facts.all if f.according_to == found.id):
        yield f"{_held(found, claim)}: {title(stored, claim)} ({claim.id})"
    yield from _retold(stored, found)


def _vouched_words(s: Statement) -> str:
    saying = SAYINGS.get(s.act, s.act)
    if is_negated(s):
        return f"the article vouches for this: that there was no such {saying}."
    what = "for or against what is denied" if s.act == "deny" else "for what is said in it"
    return f"the article vouches for the {saying}{_as_it_is_put(s)}, not {what}."


def _as_it_is_put(found: Fact) -> str:
    """How sure the article is, where it is not."""
    f = found.factuality
    if f.certainty in ("certain", "presupposed"):
        return " as planned" if is_ahead(found) and not isinstance(found, Statement) else ""
    return f" as {f.certainty} only" if f.certainty != "unknown" else ", but not for whether it is so"


def _held(voice: Fact, claim: Fact) -> str:
    """What a voice does with what stands in its words."""
    if is_negated(voice):
        return "in words that were not said"
    if claim.factuality.polarity == "positive":
        return "claimed in it"
    return "denied in it" if isinstance(voice, Statement) and voice.act == "deny" else "said in it not to be so"


def _doubtful(found: Fact) -> str:
    match found:
        case _ if is_negated(found):
            return "that it will not be so" if is_ahead(found) else "that it is not so"
        case Statement():
            return "that it was said"
        case _ if is_ahead(found):
            return "that it will be so"
        case Event(initiators=(), orchestrators=(), backers=()):
            return "that it is so"
    return "that it is so, or who is behind it"


def _retold(stored: StoredArticle, found: Fact) -> Iterable[str]:
    """Other descriptions of what a fact describes."""
    happening = getattr(found, "happening", None)
    if happening is None:
        return
    for other in stored.facts.all:
        if getattr(other, "happening", None) == happening and other.id != found.id:
            whose = "the article itself vouches for" if other.according_to is None else "told by another as"
            yield f"of the same happening {whose}: {line(stored, other)} ({other.id})"


def _mark(stored: StoredArticle, found: Fact, within: Span) -> Span:
    """The words that carry a fact: of a claimed one the claim's, of another its trigger; nothing where they are not."""
    voice = stored.fact(found.according_to) if found.according_to else None
    said = found if isinstance(found, Statement) else voice
    marks = [Span(said.content[0].start, said.content[-1].end)] if isinstance(said, Statement) else []
    trigger = getattr(found, "trigger", None)
    if trigger is not None:
        marks.append(Span(trigger.start, trigger.end))
    inside = (mark for mark in marks if within.start <= mark.start < mark.end <= within.end and mark != within)
    return next(inside, Span(within.start, within.start))
