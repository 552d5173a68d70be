"""Mends of requests: what somebody is asked to do, and who goes on speaking."""

from kg.english import verbs, words
from kg.english.labels import Dep, Pos, Tag
from kg.english.mends.mending import SUBJECTS, Tree, is_time, mend, past_adjuncts, speaks


@mend(
    "request-behind-adjunct",
    Pos.VERB,
    says="what somebody is asked to do is a complement of the asking, whatever adjunct stands between",
    needs="Blinken urged Azerbaijan in a phone call on Tuesday with Aliyev to halt its offensive.",
    spares="Blinken met Aliyev on Tuesday to discuss Azerbaijan's offensive.",
)
def _request_behind_adjunct(tree: Tree, verb: int) -> bool:
    parse, above = tree.parse, tree.head[verb]
    if parse.tag[verb] != Tag.VB or not verbs.has_to(tree, verb):
        return False
    if tree.dep[verb] in (Dep.ACL, Dep.ADVCL, Dep.RELCL):
        if parse.pos[above] != Pos.PROPN and not is_time(tree, above):
            return False
    elif tree.dep[verb] != Dep.PCOMP:
        return False
    asking = past_adjuncts(tree, above)
    if not _asks(tree, asking) or tree.child(asking, Dep.XCOMP, Dep.CCOMP):
        return False
    subject = tree.child(verb, Dep.NSUBJ)
    if tree.dep[verb] == Dep.PCOMP and subject is not None:
        tree.hang(subject, above, Dep.POBJ)
    tree.hang(verb, asking, Dep.XCOMP)
    return True


def _asks(tree: Tree, verb: int) -> bool:
    """Whether a verb has somebody asked to do something."""
    asks = tree.parse.pos[verb] == Pos.VERB and tree.parse.lemma[verb].lower() in words.of("asking")
    return asks and tree.child(verb, Dep.DOBJ, Dep.NSUBJPASS) is not None


@mend(
    "speaker-behind-request",
    Pos.VERB,
    says="a participle of speech behind a request has the subject of the asking, not of the request",
    needs="Iran warned Israel to stay away from its ships, threatening to attack its ports.",
    spares="Iran warned Israel to stay away from its ships, citing attacks on its ports.",
)
def _speaker_behind_request(tree: Tree, verb: int) -> bool:
    parse, asked = tree.parse, tree.head[verb]
    if parse.tag[verb] != Tag.VBG or tree.dep[verb] != Dep.ADVCL or parse.text[verb - 1] != ",":
        return False
    asking = tree.head[asked]
    request = tree.dep[asked] == Dep.XCOMP and parse.tag[asked] == Tag.VB and asked < verb
    if not request or not speaks(parse, verb) or not _asks(tree, asking):
        return False
    tree.hang(verb, asking, Dep.ADVCL)
    return True


@mend(
    "summoned-to-hear",
    Pos.VERB,
    says="who summons an envoy to protest or demand does so himself; the envoy is there to hear it",
    needs="The ministry summoned the Russian ambassador to lodge a protest.",
    spares="The ministry summoned the Russian ambassador to explain the raid.",
)
def _summoned_to_hear(tree: Tree, verb: int) -> bool:
    parse, summoning = tree.parse, tree.head[verb]
    if tree.dep[verb] not in (Dep.XCOMP, Dep.CCOMP) or not verbs.has_to(tree, verb):
        return False
    if parse.lemma[summoning].lower() not in ("summon", "call") or tree.child(summoning, Dep.DOBJ) is None:
        return False
    if parse.lemma[verb].lower() not in words.of("remonstrating") or tree.child(verb, *SUBJECTS) is not None:
        return False
    tree.hang(verb, summoning, Dep.ADVCL)
    return True
