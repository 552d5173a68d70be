"""The speech act of a statement: its cue's, as its content recasts it, and what PLOVER makes of it."""

from dataclasses import dataclass
from typing import Any

from kg.document import Parse
from kg.english import tables, tree, verbs, words
from kg.english.cues import Cue
from kg.english.labels import Dep, Tag
from kg.facts.meaning.deeds import Deed, deed
from kg.facts.model import Coding
from kg.facts.scene import Scene
from kg.facts.voice import quoting, recasting, recipients
from kg.facts.voice.frames import Frame
from kg.facts.voice.sources import Source

# Verbs that promise good and evil alike.
_VOWS = frozenset({"vow", "swear"})
_NEUTRAL = frozenset({"assert", "announce", "warn", "promise", "predict"})
_OWN = frozenset({"i", "we"})


@dataclass(frozen=True, slots=True)
class Act:
    """A speech act, its coding where the saying is an event, and the heads of those it is aimed at."""

    name: str
    coding: Coding | None
    targets: tuple[int, ...]


def act(scene: Scene, token: int, cue: Cue, frame: Frame, source: Source) -> Act:
    """The act that a cue at a token, with this content, performs."""
    parse = scene.parse
    done = deed(parse, frame.head, scene) if frame.head is not None else None
    if cue.lemma == "ask" and (_asks_quoted(scene, token) if frame.head is None else _asks(parse, frame)):
        return Act("question", None, ())
    name, targets, coded = _performed(scene, cue, frame, source, done)
    if name == "reject" and frame.head is not None and parse.lemma[frame.head] in words.of("saying_nothing"):
        coded = False
    targets = _aimed_at(scene, token, cue, name, targets, frame, source, done)
    if name == "request" and cue.lemma == "invite":
        name = "offer"  # by PLOVER, to invite is to offer
    return Act(name, _coding(name, done) if coded else None, targets)


def _performed(
    scene: Scene, cue: Cue, frame: Frame, source: Source, done: Deed | None
) -> tuple[str, tuple[int, ...], bool]:
    """An act's name (the cue's, or what the content makes it), whom its own words name, whether it is an event."""
    if cue.act == "accuse" and recasting.accuses_nobody(scene, cue, frame):
        return "assert", (), False
    if cue.act == "criticise":
        return *_criticised(scene, cue, frame, source), True
    if cue.act == "support" and cue.lemma in words.of("ready") and _is_deed(scene.parse, frame):
        return "promise", frame.targets, True  # "reaffirmed its commitment to sending police"
    recast = _recast(scene, cue, frame, source, done) if cue.act in _NEUTRAL else None
    if recast is not None:
        return recast
    binding = cue.act != "promise" or (_is_binding(cue, frame) and not _is_business(scene, source))
    return cue.act, frame.targets, binding or (done is not None and done.kind == "help")


def _aimed_at(
    scene: Scene,
    token: int,
    cue: Cue,
    name: str,
    targets: tuple[int, ...],
    frame: Frame,
    source: Source,
    done: Deed | None,
) -> tuple[int, ...]:
    """Whom an act is aimed at, as far as ``targets`` does not tell."""
    if (targets == frame.targets and name == cue.act) or not any(map(scene.is_actor, targets)):
        targets = recipients.of(scene, token, name, frame, source, done)
    if name in ("demand", "request", "accuse") and not targets:
        return _clause_subjects(scene, frame, source)
    if name == "announce" and frame.name == "object":
        return tuple(t for t in targets if not scene.is_actor(t))  # a new task force is told to nobody
    return targets


def _is_deed(parse: Parse, frame: Frame) -> bool:
    return frame.head is not None and tree.is_verb(parse, frame.head)


def _criticised(scene: Scene, cue: Cue, frame: Frame, source: Source) -> tuple[str, tuple[int, ...]]:
    """Whose doing it is that somebody criticises; what is nobody else's he only laments."""
    laments = cue.lemma in words.of("lamenting")
    if frame.name == "clause":
        targets = _clause_subjects(scene, frame, source)
        return ("assert" if laments and not targets else "criticise"), targets
    return ("assert" if laments and not _aimed(scene, frame, source) else "criticise"), frame.targets


def _judged(scene: Scene, cue: Cue, frame: Frame, source: Source) -> str:
    """Whether what something is called is blame or praise: "called it a crime", "described the deal as historic"."""
    parse = scene.parse
    if cue.lemma not in words.of("judging_by_name") or frame.label is None or _is_ones_own(scene, frame, source):
        return "assert"
    heads = tree.objects_of(parse, frame.label) if parse.dep[frame.label] == Dep.PREP else [frame.label]
    heads.extend(tree.children(parse, frame.label, Dep.AMOD))
    named = {parse.lemma[h].lower() for head in heads for h in tree.conjuncts(parse, head)}
    by = [c for h in heads for c in parse.children[h]]
    named |= {parse.lemma[w].lower() for c in by if parse.dep[c] == Dep.AMOD for w in tree.conjuncts(parse, c)}
    if any(parse.dep[c] == Dep.NEG or parse.lemma[c].lower() in ("no", "not", "less") for c in by):
        return "assert"
    blames, praises = not named.isdisjoint(words.of("blame")), not named.isdisjoint(words.of("praise"))
    if blames and frame.name == "aside":
        return "deny"  # "a charge that Y called baseless"
    return "assert" if blames == praises else "criticise" if blames else "praise"


def _is_ones_own(scene: Scene, frame: Frame, source: Source) -> bool:
    """Whether what is called something is the speaker, or his own: "called his own plan a mistake"."""
    mine = source.participant.actor if source.participant else None
    for target in frame.targets:
        owners = [target, *tree.children(scene.parse, target, Dep.POSS)]
        held = [m for t in owners if (m := scene.mention_at(t)) is not None]
        own = any(scene.parse.lemma[c].lower() == "own" for c in tree.children(scene.parse, target, Dep.AMOD))
        if own or any(m.actor == mine for m in held):
            return True
    return False


def _asks(parse: Parse, frame: Frame) -> bool:
    """Whether a clause is a question: "asked how long", not "asked that"."""
    first = frame.content[0]
    opens = parse.tag[first] in (Tag.WRB, Tag.WP, Tag.WDT) or parse.lemma[first].lower() in ("if", "whether")
    return frame.name == "clause" and opens


def _asks_quoted(scene: Scene, token: int) -> bool:
    """Whether a quotation beside a cue is a question."""
    return any(
        scene.document.text[q.start : q.end].rstrip().endswith("?")
        for q in (scene.quotes[index] for index in quoting.beside(scene, token))
    )


def _is_binding(cue: Cue, frame: Frame) -> bool:
    """Whether whatever is promised is a promise: to vow may be to threaten, to agree that is to think so too."""
    return frame.name != "clause" and cue.lemma not in _VOWS


def _is_business(scene: Scene, source: Source) -> bool:
    """Whether it is a firm, whose deals are no politics unless they help somebody."""
    entity = scene.entities.get(source.participant.actor) if source.participant else None
    return entity is not None and (entity.type == "company" or (entity.type == "organisation" and entity.provisional))


def _aimed(scene: Scene, frame: Frame, source: Source) -> bool:
    """Whether what is lamented is another's: "regretted its decision" may be one's own."""
    return bool(_others(scene, list(frame.targets), source)) or any(
        _others_before(scene, t, source) for t in frame.targets
    )


def _recast(
    scene: Scene, cue: Cue, frame: Frame, source: Source, done: Deed | None
) -> tuple[str, tuple[int, ...], bool] | None:
    """What the content makes of a cue that by itself only reports: name, targets, and whether it is coded."""
    parse, head = scene.parse, frame.head
    if cue.act == "assert" and frame.label is not None:
        return _judged(scene, cue, frame, source), frame.targets, True
    if head is None:
        return None
    if (recast := recasting.by_object(scene, cue, frame, source, done)) is not None:
        return recast
    if cue.act == "warn" and frame.name in ("prep", "target"):
        # "Warned of retaliation" threatens; "warned X of consequences" does, "warned of consequences" need not.
        known = words.of("consequences" if frame.name == "target" else "reprisals")
        if parse.lemma[head].lower() in known and not scene.modifiers(head):
            return "threaten", frame.targets if frame.name == "target" else (), True
        return None
    if cue.act == "assert" and frame.name == "clause" and (blamed := _blamed(scene, head, source)) is not None:
        return blamed
    own = frame.name in ("infinitive", "readiness") or _is_own(scene, head, source)
    if own and (cue.mood or cue.lemma in words.of("neg_raising")) and frame.name == "clause":
        return None  # whoever thinks that he will do it neither threatens nor promises
    if own and done is not None and done.kind is not None:
        return _announced(parse, cue, head, done)
    if not own and frame.name == "clause":
        return _obliging(scene, head, source)
    return None


def _blamed(scene: Scene, head: int, source: Source) -> tuple[str, tuple[int, ...], bool] | None:
    """Whom a clause blames, and whom critics speak of: "X is responsible for", "critics say X"."""
    parse = scene.parse
    others = _others(scene, tree.subjects(parse, head), source)
    if not others:
        return None
    whose = parse.lemma[source.token].lower() if source.token is not None else ""
    if whose in words.of("detractors"):
        return "criticise", tuple(others), True
    said = tree.children(parse, head, Dep.ACOMP, Dep.XCOMP)
    blames = parse.tag[head] in (Tag.VBZ, Tag.VBP, Tag.VBD) and parse.lemma[head] == "be"
    denied = tree.child(parse, head, Dep.NEG) is not None or any(tree.child(parse, w, Dep.NEG) for w in said)
    if blames and not denied and any(parse.lemma[w].lower() in words.of("to_blame") for w in said):
        charges = [n for w in said for n in tree.prepositional(parse, w, "for", "of", "in")]
        if not charges or any(_is_ill(parse, n) for n in charges):
            return "accuse", tuple(others), True
    return None


def _is_ill(parse: Parse, noun: int) -> bool:
    """Whether somebody may be blamed for something: for a deed, a death, a crime; not "for training"."""
    lemma = parse.lemma[noun].lower()
    if lemma in words.of("ills") or lemma in words.of("blame"):
        return True
    done = deed(parse, noun)
    return done is not None and done.kind == "harm"


def _announced(parse: Parse, cue: Cue, head: int, done: Deed) -> tuple[str, tuple[int, ...], bool] | None:
    """A deed of one's own that is to come: a threat, an offer, a promise or, negated, a refusal."""
    looks_ahead = done.ready or cue.act == "promise" or _has_modal(parse, head)
    if not looks_ahead or (cue.act == "announce" and not done.ready):
        return None
    if any(parse.dep[c] == Dep.NEG for c in parse.children[head]) or _is_none(parse, done):
        if done.kind != "help":
            return None
        withheld = cue.act == "warn" or (_is_conditional(parse, head) and _is_none(parse, done))
        return ("threaten" if withheld else "reject"), (), True
    if done.kind == "help":
        return ("offer" if done.ready else "promise"), (), True
    if done.type == "SANCTION" and not done.ready and cue.act not in ("warn", "promise"):
        return None
    if done.type == "MOBILIZE" and not tree.prepositional(parse, done.noun or head, "against", "at"):
        at_all = tree.prepositional(parse, head, "against", "at")
        return ("threaten", (), True) if at_all else None  # troops may be sent to a friend
    return "threaten", (), True


def _is_none(parse: Parse, done: Deed) -> bool:
    """Whether there is to be none of a deed: "there will be [no] talks"."""
    nouns = [done.token] if done.noun is None else [done.token, done.noun]
    return any(parse.lemma[c].lower() == "no" for n in nouns for c in tree.children(parse, n, Dep.DET))


def _is_conditional(parse: Parse, head: int) -> bool:
    """Whether a clause hangs on what another does: "no talks unless Y withdraws"."""
    below = (c for t in (head, *parse.children[head]) for c in tree.children(parse, t, Dep.ADVCL))
    return any(verbs.opens_with(parse, c, "unless", "until") for c in below)


def _obliging(scene: Scene, head: int, source: Source) -> tuple[str, tuple[int, ...], bool] | None:
    """What another "must" or "should" do, and what is "only possible if" another does something."""
    parse = scene.parse
    part = words.parts("modal").get(_modal(parse, head))
    if part is not None and part.obliges:
        # Of who should be treated so nobody in particular is asked.
        asked = tree.agents(parse, head) if tree.is_passive(parse, head) else tree.subjects(parse, head)
        others = [t for t in _others(scene, asked, source) if _is_somebody(scene, t)]
        return (part.obliges, tuple(others), True) if others else None
    if any(parse.lemma[c] == "only" for c in tree.subtree(parse, head)[:12] if parse.dep[c] == Dep.ADVMOD):
        for condition in tree.children(parse, head, Dep.ADVCL):
            if verbs.opens_with(parse, condition, "if"):
                others = _others(scene, tree.subjects(parse, condition), source)
                return ("demand", tuple(others), False) if others else None
    return None


def _is_somebody(scene: Scene, token: int) -> bool:
    """Whether a phrase tells of somebody in particular: a name, "the rebels", "its army"; not "governments"."""
    mention, parse = scene.mention_at(token), scene.parse
    if mention is None or mention.kind != "noun":
        return mention is not None
    held = tree.child(parse, token, Dep.DET, Dep.POSS) is not None or bool(scene.modifiers(token))
    return held or scene.state_of(mention.actor) is not None


def _modal(parse: Parse, head: int) -> str:
    """The modal verb of a clause; who "would need to" do something need not be asked to."""
    modals = [parse.lemma[c].lower() for c in tree.children(parse, head, Dep.AUX) if parse.tag[c] == Tag.MD]
    if parse.lemma[head] in ("need", "ought") and tree.child(parse, head, Dep.XCOMP) is not None and not modals:
        return parse.lemma[head]
    return "" if parse.lemma[head] == "need" else next(iter(modals), "")


def _others(scene: Scene, tokens: list[int], source: Source) -> list[int]:
    """The actors among these that are neither the source nor of its state."""
    mine = source.participant.actor if source.participant else None
    home = scene.state_of(mine) if mine else None
    return [
        t
        for t in tokens
        if (m := scene.mention_at(t)) is not None
        and scene.is_actor(t)
        and m.actor != mine
        and m.actor != home
        and (home is None or scene.state_of(m.actor) != home)
    ]


def _is_own(scene: Scene, head: int, source: Source) -> bool:
    """Whether the clause is about the source itself, its state, or "we"."""
    parse = scene.parse
    holders = tree.children(parse, head, Dep.POSS) if not tree.is_verb(parse, head) else []
    for token in holders or tree.subjects(parse, head):
        if parse.lemma[token].lower() in _OWN:
            return True
        mention = scene.mention_at(token)
        if parse.lemma[token].lower() in words.of("own_bodies") and any(
            parse.tag[c] == Tag.PRP_ for c in tree.children(parse, token, Dep.POSS)
        ):
            return True
        if source.participant is None:
            continue
        if mention is None:
            # An "it" that stands for nobody else here stands for the state or body that speaks.
            if parse.lemma[token].lower() == "it" and not _is_person(scene, source):
                return True
            continue
        mine = source.participant.actor
        state = scene.state_of(mine)
        if mention.actor == mine or (state is not None and state in (mention.actor, scene.state_of(mention.actor))):
            return True
    return False


def _is_person(scene: Scene, source: Source) -> bool:
    entity = scene.entities.get(source.participant.actor) if source.participant else None
    return entity is None or entity.type == "person"


def _has_modal(parse: Parse, verb: int) -> bool:
    modals = {parse.lemma[c].lower() for c in tree.children(parse, verb, Dep.AUX)}
    return not modals.isdisjoint({*words.of("future_modals"), "’ll", "'ll"}) or parse.text[verb].lower() == "going"


def _clause_subjects(scene: Scene, frame: Frame, source: Source) -> tuple[int, ...]:
    if frame.head is None or (frame.name == "object" and recipients.is_undergone(scene.parse, frame.head)):
        return ()
    if tree.is_passive(scene.parse, frame.head) and tree.is_verb(scene.parse, frame.head):
        return tuple(_others(scene, tree.agents(scene.parse, frame.head), source))  # who was wronged is not blamed
    return tuple(_others_or_phrases(scene, tree.subjects(scene.parse, frame.head), source))


def _others_or_phrases(scene: Scene, tokens: list[int], source: Source) -> list[int]:
    """Other actors; a phrase that belongs to another state ("the US elite") counts as one."""
    found = _others(scene, tokens, source)
    return found or [t for t in tokens if scene.mention_at(t) is None and _others_before(scene, t, source)]


def _others_before(scene: Scene, noun: int, source: Source) -> bool:
    mine = source.participant.actor if source.participant else None
    home = scene.state_of(mine) if mine else None
    return any(part.actor not in (mine, home) for part in scene.modifiers(noun))


def _coding(name: str, done: Deed | None) -> Coding | None:
    acts: Any = tables.load("acts")
    entry = acts["coding"].get(name)
    if entry is None:
        return None
    modes = tuple(entry.get("modes", ()))
    if name in ("demand", "request", "reject") and done is not None and done.type is not None:
        asked = acts["asked"].get(done.type)
        modes = (asked,) if asked else ()
    if name == "threaten" and done is not None:
        modes = _threatened(acts["threatened"], done)
    return Coding(entry["type"], modes)


def _threatened(table: dict[str, str], done: Deed) -> tuple[str, ...]:
    if done.seizure:
        return ("seize",)
    mode = table.get(f"{done.type}/{done.mode}") or table.get(done.type or "")
    return (mode,) if mode else ()
