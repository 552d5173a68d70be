"""Contents of nouns of saying ("his claim that", "the message was that") and of adjectives ("is confident that")."""

from kg.english import tree, verbs
from kg.english.labels import Dep
from kg.facts.scene import Scene
from kg.facts.voice.frames import Frame


def clause(scene: Scene, noun: int, _: str) -> Frame | None:
    """What a "that" behind a noun opens, or behind the "is" whose subject the noun is."""
    parse = scene.parse
    below = tree.children(parse, noun, Dep.ACL, Dep.CCOMP, Dep.RELCL)
    verb = parse.head[noun]
    if parse.dep[noun] == Dep.NSUBJ and parse.lemma[verb] == "be":
        below.extend(c for c in tree.children(parse, verb, Dep.CCOMP) if c > verb)
    for complement in below:
        mark = verbs.mark(parse, complement, "that")
        if mark is not None:
            content = [t for t in tree.subtree(parse, complement) if t != mark]
            return Frame("clause", tuple(content), complement)
    return None


def of_adjective(scene: Scene, adjective: int, _: str) -> Frame | None:
    """What somebody is sure, glad or afraid of: a clause, marked or not."""
    parse = scene.parse
    for complement in tree.children(parse, adjective, Dep.CCOMP, Dep.XCOMP, Dep.ACL):
        if complement < adjective or verbs.has_to(parse, complement):
            continue
        if tree.child(parse, complement, *tree.SUBJECT, *tree.PASSIVE) is not None:
            tokens = tree.subtree(parse, complement)
            if parse.dep[tokens[0]] == Dep.MARK and parse.lemma[tokens[0]].lower() == "that":
                tokens = tokens[1:]
            return Frame("clause", tuple(tokens), complement)
    return None
