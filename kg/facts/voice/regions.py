"""Whose word each stretch of a text is, told before any fact is read.

Every word of saying, thinking, wishing, showing or hoping opens a region: what hangs on it as its content. A region
that a statement was made of has a known (or an unnamed) owner; any other is unread, and what stands there is nobody's
word. So is what stands in a quotation or a question that no statement covers. Only below a factive word ("admitted",
"recalled") or outside all regions does the article itself tell.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.document import Parse
from kg.english import cues, tree, verbs, words
from kg.english.cues import Cue
from kg.english.labels import Dep, Pos, Tag
from kg.english.memory import remembered
from kg.english.rule import rule
from kg.facts.meaning import measures
from kg.facts.scene import Scene
from kg.facts.voice.clauses import is_beside_words, may_be_thrown_in
from kg.facts.voice.remarks import is_remark
from kg.facts.voice.saying import Saying

_CLAUSAL = frozenset({Dep.CCOMP, Dep.CSUBJ, Dep.CSUBJPASS})
_COMPLEMENTS = _CLAUSAL | {Dep.XCOMP, Dep.PCOMP, Dep.OPRD, Dep.ACOMP}
_PREPOSITIONS = frozenset({Dep.PREP, Dep.AGENT, Dep.PRT})
_TOLD = _COMPLEMENTS | _PREPOSITIONS | {Dep.DOBJ, Dep.ADVCL}
_OF_NOUNS = frozenset({Dep.ACL, Dep.CCOMP, Dep.RELCL})
_REPORTING = frozenset({"clause", "told", "plain"})
_WISHING = frozenset({"infinitive", "wish", "request", "readiness"})


class Regions:
    """The regions of a document, of which ``sayings`` are those that a statement was made of."""

    def __init__(self, scene: Scene, sayings: Iterable[Saying]) -> None:
        self._scene = scene
        self._read = {d.token: d for d in sayings}

    def is_unread(self, token: int, within: Saying | None) -> bool:
        """Whether what is told at a token is nobody's word; ``within`` is the innermost statement around it."""
        parse = self._scene.parse
        word = opener(parse, token)
        if word is not None and not self._is_read(word, token):
            # The nearer of statement and word decides. Of a claim that somebody speaks about ("denied reports of an
            # attack") his words tell how he puts it.
            return within is None or (parse.pos[word] != Pos.NOUN and _is_inside(parse, word, within))
        if within is not None:
            return False
        return _is_asked(parse, token) or self._scene.is_quoted(token)

    def _is_read(self, word: int, token: int) -> bool:
        """Whether a statement was made of a word, and the token stands in its content, or in a remark behind it.

        What was left out of the content as the writer's own he vouches for.
        """
        saying = self._read.get(word)
        if saying is None:
            return False
        return _is_inside(self._scene.parse, token, saying) or is_remark(self._scene, saying, token)


def _is_inside(parse: Parse, word: int, within: Saying) -> bool:
    """Whether a word stands in a statement's content."""
    return any(p.start <= parse.start[word] < p.end for p in within.pieces)


def _is_asked(parse: Parse, token: int) -> bool:
    """Whether a sentence is a question."""
    _, end = parse.sentences[parse.sentence[token]]
    return parse.text[end - 1] == "?" or (parse.text[end - 1] in "\"”’'" and parse.text[max(0, end - 2)] == "?")


def opener(parse: Parse, token: int) -> int | None:
    """The nearest word that opens a region around a token."""
    at = below = token
    led = _Led()
    for above in tree.ancestors(parse, token):
        if (thrown := _thrown_in(parse, at)) is not None and thrown != below and _reaches(parse, at, thrown, below):
            return thrown
        if _opens(parse, below, at, above):
            return above
        led = led.past(parse, at)
        if led.to(parse, above):
            return above
        at, below = above, at
    thrown = _thrown_in(parse, at)
    if thrown is not None and thrown != below and _reaches(parse, at, thrown, below):
        return thrown
    # A sentence that the parser built around "that" has lost its word of saying.
    lost = min(parse.children[at], default=at)
    return lost if parse.text[lost].lower() == "that" and parse.dep[lost] == Dep.MARK else None


def _reaches(parse: Parse, said: int, cue: int, below: int) -> bool:
    """Whether a cue thrown in behind what was said reports the clause that follows it, too."""
    return not (said < cue < below and is_beside_words(parse, below))


@dataclass(frozen=True, slots=True)
class _Led:
    """What leads up from a fact to a word of saying past a setting: "spoke in Rome [of war]", "said in Rome [that]"."""

    prepositions: frozenset[str] = frozenset()
    clause: bool = False

    def past(self, parse: Parse, at: int) -> "_Led":
        """The same one word higher up; nothing leads past a verb."""
        if _brings_on(parse, at):
            return replace(self, prepositions=self.prepositions | {parse.lemma[at].lower()})
        if tree.is_verb(parse, at):
            own = tree.child(parse, at, *tree.SUBJECT, *tree.PASSIVE) is not None
            return _Led(clause=own and verbs.opens_with(parse, at, "that"))
        return self

    def to(self, parse: Parse, above: int) -> bool:
        """Whether a verb, the adjective that it is about, or an adjective alone reports what is led up to it."""
        if not tree.is_verb(parse, above) and parse.pos[above] != Pos.ADJ:
            return False
        if parse.lemma[above].lower() in words.of("factive"):
            return False
        about = tree.children(parse, above, Dep.ACOMP, Dep.OPRD)
        return any(self._reports(parse, w) for w in (above, *about) if not _is_evident(parse, w))

    def _reports(self, parse: Parse, word: int) -> bool:
        frames = _frames_believed_by_others(parse, word)
        taken = (name for preposition in self.prepositions for name in cues.frames_with(preposition))
        return (self.clause and bool(frames & _REPORTING)) or not frames.isdisjoint(taken)


NOWHERE: int | None = None


@rule(
    "region-parenthetical",
    kind="region",
    says="a word of saying thrown into a clause reports all of it",
    needs="Ukraine had attacked Belgorod, as was rumoured in Minsk.",
    spares="Ukraine had attacked Belgorod, as was planned in Kyiv.",
    neutral=NOWHERE,
)
@remembered
def _thrown_in(parse: Parse, verb: int) -> int | None:
    """A word of saying thrown into the clause that it reports: "the strike, it was whispered, killed ten"."""
    beside = tree.children(parse, verb, Dep.PARATAXIS, Dep.ADVCL)
    # What stands behind the subject the parser hangs on it: "Ukraine, as they allege, attacked".
    beside += [c for s in tree.children(parse, verb, *tree.SUBJECT) for c in tree.children(parse, s, Dep.ADVCL)]
    talk = next((c for c in tree.children(parse, verb, Dep.CCOMP) if _is_rumour(parse, c)), None)
    if talk is not None:
        return talk
    for said in beside:
        if _is_rumour(parse, said):
            return said
        if parse.dep[said] == Dep.ADVCL and not may_be_thrown_in(parse, said):
            continue
        claims = parse.lemma[said].lower() in words.of("claiming")
        reports = claims or bool(_frames_believed_by_others(parse, said) & _REPORTING)
        told = tree.subjects(parse, said) or verbs.is_as_clause(parse, said)
        if reports and tree.child(parse, said, Dep.CCOMP, Dep.DOBJ) is None and told:
            return said
    return None


def _is_rumour(parse: Parse, said: int) -> bool:
    """Whether a clause says that there is talk of it, or whether that is true: "so the rumour goes", "if X is true"."""
    if not any(parse.lemma[s].lower() in words.of("claim_nouns") for s in tree.children(parse, said, Dep.NSUBJ)):
        return False
    so = any(parse.text[c].lower() in ("so", "as") for c in tree.children(parse, said, Dep.ADVMOD, Dep.MARK))
    doubted = verbs.opens_with(parse, said, "if") and parse.lemma[said].lower() in ("be", "prove", "hold")
    return (so and parse.lemma[said].lower() in words.of("circulating")) or doubted


def _opens(parse: Parse, below: int, at: int, above: int) -> bool:
    """Whether a word opens a region over a dependant of its own; ``below`` is what one comes from."""
    if parse.dep[at] in _COMPLEMENTS and verbs.opens_with(parse, at, "whether"):
        return True
    if parse.dep[at] in _CLAUSAL and _is_rumour(parse, above):
        return True
    if _is_made_up(parse, at, above) or _is_parted(parse, at, above):
        return True
    if tree.is_verb(parse, above):
        if parse.dep[at] in _CLAUSAL and (adjectives := _predicative(parse, above)):
            return any(_adjective_opens(parse, at, adjective) for adjective in adjectives)
        return _verb_opens(parse, at, above) or _punishes(parse, below, at, above)
    if parse.pos[above] in (Pos.NOUN, Pos.PROPN):
        return _noun_opens(parse, at, above) or _punishes(parse, below, at, above)
    return _adjective_opens(parse, at, above)


@rule(
    "region-of-verb",
    kind="region",
    says="what a verb of saying, thinking, wishing or showing takes as its complement is somebody's word",
    needs="Belarus is said to have attacked Poland.",
    spares="Belarus is known to have attacked Poland.",
    neutral=False,
)
@remembered
def _verb_opens(parse: Parse, at: int, verb: int) -> bool:
    label, lemma = parse.dep[at], parse.lemma[verb].lower()
    frames = _frames_believed_by_others(parse, verb)
    if lemma in words.of("factive"):
        return verbs.has_to(parse, at) and bool(frames & _WISHING) and not tree.is_passive(parse, verb)
    claims = lemma in words.of("claiming")
    if label == Dep.ADVCL:
        mark = verbs.mark(parse, at, "that")
        return mark is not None and parse.text[mark - 1].lower() not in ("so", "now", "such")
    if label in _CLAUSAL:
        if verbs.opens_with(parse, at, "that"):
            return True
        return claims or bool(frames & _WISHING) or (verbs.is_finite(parse, at) and bool(frames & _REPORTING))
    if label in _COMPLEMENTS:
        passive = tree.is_passive(parse, verb)
        # What "is expected" or "was agreed" to happen the article itself tells, as something to come.
        expected = (passive and not tree.agents(parse, verb)) or lemma in measures.deciding()
        reported = passive and bool(frames & _REPORTING) and lemma not in words.of("expecting")
        # Of what "is rumoured to have happened" the rumour tells, as of something past.
        claims = claims and (not expected or verbs.is_perfect(parse, at))
        named = label in (Dep.OPRD, Dep.ACOMP) and (lemma in words.of("naming") or "as" in frames)
        mulled = parse.tag[at] == Tag.VBG and _is_mulling(lemma)
        wished = bool(frames & _WISHING) and not expected and not mulled
        return claims or named or (label == Dep.XCOMP and (reported or wished))
    if _brings_on(parse, at):
        return _brings_in(parse, at, lemma, frames)
    return label in (Dep.DOBJ, Dep.NSUBJPASS) and lemma in words.of("claiming_of_object")


def _brings_on(parse: Parse, at: int) -> bool:
    """Whether a word is a preposition, be it the second of two: "told of beatings and [of] a boy who was shot"."""
    return parse.dep[at] in _PREPOSITIONS or (parse.dep[at] == Dep.CONJ and parse.pos[at] == Pos.ADP)


def _is_mulling(lemma: str) -> bool:
    """Whether a verb tells what somebody thinks of doing himself: "considered leaving"."""
    entry = words.entries().get(lemma)
    return entry is not None and entry.outlook == "under-discussion"


def _brings_in(parse: Parse, preposition: int, lemma: str, frames: frozenset[str]) -> bool:
    """Whether a verb's preposition leads to what is claimed: "spoke of", "accused X of", "described it as"."""
    word = parse.lemma[preposition].lower()
    if word == "as":
        return lemma in words.of("naming") or "as" in frames
    if lemma in words.of("accusing") and word in words.of("charge_prepositions"):
        return True
    return not frames.isdisjoint(f"{kind}:{word}" for kind in ("prep", "target", "told"))


@rule(
    "region-of-noun",
    kind="region",
    says="what a claim, rumour or fear is of or about is somebody's word",
    needs="Rumours of an attack by Ukraine on Belgorod spread.",
    spares="Victims of an attack by Ukraine on Belgorod fled.",
    neutral=False,
)
def _noun_opens(parse: Parse, at: int, noun: int) -> bool:
    label, lemma = parse.dep[at], parse.lemma[noun].lower()
    claims = lemma in words.of("claim_nouns")
    frames = _frames(cues.uses(parse, noun))
    if label == Dep.PREP:
        word = parse.lemma[at].lower()
        above = next((a for a in tree.ancestors(parse, noun) if tree.is_verb(parse, a)), noun)
        voiced = parse.lemma[above].lower() in words.of("voicing")
        return (claims and word in words.of("claim_prepositions")) or (voiced and f"prep:{word}" in frames)
    if label not in _OF_NOUNS or lemma in words.of("factive"):
        return False
    if verbs.has_to(parse, at):
        return claims or "infinitive" in frames
    if any(parse.tag[c] in (Tag.WDT, Tag.WP) and parse.dep[c] != Dep.MARK for c in parse.children[at]):
        return False
    if verbs.opens_with(parse, at, "that"):
        return True
    return claims and label != Dep.RELCL and tree.child(parse, at, Dep.MARK, *tree.SUBJECT, *tree.PASSIVE) is not None


@rule(
    "region-of-adjective",
    kind="region",
    says="what somebody is sure, afraid or doubtful of is his word; what is clear or true the article tells",
    needs="It was doubtful Ukraine had attacked Belgorod.",
    spares="It was clear that Ukraine had attacked Belgorod.",
    neutral=False,
)
def _adjective_opens(parse: Parse, at: int, adjective: int) -> bool:
    """Whether an adjective opens a region over a dependant of its own, or over a clause that hangs on its copula."""
    label, lemma = parse.dep[at], parse.lemma[adjective].lower()
    if parse.pos[adjective] != Pos.ADJ or lemma in words.of("factive") or _is_evident(parse, adjective):
        return False
    frames = _frames(cues.uses(parse, adjective))
    if label == Dep.PREP:
        word = parse.lemma[at].lower()
        return f"prep:{word}" in frames or (lemma in words.of("fearful") and word in ("of", "about"))
    return label in _CLAUSAL and ("clause" in frames or verbs.opens_with(parse, at, "that"))


def _is_evident(parse: Parse, adjective: int) -> bool:
    """Whether something is so to everybody: "it is clear that", but not "he is clear that"."""
    if parse.lemma[adjective].lower() not in words.of("evident"):
        return False
    return any(parse.lemma[t].lower() == "it" for t in tree.subjects(parse, parse.head[adjective]))


def _predicative(parse: Parse, verb: int) -> list[int]:
    """The adjectives that a copula says of its subject: "it [was] doubtful"."""
    return [a for a in tree.children(parse, verb, Dep.ACOMP, Dep.OPRD) if parse.pos[a] == Pos.ADJ]


@rule(
    "region-of-penalty",
    kind="region",
    says="for what somebody is punished is the word of whoever punishes",
    needs="Canada sanctioned the firm for arming the rebels in Mali.",
    spares="Canada praised the firm.",
    neutral=False,
)
def _punishes(parse: Parse, below: int, at: int, above: int) -> bool:
    """Whether it is the charge for which somebody is punished: "sanctioned [the firm] for supplying drones"."""
    if parse.dep[below] != Dep.PCOMP or parse.lemma[at].lower() != "for":
        return False
    carrier = parse.head[above] if parse.dep[above] in (Dep.DOBJ, Dep.POBJ, Dep.NSUBJPASS) else above
    around = {parse.lemma[above].lower(), parse.lemma[carrier].lower(), parse.lemma[parse.head[carrier]].lower()}
    return not around.isdisjoint(words.of("punishing"))


@rule(
    "region-parting",
    kind="region",
    says="a word of saying thrown in between subject and verb reports them, though the parser made it the main verb",
    needs="Belarus, it is whispered, attacked Poland.",
    spares="Belarus, it is feared, is isolated, and it attacked Poland.",
    neutral=False,
)
def _is_parted(parse: Parse, at: int, above: int) -> bool:
    """Whether a verb goes on behind "it is said" without an "and": "X, it is whispered, [attacked]"."""
    if parse.dep[at] != Dep.CONJ or not tree.is_verb(parse, above) or tree.child(parse, above, Dep.CC) is not None:
        return False
    it = any(parse.lemma[s].lower() == "it" for s in tree.children(parse, above, Dep.NSUBJPASS))
    reports = parse.lemma[above].lower() in words.of("claiming") or _frames(cues.uses(parse, above)) & _REPORTING
    return it and bool(reports) and tree.child(parse, above, Dep.CCOMP) is None


@rule(
    "region-of-work",
    kind="region",
    says="what a novel, a play or a film tells is nobody's word",
    needs="The opera shows the assassination of Paul Biya.",
    spares="The opera led to an attack on Paul Biya.",
    neutral=False,
)
def _is_made_up(parse: Parse, at: int, above: int) -> bool:
    """Whether a work tells of it: "the opera shows [a murder]", "a play about [a murder]"."""
    made_up = words.of("made_up")
    if not tree.is_verb(parse, above):
        about = parse.dep[at] == Dep.PREP and parse.lemma[at].lower() in ("about", "on")
        return about and parse.pos[above] == Pos.NOUN and parse.lemma[above].lower() in made_up
    if parse.dep[at] not in _TOLD or parse.lemma[above].lower() not in words.of("telling_of_works"):
        return False
    tellers = tree.actives(parse, above) or ([parse.head[above]] if parse.dep[above] == Dep.ACL else [])
    return any(parse.lemma[t].lower() in made_up for t in tellers)


@remembered
def _frames_believed_by_others(parse: Parse, token: int) -> frozenset[str]:
    """The frames of a word in those uses that do not take for granted what they report."""
    return _frames(cue for cue in cues.uses(parse, token) if not cue.factive)


def _frames(uses: Iterable[Cue]) -> frozenset[str]:
    """Names of frames with their prepositions, and of those with one the bare name too."""
    names = {frame for cue in uses for frame in cue.frames}
    return frozenset(names | {name.partition(":")[0] for name in names if name.startswith(("told", "plain"))})
