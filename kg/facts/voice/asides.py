"""Relative clauses that turn down all that was said before them: "..., which Iran denies"."""

from kg.document import Parse
from kg.english import cues, tree, words
from kg.english.labels import Dep
from kg.english.memory import remembered
from kg.facts.scene import Scene
from kg.facts.voice.frames import Frame


def is_aside(parse: Parse, verb: int) -> bool:
    """Whether a relative clause turns down all that was said before it: "..., which Iran denies"."""
    if parse.dep[verb] != Dep.RELCL or parse.lemma[verb].lower() not in words.of("turning_down"):
        return False
    which = tree.child(parse, verb, Dep.DOBJ)
    if which is None or parse.text[which].lower() != "which":
        return False
    first = tree.first(parse, verb)
    return parse.text[first - 1] == ","


def is_claim_aside(parse: Parse, noun: int) -> bool:
    """Whether a noun sums up what was said before it, for somebody who turns it down: ", a claim that Iran denied"."""
    if not any(parse.lemma[noun].lower() in words.of(name) for name in ("claims", "proposals")):
        return False
    judging = words.of("turning_down") | words.of("naming")
    turned = any(parse.lemma[v].lower() in judging for v in tree.children(parse, noun, Dep.RELCL, Dep.ACL))
    return turned and parse.text[tree.first(parse, noun) - 1] == ","


def turned_down(scene: Scene, verb: int) -> Frame | None:
    """What an aside turns down: what is claimed right above it, else the whole clause."""
    parse = scene.parse
    below = verb
    for above in tree.ancestors(parse, verb):
        told = parse.dep[below] == Dep.PREP and tree.is_verb(parse, above) and cues.uses(parse, above)
        if tree.is_verb(parse, above) and (
            told or parse.dep[above] in (Dep.CCOMP, Dep.ROOT) or parse.head[above] == above
        ):
            head = below if told else above
            content = [t for t in tree.subtree(parse, head, without={verb}) if t < verb and not (told and t == below)]
            return Frame("aside", tuple(content), None) if content else None
        below = above
    return None


def claim_turned_down(scene: Scene, verb: int) -> Frame | None:
    """What is denied of a claim beside what was claimed: "accused X of [spying], a charge that Y called baseless"."""
    parse, noun = scene.parse, scene.parse.head[verb]
    if parse.dep[verb] not in (Dep.RELCL, Dep.ACL) or parse.lemma[noun].lower() not in words.of("claims"):
        return None
    first = tree.first(parse, noun)
    above = next((a for a in tree.ancestors(parse, noun) if tree.is_verb(parse, a)), None)
    if above is None or above > first or parse.text[first - 1] != ",":
        return None
    charges = [p for p in tree.children(parse, above, Dep.PREP) if parse.text[p].lower() in ("of", "for") and p < noun]
    told = [*(h for p in charges for h in tree.objects_of(parse, p)[:1]), *tree.children(parse, above, Dep.CCOMP)]
    head = told[0] if told else above
    content = [t for t in tree.subtree(parse, head) if t < first - 1]
    return Frame("aside", tuple(content), None) if content else None


def without_asides(parse: Parse, head: int) -> list[int]:
    """The token and all below it but for what turns it down."""
    return tree.subtree(parse, head, without=asides(parse))


@remembered
def asides(parse: Parse) -> frozenset[int]:
    """What turns down all that was said before it: a relative clause, or a noun that sums it up."""
    return frozenset(t for t in range(len(parse)) if is_aside(parse, t) or is_claim_aside(parse, t))
