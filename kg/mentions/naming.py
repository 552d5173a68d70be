"""Names to chains: people with their posts, states, capitals as governments or cities, organisations, places."""

from collections.abc import Container, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice

from kg import namespaces, reference
from kg.document import Parse
from kg.english import belonging, phrases, posts, tables, tokens, words
from kg.english.labels import Dep
from kg.english.posts import Post
from kg.mentions import inhabitants, link, metonyms, namesakes
from kg.mentions.drafts import TYPES, Chain, MentionDraft, Stage
from kg.mentions.model import Entity, MentionKind, Position
from kg.mentions.names import Name
from kg.mentions.people import Person, gather, gender_of
from kg.mentions.stretches import blocs

_BLOC, _PEOPLE = 0.9, 0.7
_SHARED = 0.5
"""Below it, a capital is the seat of a body as well."""
_NAMED = frozenset({"name", "alias", "adjective"})
_MEMORY = 200


@cache
def _several_own() -> frozenset[str]:
    """Words in the names of bodies of several states: "International Atomic Energy Agency"."""
    return frozenset(tables.load("names")["international-words"])


def state_of(name: Name) -> str | None:
    """The state (ISO 3166 alpha-3) that a name, an adjective, a seat or a capital tells of."""
    known = next((c for c in name.known if c.entity.type == "state"), None)
    return known.entity.country if known else None


def is_mere_adjective(name: Name) -> bool:
    """Whether a name describes and stands for no state or body: "Muslim", "Soviet"."""
    return name.label == "people" and name.adjective and not name.known


def is_what_for(stage: Stage, name: Name, in_posts: Container[int]) -> bool:
    """Whether an unknown word tells what a minister is for, and is no body: "Enlargement Commissioner X"."""
    parse = stage.parse
    inside = name.first in in_posts and name.end in in_posts and not name.known and name.label == "organisation"
    return inside and parse.text[name.end].lower() in words.of("ministers")


def before_portfolio(stage: Stage, name: Name) -> Name | None:
    """The state before what a minister is responsible for, taken for one name with it: "Indian External Affairs"."""
    if name.known or name.label == "person":
        return None
    for end in range(name.end - 1, name.first, -1):
        known = reference.candidates(tokens.text(stage.document, name.first, end), stage.clues.base)
        states = tuple(c for c in known if c.entity.type == "state" and c.how in _NAMED)
        if states and posts.is_portfolio(tokens.text(stage.document, end, name.end)):
            return Name(name.first, end, end - 1, "state", states, states[0].how == "adjective")
    return None


def add_people(stage: Stage, found: Sequence[Name]) -> list[Person]:
    """Gathers and links the people; returns them with the posts beside their names."""
    people = gather(stage.document, found, stage.states)
    for person in people:
        _add_person(stage, person)
    return people


def _add_person(stage: Stage, person: Person) -> None:
    """Links a person by name and posts, and notes each mention with the post that its own words name.

    Of "President Joe Biden left. Biden said" the second has the post too, without its words.
    """
    stated = [post for post in person.posts if post]
    plain, abroad = namesakes.is_plain(stage, person), namesakes.abroad(stage, person)
    entity, score = link.person(stage.clues, person.name, stated, plain=plain, abroad=abroad)
    chain = stage.chain(entity, score)
    chain.gender = chain.gender or gender_of(stage.parse, person, entity.label)
    chain.posts += [post for post in stated if not post.former]
    own = [_own_position(stage, entity, post) for post in person.posts]
    first = next((position for position in own if position), None)
    if not chain.posts:  # a post that the text names and the reference facts deny leaves the question open
        first = stage.hold(link.position(stage.clues, entity, None, [post for post in stated if post.former]))
    chain.position = first and replace(first, words=None)
    stage.drafts.extend(
        MentionDraft(name.first, name.end, name.head, "person", "name", chain, score, position=position)
        for name, position in zip(person.mentions, own, strict=True)
    )


def _own_position(stage: Stage, entity: Entity, post: Post | None) -> Position | None:
    """The position that the words beside a mention name; none of a former post."""
    return stage.hold(link.position(stage.clues, entity, post)) if post and not post.former else None


def add_name(stage: Stage, name: Name) -> None:
    """Links a name that is no person's."""
    entity, score = _entity(stage, name)
    is_metonym = name.label == "seat" or (name.label == "place" and entity.type != "place")
    kind: MentionKind = "metonym" if is_metonym else "noun" if name.adjective else "name"
    chain = stage.chain(entity, score)
    chain.plural = chain.plural or (name.label == "people" and entity.type != "person")
    type_ = TYPES.get(entity.type, "organisation")
    stage.drafts.append(MentionDraft(name.first, name.end, name.head, type_, kind, chain, score))


def _entity(stage: Stage, name: Name) -> tuple[Entity, float]:
    """The entity of a name by its kind, and how sure that is; an abbreviation ("SWU") is what was named in full."""
    text = name.full or tokens.text(stage.document, name.first, name.end)
    if name.full and (same := _named_in_full(stage, text)):
        return same
    if name.label in ("state", "seat"):
        return name.known[0].entity, name.known[0].score
    if name.label == "bloc":
        label = blocs()[text]
        iri = namespaces.actor(stage.clues.base, label, "group", None)
        return Entity(iri, label, "group", provisional=True), _BLOC
    if name.label == "people":
        return _people(stage, name, text)
    if name.label == "place":
        return _place(stage, name, text)
    return link.organisation(stage.clues, name, _owner(stage, name))


def _named_in_full(stage: Stage, full: str) -> tuple[Entity, float] | None:
    """The entity that the text has named in full before."""
    document, parse = stage.document, stage.parse
    found = (d for d in stage.drafts if document.text[parse.start[d.first] : parse.end[d.end - 1]] == full)
    return next(((d.chain.entity, d.chain.score) for d in found), None)


def _people(stage: Stage, name: Name, text: str) -> tuple[Entity, float]:
    """The inhabitants of a state, or another people; one of them is known to this text alone, and no state's."""
    parse = stage.parse
    apart = belonging.is_of_a_people(parse, name.first, stage.states) or inhabitants.are_of_descent(parse, name.head)
    state = name.known[0].entity if name.known and not apart else None
    if state is not None and _lives_in(stage, name) not in (None, state.country):
        state = None  # "Serbs in Zvecan"
    if state is not None and inhabitants.may_live_elsewhere(text) and _is_set_elsewhere(stage, name, state.country):
        state = None  # "Armed Serbs attacked police in Kosovo"
    country = state.country if state else None
    if inhabitants.is_single(parse, name.head):
        beside = {c for c in parse.children[name.head] if parse.dep[c] == Dep.APPOS}
        named = next((d for d in stage.drafts if d.head in beside and d.type == "person"), None)
        if named is not None:  # "a Swede, Johan Floderus"
            return named.chain.entity, named.chain.score
        iri = f"{stage.document.iri}#{namespaces.fragment('g', text, parse.start[name.first])}"
        return Entity(iri, text, "person", country, provisional=True, private=True), _PEOPLE
    iri = namespaces.actor(stage.clues.base, text, "group", country)
    return Entity(iri, text, "group", country, state.iri if state else None, provisional=True, private=True), _PEOPLE


def _is_set_elsewhere(stage: Stage, name: Name, country: str | None) -> bool:
    """Whether the sentence tells of something in a place of another state alone."""
    parse = stage.parse
    first, end = parse.sentences[parse.sentence[name.head]]
    told = {
        found
        for t in range(first, end)
        if parse.dep[t] == Dep.POBJ and parse.text[parse.head[t]].lower() in words.of("locative_prepositions")
        if (found := _country_of(stage, t))
    }
    return bool(told) and country not in told


def _country_of(stage: Stage, token: int) -> str | None:
    """The state that a word names, or in which the only place of its name lies."""
    found = {c.entity.country for c in reference.places(stage.parse.text[token], stage.clues.base)}
    return stage.states.get(token) or (found.pop() if len(found) == 1 else None)


def _lives_in(stage: Stage, name: Name) -> str | None:
    """The state of the place in which people are told to be."""
    parse = stage.parse
    for preposition in (c for c in parse.children[name.head] if c >= name.end and parse.text[c].lower() == "in"):
        for place in parse.children[preposition]:
            if country := _country_of(stage, place):
                return country
    return None


def _place(stage: Stage, name: Name, text: str) -> tuple[Entity, float]:
    capital = next((c for c in name.known if c.how == "capital"), None)
    if capital and metonyms.is_government(stage.parse, name.head):
        body = link.seated(stage.clues, text) if capital.score <= _SHARED else None
        return (body.entity, capital.score) if body else (capital.entity, capital.score)
    if named := _shortened(stage, name, text):
        return named.entity, named.score
    return link.place(stage.clues, text, capital.entity.country if capital else None, name.within)


def _shortened(stage: Stage, name: Name, text: str) -> Chain | None:
    """The place named before that a word for its kind is short for: "the Strip" after "the Gaza Strip"."""
    if name.end - name.first > 1 or not name.first or stage.parse.text[name.first - 1].lower() != "the":
        return None
    places = (d.chain for d in islice(reversed(stage.drafts), _MEMORY) if d.type == "place")
    return next((c for c in places if c.entity.label.endswith(f" {text}")), None)


def _state_within(stage: Stage, name: Name) -> str | None:
    """The state that a body's name begins or ends with: "U.S. Court of Appeals", "Ministry of Defence of Japan"."""
    parse = stage.parse
    openings = [(name.first, end) for end in range(min(name.first + 3, name.end - 1), name.first, -1)]
    behind = [t + 1 for t in range(name.first + 1, name.end - 1) if parse.text[t].lower() == "of"]
    endings = [(t + 1 if parse.text[t].lower() == "the" else t, name.end) for t in behind]
    states = (_state_named(stage, first, end) for first, end in (*openings, *endings) if first < end)
    return next((state.country for state in states if state), None)


def _state_named(stage: Stage, first: int, end: int) -> Entity | None:
    """The state whose name a part of a name is."""
    known = reference.candidates(tokens.text(stage.document, first, end), stage.clues.base)
    return next((c.entity for c in known if c.entity.type == "state" and c.how in _NAMED), None)


def _is_joined(parse: Parse, first: int) -> bool:
    """Whether a hyphen ties a name to the one before: "the Israel-Hamas war" is not of Israel's Hamas."""
    return first > 0 and parse.text[first - 1] in ("-", "–", "—", "/")


def _owner(stage: Stage, name: Name) -> str | None:
    """The state that an organisation is said to belong to: "Russia's X", "X of Russia", "Foreign Ministry in Oslo".

    None owns who governs a part of it ("Iraqi Kurdistan Regional Government"), or what several own and only sits there.
    """
    parse = stage.parse
    told = {parse.text[t].lower() for t in range(name.first, name.end)}
    if not told.isdisjoint(words.of("apart_from_state") - _several_own()):
        return None
    led = (stage.states[t] for t in range(name.first, name.end) if t in stage.states)  # "the Biden Administration"
    if inside := _state_within(stage, name) or next(led, None):
        return inside
    before = [c for c in parse.children[name.head] if c < name.first and not _is_joined(parse, name.first)]
    noun = phrases.noun_at(parse, name.head)
    national = noun is not None and noun.entity == "government-body" and told.isdisjoint(_several_own())
    links = ("of", "in") if national else ("of",)
    of = [c for c in parse.children[name.head] if c >= name.end and parse.text[c].lower() in links]
    after = [o for c in of for o in parse.children[c]]
    return next((stage.states[c] for c in (*before, *after) if c in stage.states), None)
