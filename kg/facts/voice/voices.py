"""Tells voices apart: which statement a fact stands in, and whether the article vouches for it all the same."""

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Final

from kg.document import Parse
from kg.english import tree, words
from kg.english.labels import Dep, Tag
from kg.facts.meaning import senses
from kg.facts.model import Factuality, Participant
from kg.facts.scene import Scene
from kg.facts.voice.effects import is_ended
from kg.facts.voice.factuality import DENYING, factuality
from kg.facts.voice.regions import Regions, opener
from kg.facts.voice.remarks import is_in_aside
from kg.facts.voice.saying import Saying
from kg.facts.voice.unspoken import is_thought

# To condemn or welcome something takes it for granted; to demand or refuse it does not.
_TAKING_FOR_GRANTED: Final = frozenset({"criticise", "praise", "support", "apologise"})
_WISHING: Final = frozenset({"request", "demand", "promise", "offer", "threaten", "announce", "other"})
_OF_WISHES: Final = frozenset({"infinitive", "wish"})
_FIRST_PERSON: Final = frozenset({"i", "we"})
_MINE: Final = frozenset({"my", "our"})


@dataclass(frozen=True, slots=True)
class Voice:
    """Who tells a fact and how.

    Attributes:
        within: the innermost statement in whose content the fact stands, by position in the list of sayings.
        speaker: the statement that vouches for it; None for the article.
    """

    within: int | None
    speaker: int | None
    factuality: Factuality


class Voices:
    """The statements of a document as they stand in one another.

    ``regions`` tells which stretches are nobody's word; without it none are.
    """

    def __init__(self, scene: Scene, sayings: list[Saying], regions: Regions | None = None) -> None:
        self._scene = scene
        self._regions = regions
        self._sizes = [sum(p.end - p.start for p in d.pieces) for d in sayings]
        self.sayings = sayings
        self._around = self._by_token()
        self._at = {saying.token: saying for saying in reversed(sayings)}
        self.parents = [self._parent(i) for i in range(len(sayings))]

    def _by_token(self) -> dict[int, list[int]]:
        """Token -> the statements in whose content it stands, the smallest first; not what turns down others' words."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for index in sorted(range(len(self.sayings)), key=self._sizes.__getitem__):
            saying = self.sayings[index]
            for piece in saying.pieces if saying.frame.name != "aside" else ():
                for token in self._scene.tokens_from(piece.start, piece.end):
                    found[token].append(index)
        return found

    def _parent(self, index: int) -> int | None:
        """The statement around another; what a clause tells beside a wish, or the writer adds, is told from outside."""
        token = self.sayings[index].token
        found = self._innermost(token, index)
        if found is None:
            return None
        around, parse = self.sayings[found], self._scene.parse
        wished = around.act in _WISHING and _is_told_beside(parse, token)
        if not wished and (self._scene.is_quoted(token) or not is_in_aside(parse, around, token)):
            return found
        return self._innermost(self.sayings[found].token, found)

    def _innermost(self, token: int, but: int | None = None) -> int | None:
        """The smallest statement around a token, never the one asked about nor a smaller one than that."""
        around = (
            i
            for i in self._around.get(token, ())
            if i != but
            and self.sayings[i].token != token
            and (but is None or (self._sizes[i], -i) > (self._sizes[but], -but))
        )
        return next(around, None)

    def at(self, token: int) -> Saying | None:
        """The statement whose cue stands at a token."""
        return self._at.get(token)

    def around(self, token: int) -> Saying | None:
        """The smallest statement in whose content a token stands."""
        within = self._innermost(token)
        return self.sayings[within] if within is not None else None

    def of(self, token: int, *, appointed: bool = False) -> Voice | None:
        """The voice that tells the event at a token, None where it is nobody's word.

        An appointed event (an election) stands whoever mentions it.
        """
        parse = self._scene.parse
        within = self._innermost(token)
        around = self.sayings[within] if within is not None else None
        if self._regions is not None and not appointed and self._regions.is_unread(token, around):
            return None
        if within is None:
            return Voice(None, None, factuality(parse, token))
        return self._in_content(token, within, appointed)

    def _in_content(self, token: int, within: int, appointed: bool) -> Voice:
        """The voice of what stands in the content of a statement."""
        parse, said = self._scene.parse, self.sayings[within]
        how = _told(parse, token, said)
        if said.manner == "direct":
            return Voice(within, within, how)
        if appointed:
            return Voice(within, self.parents[within], replace(how, polarity="positive", certainty="certain"))
        if said.act in (*DENYING, *_WISHING) and _is_to_end(parse, token):
            return Voice(within, self.parents[within], Factuality("positive", "certain", "present"))
        if said.act in DENYING and _is_granted(parse, token):
            return Voice(within, self.parents[within], Factuality("positive", "presupposed", "past"))
        if said.cue.factive and said.act != "deny" and said.frame.name != "clause":
            return Voice(within, self.parents[within], how)
        if said.frame.name == "blamed" and how.certainty == "certain":
            return Voice(within, self.parents[within], replace(how, certainty="presupposed"))
        granted = said.act in _TAKING_FOR_GRANTED or (
            said.act == "assert" and said.cue.lemma not in words.of("assertive")
        )
        granted = granted and how.certainty == "certain" and said.frame.name in ("object", "prep")
        granted = granted and said.cue.lemma not in words.of("laying_blame")
        if granted and _stands_for(parse, token, said.frame.head):
            return Voice(within, self.parents[within], replace(how, polarity="positive", certainty="presupposed"))
        return Voice(within, within, how)


def _told(parse: Parse, token: int, said: Saying) -> Factuality:
    """How a statement puts what stands in its content."""
    how = factuality(parse, token, said.frame.head, _does(parse, said))
    if said.frame.name == "as" and _is_claim(parse, said) and said.act not in ("deny", "reject"):
        how = replace(how, certainty="unknown")
    if said.factuality.polarity == "negative":
        return replace(how, polarity="positive", certainty="unknown")
    if said.act == "deny" and said.cue.lemma in words.of("neg_raising") and how.certainty == "certain":
        return replace(how, certainty="probable")  # "does not think that"
    return how


def _is_told_beside(parse: Parse, token: int) -> bool:
    """Whether a verb goes on telling behind a comma: "requested a meeting, where its envoy accused Y"."""
    if parse.dep[token] != Dep.RELCL or parse.tag[token] != Tag.VBD:
        return False
    first = tree.first(parse, token)
    return parse.text[first].lower() in ("where", "who", "which") and parse.text[first - 1] == ","


def _is_granted(parse: Parse, token: int) -> bool:
    """Whether what is turned down takes a deed for granted: "vetoed a draft that would have deplored its invasion"."""
    judged = parse.dep[token] == Dep.DOBJ and parse.lemma[parse.head[token]].lower() in words.of("deploring")
    owned = any(parse.dep[c] == Dep.POSS or parse.text[c].lower() == "the" for c in parse.children[token])
    return judged and owned


def _is_to_end(parse: Parse, token: int) -> bool:
    """Whether what somebody is to end goes on, his or known: "resisted calls to end [its] war", "to lift the siege"."""
    owned = any(parse.dep[c] == Dep.POSS for c in parse.children[token])
    return owned and parse.dep[token] in (Dep.DOBJ, Dep.POBJ) and is_ended(parse, token)


def _stands_for(parse: Parse, token: int, head: int | None) -> bool:
    """Whether a token is the head of a content, or the verb of its relative clause: "the sanctions that X imposed"."""
    return token == head or (parse.head[token] == head and parse.dep[token] in (Dep.RELCL, Dep.ACL))


def _does(parse: Parse, said: Saying) -> str:
    """The act as it bears on what its content tells: to reject a charge is to deny it, "warned of" looks ahead."""
    if said.act == "reject" and said.cue.act != "reject":
        return "assert"  # "said it would not": the content itself negates
    if said.act == "reject" and _is_claim(parse, said):
        return "deny"
    return "warn of" if said.act in ("warn", "predict") and said.frame.name in ("prep", "target") else said.act


def _is_claim(parse: Parse, said: Saying) -> bool:
    """Whether the statement is about a claim or report, which it need not believe."""
    return said.frame.head is not None and parse.lemma[said.frame.head].lower() in words.of("claims")


def resolved(scene: Scene, sayings: list[Saying]) -> list[Saying]:
    """The sayings with "I" and "we" inside a quotation read as whoever is quoted, without those that add no voice.

    What a speaker thinks or says of himself inside his own words ("I believe", "he said he was sure") is no statement
    beside the outer one, unless it is an act: a demand, a threat, a promise. Nor is what people at large say or think
    there, unless an event rests on their word.
    """
    voices = Voices(scene, sayings)
    kept: list[Saying] = []
    for index, saying in enumerate(sayings):
        outer = _outer(voices.parents, sayings, index)
        if not _is_first_person(scene.parse, saying):
            named = outer is None or saying.source.participant is not None
            acts = saying.coding is not None and named and not _names_only(saying, outer)
            if outer is None or acts or _adds_a_voice(scene, saying, outer):
                kept.append(saying)
        elif outer is not None and saying.coding is not None and outer.source.participant is not None:
            kept.append(replace(saying, source=outer.source))
    return kept


def thoughts_of_others(scene: Scene, sayings: list[Saying]) -> frozenset[int]:
    """The cues with which somebody tells what another thinks or wishes: "said Iran [wanted] peace"; no words of his."""
    voices = Voices(scene, sayings)
    return frozenset(
        saying.token
        for index, saying in enumerate(sayings)
        if (outer := _outer(voices.parents, sayings, index)) is not None
        and not _is_first_person(scene.parse, saying)
        and not _is_same(saying.source.participant, outer.source.participant)
        and is_thought(scene, saying)
    )


def heard(sayings: list[Saying], thoughts: frozenset[int]) -> list[Saying]:
    """The sayings below which facts are somebody's word: of others' thoughts only wishes, which tell what may be."""
    return [d for d in sayings if d.token not in thoughts or d.frame.name in _OF_WISHES]


def _names_only(saying: Saying, outer: Saying | None) -> bool:
    """Whether it only gives a name to what the same speaker acts upon: "denounced what he called a crime"."""
    who, teller = saying.source.participant, outer.source.participant if outer else None
    return saying.frame.label is not None and _is_same(who, teller)


def _is_same(one: Participant | None, other: Participant | None) -> bool:
    return one is not None and other is not None and one.actor == other.actor


def _adds_a_voice(scene: Scene, saying: Saying, outer: Saying) -> bool:
    """Whether a statement inside another is somebody else's: a named one's, or the only word for an event."""
    who, teller = saying.source.participant, outer.source.participant
    if _is_same(who, teller):
        return False
    if who is not None and _is_known(scene, who):
        return True
    return any(senses.sense(scene.parse, t) is not None for p in saying.pieces for t in scene.tokens_in(p.start, p.end))


def _is_known(scene: Scene, who: Participant) -> bool:
    entity = scene.entities.get(who.actor)
    return entity is not None and not (
        entity.provisional and entity.type in ("group", "person") and _is_phrase(scene, who)
    )


def _is_phrase(scene: Scene, who: Participant) -> bool:
    return all(m.kind in ("noun", "pronoun") for m in scene.mentions_of(who.actor))


def vouched(scene: Scene, sayings: list[Saying]) -> list[Saying]:
    """The sayings without those that themselves are nobody's word: "rejected reports that it had asked X to go"."""
    cues = {d.token for d in sayings}
    openers = {
        d.token: opener(scene.parse, d.token) for d in sayings if d.words is not None and d.frame.name != "aside"
    }
    doubted = {token for token, word in openers.items() if word is not None and word not in cues}
    if not doubted:
        return sayings
    parents = Voices(scene, sayings).parents
    return [d for d, parent in zip(sayings, parents, strict=True) if parent is not None or d.token not in doubted]


def spread(sayings: list[Saying]) -> list[Saying]:
    """The sayings, each followed by the same words of those who say them too: one statement a speaker."""
    return [one for d in sayings for one in (d, *(replace(d, source=other) for other in d.source.others))]


def _outer(parents: list[int | None], sayings: list[Saying], index: int) -> Saying | None:
    parent = parents[index]
    return sayings[parent] if parent is not None else None


def _is_first_person(parse: Parse, saying: Saying) -> bool:
    token = saying.source.token
    return token is not None and parse.lemma[token].lower() in _FIRST_PERSON | _MINE
