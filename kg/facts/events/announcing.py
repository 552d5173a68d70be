"""What is announced and not yet done: PLOVER's plain types for what somebody says that he will do."""

from typing import Final

from kg.document import Parse
from kg.english import tree, words
from kg.english.labels import Dep
from kg.facts.events.draft import EventDraft
from kg.facts.model import Coding, Factuality
from kg.facts.voice.saying import Saying
from kg.facts.voice.voices import Voice

_LEADING_DOWN: Final = frozenset({Dep.XCOMP, Dep.ACOMP, Dep.DOBJ, Dep.ACL, Dep.CCOMP, Dep.ATTR})
# PLOVER's rule for what is announced: future cooperation is AGREE, a future withdrawal or release is CONCEDE.
_TO_COME: Final = {"CONSULT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "SUPPORT": "AGREE", "RETREAT": "CONCEDE"}
_COMMITTING: Final = frozenset({"promise", "offer"})


def announced(parse: Parse, draft: EventDraft, factuality: Factuality, voice: Voice, said: Saying | None) -> Coding:
    """The coding of the draft, or the plain type of a promise where it is announced: "will send tanks" is AGREE.

    A meeting that is only scheduled or expected remains one; those agree to it who say themselves that they will meet.
    """
    type_ = _TO_COME.get(draft.coding.type)
    if type_ is None or factuality.tense != "future" or factuality.polarity != "positive":
        return draft.coding
    if voice.within is not None and voice.speaker is None:
        return draft.coding
    if parse.dep[draft.token] == Dep.POBJ and draft.coding.type == "RETREAT":
        return draft.coding  # "before Israel's withdrawal"
    if draft.coding.type == "CONSULT":
        willed = _is_below(parse, draft.token, "committing") or _is_own_word(parse, draft.token, said)
    elif factuality.certainty == "possible":
        willed = _is_below(parse, draft.token, "about_to")
    else:
        willed = factuality.certainty in ("certain", "probable")
    return Coding(type_, (), draft.coding.contexts) if willed else draft.coding


def _is_below(parse: Parse, token: int, group: str) -> bool:
    """Whether a word of a class leads down to the deed: "is willing to", "decided to", "plans to"."""
    for at in tree.upwards(parse, token):
        if parse.lemma[at].lower() in words.of(group):
            return at != token
        if parse.dep[at] not in _LEADING_DOWN:
            return False
    return False


def _is_own_word(parse: Parse, token: int, said: Saying | None) -> bool:
    """Whether the deed is what a statement promises or offers: "said he would meet X"."""
    if said is None or said.act not in _COMMITTING:
        return False
    at = token
    while at != said.frame.head:
        alike = parse.dep[at] == Dep.CONJ and tree.child(parse, at, *tree.SUBJECT) is None
        if not (alike or parse.dep[at] in _LEADING_DOWN) or parse.head[at] == at:
            return False
        at = parse.head[at]
    return True
