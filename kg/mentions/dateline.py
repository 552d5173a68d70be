"""Whose "the defence ministry" is: that of the state whose capital the dateline names, if nothing speaks against it."""

import re

from kg import reference
from kg.english import tokens, words
from kg.english.labels import Dep
from kg.mentions.drafts import Stage

_SUBJECTS = frozenset({Dep.NSUBJ, Dep.NSUBJPASS, Dep.POSS, Dep.AMOD, Dep.COMPOUND, Dep.NMOD})
# Their ministries go by other names; Brussels is the seat of the Union.
_SEATS = frozenset({"USA", "BEL"})
_CITY = re.compile(r"[,(/]")


def state(stage: Stage) -> str | None:
    """The state (ISO 3166 alpha-3) in whose capital the article was written, if its title or opening speaks of it."""
    city = _city(stage.document.article.dateline)
    known = reference.candidates(city, stage.clues.base) if city else ()
    country = next((c.entity.country for c in known if c.how == "capital"), None)
    return country if country not in _SEATS and _opens_with(stage, country, city) else None


def _city(dateline: str | None) -> str:
    """The city of a dateline as names are written: of "KYIV, Ukraine" Kyiv; none of "LONDON/PARIS"."""
    return "" if not dateline or "/" in dateline else _CITY.split(dateline)[0].strip().title()


def _opens_with(stage: Stage, country: str | None, city: str) -> bool:
    """Whether title or opening name a state by another word than the city of the dateline."""
    opening = next((i for i, heading in enumerate(stage.parse.heading) if not heading), 0)
    named = (t for t, state in stage.states.items() if state == country and stage.parse.sentence[t] <= opening)
    return any(tokens.text(stage.document, t, t + 1).lower() not in city.lower() for t in named)


def may_own(stage: Stage, token: int, country: str) -> bool:
    """Whether a body named at a token without an owner may be this state's: nobody else acts in its sentence or before.

    "Russia launched 40 drones, the air force said" does not tell whose air force; a paragraph about one state does.
    """
    parse = stage.parse
    determiner = next((parse.text[c].lower() for c in parse.children[token] if parse.dep[c] == Dep.DET), "the")
    if determiner != "the" or parse.heading[parse.sentence[token]]:
        return False
    sentence = parse.sentence[token]
    return _is_about(stage, sentence, country, strictly=True) and (
        sentence == 0 or not _same_paragraph(stage, sentence) or _is_about(stage, sentence - 1, country, strictly=False)
    )


def _same_paragraph(stage: Stage, sentence: int) -> bool:
    parse = stage.parse
    first, before = parse.sentences[sentence][0], parse.sentences[sentence - 1][1] - 1
    return "\n" not in stage.document.text[parse.start[before] : parse.start[first]]


def _is_about(stage: Stage, sentence: int, country: str, *, strictly: bool) -> bool:
    """Whether no other state acts in a sentence; strictly, whether none is named in it but beside: "ties with Mali"."""
    parse = stage.parse
    for draft in stage.in_sentence(sentence):
        other = draft.chain.entity.country
        if other in (None, country) or draft.kind == "pronoun":
            continue
        acts = parse.dep[tokens.first_conjunct(parse, draft.head)] in _SUBJECTS
        beside = parse.dep[draft.head] == Dep.POBJ and parse.text[parse.head[draft.head]].lower() in words.of(
            "mutual_prepositions"
        )
        if acts or (strictly and not beside and draft.type != "person"):
            return False
    return True
