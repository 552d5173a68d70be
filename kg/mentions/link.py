"""Names to actors: by name, then country, post and day; a tie stays provisional."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kg import namespaces, reference
from kg.document import Document
from kg.english import phrases, tokens
from kg.english.labels import Tag
from kg.english.posts import Post
from kg.mentions import bodies
from kg.mentions.model import Entity, EntityType, Position, Running, Tenure
from kg.mentions.names import Name
from kg.reference.model import Candidate
from kg.reference.names import key
from kg.spans import Words

# Of these every reader knows the holder: a name alone, without country or post, is enough.
_PROMINENT = (
    "head_of_state",
    "head_of_government",
    "foreign_minister",
    "igo_head",
    "defence_minister",
    "un_ambassador",
    "vice_head_of_state",
    "movement_leader",
)
_FOREMOST = frozenset({"head_of_state", "head_of_government"})
# Posts of bodies, movements and parties, which are no post of the state of whoever holds them.
_OF_NO_STATE = frozenset({"igo_head", "movement_leader", "opposition_figure"})
_BODIES = frozenset({"armed-group", "government-body", "party", "company", "media-outlet", "group"})
_OF_STATE = frozenset({"government-body", "party", "company", "media-outlet"})
_SURE, _FAIR, _WEAK = 0.98, 0.9, 0.7
_LOCAL = 0.5
_TOWNS_APART = 5


@dataclass(frozen=True, slots=True)
class Clues:
    """What the text gives to tell namesakes apart.

    Attributes:
        day: of publication, ISO 8601.
        countries: states that it names, by their capitals too (ISO 3166 alpha-3).
        stated: those that it names by name or adjective.
    """

    document: Document
    day: str | None
    countries: Collection[str]
    stated: Collection[str] = ()

    @property
    def base(self) -> str:
        return self.document.base


def person(
    clues: Clues, name: str, posts: Sequence[Post], *, plain: bool = False, abroad: str | None = None
) -> tuple[Entity, float]:
    """The person of this name, the fullest that the text uses, given the posts around it.

    ``plain``: somebody with an everyday trade, known to this text alone; ``abroad``: the state where somebody without a
    post lives, so that whoever is of another is a namesake.
    """
    known = () if plain else (c for c in _people(clues, name, posts) if abroad in (None, c.entity.country))
    fit = sorted(((rank, c) for c in known if (rank := _rank(clues, c, posts)) > 0), key=lambda f: -f[0])
    if fit and (len(fit) == 1 or fit[0][0] > fit[1][0]):
        rank, candidate = fit[0]
        return candidate.entity, min(candidate.score + 0.05, _SURE) if rank >= 3 else _WEAK if rank < 2 else _FAIR
    country = next((post.country for post in posts if post.country), abroad)
    if " " not in name:
        iri = f"{clues.document.iri}#{namespaces.fragment('g', name)}"
    else:
        iri = namespaces.actor(clues.base, name, "person", country)
    return Entity(iri, name, "person", country, _state(clues, country), provisional=True), _LOCAL


def _people(clues: Clues, name: str, posts: Sequence[Post]) -> tuple[Candidate, ...]:
    """Who may be meant by a name: its bearers, the same name otherwise romanised, or who held the post beside it."""
    found = tuple(c for c in reference.candidates(name, clues.base) if c.entity.type == "person")
    if any(c.how != "contextual" for c in found):
        return tuple(c for c in found if c.how != "contextual")
    found = found or _turned(clues, name) or reference.fuzzy(name, clues.base) or _shorter(clues, name)
    return found or tuple({c.entity.iri: c for post in posts for c in _bearers(clues, name, post)}.values())


def _turned(clues: Clues, name: str) -> tuple[Candidate, ...]:
    """Who is known by a name whose family name the text puts first: "Lavrov Sergey"; of states with other letters."""
    family, *first = name.split()
    if len(first) != 1:
        return ()
    turned = f"{first[0]} {family}"
    sounding = {c.entity.iri for c in reference.fuzzy(turned, clues.base)}
    found = (c for c in reference.candidates(turned, clues.base) if c.entity.iri in sounding)
    return tuple(c for c in found if c.how in ("name", "alias"))


def _shorter(clues: Clues, name: str) -> tuple[Candidate, ...]:
    """Who is known by a part of a long name: by its last two words, or by the first and the last."""
    words = name.split()
    if len(words) < 3:
        return ()
    forms = (" ".join(words[-2:]), f"{words[0]} {words[-1]}")
    found = {c.entity.iri: c for form in forms for c in reference.candidates(form, clues.base)}
    return tuple(c for c in found.values() if c.entity.type == "person" and c.how in ("name", "alias"))


def _bearers(clues: Clues, surname: str, post: Post) -> Iterator[Candidate]:
    """Those of this surname who held the post on the day, in a state that the words or else the text name."""
    if clues.day is None or post.role is None or post.former:
        return
    for country in sorted({post.country} if post.country else clues.countries):
        for tenure in reference.holders(country, post.role, clues.day, clues.base):
            holder = reference.entity(tenure.holder, clues.base)
            if holder and key(surname) == key(holder.label.split()[-1]):
                yield Candidate(holder, "surname", _WEAK)


def _rank(clues: Clues, candidate: Candidate, posts: Sequence[Post]) -> int:
    """How well a candidate fits: 4 by a post not over, 3 by post, 2 by country or renown, 1 by renown past, 0 not.

    Also 1 by the very name, where there is no state to tell by: "Farhan Haq", of the United Nations.
    Of "President Vladimir Putin" 4 in the president's days, 3 later; of a plain "Putin" 2 where the text names Russia.
    """
    held = reference.tenures(candidate.entity.iri, clues.base)
    stated = {post.country for post in posts if post.country} - reference.past_states()  # "once a Soviet spy"
    if stated and not stated & ({t.country for t in held} | {candidate.entity.country}):
        return 0
    if candidate.how == "contextual" and not _is_renowned(clues, candidate, held, posts):
        return 0
    roles = {post.role for post in posts if post.role}
    fitting = [t for t in held if t.role in roles and (not stated or t.country in stated)]
    if fitting:
        return 4 if any(_may_run(clues, t) for t in fitting) else 3
    if candidate.how == "contextual":
        return _rank_by_renown(clues, held)
    known = bool(stated) or candidate.entity.country in clues.countries or any(t.role in _PROMINENT for t in held)
    if known and candidate.how != "fuzzy":
        return 2
    return int(_is_of_no_state(clues, candidate, held))


def _is_of_no_state(clues: Clues, candidate: Candidate, held: Sequence[Tenure]) -> bool:
    """Whether it is the very name of somebody whom no state could tell from namesakes, in the days of the post."""
    return candidate.entity.country is None and candidate.how == "name" and any(_may_run(clues, t) for t in held)


def _may_run(clues: Clues, tenure: Tenure) -> bool:
    """Whether a post was not known to be over, or yet to begin, on the day of the text."""
    return not clues.day or reference.running(tenure, clues.day) != "no"


def _rank_by_renown(clues: Clues, held: Sequence[Tenure]) -> int:
    """How well somebody fits whom the text calls by the family name alone: "Putin"."""
    day = clues.day
    if any(reference.running(t, day) == "yes" for t in held if day and t.role in _PROMINENT):
        return 2
    return int(any(t.role in _FOREMOST for t in held))


def _is_renowned(clues: Clues, candidate: Candidate, held: Sequence[Tenure], posts: Sequence[Post]) -> bool:
    """Whether a family name alone may mean somebody: the text names the state, and the post was taken up by then.

    Whoever is called president is not the president of years ago.
    """
    if candidate.entity.country not in clues.stated:
        return False
    day, present = clues.day, {post.role for post in posts if not post.former}
    fitting = [t for t in held if t.role in _PROMINENT and (not present or t.role in present)]
    if not day:
        return bool(fitting)
    return any((t.start or "") <= day and (not present or reference.running(t, day) != "no") for t in fitting)


def position(
    clues: Clues, holder: Entity, post: Post | None, over: Sequence[Post] = ()
) -> tuple[Tenure, Position] | None:
    """The post in which somebody appears: the one that the words name, else the foremost one running on the day.

    None where the reference facts know it to be over, or not yet begun: a title given out of courtesy. ``over``: posts
    that the text calls former, which nobody holds in whom the reference facts still see their holder.
    """
    held = [t for t in reference.tenures(holder.iri, clues.base) if not any(_is_same_post(t, p) for p in over)]
    if post is None or post.former:
        return _foremost(clues, holder, held)
    ranked = [(t, _running(clues, t)) for t in held if _is_same_post(t, post)]
    for wanted in ("yes", "unknown"):
        found = next((t for t, running in reversed(ranked) if running == wanted), None)
        if found:
            return found, Position(found.iri, wanted, post_words(clues.document, post), found.country)
    return None if ranked else _local(clues, holder, post)


def _is_same_post(tenure: Tenure, post: Post) -> bool:
    """Whether a tenure is of the post that words name; of a body's post, one that is no state's."""
    if tenure.role != post.role or post.country not in (None, tenure.country):
        return False
    return not post.body or tenure.country is None


def post_words(document: Document, post: Post) -> Words:
    """The words of a post at their place."""
    start, end = document.parse.start[post.first], document.parse.end[post.end - 1]
    return Words(start, end, document.text[start:end])


def _foremost(clues: Clues, holder: Entity, held: Sequence[Tenure]) -> tuple[Tenure, Position] | None:
    best = foremost([t for t in held if clues.day and reference.running(t, clues.day) == "yes"], holder)
    return (best, Position(best.iri, "yes", None, best.country)) if best else None


def foremost(held: Sequence[Tenure], holder: Entity) -> Tenure | None:
    """The post in which somebody is known of several held at once: the President of France is a prince of Andorra."""
    return min(held, key=lambda t: (t.country != holder.country, _prominence(t.role), t.iri), default=None)


def _prominence(role: str | None) -> int:
    return _PROMINENT.index(role) if role in _PROMINENT else len(_PROMINENT)


def _running(clues: Clues, tenure: Tenure) -> Running:
    return reference.running(tenure, clues.day) if clues.day else "unknown"


def _local(clues: Clues, holder: Entity, post: Post) -> tuple[Tenure, Position]:
    """A post that only this text tells of ("Mayor Zed Vela"): as far as it says, held on its day."""
    stated = post_words(clues.document, post)
    of_state = not (post.body or post.apart or post.role in _OF_NO_STATE)
    country = post.country or (holder.country if of_state else None)
    iri = f"{clues.document.iri}#{namespaces.fragment('t', holder.iri + '|' + stated.text)}"
    tenure = Tenure(
        iri,
        holder.iri,
        stated.text,
        state=_state(clues, country),
        country=country,
        known_until=clues.day,
        provisional=True,
    )
    return tenure, Position(iri, "yes" if clues.day else "unknown", stated, country)


def _state(clues: Clues, country: str | None) -> str | None:
    found = reference.state(country, clues.base) if country else None
    return found.iri if found else None


def organisation(clues: Clues, name: Name, country: str | None) -> tuple[Entity, float]:
    """The organisation of this name; ``country`` is the state that the words around it tell."""
    text = tokens.text(clues.document, name.first, name.end)
    known = _of_country(name.known, country) or _owned_by(clues, text, country)
    if not known and not _is_owned_by_pronoun(clues, name):  # "its Senate" may be that of any state
        known = _in_context(clues, text, country)
    known = known or _otherwise_worded(clues, name, text, country)
    if known and (len(known) == 1 or known[0].score > known[1].score):
        return known[0].entity, known[0].score
    type_ = _type_told(clues, name)
    state = reference.state(country, clues.base) if country else None
    if state and (worded := bodies.canonical(_without_state(clues, name, text), state.label)):
        text = worded
    iri = namespaces.actor(clues.base, text, type_, country)
    state_iri = _state(clues, country) if type_ in _OF_STATE else None
    return Entity(iri, text, type_, country, state_iri, provisional=True), _LOCAL


def _is_owned_by_pronoun(clues: Clues, name: Name) -> bool:
    parse = clues.document.parse
    return any(parse.tag[c] == Tag.PRP_ for c in parse.children[name.head])


def _otherwise_worded(clues: Clues, name: Name, text: str, country: str | None) -> list[Candidate]:
    """The body that another form of the name means: "US Department of Justice", "Defense Ministry"; one alone."""
    if name.end - name.first < 2:
        return []
    state = reference.state(country, clues.base) if country else None
    for form in bodies.forms(_without_state(clues, name, text), state.label if state else None):
        found = [
            c
            for c in reference.candidates(form, clues.base)
            if c.entity.type not in ("person", "state")
            and c.how != "contextual"
            and country in (None, c.entity.country)
        ]
        if found:
            return found if len(found) == 1 else []
    return []


def _without_state(clues: Clues, name: Name, text: str) -> str:
    """A body's name without the state that it begins or ends with: of "Russian Defence Ministry" the rest."""
    document = clues.document
    for end in range(min(name.first + 3, name.end - 1), name.first, -1):
        if _is_state(clues, tokens.text(document, name.first, end)):
            return tokens.text(document, end, name.end)
    for at in range(name.first + 1, name.end - 1):
        if document.parse.text[at].lower() == "of" and _is_state(clues, tokens.text(document, at + 1, name.end)):
            return tokens.text(document, name.first, at)
    return text


def _is_state(clues: Clues, text: str) -> bool:
    known = reference.candidates(re.sub("^[Tt]he ", "", text), clues.base)
    return any(c.entity.type == "state" and c.how in ("name", "alias", "adjective") for c in known)


def _of_country(known: Sequence[Candidate], country: str | None) -> list[Candidate]:
    return [c for c in known if country in (None, c.entity.country)]


def _owned_by(clues: Clues, text: str, country: str | None) -> list[Candidate]:
    """The bodies of a state that its name and theirs tell together: "Supreme Court of Venezuela"."""
    state = reference.state(country, clues.base) if country else None
    found = reference.candidates(f"{text} of {state.label}", clues.base) if state else ()
    return [c for c in found if c.entity.type not in ("person", "state")]


def _type_told(clues: Clues, name: Name) -> EntityType:
    """The type that a name's label or its noun tells: of "the Vela Party" a party."""
    noun = phrases.noun_at(clues.document.parse, name.head)
    insurgent = phrases.is_of_insurgents(clues.document.parse, name.first, name.end)
    armed = name.label == "armed-group" or insurgent
    type_ = "armed-group" if armed else noun.entity if noun else "organisation"
    return type_ if type_ in _BODIES else "organisation"


def _in_context(clues: Clues, text: str, country: str | None) -> list[Candidate]:
    """What a name that many bodies bear means in this text, by the states that it names: "the Senate", "the Fed".

    ``country`` is the state that the words around it tell: "Venezuela's Supreme Court" is no other's.
    """
    known = reference.candidates(text, clues.base)
    found = [c for c in known if c.how == "contextual" and c.entity.type != "person"]
    found = [c for c in found if country in (None, c.entity.country)]
    return [c for c in found if c.entity.country in clues.countries or c.entity.type == "armed-group"]


def seated(clues: Clues, capital: str) -> Candidate | None:
    """The body that a capital shared with a state stands for, where the text does not name the state: Brussels."""
    found = reference.candidates(capital, clues.base)
    if any(c.how == "capital" and c.entity.country in clues.stated for c in found):
        return None
    return next((c for c in found if c.how == "contextual" and c.entity.type != "person"), None)


def place(clues: Clues, text: str, capital_of: str | None, country: str | None) -> tuple[Entity, float]:
    """The town, region or disputed place of this name; ``country`` is what the words around it tell."""
    country = capital_of or country
    found = tuple(c for c in reference.places(text, clues.base) if _may_lie_in(c, capital_of, country))
    if found and _is_clear(clues, found, country):
        return found[0].entity, found[0].score
    mentioned = [c for c in found if c.entity.country in clues.countries]
    if len({c.entity.country for c in mentioned}) == 1:
        return mentioned[0].entity, _FAIR
    iri = namespaces.place(clues.base, text, country)
    return Entity(iri, text, "place", country, _state(clues, country), provisional=True), _LOCAL


def _may_lie_in(candidate: Candidate, capital_of: str | None, country: str | None) -> bool:
    """Whether a place may lie in the state told; a capital lies in its own, unless it is disputed: Jerusalem."""
    if capital_of:
        return candidate.entity.country == capital_of or bool(candidate.entity.claimants)
    return not country or candidate.entity.country in (None, country)


def _is_clear(clues: Clues, found: tuple[Candidate, ...], country: str | None) -> bool:
    if len(found) == 1 or country or found[0].entity.claimants:
        return True
    if found[0].how != "place" and len({c.entity.country for c in found}) == 1:
        return True  # "Gaza" is the strip rather than its city
    others_named = any(c.entity.country in clues.countries for c in found[1:])
    return (found[0].entity.country in clues.countries or not others_named) and found[
        0
    ].population >= _TOWNS_APART * found[1].population
