"""Contents that are clauses: "said that ...", "told X that ...", "urged X to ...", "denied doing ..."."""

from kg.document import Parse
from kg.english import cues, tokens, tree, verbs, words
from kg.english.labels import Dep, Pos, Tag
from kg.facts.scene import Scene
from kg.facts.voice import opening, quoting
from kg.facts.voice.asides import asides
from kg.facts.voice.frames import Frame, for_somebody

_MARKS = frozenset({"that"})
_OWN = (Dep.NSUBJ, Dep.NSUBJPASS)


def scope(scene: Scene, cue: int) -> range:
    """The tokens that a cue may report: a semicolon ends them on both sides, a colon before it, save in quotations."""
    parse = scene.parse
    first, last = parse.sentences[parse.sentence[cue]]
    left = (
        t
        for t in range(cue - 1, first - 1, -1)
        if parse.text[t] in (";", ":") and quoting.quotation_at(scene, t) is None
    )
    right = (t for t in range(cue + 1, last) if parse.text[t] == ";" and quoting.quotation_at(scene, t) is None)
    return range(next(left, first - 1) + 1, next(right, last))


def clause(scene: Scene, verb: int, _: str) -> Frame | None:
    parse = scene.parse
    addressees = tuple(
        noun
        for noun in tree.prepositional(parse, verb, "to", "with")
        if scene.is_actor(noun) or _is_speaker(parse, noun)
    )
    targets = tuple(noun for noun in tree.prepositional(parse, verb, "of") if scene.is_actor(noun))  # "said of X that"
    near = scope(scene, verb)
    for complement in (c for c in _complements(parse, verb, near) if c in near):
        if _weighs_up(parse, complement) or (complement < verb and _is_where(parse, verb)):
            continue
        gerund = parse.tag[complement] == Tag.VBG and tree.child(parse, complement, Dep.AUX) is None
        if not verbs.has_to(parse, complement) and (not gerund or complement < verb):
            content = {*opening.parted(parse, verb, complement), *_clausal_content(parse, verb, complement)}
            return Frame("clause", tuple(sorted(content)), complement, targets=targets, addressees=addressees)
    around = _surrounding(scene, verb)
    if around is not None:
        return Frame("clause", tuple(around[1]), around[0], targets=targets, addressees=addressees)
    if any(True for _ in quoting.beside(scene, verb)):
        return Frame("quotation", (), None, targets=targets, addressees=addressees)
    return None


def _weighs_up(parse: Parse, complement: int) -> bool:
    """Whether a complement only tells what it is like to do something: "find [it hard to leave]"."""
    subject = tree.child(parse, complement, Dep.NSUBJ)
    small = subject is not None and parse.lemma[subject].lower() == "it" and not verbs.is_finite(parse, complement)
    return small and tree.child(parse, complement, Dep.XCOMP, Dep.CCOMP, Dep.ADVCL) is not None


def _is_where(parse: Parse, verb: int) -> bool:
    """Whether "where" or "when" leads from what stands before it to a verb: "in Peru—where, lately, X started"."""
    return any(parse.tag[c] == Tag.WRB and c < verb for c in tree.children(parse, verb, Dep.ADVMOD))


def _complements(parse: Parse, verb: int, near: range) -> list[int]:
    """The clauses that a verb may report, with one that the parser gave to the verb behind a semicolon."""
    found = tree.children(parse, verb, Dep.CCOMP)
    beyond = [c for far in found if far not in near for c in tree.children(parse, far, Dep.CCOMP)]
    asked = [c for c in tree.children(parse, verb, Dep.ADVCL) if c > verb and _is_asked(parse, verb, c)]
    return [*found, *(c for c in beyond if c > verb), *asked]


def _is_asked(parse: Parse, verb: int, clause: int) -> bool:
    """Whether a clause tells what is asked though the parser took it for a condition: "wondered aloud if ..."."""
    asking = parse.lemma[verb].lower() in words.of("questioning")
    return verbs.opens_with(parse, clause, "whether") or (asking and verbs.opens_with(parse, clause, "if"))


def plain(scene: Scene, verb: int, adjective: str) -> Frame | None:
    """What somebody makes clear: "made it clear that ...", whatever the parser hangs the clause on."""
    parse = scene.parse
    at = next((t for t in range(verb + 1, min(verb + 4, len(parse))) if parse.text[t].lower() == adjective), None)
    if at is None:
        return None
    for complement in sorted({*parse.children[verb], *parse.children[at]}):
        if (
            complement > at
            and parse.dep[complement] in (Dep.CCOMP, Dep.ADVCL, Dep.CSUBJ, Dep.ACL)
            and verbs.is_finite(parse, complement)
        ):
            content = [t for t in tree.subtree(parse, complement) if t > at]
            marked = parse.text[content[0]].lower() in _MARKS
            return Frame("clause", tuple(content[1:] if marked else content), complement)
    return None


def addressed(scene: Scene, verb: int, preposition: str) -> Frame | None:
    if preposition:
        return _informed_of(scene, verb, preposition)
    found = clause(scene, verb, "")
    addressees = tree.objects(scene.parse, verb) or tree.children(scene.parse, verb, Dep.DATIVE)
    if found is None or not addressees:
        return None
    return Frame(found.name, found.content, found.head, addressees=tuple(addressees))


def _informed_of(scene: Scene, verb: int, preposition: str) -> Frame | None:
    parse = scene.parse
    addressees = tree.objects(parse, verb)
    for at in tree.children(parse, verb, Dep.PREP):
        if parse.text[at].lower() == preposition and addressees and (heads := tree.objects_of(parse, at)):
            content = [t for t in tree.subtree(parse, at) if t != at]
            return Frame("prep", tuple(content), heads[0], addressees=tuple(addressees))
    return None


def _clausal_content(parse: Parse, verb: int, complement: int) -> list[int]:
    """The clause without its "that", what is coordinated with it, and what the parser hung on the cue behind it."""
    further = [c for c in tree.children(parse, complement, Dep.ADVCL) if is_further_cue(parse, c) and c > complement]
    sourced = [t for t in tree.children(parse, complement, Dep.PREP) if t > complement and parse.lemma[t] == "accord"]
    tokens = tree.subtree(parse, complement, without=asides(parse).union([verb], further, sourced))
    tokens = tokens[1:] if tokens and _opens_clause(parse, tokens[0]) else tokens
    if complement < verb:
        return [t for t in _with_circumstances(parse, verb, tokens) if t < verb]
    for other in tree.children(parse, verb, Dep.CONJ, Dep.CCOMP):
        listed = verbs.opens_with(parse, other, "that") and verbs.opens_with(parse, complement, "that")
        if other > complement and (listed or _continues(parse, verb, other)):
            tokens.extend(t for t in tree.subtree(parse, other) if t > tokens[-1])
    for trailing in tree.children(parse, verb, Dep.PREP, Dep.ADVCL, Dep.NPADVMOD):
        contrast = verbs.opens_with(parse, trailing, "while", "though", "although")
        if (
            trailing > tokens[-1]
            and parse.tag[trailing] != Tag.VBG
            and not contrast
            and not _is_setting(parse, trailing)
        ):
            below = tree.subtree(parse, trailing)
            if below[0] == tokens[-1] + 1:
                tokens.extend(below)
    return sorted(tokens)


def _with_circumstances(parse: Parse, verb: int, tokens: list[int]) -> list[int]:
    """What is said up to a last speaker, whatever the parser made of it: "Two died, [when a shell hit X], Y said"."""
    own = tree.child(parse, verb, *tree.SUBJECT)
    if own is None or not tokens or not tokens[-1] < own < verb:
        return tokens
    last = tree.first(parse, own)
    between = range(tokens[-1] + 1, last - 1)
    if parse.text[last - 1] != "," or not between or parse.pos[between[0]] not in (Pos.PUNCT, Pos.ADP, Pos.ADV):
        return tokens
    settings = parse.tag[between[0] + 1] == Tag.VBG or any(
        _is_setting(parse, t) for t in between if parse.dep[t] == Dep.PREP
    )
    others = any(parse.tag[t] in verbs.FORMS and any(True for _ in cues.uses(parse, t)) for t in between)
    return tokens if settings or others else [*tokens, *between]


def _opens_clause(parse: Parse, token: int) -> bool:
    """Whether a word is the "that" before a clause."""
    return parse.lemma[token].lower() in _MARKS and (parse.dep[token] == Dep.MARK or parse.tag[token] == Tag.IN)


def _is_setting(parse: Parse, preposition: int) -> bool:
    """Whether a phrase tells where something was said, or by whom: "in an interview", "according to"."""
    nouns = tree.objects_of(parse, preposition) if parse.dep[preposition] == Dep.PREP else []
    return parse.lemma[preposition] == "accord" or any(parse.lemma[n].lower() in words.of("venues") for n in nouns)


def _continues(parse: Parse, verb: int, other: int) -> bool:
    """Whether a verb coordinated with the cue goes on with what was said: "said it is wary but is unprepared".

    It has no subject of its own, and stands in the present while the cue tells of the past.
    """
    if tree.child(parse, other, *tree.SUBJECT, *tree.PASSIVE) is not None:
        return False
    if parse.tag[verb] in (Tag.VBZ, Tag.VBP):
        said = tree.child(parse, verb, Dep.CCOMP)  # "says it will hold a vote, [will cut pay]"
        return said is not None and _has_modal(parse, said) and _has_modal(parse, other)
    if parse.tag[verb] != Tag.VBD:
        return False
    return parse.tag[other] in (Tag.VBZ, Tag.VBP) or any(
        parse.tag[c] in (Tag.MD, Tag.VBZ, Tag.VBP) for c in tree.children(parse, other, Dep.AUX)
    )


def _has_modal(parse: Parse, verb: int) -> bool:
    return any(parse.tag[c] == Tag.MD for c in tree.children(parse, verb, Dep.AUX))


def is_further_cue(parse: Parse, verb: int) -> bool:
    """Whether a participle goes on reporting the same speaker: "said that ..., adding that ..."."""
    return (
        parse.tag[verb] == Tag.VBG
        and any("clause" in cue.frames for cue in cues.uses(parse, verb))
        and tree.child(parse, verb, Dep.CCOMP) is not None
        and not any(parse.pos[c] == Pos.SCONJ for c in tree.children(parse, verb, Dep.MARK))
    )


def speaking(parse: Parse, verb: int) -> int:
    """The verb that tells that it was said: the cue, or what leads to it ("went on to explain").

    A participle that goes on with another cue is told by that one, where the parser hung it on what was said.
    """
    outer = parse.head[verb]
    if parse.dep[verb] == Dep.ADVCL and parse.dep[outer] == Dep.CCOMP and is_further_cue(parse, verb):
        return parse.head[outer]
    while parse.dep[verb] in (Dep.XCOMP, Dep.ADVCL) and verbs.has_to(parse, verb) and _leads(parse, parse.head[verb]):
        verb = parse.head[verb]
    return verb


def _leads(parse: Parse, verb: int) -> bool:
    leading = words.of("leading_to_words")
    lemma = parse.lemma[verb].lower()
    return lemma in leading or any(f"{lemma} {parse.text[c].lower()}" in leading for c in parse.children[verb])


def _surrounding(scene: Scene, verb: int) -> tuple[int, list[int]] | None:
    """The clause that a cue is thrown into ("The strike, officials said, killed ...", "As he noted, ...")."""
    parse = scene.parse
    head = parse.head[verb]
    if parse.dep[head] in (Dep.AUX, Dep.AUXPASS):
        head = parse.head[head]  # "X, he said, was "playing with fire""
    if head == verb or not tree.is_verb(parse, head):
        return None
    own = tree.child(parse, verb, *tree.SUBJECT)
    said = tree.child(parse, verb, Dep.DOBJ)
    if said is not None and parse.lemma[said].lower() != "it" and not _is_told(scene, verb, said):
        return None  # "X said so; Y denied this" has its content elsewhere
    thrown = parse.dep[verb] == Dep.PARATAXIS and own is not None
    if not thrown and not (parse.dep[verb] == Dep.ADVCL and own is not None and may_be_thrown_in(parse, verb)):
        return None
    others = {c for c in tree.children(parse, head, Dep.CONJ) if c > verb and _is_anothers(parse, c)}
    others |= {c for c in parse.children[head] if head < verb < c and is_beside_words(parse, c)}
    told = [t for t in tree.subtree(parse, head, without={verb, *others}) if parse.dep[t] != Dep.PUNCT or t != verb - 1]
    return head, sorted({*told, *opening.hung_on_cue(parse, verb, own), *_left_behind(parse, verb)})


def _left_behind(parse: Parse, verb: int) -> list[int]:
    """The end of what is said, which the parser hung on the cue before it: "He was not told, X said, [of what ...]"."""
    dated = tokens.dated(parse)
    ends = [
        p
        for p in tree.children(parse, verb, Dep.PREP)
        if p > verb and parse.text[p - 1] == "," and not _is_setting(parse, p)
    ]
    return [t for p in ends if not any(n in dated for n in tree.objects_of(parse, p)) for t in tree.subtree(parse, p)]


def is_beside_words(parse: Parse, clause: int) -> bool:
    """Whether a clause behind a cue that ends what was said is the article's: "..., X said, after a man was shot"."""
    first = tree.first(parse, clause)
    if parse.text[first - 1] != "," or parse.dep[clause] not in (Dep.ADVCL, Dep.XCOMP):
        return False
    own = parse.tag[clause] == Tag.VBG and first == clause
    return own or parse.text[first].lower() in ("after", "as", "while")


def _is_anothers(parse: Parse, verb: int) -> bool:
    """Whether a clause joined to what is said tells what somebody else says: "..., but Y said Z"."""
    named = tree.child(parse, verb, *tree.SUBJECT) is not None and tree.child(parse, verb, Dep.CCOMP) is not None
    return named and any("clause" in cue.frames for cue in cues.uses(parse, verb))


def _is_told(scene: Scene, verb: int, noun: int) -> bool:
    """Whether an object is the one to whom it is said: "X, he told [reporters], was"."""
    parse = scene.parse
    audience = scene.is_actor(noun) or any(parse.lemma[noun].lower() in words.of(n) for n in ("audiences", "speakers"))
    return audience and any("told" in cue.frames for cue in cues.uses(parse, verb))


def may_be_thrown_in(parse: Parse, verb: int) -> bool:
    """Whether a clause with "as" may report: "as officials say", "as was feared"; not "as talks began"."""
    if not verbs.is_as_clause(parse, verb):
        return False
    own = tree.child(parse, verb, *tree.SUBJECT) is not None
    telling = (words.of(name) for name in ("claiming", "assertive", "speech", "telling", "parenthetical"))
    return not own or any(parse.lemma[verb].lower() in verbs_ for verbs_ in telling)


def infinitive(scene: Scene, token: int, _: str) -> Frame | None:
    parse = scene.parse
    for complement in tree.children(
        parse, token, Dep.XCOMP, Dep.ACL, Dep.ADVCL if parse.pos[token] == Pos.NOUN else Dep.XCOMP
    ):
        if verbs.has_to(parse, complement) and complement > token:
            content = [t for t in tree.subtree(parse, complement) if parse.tag[t] not in (Tag.WDT, Tag.WP) or t > token]
            return Frame("infinitive", tuple(content), complement)
    return None


def wish(scene: Scene, verb: int, _: str) -> Frame | None:
    """Somebody else's deed that is wished or expected: "wants X to do it"; his own one is an infinitive."""
    parse = scene.parse
    found: list[int] = []
    for complement in tree.children(parse, verb, Dep.CCOMP, Dep.XCOMP):
        if complement < verb or tree.child(parse, complement, *_OWN) is None:
            continue
        if verbs.has_to(parse, complement) or _is_wanted_done(parse, verb, complement):
            found.append(complement)
    tokens = {t for complement in found for t in tree.subtree(parse, complement)}
    return Frame("wish", tuple(sorted(tokens)), found[0]) if found else None


def _is_wanted_done(parse: Parse, verb: int, complement: int) -> bool:
    """Whether a participle tells what somebody wants done: "wants [the mine reopened]"."""
    bare = tree.child(parse, complement, Dep.AUX, Dep.AUXPASS, Dep.MARK) is None
    return parse.lemma[verb] == "want" and parse.tag[complement] in (Tag.VBN, Tag.VBD) and bare


def request(scene: Scene, verb: int, _: str) -> Frame | None:
    """Somebody is to do something: "urged X to", "X was urged to", "called on X to"."""
    parse = scene.parse
    for complement in tree.children(parse, verb, Dep.XCOMP, Dep.CCOMP, Dep.ADVCL):
        if not verbs.has_to(parse, complement):
            continue
        own = tree.child(parse, complement, Dep.NSUBJ, Dep.NSUBJPASS)
        if for_somebody(parse, verb, complement) is not None:
            return None
        if own is not None and parse.dep[own] == Dep.NSUBJPASS and parse.text[tree.first(parse, own) - 1] == "for":
            return Frame("prep", tuple(tree.subtree(parse, complement)), complement, targets=(own,))
        if own is not None:
            without = tree.subtree(parse, own)
            content = [t for t in tree.subtree(parse, complement) if t not in without]
            return Frame("request", tuple(content), complement, addressees=tuple(tree.conjuncts(parse, own)))
        asked = tree.objects(parse, verb) or tree.prepositional(parse, verb, "on", "upon", "to", "with")
        # "Asked for [time] to read" asks nobody, "called for [troops] to leave" does.
        asked = asked or [t for t in tree.prepositional(parse, verb, "for") if scene.is_actor(t)]
        if asked and tree.child(parse, complement, Dep.AUXPASS) is not None and not any(map(scene.is_actor, asked)):
            content = [*tree.subtree(parse, asked[0]), *tree.subtree(parse, complement)]
            return Frame("request", tuple(sorted(set(content) - {verb})), complement)  # "ordered the law to be changed"
        asked = [t for t in asked if scene.is_actor(t)] or asked[:1]
        if asked and (scene.is_actor(asked[0]) or parse.pos[asked[0]] in (Pos.NOUN, Pos.PRON)):
            return Frame("request", tuple(tree.subtree(parse, complement)), complement, addressees=tuple(asked))
    return None


def gerund(scene: Scene, verb: int, _: str) -> Frame | None:
    parse = scene.parse
    for complement in tree.children(parse, verb, Dep.XCOMP, Dep.CCOMP, Dep.PCOMP):
        if parse.tag[complement] == Tag.VBG and complement > verb:
            return Frame("gerund", tuple(tree.subtree(parse, complement)), complement)
    return None


def readiness(scene: Scene, verb: int, _: str) -> Frame | None:
    parse = scene.parse
    for noun in tree.objects(parse, verb):
        if parse.lemma[noun].lower() in words.of("ready") and tree.child(parse, noun, Dep.ACL, Dep.PREP) is not None:
            return Frame("readiness", tuple(tree.subtree(parse, noun)), noun)
    return None


def _is_speaker(parse: Parse, noun: int) -> bool:
    return parse.lemma[noun].lower() in words.of("speakers")
