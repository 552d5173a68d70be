"""Reading a dependency parse: who does what to whom, and which words belong together.

All functions take token indices of one ``Parse`` and return token indices; labels are spaCy's (ClearNLP).
"""

from collections.abc import Collection

from kg.document import Parse
from kg.english import phrases, posts, tokens, verbs, words
from kg.english.labels import Dep, Pos, Tag
from kg.english.memory import remembered
from kg.english.tokens import ancestors as ancestors
from kg.english.tokens import child as child
from kg.english.tokens import upwards as upwards

SUBJECT = frozenset({Dep.NSUBJ, Dep.CSUBJ})
PASSIVE = frozenset({Dep.NSUBJPASS, Dep.CSUBJPASS})
_CLAUSES = frozenset({Dep.RELCL, Dep.ACL, Dep.APPOS, Dep.ADVCL, Dep.CC, Dep.CONJ, Dep.PARATAXIS, Dep.CCOMP, Dep.PUNCT})
_VERBAL = frozenset({Pos.VERB, Pos.AUX})


def children(parse: Parse, token: int, *labels: str) -> list[int]:
    """Dependants with one of these labels, in reading order."""
    return [child for child in parse.children[token] if parse.dep[child] in labels]


def subtree(parse: Parse, token: int, without: Collection[int] = ()) -> list[int]:
    """The token and all below it in reading order, leaving out the subtrees of ``without``."""
    whole = _whole_subtree(parse, token)
    if not without or not any(at in without for at in whole):
        return list(whole)
    found, waiting = [], [token]
    while waiting:
        at = waiting.pop()
        if at not in without:
            found.append(at)
            waiting.extend(parse.children[at])
    return sorted(found)


def first(parse: Parse, token: int) -> int:
    """The first of the token and all below it."""
    return _whole_subtree(parse, token)[0]


@remembered
def _whole_subtree(parse: Parse, token: int) -> tuple[int, ...]:
    found = [token]
    for at in found:
        found.extend(parse.children[at])
    return tuple(sorted(found))


def governor(parse: Parse, token: int) -> int:
    """The head of a token; a root is its own."""
    return parse.head[token]


def conjuncts(parse: Parse, token: int) -> list[int]:
    """The token and what is coordinated with it, but for what is told apart: "Peru and not Chile", "all but Chile"."""
    found = [token]
    for at in found:
        found.extend(other for other in children(parse, at, Dep.CONJ) if not _is_told_apart(parse, at, other))
    return found


def _is_told_apart(parse: Parse, first: int, other: int) -> bool:
    if is_verb(parse, other):
        return False
    if child(parse, other, Dep.NEG) is not None:
        return True
    every = any(parse.lemma[c].lower() in words.of("universal") for c in children(parse, first, Dep.DET))
    return every and any(parse.lemma[c].lower() == "but" and c < other for c in children(parse, first, Dep.CC))


def whole(parse: Parse, noun: int) -> int:
    """What gathers a noun: of "dozens of strikes" the dozens; else the noun itself."""
    while parse.dep[noun] == Dep.POBJ and parse.lemma[parse.head[noun]].lower() == "of":
        above = parse.head[parse.head[noun]]
        if parse.pos[above] != Pos.NUM and parse.lemma[above].lower() not in words.of("partitives"):
            break
        noun = above
    return noun


def gathered(parse: Parse, noun: int) -> list[int]:
    """The noun, and what it gathers: "dozens of strikes"."""
    return [noun, *(n for n in prepositional(parse, noun, "of") if whole(parse, n) == whole(parse, noun) != n)]


def is_verb(parse: Parse, token: int) -> bool:
    return parse.pos[token] in _VERBAL


@remembered
def is_passive(parse: Parse, verb: int) -> bool:
    """Whether the verb's subject undergoes it: "was shelled", and the participle in "the city shelled by X"."""
    while child(parse, verb, Dep.AUXPASS, *PASSIVE) is None:
        if parse.tag[verb] != Tag.VBN:
            return False
        if parse.dep[verb] != Dep.CONJ or child(parse, verb, Dep.DOBJ, Dep.AUX, *SUBJECT) is not None:
            return parse.dep[verb] in (Dep.ACL, Dep.ADVCL) and child(parse, verb, Dep.DOBJ, Dep.AUX) is None
        if child(parse, verb, Dep.AGENT) is not None:
            return True
        verb = parse.head[verb]  # "had been stormed and looted by gunmen"
        if not is_verb(parse, verb):
            return False
    return True


def subjects(parse: Parse, verb: int) -> list[int]:
    """Who or what the verb is said of (in the passive too), found through control and coordination."""
    return list(_known_subjects(parse, verb))


@remembered
def _known_subjects(parse: Parse, verb: int) -> tuple[int, ...]:
    return tuple(_found_subjects(parse, verb))


def _found_subjects(parse: Parse, verb: int) -> list[int]:
    own = _subject(parse, verb)
    if own is not None:
        return _antecedents(parse, own)
    head, label = parse.head[verb], parse.dep[verb]
    if head == verb:
        return []
    if label == Dep.CCOMP and parse.dep[head] == Dep.RELCL and verbs.is_finite(parse, verb):
        return _before(parse, parse.head[head], head)  # "companies (that) it said had supplied arms"
    if label in (Dep.XCOMP, Dep.CCOMP) and (
        parse.tag[verb] in (Tag.VB, Tag.VBG) or child(parse, verb, Dep.AUX) is not None
    ):
        return _controller(parse, head)
    if label == Dep.ACL:
        return _before(parse, head, verb) if parse.tag[verb] in (Tag.VBG, Tag.VBN) else _noun_subject(parse, head)
    if label == Dep.ADVCL and parse.lemma[head] in ("call", "appeal") and verbs.has_to(parse, verb):
        return _controller(parse, head)
    if label in (Dep.CONJ, Dep.ADVCL) and is_verb(parse, head):
        return [] if label == Dep.CONJ and _may_be_theirs(parse, verb) else _found_subjects(parse, head)
    if label == Dep.PCOMP:
        return _of_preposition(parse, head)
    return []


def _may_be_theirs(parse: Parse, verb: int) -> bool:
    """Whether a verb may go on with the clause about the object: "X shot the men who robbed a bank, killed two and"."""
    head = parse.head[verb]
    noun = child(parse, head, Dep.DOBJ)
    clause = child(parse, noun, Dep.RELCL) if noun is not None else None
    if noun is None or clause is None or not clause < verb - 1 or parse.text[verb - 1] != ",":
        return False
    if not parse.tag[verb] == parse.tag[clause] == parse.tag[head] == Tag.VBD:
        return False
    return noun + 1 in children(parse, clause, *SUBJECT) and phrases.names_people(parse.lemma[noun])


def _subject(parse: Parse, verb: int) -> int | None:
    """The verb's own subject; where the parser gives it several, the one right before the verb."""
    own = children(parse, verb, *SUBJECT, *PASSIVE)
    before = [s for s in own if s < verb]
    return before[-1] if before else own[0] if own else None


def _controller(parse: Parse, verb: int) -> list[int]:
    """Who acts in the complement of a verb: its object ("urged X to"), the object of "call on", or its subject."""
    target = child(parse, verb, Dep.DOBJ, Dep.DATIVE)
    if target is not None and is_verb(parse, verb):
        return conjuncts(parse, target)
    asked = ("to",) if parse.lemma[verb] == "appeal" else ("on", "upon", "for")
    on = next((c for c in children(parse, verb, Dep.PREP) if parse.lemma[c] in asked), None)
    if on is not None and parse.lemma[verb] in words.of("prepositional_control"):
        return objects_of(parse, on)
    return _found_subjects(parse, verb) if is_verb(parse, verb) else _noun_subject(parse, verb)


def _noun_subject(parse: Parse, noun: int) -> list[int]:
    """Whose plan it is: the possessor, who is behind "of" or "by", else the subject of the verb above."""
    owner = child(parse, noun, Dep.POSS)
    if owner is not None:
        return conjuncts(parse, owner)
    if parse.lemma[noun].lower() in words.of("infinitive_nouns") and (whose := prepositional(parse, noun, "of", "by")):
        return whose  # "the plan of X to leave"
    if parse.dep[noun] in (Dep.DOBJ, Dep.ATTR, Dep.ACOMP, Dep.POBJ):
        above = next((a for a in ancestors(parse, noun) if is_verb(parse, a)), None)
        return _found_subjects(parse, above) if above is not None else []
    return []


def _of_preposition(parse: Parse, preposition: int) -> list[int]:
    """Who acts in "accused X of doing", "his role in doing": the object of the verb, else its subject."""
    head = parse.head[preposition]
    if head == preposition:
        return []
    if not is_verb(parse, head):
        return _noun_subject(parse, head)
    target = child(parse, head, Dep.DOBJ)
    perfect = [c for c in children(parse, preposition, Dep.PCOMP) if verbs.is_perfect(parse, c)]
    for_having = parse.text[preposition].lower() == "for" and bool(perfect)  # "banned him for having defied"
    if target is not None and (for_having or parse.lemma[preposition] in words.of("object_control_prepositions")):
        return conjuncts(parse, target)
    if (
        is_passive(parse, head)
        or target is None
        or parse.lemma[preposition] in words.of("subject_control_prepositions")
    ):
        return _found_subjects(parse, head)
    return []


def _antecedents(parse: Parse, token: int) -> list[int]:
    """The nouns that a relative pronoun stands for, else the token and what is coordinated with it."""
    verb = parse.head[token]
    if parse.tag[token] in (Tag.WP, Tag.WDT) and parse.lemma[token].lower() in words.of("relative_pronouns"):
        for at in upwards(parse, verb):
            if parse.dep[at] == Dep.RELCL:
                return _before(parse, parse.head[at], at)
    return conjuncts(parse, token)


def _before(parse: Parse, noun: int, clause: int) -> list[int]:
    """A noun and those coordinated with it before a clause about them: in "X, who left, and Y" only X left."""
    return [at for at in conjuncts(parse, noun) if at < clause]


def agents(parse: Parse, verb: int) -> list[int]:
    """Who does a passive verb: "by X"; the parser may hang it on what is given: "was handed a note by X"."""
    by = child(parse, verb, Dep.AGENT)
    if by is not None:
        return objects_of(parse, by)
    things = [n for thing in _retained(parse, verb) for n in (thing, *prepositional(parse, thing, "of"))]
    return [giver for thing in things for giver in prepositional(parse, thing, "by")]


def actives(parse: Parse, verb: int) -> list[int]:
    """Who does the verb, active or passive."""
    return agents(parse, verb) if is_passive(parse, verb) else subjects(parse, verb)


def objects(parse: Parse, verb: int) -> list[int]:
    """Who or what undergoes the verb, active or passive; not the one in "gave him" or "he was given"."""
    if is_passive(parse, verb):
        return _retained(parse, verb) or subjects(parse, verb)
    target = child(parse, verb, Dep.DOBJ)
    if target is not None:
        return _antecedents(parse, target)
    return objects(parse, parse.head[verb]) if _shares_object(parse, verb) else []


def receivers(parse: Parse, verb: int) -> list[int]:
    """Who is given something, where he is the subject: "X was handed a note"."""
    return subjects(parse, verb) if _retained(parse, verb) else []


def _retained(parse: Parse, verb: int) -> list[int]:
    """What somebody was given who is the verb's subject: "was handed [a note]"."""
    passive = child(parse, verb, Dep.NSUBJPASS, Dep.AUXPASS) is not None
    if not passive or parse.lemma[verb].lower() not in words.of("ditransitive"):
        return []
    thing = child(parse, verb, Dep.DOBJ)
    return _antecedents(parse, thing) if thing is not None else []


def _shares_object(parse: Parse, verb: int) -> bool:
    return parse.dep[verb] == Dep.CONJ and parse.tag[verb] == Tag.VBN and is_passive(parse, parse.head[verb])


def objects_of(parse: Parse, preposition: int) -> list[int]:
    """Nouns governed by a preposition, with what is coordinated, in "of X and of Y" too."""
    found = []
    for at in conjuncts(parse, preposition):
        for label in (Dep.POBJ, Dep.PCOMP):
            for noun in children(parse, at, label):
                found.extend(conjuncts(parse, noun))
        if not parse.children[at] and at != preposition and not is_verb(parse, at):
            found.append(at)
        for chained in children(parse, at, Dep.PREP):
            found.extend(objects_of(parse, chained))
    return found


def prepositional(parse: Parse, token: int, *prepositions: str) -> list[int]:
    """Nouns that hang on a token by one of these prepositions."""
    return [
        noun
        for at in children(parse, token, Dep.PREP, Dep.DATIVE, Dep.AGENT, Dep.PRT)
        if parse.text[at].lower() in prepositions and not _is_either_way(parse, at)
        for noun in objects_of(parse, at)
    ]


def _is_either_way(parse: Parse, preposition: int) -> bool:
    """Whether it does not matter whether somebody takes part: "with or without Russia"."""
    return " ".join(parse.text[preposition + 1 : preposition + 3]).lower() == "or without"


def phrase(parse: Parse, noun: int) -> tuple[int, int]:
    """First token and last token + 1 of a noun's phrase: no leading article, no clauses, coordination or final 's."""
    kept = [noun]
    for at in kept:
        kept.extend(
            below
            for below in parse.children[at]
            if (parse.dep[below] not in _CLAUSES or (at != noun and parse.dep[below] in (Dep.CC, Dep.CONJ)))
            and not (parse.dep[below] == Dep.PREP and not _names(parse, at, below))
        )
    kept.sort()
    first, last = noun, noun
    for at in reversed([k for k in kept if k < noun]):
        if at < first - 2:
            break
        first = at
    for at in (k for k in kept if k > noun):
        if at > last + 1:
            break
        last = at
    while first < noun and parse.tag[first] != Tag.PRP_ and _is_no_part(parse, first):
        first += 1
    while last > noun and (parse.tag[last] == Tag.POS or parse.pos[last] in (Pos.PUNCT, Pos.ADP)):
        last -= 1
    return first, last + 1


def _is_no_part(parse: Parse, token: int) -> bool:
    """Whether the first word of a phrase is none of it: an article, "[shot] dead two men"; not "at least two men"."""
    verb = parse.head[parse.head[token]]
    if parse.lemma[token].lower() in words.of("outcomes") and (
        parse.pos[token + 1] == Pos.NUM or parse.lemma[verb].lower() in words.of("making")
    ):
        return True
    if any(parse.pos[above] == Pos.NUM for above in (parse.head[token], parse.head[parse.head[token]])):
        return parse.pos[token] in (Pos.DET, Pos.PUNCT)
    return parse.pos[token] in (Pos.DET, Pos.PUNCT, Pos.ADP, Pos.ADV)


def _names(parse: Parse, noun: int, preposition: int) -> bool:
    """Whether a preposition goes on naming: "envoy for Sudan", but not "two generals for the massacre"."""
    word = parse.lemma[preposition].lower()
    if word == "for":
        return posts.is_head(parse, noun) or parse.pos[noun] == Pos.PROPN
    return word in words.of("naming_prepositions") and not _dates(parse, preposition)


def _dates(parse: Parse, preposition: int) -> bool:
    """Whether a preposition brings in a day, a month, a year: "officials in February"."""
    return any(noun in tokens.dated(parse) for noun in children(parse, preposition, Dep.POBJ))
