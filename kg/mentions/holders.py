"""Whose post a definite noun names: "the minister", "the president of the Senate", "the State Department spokesman"."""

from collections.abc import Iterator

from kg import reference
from kg.english import phrases, posts, tokens, words
from kg.english.labels import Dep, Pos
from kg.english.phrases import Phrase
from kg.english.posts import Post
from kg.mentions.drafts import Chain, MentionDraft, Stage

_BODIES = frozenset({"body", "organisation", "armed"})


def says(stage: Stage, phrase: Phrase, known: Post) -> bool:
    """Whether a phrase says no more than a post that somebody is known to hold: "the minister"."""
    parse = stage.parse
    held = {parse.lemma[t].lower() for t in range(known.first, known.end)}
    seats = _seats(stage, phrase)
    said = {
        parse.lemma[t].lower()
        for t in range(phrase.first, phrase.end)
        if (t not in stage.states or t in seats) and parse.pos[t] not in (Pos.PART, Pos.ADP, Pos.DET)
    }
    return said <= held


def _seats(stage: Stage, phrase: Phrase) -> set[int]:
    """The words that name a body by which a state acts, and not the state: "White House"."""
    named = [t for t in range(phrase.first, phrase.end) if t in stage.states]
    if not named:
        return set()
    text = tokens.text(stage.document, named[0], named[-1] + 1)
    return set(named) if any(c.how == "metonym" for c in reference.candidates(text, stage.clues.base)) else set()


def names_body(stage: Stage, phrase: Phrase) -> bool:
    """Whether a phrase names a body, so that whoever has the same post in a state is not meant: "of the Senate"."""
    parse = stage.parse
    for token in range(phrase.first, phrase.end):
        if token == phrase.head or token in stage.states or parse.pos[token] not in (Pos.NOUN, Pos.PROPN):
            continue
        lemma = parse.lemma[token].lower()
        if lemma in words.of("governments") or lemma in words.of("state_nouns") or posts.is_portfolio(lemma):
            continue
        noun = phrases.noun_at(parse, token)
        if noun is not None and noun.kind in _BODIES:
            return True
        if noun is None and parse.pos[token] == Pos.PROPN and parse.dep[token] == Dep.POBJ:
            return True
    return False


def is_of_unnamed(stage: Stage, phrase: Phrase, known: Chain, latest: Iterator[MentionDraft]) -> bool:
    """Whether a bare post was last that of somebody without a name, so that whom the text knows in it is not meant.

    "Defence Minister X left. The French minister stayed. The minister ...": nobody can tell.
    """
    parse = stage.parse
    lemma = parse.lemma[phrase.head].lower()
    if phrase.first != phrase.head or phrase.end != phrase.head + 1:
        return False
    for draft in latest:
        if draft.chain is known or parse.sentence[phrase.head] - parse.sentence[draft.head] > 1:
            return False
        own_words = draft.chain.entity.label == tokens.text(stage.document, draft.first, draft.end)
        if draft.noun and own_words and parse.lemma[draft.head].lower() == lemma:
            return True
    return False
