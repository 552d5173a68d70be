"""Contents of nouns of saying: "his claim that", "its call for", "a promise to"."""

from kg.facts import tree
from kg.facts.scene import Scene
from kg.facts.statements.frames import Frame


def clause(scene: Scene, noun: int, _: str) -> Frame | None:
    parse = scene.parse
    for complement in tree.children(parse, noun, "acl", "ccomp", "relcl"):
        mark = next((c for c in tree.children(parse, complement, "mark") if parse.lemma[c].lower() == "that"), None)
        if mark is not None:
            content = [t for t in tree.subtree(parse, complement) if t != mark]
            return Frame("clause", tuple(content), complement)
    return None
