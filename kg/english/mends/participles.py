"""Mends of participles: what they modify, and with what they are coordinated."""

from kg.english import cues, phrases, verbs, words
from kg.english.labels import Dep, Pos, Tag
from kg.english.mends.mending import SUBJECTS, Tree, mend

_HELPERS = (Dep.AUX, Dep.AUXPASS)
_OF_NOUN = frozenset({Dep.POBJ, Dep.PREP, Dep.COMPOUND})
_ABOVE_GERUND = frozenset({Dep.XCOMP, Dep.ADVCL, Dep.ACL, Dep.CONJ})
_FAR = 6


@mend(
    "finite-in-clause",
    Pos.VERB,
    says="a verb with a subject behind a conjunction and no helping verb is finite, no participle",
    needs="When Kenya's spies hacked into a ministry and threatened it, few took notice.",
    spares="When hacked in May, the ministry shut its servers.",
)
def _finite_in_clause(tree: Tree, verb: int) -> bool:
    if tree.tag[verb] != Tag.VBN or tree.dep[verb] != Dep.ADVCL or tree.child(verb, *_HELPERS) is not None:
        return False
    subject = tree.child(verb, Dep.NSUBJ)
    opened = any(tree.dep[c] == Dep.MARK or tree.tag[c] == Tag.WRB for c in tree.children[verb] if c < verb)
    if subject is None or subject > verb or not opened:
        return False
    tree.retag(verb, Pos.VERB, Tag.VBD)
    return True


@mend(
    "gerund-beside-gerund",
    Pos.VERB,
    says="a gerund is coordinated with a gerund, not with an infinitive",
    needs="Prosecutors say Belarus is luring migrants and drivers to earn money and staging raids against"
    " Polish towns.",
    spares="Prosecutors say Belarus wants to lure migrants and stage raids against Polish towns.",
)
def _gerund_beside_gerund(tree: Tree, verb: int) -> bool:
    parse, above = tree.parse, tree.head[verb]
    if parse.tag[verb] != Tag.VBG or tree.dep[verb] != Dep.CONJ or parse.tag[above] != Tag.VB:
        return False
    if not verbs.has_to(tree, above) or tree.child(verb, Dep.AUX, *SUBJECTS) is not None:
        return False
    at = above
    for _ in range(_FAR):
        if tree.dep[at] not in _ABOVE_GERUND or tree.head[at] == at:
            return False
        at = tree.head[at]
        if parse.tag[at] == Tag.VBG:
            tree.join(verb, at)
            return True
    return False


@mend(
    "reduced-relative",
    Pos.VERB,
    says="a participle right behind a noun, without an object, tells what was done to whom the noun names",
    needs="Oman freed the mayor of the port of Sur, a member of the Muslim Brotherhood jailed two years ago, he said.",
    spares="Oman freed the mayor of the port of Sur, and jailed a member of the Muslim Brotherhood, he said.",
)
def _reduced_relative(tree: Tree, verb: int) -> bool:
    parse = tree.parse
    if parse.tag[verb] not in (Tag.VBN, Tag.VBD) or tree.dep[verb] not in (Dep.ADVCL, Dep.CONJ):
        return False
    if parse.pos[verb - 1] not in (Pos.NOUN, Pos.PROPN) or not tree.head[verb] < verb - 1:
        return False
    if tree.dep[verb - 1] in SUBJECTS:
        return False
    if any(c < verb for c in tree.children[verb]) or tree.child(verb, Dep.DOBJ, Dep.CCOMP, *SUBJECTS) is not None:
        return False
    victim = _person_above(tree, verb - 1)
    if victim is None:
        return False
    tree.retag(verb, Pos.VERB, Tag.VBN)
    tree.hang(verb, victim, Dep.ACL)
    return True


def _person_above(tree: Tree, noun: int) -> int | None:
    """The first noun for persons at or above a noun: of "a member of the Brotherhood" the member."""
    for _ in range(_FAR):
        if phrases.names_people(tree.parse.lemma[noun]) and tree.parse.pos[noun] == Pos.NOUN:
            return noun
        if tree.dep[noun] not in _OF_NOUN:
            return None
        noun = tree.head[noun]
    return None


@mend(
    "object-with-participle",
    Pos.VERB,
    says="whom a verb takes hold of is its object, and the participle behind tells what had been done to him",
    needs="Azerbaijan freed an Armenian soldier captured in 2022.",
    spares="Azerbaijan said an Armenian soldier had been captured in 2022.",
)
def _object_with_participle(tree: Tree, verb: int) -> bool:
    parse, above, victim = tree.parse, tree.head[verb], tree.child(verb, Dep.NSUBJ, Dep.NSUBJPASS)
    if tree.dep[verb] != Dep.CCOMP or parse.tag[verb] not in (Tag.VBN, Tag.VBD) or victim is None:
        return False
    if not above < victim < verb or tree.child(verb, Dep.DOBJ, Dep.MARK, Dep.CCOMP, *_HELPERS) is not None:
        return False
    if any(cues.uses(parse, above)) or tree.child(above, Dep.DOBJ) is not None or not _takes_hold(tree, above):
        return False
    tree.hang(victim, above, Dep.DOBJ)
    tree.hang(verb, victim, Dep.ACL)
    tree.retag(verb, Pos.VERB, Tag.VBN)
    return True


def _takes_hold(tree: Tree, verb: int) -> bool:
    """Whether a verb tells of something that is done, by the dictionary: such verbs have an object and no clause."""
    part = words.parts("verb").get(tree.parse.lemma[verb].lower())
    return tree.parse.pos[verb] == Pos.VERB and part is not None and bool(part.means)


@mend(
    "participle-before-verb",
    Pos.VERB,
    Pos.AUX,
    says="a verb whose subject seems to have a verb of its own, right behind it, has that subject with a participle",
    needs="He said soldiers stationed 4 km away had not come.",
    spares="He said soldiers left, and nobody had come.",
)
def _participle_before_verb(tree: Tree, verb: int) -> bool:
    """Of two complements side by side, with a subject before the first alone, the second is the verb."""
    parse, said = tree.parse, tree.head[verb]
    if tree.dep[verb] != Dep.CCOMP or tree.child(verb, *SUBJECTS, Dep.MARK, Dep.EXPL) is not None:
        return False
    others = [c for c in tree.children[said] if said < c < verb and tree.dep[c] == Dep.CCOMP]
    if len(others) != 1 or parse.tag[others[0]] not in (Tag.VBD, Tag.VBN) or parse.tag[verb] == Tag.VB:
        return False
    participle = others[0]
    subject = tree.child(participle, Dep.NSUBJ)
    if subject is None or subject != participle - 1 or tree.child(participle, Dep.DOBJ, *_HELPERS) is not None:
        return False
    if any(parse.text[t] in (",", ";", "and", "but") for t in range(participle, verb)):
        return False
    tree.hang(subject, verb, Dep.NSUBJ)
    tree.hang(participle, subject, Dep.ACL)
    tree.retag(participle, Pos.VERB, Tag.VBN)
    return True


@mend(
    "participle-of-paper",
    Pos.VERB,
    says="a participle right behind a law or decree tells what that lays down, not what those do who passed it",
    needs="Parliament passed a law letting the president dissolve the union.",
    spares="Parliament passed a law, letting the president dissolve the union.",
)
def _participle_of_paper(tree: Tree, verb: int) -> bool:
    parse, paper = tree.parse, verb - 1
    if tree.dep[verb] != Dep.ADVCL or parse.tag[verb] != Tag.VBG or tree.child(verb, Dep.MARK, *SUBJECTS) is not None:
        return False
    if parse.lemma[paper].lower() not in words.of("bills") | words.of("orders") or tree.dep[paper] != Dep.DOBJ:
        return False
    tree.hang(verb, paper, Dep.ACL)
    return True


@mend(
    "shot-dead",
    Pos.VERB,
    says="who is shot dead, or beaten to death, where nobody is named behind the verb has undergone it",
    needs="Three judges shot dead on Monday were buried in Quetta.",
    spares="Three soldiers shot dead a judge on Monday in Quetta.",
)
def _shot_dead(tree: Tree, verb: int) -> bool:
    parse, victim = tree.parse, tree.child(verb, Dep.NSUBJ)
    if parse.tag[verb] not in (Tag.VBD, Tag.VBN) or victim is None or not victim < verb < len(parse) - 1:
        return False
    fatal = " ".join(parse.text[verb + 1 : verb + 3]).lower()
    if not (fatal.startswith("dead ") or fatal == "to death"):
        return False
    if tree.child(verb, Dep.DOBJ, Dep.NSUBJPASS, *_HELPERS) is not None:
        return False
    tree.retag(verb, Pos.VERB, Tag.VBN)
    tree.hang(victim, verb, Dep.NSUBJPASS)
    return True


@mend(
    "participle-of-object",
    Pos.VERB,
    says="a verb behind a noun that it modifies, with no pronoun before it, is a participle, whatever its tag",
    needs="Armenia freed an Azerbaijani soldier captured in 2020.",
    spares="Armenia freed an Azerbaijani soldier whom it captured in 2020.",
)
def _participle_of_object(tree: Tree, verb: int) -> bool:
    if tree.dep[verb] != Dep.ACL or tree.tag[verb] != Tag.VBD or any(c < verb for c in tree.children[verb]):
        return False
    if tree.child(verb, Dep.DOBJ, Dep.CCOMP, *SUBJECTS) is not None:
        return False
    tree.retag(verb, Pos.VERB, Tag.VBN)
    return True


@mend(
    "participle-of-subject",
    Pos.VERB,
    says="a participle behind the noun that a verb is said of belongs to that noun, and is no subject",
    needs="Ghana has vowed to search until the pirates are caught and every sailor abducted in their March raid"
    " is freed.",
    spares="Chad has vowed to search until the pirates who abducted the men in their March raid are caught.",
)
def _participle_of_subject(tree: Tree, participle: int) -> bool:
    noun = tree.child(participle, Dep.NSUBJ, Dep.NSUBJPASS)
    verb = tree.head[participle]
    if tree.dep[participle] not in (Dep.CSUBJ, Dep.CSUBJPASS) or tree.parse.tag[participle] != Tag.VBN:
        return False
    if noun is None or not noun < participle < verb or tree.child(participle, Dep.MARK, *_HELPERS) is not None:
        return False
    passive = tree.dep[participle] == Dep.CSUBJPASS
    tree.hang(noun, verb, Dep.NSUBJPASS if passive else Dep.NSUBJ)
    tree.hang(participle, noun, Dep.ACL)
    return True


@mend(
    "verb-of-fragment",
    Pos.VERB,
    says='what stands behind the only noun of a sentence with "into" is its verb, no participle',
    needs="Russian spies hacked into the Norwegian parliament in May.",
    spares="Russian spies killed in May.",
)
def _verb_of_fragment(tree: Tree, verb: int) -> bool:
    noun = tree.head[verb]
    if tree.tag[verb] != Tag.VBN or tree.dep[verb] != Dep.ACL or tree.head[noun] != noun or noun != verb - 1:
        return False
    into = any(tree.dep[c] == Dep.PREP and tree.parse.text[c].lower() == "into" for c in tree.children[verb])
    if not into or not _takes_into(tree, verb):
        return False
    tree.hang(verb, verb, Dep.ROOT)
    tree.hang(noun, verb, Dep.NSUBJ)
    tree.retag(verb, Pos.VERB, Tag.VBD)
    return True


def _takes_into(tree: Tree, verb: int) -> bool:
    part = words.parts("verb").get(tree.parse.lemma[verb].lower())
    return part is not None and any("into" in meaning.companions for meaning in part.means)
