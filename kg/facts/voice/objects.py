"""Contents that are noun phrases: "accused X of ...", "condemned the attack", "described X as ..."."""

from dataclasses import replace

from kg.document import Parse
from kg.english import tokens, tree, verbs, words
from kg.english.labels import Dep, Pos, Tag
from kg.facts.meaning.senses import sense
from kg.facts.scene import Scene
from kg.facts.voice.asides import claim_turned_down, is_aside, turned_down, without_asides
from kg.facts.voice.frames import Frame, for_somebody

# Verbs that set one thing beside another.
_LIKENING = frozenset({"liken", "compare", "equate"})
# Prepositions of a day, month or year that lead to what is said as well.
_TIMELY = frozenset({"in", "on"})
_OF_ADJECTIVES = frozenset({"on", "to", "with"})
_PRONOUNCED = (Dep.PRT, Dep.OPRD, Dep.ACOMP, Dep.XCOMP)
_MARKS = frozenset({'"', "“", "'", "‘", "``"})


def target(scene: Scene, verb: int, preposition: str) -> Frame | None:
    parse = scene.parse
    targets = tree.objects(parse, verb)
    if not targets:
        return None
    for at in tree.children(parse, verb, Dep.PREP):
        if parse.text[at].lower() == preposition and at > verb and (heads := _matters(parse, at)):
            # "warned them against leaving": without the preposition the content would say the opposite.
            content = [t for t in without_asides(parse, at) if t != at or preposition == "against"]
            content = _with_further(parse, verb, at, content, *targets)
            for result in tree.children(parse, verb, Dep.ADVCL):
                if (
                    parse.tag[result] == Tag.VBG
                    and result > content[-1]
                    and parse.lemma[result] in words.of("charged_results")
                ):
                    content.extend(tree.subtree(parse, result))
            content = _to_end_of_quotation(scene, content)
            return _blamed_for(scene, verb, Frame("target", tuple(content), heads[0], targets=tuple(targets)))
    return _target_through_object(scene, verb, targets, preposition)


def _with_further(parse: Parse, verb: int, preposition: int, content: list[int], *heads: int) -> list[int]:
    """A content with what the same preposition goes on to: "called for [lower taxes and for a vote]"."""
    for further in sorted(c for at in (verb, *heads) for c in tree.children(parse, at, Dep.PREP, Dep.CONJ)):
        joined = parse.text[further - 1] == "," or parse.pos[further - 1] == Pos.CCONJ
        if further <= preposition or parse.text[further].lower() != parse.text[preposition].lower() or not joined:
            continue
        if all(parse.pos[t] in (Pos.PUNCT, Pos.CCONJ) for t in range(content[-1] + 1, further)):
            content = [*content, *range(content[-1] + 1, further), *tree.subtree(parse, further)]
    return content


def _with_infinitive(parse: Parse, verb: int, content: list[int]) -> list[int]:
    """A content with the infinitive right behind it, whatever the parser hung that on: "asked for time [to read]"."""
    for below in tree.children(parse, verb, Dep.XCOMP, Dep.ADVCL):
        inside = tree.subtree(parse, below)
        if verbs.to(parse, below) == inside[0] == content[-1] + 1:
            return [*content, *inside]
    return content


def _blamed_for(scene: Scene, verb: int, found: Frame) -> Frame:
    """The frame of a charge; to what thing, or whom, something is due is all part of it: "blamed [a fault for it]"."""
    parse, blamed = scene.parse, found.targets[0]
    nobody = parse.pos[blamed] == Pos.NOUN and not any(map(scene.is_actor, found.targets))
    nobody = nobody and not scene.modifiers(blamed)  # "blamed [US] sanctions for the shortage"
    thing = nobody and parse.lemma[blamed].lower() not in words.of("speakers")
    deed = parse.pos[blamed] == Pos.NOUN and sense(parse, blamed, scene) is not None
    if parse.lemma[verb] != "credit" and not (parse.lemma[verb] == "blame" and (thing or deed)):
        return found
    whole = range(tree.first(parse, blamed), found.content[-1] + 1)
    inside = {verb, *(t for t in whole if parse.dep[t] in (Dep.AUX, Dep.AUXPASS) and parse.head[t] == verb)}
    content = tuple(t for t in whole if t not in inside)
    return replace(found, content=content, targets=found.targets if deed and not nobody else ())


def _matters(parse: Parse, preposition: int) -> list[int]:
    """What a preposition brings in, unless it is the time: "endorsed in [July] the plan"."""
    heads = tree.objects_of(parse, preposition)
    dated = tokens.dated(parse)
    return [] if heads and heads[0] in dated and parse.text[preposition].lower() in _TIMELY else heads


def _to_end_of_quotation(scene: Scene, content: list[int]) -> list[int]:
    """The tokens up to the quotation that ends a charge: "accusing X of “terrorism” [after gunmen killed Y]"."""
    parse = scene.parse
    for at in content[2:]:
        start = parse.start[at]
        quoted = any(start - 2 <= q.end + 1 <= start for q in scene.quotes_near(start - 3, start))
        if quoted and parse.dep[at] == Dep.MARK and parse.text[at].lower() in words.of("temporal_conjunctions"):
            return [t for t in content if t < at]
    return content


def blamed(scene: Scene, verb: int, preposition: str) -> Frame | None:
    """The reverse of "blamed X for the attack": "blamed the attack on X", "an attack blamed on X"."""
    parse = scene.parse
    happened = [t for t in tree.objects(parse, verb) if parse.pos[t] == Pos.NOUN and not scene.is_actor(t)]
    targets = [t for t in tree.prepositional(parse, verb, preposition) if scene.is_actor(t)]
    if not happened or not targets:
        return None
    asides = tree.children(parse, happened[0], Dep.RELCL, Dep.ACL)
    content = tree.subtree(parse, happened[0], without={verb, *asides})
    return Frame("blamed", tuple(content), happened[0], targets=tuple(targets))


def _target_through_object(scene: Scene, verb: int, targets: list[int], preposition: str) -> Frame | None:
    """The same where the parser hung the preposition on the target: "blamed [Kyiv for the blast]"."""
    parse = scene.parse
    if not scene.is_actor(targets[-1]) and parse.lemma[verb] != "blame":
        return None  # "criticised its support for the war" is about the support
    for at in tree.children(parse, targets[-1], Dep.PREP):
        own = preposition == "of" and (parse.lemma[verb] != "warn" or scene.mention_at(at) is not None)
        if parse.text[at].lower() == preposition and not own:
            heads = _matters(parse, at)
            if heads:
                content = [t for t in tree.subtree(parse, at) if t != at or preposition == "against"]
                return _blamed_for(scene, verb, Frame("target", tuple(content), heads[0], targets=tuple(targets)))
    return None


def labelled(scene: Scene, verb: int, _: str) -> Frame | None:
    """What somebody is called, with whom or what: "called [X a Y]", "described [X] [as Y]", "what X called [a Y]"."""
    parse = scene.parse
    for small in tree.children(parse, verb, Dep.OPRD, Dep.CCOMP, Dep.XCOMP):
        subject = tree.child(parse, small, Dep.NSUBJ)
        if not tree.is_verb(parse, small) and subject is not None and subject > verb:
            return Frame("as", tuple(tree.subtree(parse, small)), small, targets=(subject,), label=small)
    targets = tree.objects(parse, verb) or tree.prepositional(parse, verb, "to")
    label = _label(parse, verb)
    if label is not None and label > verb and (claim := claim_turned_down(scene, verb)) is not None:
        return replace(claim, label=label)
    if not targets or label is None or label < verb:
        return None
    relative = tree.child(parse, verb, Dep.DOBJ)
    pronoun = relative is not None and (
        parse.tag[relative] in (Tag.WP, Tag.WDT) or parse.text[relative].lower() == "that"
    )
    if relative is not None and relative < verb and pronoun:
        if parse.pos[label] == Pos.PROPN and tree.child(parse, label, Dep.DET) is None:
            return None  # "the shoal, which Beijing calls Huangyan": a name is no judgment
        named = _is_named(parse, relative) and not _takes_up_clause(scene, verb, relative)
        return _relatively_labelled(scene, verb, label, tuple(targets) if named else ())
    judged = {*tree.subtree(parse, label), *_governed(parse, verb, label)}
    content = sorted({*tree.subtree(parse, targets[0], without={verb}), *judged} - {verb})
    return Frame("as", tuple(content), targets[0], targets=tuple(targets), label=label)


def _governed(parse: Parse, verb: int, label: int) -> list[int]:
    """What an adjective governs, where the parser hung it on the verb: "called the aid conditional [on reforms]"."""
    behind = tree.subtree(parse, label)[-1] + 1
    if parse.pos[label] != Pos.ADJ or behind not in tree.children(parse, verb, Dep.PREP):
        return []
    nouns = _matters(parse, behind)
    told = parse.text[behind].lower() in _OF_ADJECTIVES and nouns and parse.lemma[nouns[0]] not in words.of("venues")
    return tree.subtree(parse, behind) if told else []


def _is_named(parse: Parse, relative: int) -> bool:
    """Whether a relative pronoun has an antecedent: "a deal that X called", not "what X called"."""
    return parse.text[relative].lower() != "what"


def _takes_up_clause(scene: Scene, verb: int, relative: int) -> bool:
    """Whether "which" cannot stand for the noun before it, which names people: "fought with rebels, which X called"."""
    if scene.parse.text[relative].lower() != "which" or scene.parse.dep[verb] != Dep.RELCL:
        return False
    mention = scene.mention_at(scene.parse.head[verb])
    return mention is not None and mention.type in ("person", "group", "armed-group", "position")


def _relatively_labelled(scene: Scene, verb: int, label: int, targets: tuple[int, ...]) -> Frame:
    """The same in a relative clause: "what X called [a Y]", "a charge that X called baseless"."""
    parse = scene.parse
    if (claim := claim_turned_down(scene, verb)) is not None:
        return replace(claim, label=label)
    content = [t for t in tree.subtree(parse, label) if t != label or parse.dep[label] != Dep.PREP]
    return Frame("as", tuple(content), label, targets=targets, label=label)


def _label(parse: Parse, verb: int) -> int | None:
    """The name that something is given: "a farce", "as a farce", "as unfair"."""
    likens = parse.lemma[verb] in _LIKENING
    for below in tree.children(parse, verb, Dep.PREP, Dep.DATIVE, Dep.OPRD, Dep.ADVCL):
        if likens and parse.text[below].lower() in ("to", "with") and parse.dep[below] != Dep.OPRD:
            return below
        small = verbs.is_as_clause(parse, below) and not tree.is_verb(parse, below)
        if parse.dep[below] == Dep.OPRD or parse.lemma[below] == "as" or small:
            return below
    objects = tree.children(parse, verb, Dep.DOBJ)
    if likens:
        beside = (c for o in objects for c in tree.children(parse, o, Dep.PREP))
        return next((c for c in beside if parse.text[c].lower() in ("to", "with")), None)
    if len(objects) > 1 and objects[0] < verb < objects[-1]:
        return objects[-1]  # "moves that Ali called a direct threat"
    if parse.lemma[verb] not in words.of("naming"):
        return None
    if objects and (behind := _behind_infinitive(parse, objects[0])) is not None:
        return behind
    appositions = (c for o in objects for c in tree.children(parse, o, Dep.APPOS))
    return next((c for c in appositions if _is_in_marks(parse, c)), None)


def _behind_infinitive(parse: Parse, noun: int) -> int | None:
    """The second object of a noun's infinitive: "called his refusal to join the Council [a mistake]"."""
    verb = tree.child(parse, noun, Dep.ACL)
    objects = tree.children(parse, verb, Dep.DOBJ) if verb is not None and verbs.has_to(parse, verb) else []
    return objects[1] if len(objects) > 1 else None


def _is_in_marks(parse: Parse, noun: int) -> bool:
    """Whether a quotation mark opens a noun's phrase: "called it, “a farce”"."""
    first = tree.first(parse, noun)
    return not _MARKS.isdisjoint((parse.text[first], parse.text[first - 1]))


def object_(scene: Scene, verb: int, _: str) -> Frame | None:
    """What somebody judges, turns down or asks for: "condemned [the attack]", "denied [what X called a war]"."""
    parse = scene.parse
    if is_aside(parse, verb):
        return turned_down(scene, verb)
    if parse.lemma[verb].lower() in words.of("turning_down") and (claim := claim_turned_down(scene, verb)) is not None:
        return claim
    if (free := _free_relative(parse, verb)) is not None:
        return Frame("object", tuple(tree.subtree(parse, free)), None)
    heads = [t for t in tree.objects(parse, verb) if parse.pos[t] in (Pos.NOUN, Pos.PROPN, Pos.NUM)]
    if not heads or parse.lemma[heads[0]].lower() in words.of("unsaid") or _is_withheld(parse, verb, heads[0]):
        return None
    if tree.is_passive(parse, verb) and (not tree.agents(parse, verb) or parse.dep[verb] == Dep.ACL):
        return None
    if (whose := next((c for c in parse.children[heads[0]] if parse.tag[c] == Tag.WP_), None)) is not None:
        owner = (parse.head[verb],) if parse.dep[verb] == Dep.RELCL else ()
        return Frame("object", tuple(tree.subtree(parse, heads[0], without={whose})), heads[0], targets=owner)
    return Frame("object", tuple(_judged(scene, verb, heads[0])), heads[0], targets=tuple(heads))


def _is_withheld(parse: Parse, verb: int, thing: int) -> bool:
    """Whether something is kept from somebody: "denied refugees [food]"; and no charge is denied."""
    whom = tree.children(parse, verb, Dep.DATIVE) or tree.children(parse, thing, Dep.NSUBJ)
    later = any(t > thing for t in tree.children(parse, verb, Dep.DOBJ))  # "denying its people [the right to vote]"
    given = later or bool(tree.receivers(parse, verb)) or any(verb < t < thing for t in whom)
    return parse.lemma[verb].lower() in words.of("turning_down") and given


def _free_relative(parse: Parse, verb: int) -> int | None:
    """The verb of an object clause with "what": "denounced [what it called a crime]"."""
    for clause in tree.children(parse, verb, Dep.CCOMP):
        opens = parse.text[tree.first(parse, clause)].lower()
        if clause > verb and opens == "what" and tree.child(parse, clause, Dep.OPRD, Dep.PREP) is not None:
            return clause
    return None


def _judged(scene: Scene, verb: int, head: int) -> list[int]:
    """An object with what it is judged as: "rejected [the plan as unfair]"; what an actor did is left out."""
    parse = scene.parse
    told_of = head in tree.ancestors(parse, verb)  # "a law that critics say gags the press and which X condemned"
    aside = tree.children(parse, head, Dep.RELCL) if told_of or scene.is_actor(head) else []
    if tree.receivers(parse, verb):  # "was refused a waiver by X": the parser hangs X on the waiver
        aside += [c for c in tree.children(parse, head, Dep.PREP) if parse.text[c].lower() == "by"]
    content = _with_strayed(scene, verb, tree.subtree(parse, head, without={verb, *aside}))
    label = next((c for c in tree.children(parse, verb, Dep.PREP) if parse.lemma[c] == "as" and c > verb), None)
    if label is None and parse.lemma[verb].lower() in words.of("pronouncing"):
        said = tree.children(parse, verb, *_PRONOUNCED, Dep.PREP)
        label = next((c for c in said if c > head and (parse.dep[c] != Dep.PREP or parse.tag[c] == Tag.RP)), None)
        bare = label is not None and parse.dep[label] in (Dep.PRT, Dep.PREP)
        below = [label] if label is not None and bare else None  # "declared it over [on Monday]"
        return sorted({*content, *(below or (tree.subtree(parse, label) if label is not None else ()))})
    return content if label is None else sorted({*content, *tree.subtree(parse, label)})


def _with_strayed(scene: Scene, verb: int, content: list[int]) -> list[int]:
    """An object with the phrases of its own that the parser hung on the verb: "condemned the raid [by X]"."""
    parse = scene.parse
    if tree.is_passive(parse, verb):
        return content
    for at in tree.children(parse, verb, Dep.PREP, Dep.AGENT):
        below = tree.subtree(parse, at)
        noun = tree.child(parse, at, Dep.POBJ)
        if noun is None or noun in tokens.dated(parse):
            continue
        inside = at - 1 in content and below[-1] + 1 <= content[-1] and not set(below) & set(content)
        word = parse.text[at].lower()
        own = word in words.of("nominal_prepositions") or (word == "by" and scene.is_actor(noun))
        own = own or (word == "for" and parse.lemma[verb].lower() in words.of("turning_down"))
        if inside or (own and at == content[-1] + 1):
            content = sorted({*content, *below})
    return content


def prepositional(scene: Scene, token: int, preposition: str) -> Frame | None:
    parse = scene.parse
    if (
        preposition == "to"
        and tree.is_verb(parse, token)
        and (tree.objects(parse, token) or tree.is_passive(parse, token))
    ):
        return None  # "referred the case to the court", "committed troops to the force"
    said_of_himself = tree.children(parse, token, Dep.ACOMP, Dep.OPRD) if tree.is_verb(parse, token) else []
    for at in (p for t in (token, *said_of_himself) for p in tree.children(parse, t, Dep.PREP, Dep.PRT, Dep.AGENT)):
        if parse.text[at].lower() == preposition and at > token:
            heads = _matters(parse, at)
            if heads:
                content = _with_further(parse, token, at, [t for t in tree.subtree(parse, at) if t != at])
                content = _with_infinitive(parse, token, content)
                return Frame("prep", tuple(content), heads[0], targets=(heads[0],))
    return _for_somebody_to(parse, token) if preposition == "for" else None


def _for_somebody_to(parse: Parse, token: int) -> Frame | None:
    """What somebody else is to do: "called for the summit to be postponed"."""
    for complement in tree.children(parse, token, Dep.ADVCL, Dep.XCOMP, Dep.CCOMP):
        mark = for_somebody(parse, token, complement)
        own = tree.child(parse, complement, Dep.NSUBJ, Dep.NSUBJPASS)
        if mark is not None and own is not None:
            content = [t for t in tree.subtree(parse, complement) if t != mark]
            return Frame("prep", tuple(content), complement, targets=(own,))
    return None
