"""Contents of nouns of saying ("his claim that", "the message was that") and of adjectives ("is confident that")."""

from kg.english import tree
from kg.facts.scene import Scene
from kg.facts.voice.frames import Frame, is_infinitive


def clause(scene: Scene, noun: int, _: str) -> Frame | None:
    """What a "that" behind a noun opens, or behind the "is" whose subject the noun is."""
    parse = scene.parse
    below = tree.children(parse, noun, "acl", "ccomp", "relcl")
    verb = parse.head[noun]
    if parse.dep[noun] == "nsubj" and parse.lemma[verb] == "be":
        below.extend(c for c in tree.children(parse, verb, "ccomp") if c > verb)
    for complement in below:
        mark = next((c for c in tree.children(parse, complement, "mark") if parse.lemma[c].lower() == "that"), None)
        if mark is not None:
            content = [t for t in tree.subtree(parse, complement) if t != mark]
            return Frame("clause", tuple(content), complement)
    return None


def of_adjective(scene: Scene, adjective: int, _: str) -> Frame | None:
    """What somebody is sure, glad or afraid of: a clause, marked or not."""
    parse = scene.parse
    for complement in tree.children(parse, adjective, "ccomp", "xcomp", "acl"):
        if complement < adjective or is_infinitive(parse, complement):
            continue
        if tree.child(parse, complement, *tree.SUBJECT, *tree.PASSIVE) is not None:
            tokens = tree.subtree(parse, complement)
            if parse.dep[tokens[0]] == "mark" and parse.lemma[tokens[0]].lower() == "that":
                tokens = tokens[1:]
            return Frame("clause", tuple(tokens), complement)
    return None
