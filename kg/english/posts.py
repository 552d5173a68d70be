"""Posts around a name: "Russian Foreign Minister X", "X, the US secretary of state,"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.document import Parse
from kg.english import belonging, phrases, tables, tokens
from kg.english import words as dictionary
from kg.english.labels import Dep, Pos

_INSIDE_POST = frozenset({Pos.NOUN, Pos.PROPN, Pos.ADJ, Pos.PART, Pos.ADP, Pos.DET, Pos.CCONJ, Pos.ADV, Pos.NUM})
_JOINTS = frozenset({"-", "–", ".", "/"})
_LINKS = frozenset({"of", "for", "to"})


@dataclass(frozen=True, slots=True)
class Post:
    """A post as the text words it.

    Attributes:
        first, end: its tokens.
        role: our class of posts ("foreign_minister"), None where the words tell none.
        country: ISO 3166 alpha-3 of the state whose post it is, where the words tell.
        body: name of the body whose post it is, where it is no state's ("United Nations").
        former: the words say that it is no longer, or not yet, held.
        apart: the words name a state or another owner, and say that the post is not that of its holder's state.
    """

    first: int
    end: int
    role: str | None
    country: str | None
    body: str | None
    former: bool
    apart: bool = False


@cache
def _roles() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((role, re.compile(pattern)) for role, pattern in tables.load("posts")["roles"])


@cache
def _portfolios() -> frozenset[str]:
    """What a minister is responsible for: within a post's words no name of a body."""
    return frozenset(tables.load("posts")["portfolios"])


@cache
def _hints(section: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (key, re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words)))
        for key, words in tables.load("posts")[section].items()
    )


@cache
def role(words: str) -> str | None:
    """The class of posts that these words amount to, those of a text or of a known post's label."""
    plain = re.sub(r"['’]s?\b|[\"“”‘]", "", words.lower())
    return next((name for name, pattern in _roles() if pattern.search(plain)), None)


def is_head(parse: Parse, token: int) -> bool:
    """Whether a post is built on this word."""
    return parse.text[token].lower() in dictionary.of("post_heads")


def is_style(parse: Parse, token: int) -> bool:
    """Whether this word is a rank or a form of address."""
    return parse.text[token].lower() in dictionary.of("styles")


def around(document_text: str, parse: Parse, first: int, end: int, states: Mapping[int, str]) -> Post | None:
    """The post beside the name at these tokens, before it or in apposition to it.

    ``states`` gives ISO 3166 alpha-3 for the tokens that name a state.
    """
    head = tokens.head_of(parse, first, end)
    stretch = _before(parse, first, head) or _apposed(parse, head)
    return read(document_text, parse, *stretch, states) if stretch else None


def read(document_text: str, parse: Parse, first: int, end: int, states: Mapping[int, str]) -> Post:
    """What the words of a post tell."""
    words = document_text[parse.start[first] : parse.end[end - 1]]
    lower = re.sub(r"[’']s\b", "", words.lower())
    held = role(words)
    country, body = _owners(parse, first, _owners_end(parse, first, end), states), _body(lower)
    if body is not None and country is not None and held == "special_envoy" and _stands_first(lower, body):
        country = None  # "the UN Libya envoy" is sent by the UN
    if country is None:
        country = next((c for c, hint in _hints("countries") if hint.search(lower)), None)
    former = any(parse.text[t].lower() in dictionary.of("former") for t in range(first, end))
    apart = country is None and any(t in states or _is_owner(parse, t) for t in range(first, end))
    return Post(first, end, held, country, None if country else body, former, apart)


def _is_owner(parse: Parse, token: int) -> bool:
    """Whether a name tells whose a post is: "the [Regional Government]'s prime minister", "the head of [Rosatom]"."""
    if parse.pos[token] != Pos.PROPN:
        return False
    return parse.dep[token] == Dep.POSS or (
        parse.dep[token] == Dep.POBJ and parse.text[parse.head[token]].lower() in _LINKS
    )


def _body(words: str) -> str | None:
    """The body that the words of a post name, where it is no state's."""
    return next((name for name, hint in _hints("bodies") if hint.search(words)), None)


def _stands_first(words: str, body: str) -> bool:
    """Whether a post's words open with those of a body."""
    return dict(_hints("bodies"))[body].match(words) is not None


def _owners(parse: Parse, first: int, end: int, states: Mapping[int, str]) -> str | None:
    """The state whose post it is: the first that owns it."""
    return next(iter(belonging.states_of(parse, first, end, states)), None)


def _owners_end(parse: Parse, first: int, end: int) -> int:
    """Where a post's words begin to tell where, for or to whom its holder works: "director [for Chad]"."""
    for token in range(first, end):
        word = parse.text[token].lower()
        if word == "to" or (word in dictionary.of("fields_of_work") and not _leads_to_owner(parse, token, end)):
            return token
    return end


def _leads_to_owner(parse: Parse, preposition: int, end: int) -> bool:
    """Whether a preposition leads to whose post it is: "spokesman for Chad", "a minister in Chad's government"."""
    inside = [t for t in parse.children[preposition] if preposition < t < end]
    owned = any(parse.dep[c] in (Dep.POSS, Dep.AMOD) for t in inside for c in parse.children[t])
    return owned or phrases.is_spokesperson(parse, parse.head[preposition])


def _before(parse: Parse, first: int, head: int) -> tuple[int, int] | None:
    top = head
    if first < head and _noun_above(parse, head) is None and _noun_above(parse, first) == first - 1:
        top = first  # "Rosneft head [Igor] Sechin", parsed as two
    while (above := _noun_above(parse, top)) is not None:
        top = above
    start = first
    edge = max(tokens.left_edge(parse, top), tokens.sentence_start(parse, first))
    while start > edge and _may_stand_in_post(parse, start - 1):
        start -= 1
    start = _with_body(parse, _without_opening(parse, start, first))
    heads = [t for t in range(start, first) if is_head(parse, t)]
    if not heads or not _reaches_name(parse, heads[-1], first):
        return None
    end = first
    while end - 1 > heads[-1] and parse.text[end - 1].lower().rstrip(".") in dictionary.of("courtesy_titles"):
        end -= 1  # "spokesman Dr Sasa"
    return start, end


def _with_body(parse: Parse, start: int) -> int:
    """The start with the name before a post, though it may be parsed away from it: "Wagner chief X"."""
    if start == len(parse) or not parse.text[start].islower():
        return start
    edge = tokens.sentence_start(parse, start)
    while start > edge and parse.pos[start - 1] == Pos.PROPN and start - 1 not in tokens.dated(parse):
        start -= 1
    return start


def _noun_above(parse: Parse, token: int) -> int | None:
    """The post's noun that a name hangs on: "secretary of state X" may be parsed as "secretary of X"."""
    above = parse.head[token]
    if parse.dep[token] == Dep.POBJ and parse.text[above].lower() in _LINKS:
        above = parse.head[above]
    elif parse.dep[token] not in (Dep.APPOS, Dep.COMPOUND, Dep.NMOD):
        return None
    return above if above < token and is_head(parse, above) else None


def _may_stand_in_post(parse: Parse, token: int) -> bool:
    word = parse.text[token].lower()
    if parse.pos[token] == Pos.ADP:
        return word in _LINKS
    if parse.pos[token] == Pos.DET:
        return token > 0 and parse.text[token - 1].lower() in _LINKS
    return parse.pos[token] in _INSIDE_POST or word in _JOINTS


def _without_opening(parse: Parse, start: int, end: int) -> int:
    """The start without what cannot open a post: articles, prepositions, conjunctions, marks, adverbs."""
    while start < end and parse.pos[start] in (Pos.DET, Pos.ADP, Pos.CCONJ, Pos.PART, Pos.PUNCT, Pos.ADV, Pos.NUM):
        start += 1
    return start


def _reaches_name(parse: Parse, head: int, first: int) -> bool:
    """Whether a post's noun stands beside the name, or its of-phrase does."""
    if head + 1 == first:
        return True
    if head + 1 < first and parse.text[head + 1].lower() in _LINKS:
        return True
    return all(
        is_style(parse, t) or parse.text[t] in _JOINTS or parse.pos[t] == Pos.PROPN for t in range(head + 1, first)
    )


def _apposed(parse: Parse, head: int) -> tuple[int, int] | None:
    """The post in apposition to a name: after it, or the noun that the name itself is in apposition to."""
    noun = next((c for c in parse.children[head] if parse.dep[c] == Dep.APPOS and is_head(parse, c)), None)
    if noun is not None:
        end = tokens.core_right_edge(parse, noun) + 1
        return _without_opening(parse, tokens.left_edge(parse, noun), end), end
    above = apposed_to(parse, head)
    if above is not None and is_head(parse, above):
        end = min(tokens.core_right_edge(parse, above) + 1, head)
        start = _without_opening(parse, tokens.left_edge(parse, above), end)
        return (start, end) if start < end else None
    return None


def apposed_to(parse: Parse, head: int) -> int | None:
    """The noun for a person that a name stands in apposition to, maybe past a body: "an aide at the ministry, X"."""
    above = parse.head[head]
    if parse.dep[head] != Dep.APPOS or above > head:
        return None
    while not _is_person(parse, above) and parse.dep[above] == Dep.POBJ:
        above = parse.head[parse.head[above]]
    return above if _is_person(parse, above) else None


def _is_person(parse: Parse, token: int) -> bool:
    noun = phrases.noun_at(parse, token)
    return is_head(parse, token) or (noun is not None and noun.kind in phrases.OF_PEOPLE)


def is_portfolio(words: str) -> bool:
    """Whether words name what a minister is responsible for, and no body: "State" in "Secretary of State"."""
    return words.lower() in _portfolios()


def is_address(parse: Parse, token: int) -> bool:
    """Whether this word is a form of address that is no part of a name: Mr, Gen., President."""
    if _names_body(parse, token):
        return False
    return is_style(parse, token) or parse.text[token].lower() in dictionary.of("post_heads")


def is_person_title(parse: Parse, token: int) -> bool:
    """Whether what follows this word can only be a person: "President Tokayev", "Mr Ali"."""
    if token < 0 or _names_body(parse, token):
        return False
    return is_style(parse, token) and parse.text[token][0].isupper()


def is_courtesy(parse: Parse, token: int) -> bool:
    """Whether this word is a form of address that goes before people's names alone: "Mr"."""
    return parse.text[token].lower().rstrip(".") in dictionary.of("courtesy_titles")


def _names_body(parse: Parse, token: int) -> bool:
    """Whether "General" is part of a body's name: "the General Staff"."""
    following = parse.text[token + 1].lower() if token + 1 < len(parse) else ""
    return parse.text[token].lower() == "general" and following in dictionary.of("after_general")
