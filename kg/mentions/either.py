"""Words alone that may be somebody's name or a town's ("attacked X"), somebody's or a body's ("its head, X")."""

from collections.abc import Collection, Iterator, Sequence

from kg import reference
from kg.document import Document, Parse
from kg.english import phrases, posts, tokens, tree, words
from kg.english.labels import Dep
from kg.mentions import standing
from kg.mentions.names import Name

_FIGHTING = frozenset({"armed", "troops"})


def is_place(document: Document, name: Name, surnames: Collection[str], names: Sequence[Name]) -> bool:
    """Whether a doubtful name is a place's: it stands in one's place, is the only town so called, or troops attack it.

    ``surnames``: the words of names that are surely people's.
    """
    parse, text = document.parse, document.parse.text[name.first]
    if standing.is_of_place(parse, name, surnames):
        return True
    if text in surnames or not _is_word_of_person(parse, name):
        return False
    if parse.dep[name.head] == Dep.POBJ and parse.text[parse.head[name.head]].lower() == "in":
        return True
    if not _undergoes(parse, name):
        return False
    return len(reference.places(text, document.base)) == 1 or _is_fought_over(document, name, names)


def without(document: Document, names: Sequence[Name]) -> list[Name]:
    """The names without those of which nothing in the text tells whether they are somebody's, a town's or a body's."""
    parse = document.parse
    people = [n for n in names if n.label == "person"]
    sure = {parse.text[n.head] for n in people if standing.is_of_person(parse, n.head)}
    full = {parse.text[t] for n in people if n.end - n.first > 1 for t in range(n.first, n.end)}

    def is_open(name: Name) -> bool:
        text = parse.text[name.first]
        if name.known or text in (full if _is_behind_body(parse, name) else sure | full):
            return False
        if not _is_behind_body(parse, name) and not (_is_word_of_person(parse, name) and _undergoes(parse, name)):
            return False
        return not any(c.entity.type == "person" for c in reference.candidates(text, document.base))

    return [name for name in names if not is_open(name)]


def _is_word_of_person(parse: Parse, name: Name) -> bool:
    """Whether a word alone is taken for somebody's name, and nothing beside it tells who that is."""
    if name.end - name.first > 1 or name.label != "person" or posts.is_person_title(parse, name.first - 1):
        return False
    beside = any(parse.dep[c] in (Dep.APPOS, Dep.RELCL, Dep.COMPOUND) for c in parse.children[name.head])
    return not beside and parse.dep[name.head] not in (Dep.COMPOUND, Dep.APPOS)


def _is_behind_body(parse: Parse, name: Name) -> bool:
    """Whether a word alone may be the name of a body or of its head: "the head of the border service, X, said"."""
    if name.end - name.first > 1 or name.label != "person" or parse.text[name.first - 1 : name.first] != (",",):
        return False
    head = posts.apposed_to(parse, name.head)
    if head is None or name.first < 3 or not head < name.first - 2:
        return False
    body = name.first - 2
    noun = phrases.noun_at(parse, body)
    linked = parse.dep[body] == Dep.POBJ and parse.head[parse.head[body]] == head
    return linked and noun is not None and noun.kind not in phrases.OF_PEOPLE


def _undergoes(parse: Parse, name: Name) -> bool:
    """Whether a name undergoes what is done to towns, and to people too: "attacked X"."""
    first = tokens.first_conjunct(parse, name.head)
    undergoing = parse.dep[first] in (Dep.DOBJ, Dep.NSUBJPASS)
    return undergoing and parse.lemma[parse.head[first]].lower() in words.of("verbs_of_place")


def _is_fought_over(document: Document, name: Name, names: Sequence[Name]) -> bool:
    """Whether fighters attack a word, or a state one that is nobody's well-known name: "Iran attacked Trump"."""
    parse = document.parse
    known = [c for c in reference.candidates(parse.text[name.first], document.base) if c.entity.type == "person"]
    countries = {c.entity.country for n in names if n.label == "state" for c in n.known}
    if any(c.entity.country in countries for c in known):
        return False
    labels = {n.head: n.label for n in names}
    verb = parse.head[tokens.first_conjunct(parse, name.head)]
    able = ("armed-group",) if known else ("armed-group", "state")
    return any(labels.get(doer) in able or _fights(parse, doer) for doer in _doers(parse, verb))


def _fights(parse: Parse, doer: int) -> bool:
    noun = phrases.noun_at(parse, doer)
    return parse.lemma[doer].lower() in words.of("weapons") or (noun is not None and noun.kind in _FIGHTING)


def _doers(parse: Parse, verb: int) -> Iterator[int]:
    yield from (c for c in parse.children[verb] if parse.dep[c] == Dep.NSUBJ)
    yield from tree.agents(parse, verb)
