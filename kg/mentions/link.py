"""Names to actors: by name, then country, post and day; a tie stays provisional."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kg import namespaces, reference
from kg.document import Document
from kg.english import phrases, tokens
from kg.english.posts import Post
from kg.mentions.model import Entity, Position, Running, Tenure
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
_SURE, _FAIR, _WEAK = 0.98, 0.9, 0.7
_LOCAL = 0.5
_TOWNS_APART = 5


@dataclass(frozen=True, slots=True)
class Scene:
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


def person(scene: Scene, name: str, posts: Sequence[Post]) -> tuple[Entity, float]:
    """The person of this name, the fullest that the text uses, given the posts around it."""
    fit = sorted(
        ((rank, c) for c in _people(scene, name, posts) if (rank := _rank(scene, c, posts)) > 0), key=lambda f: -f[0]
    )
    if fit and (len(fit) == 1 or fit[0][0] > fit[1][0]):
        rank, candidate = fit[0]
        return candidate.entity, min(candidate.score + 0.05, _SURE) if rank >= 3 else _WEAK if rank < 2 else _FAIR
    country = next((post.country for post in posts if post.country), None)
    if " " not in name:
        iri = f"{scene.document.iri}#{namespaces.fragment('g', name)}"
    else:
        iri = namespaces.actor(scene.base, name, "person", country)
    return Entity(iri, name, "person", country, _state(scene, country), provisional=True), _LOCAL


def _people(scene: Scene, name: str, posts: Sequence[Post]) -> tuple[Candidate, ...]:
    """Who may be meant by a name: its bearers, the same name otherwise romanised, or who held the post beside it."""
    found = tuple(c for c in reference.candidates(name, scene.base) if c.entity.type == "person")
    if any(c.how != "contextual" for c in found):
        return tuple(c for c in found if c.how != "contextual")
    found = found or reference.fuzzy(name, scene.base) or _shorter(scene, name)
    return found or tuple({c.entity.iri: c for post in posts for c in _bearers(scene, name, post)}.values())


def _shorter(scene: Scene, name: str) -> tuple[Candidate, ...]:
    """Who is known by a part of a long name: by its last two words, or by the first and the last."""
    words = name.split()
    if len(words) < 3:
        return ()
    forms = (" ".join(words[-2:]), f"{words[0]} {words[-1]}")
    found = {c.entity.iri: c for form in forms for c in reference.candidates(form, scene.base)}
    return tuple(c for c in found.values() if c.entity.type == "person" and c.how in ("name", "alias"))


def _bearers(scene: Scene, surname: str, post: Post) -> Iterator[Candidate]:
    """Those of this surname who held the post on the day, in a state that the words or else the text name."""
    if scene.day is None or post.role is None or post.former:
        return
    for country in sorted({post.country} if post.country else scene.countries):
        for tenure in reference.holders(country, post.role, scene.day, scene.base):
            holder = reference.entity(tenure.holder, scene.base)
            if holder and key(surname) == key(holder.label.split()[-1]):
                yield Candidate(holder, "surname", _WEAK)


def _rank(scene: Scene, candidate: Candidate, posts: Sequence[Post]) -> int:
    """How well a candidate fits: 3 by post, 2 by country or renown, 1 by a full name alone, 0 not at all."""
    held = reference.tenures(candidate.entity.iri, scene.base)
    countries = {t.country for t in held} | {candidate.entity.country}
    stated = {post.country for post in posts if post.country}
    if stated and not stated & countries:
        return 0
    roles = {post.role for post in posts if post.role}
    day = scene.day
    if candidate.how == "contextual" and not _is_renowned(scene, candidate, held, posts):
        return 0
    fitting = [t for t in held if t.role in roles and (not stated or t.country in stated)]
    if any(not day or reference.running(t, day) != "no" for t in fitting):
        return 4
    if fitting:
        return 3
    if candidate.how == "contextual":
        if any(reference.running(t, day) == "yes" for t in held if day and t.role in _PROMINENT):
            return 2
        return int(any(t.role in _FOREMOST for t in held))
    if stated:
        return 2 if candidate.how != "fuzzy" else 0
    if candidate.entity.country in scene.countries or any(t.role in _PROMINENT for t in held):
        return 2 if candidate.how != "fuzzy" else 0
    return 0


def _is_renowned(scene: Scene, candidate: Candidate, held: Sequence[Tenure], posts: Sequence[Post]) -> bool:
    """Whether a family name alone may mean somebody: the text names the state, and the post was taken up by then.

    Whoever is called president is not the president of years ago.
    """
    if candidate.entity.country not in scene.stated:
        return False
    day, present = scene.day, {post.role for post in posts if not post.former}
    fitting = [t for t in held if t.role in _PROMINENT and (not present or t.role in present)]
    if not day:
        return bool(fitting)
    return any((t.start or "") <= day and (not present or reference.running(t, day) != "no") for t in fitting)


def position(scene: Scene, holder: Entity, post: Post | None) -> tuple[Tenure, Position] | None:
    """The post in which somebody appears: the one that the words name, else the foremost one running on the day."""
    held = reference.tenures(holder.iri, scene.base)
    if post is None or post.former:
        return _foremost(scene, holder, held)
    same = [t for t in held if t.role == post.role and post.country in (None, t.country)]
    if post.body:
        same = [t for t in same if t.country is None]
    ranked = [(t, _running(scene, t)) for t in same]
    for wanted in ("yes", "unknown"):
        found = next((t for t, running in reversed(ranked) if running == wanted), None)
        if found:
            return found, Position(found.iri, wanted, words(scene.document, post), found.country)
    if ranked:
        # The reference facts know that this post was over, or not yet begun: a title given out of courtesy.
        return None
    return _local(scene, holder, post)


def words(document: Document, post: Post) -> Words:
    """The words of a post at their place."""
    start, end = document.parse.start[post.first], document.parse.end[post.end - 1]
    return Words(start, end, document.text[start:end])


def _foremost(scene: Scene, holder: Entity, held: Sequence[Tenure]) -> tuple[Tenure, Position] | None:
    running = [t for t in held if scene.day and reference.running(t, scene.day) == "yes"]
    if not running:
        return None
    # The President of France is a prince of Andorra as well.
    best = min(running, key=lambda t: (t.country != holder.country, _prominence(t.role), t.iri))
    return best, Position(best.iri, "yes", None, best.country)


def _prominence(role: str | None) -> int:
    return _PROMINENT.index(role) if role in _PROMINENT else len(_PROMINENT)


def _running(scene: Scene, tenure: Tenure) -> Running:
    return reference.running(tenure, scene.day) if scene.day else "unknown"


def _local(scene: Scene, holder: Entity, post: Post) -> tuple[Tenure, Position]:
    """A post that only this text tells of: it was held on the day of the text, for all that the text says."""
    stated = words(scene.document, post)
    country = post.country or (None if post.body or post.role == "igo_head" else holder.country)
    iri = f"{scene.document.iri}#{namespaces.fragment('t', holder.iri + '|' + stated.text)}"
    tenure = Tenure(
        iri,
        holder.iri,
        stated.text,
        state=_state(scene, country),
        country=country,
        known_until=scene.day,
        provisional=True,
    )
    return tenure, Position(iri, "yes" if scene.day else "unknown", stated, country)


def _state(scene: Scene, country: str | None) -> str | None:
    found = reference.state(country, scene.base) if country else None
    return found.iri if found else None


def organisation(scene: Scene, name: Name, country: str | None) -> tuple[Entity, float]:
    """The organisation of this name; ``country`` is the state that the words around it tell."""
    known = [c for c in name.known if country in (None, c.entity.country)] or ([] if country else list(name.known))
    text = tokens.text(scene.document, name.first, name.end)
    if not known and country and (state := reference.state(country, scene.base)):
        owned = reference.candidates(f"{text} of {state.label}", scene.base)
        known = [c for c in owned if c.entity.type not in ("person", "state")]
    if not known:
        known = _settled(scene, text, country)
    if known and (len(known) == 1 or known[0].score > known[1].score):
        return known[0].entity, known[0].score
    noun = phrases.noun_at(scene.document.parse, name.head)
    type_ = "armed-group" if name.label == "armed-group" else noun.entity if noun else "organisation"
    if type_ not in ("armed-group", "government-body", "party", "company", "media-outlet", "group"):
        type_ = "organisation"
    iri = namespaces.actor(scene.base, text, type_, country)
    state_iri = _state(scene, country) if type_ == "government-body" else None
    return Entity(iri, text, type_, country, state_iri, provisional=True), _LOCAL


def _settled(scene: Scene, text: str, country: str | None) -> list[Candidate]:
    """What a name that many bodies bear means in this text, by the states that it names: "the Senate", "the Fed".

    ``country`` is the state that the words around it tell: "Venezuela's Supreme Court" is no other's.
    """
    known = reference.candidates(text, scene.base)
    found = [c for c in known if c.how == "contextual" and c.entity.type != "person"]
    found = [c for c in found if country in (None, c.entity.country)]
    return [c for c in found if c.entity.country in scene.countries or c.entity.type == "armed-group"]


def seated(scene: Scene, capital: str) -> Candidate | None:
    """The body that a capital shared with a state stands for, where the text does not name the state: Brussels."""
    found = reference.candidates(capital, scene.base)
    if any(c.how == "capital" and c.entity.country in scene.stated for c in found):
        return None
    return next((c for c in found if c.how == "contextual" and c.entity.type != "person"), None)


def place(scene: Scene, text: str, capital_of: str | None, country: str | None) -> tuple[Entity, float]:
    """The town, region or disputed place of this name; ``country`` is what the words around it tell."""
    country = capital_of or country
    found = reference.places(text, scene.base)
    if country:
        found = (
            tuple(c for c in found if c.entity.country in (None, country))
            if not capital_of
            else tuple(c for c in found if c.entity.country == country)
        )
    if found and _is_clear(scene, found, country):
        return found[0].entity, found[0].score
    mentioned = [c for c in found if c.entity.country in scene.countries]
    if len({c.entity.country for c in mentioned}) == 1:
        return mentioned[0].entity, _FAIR
    iri = namespaces.place(scene.base, text, country, provisional=True)
    return Entity(iri, text, "place", country, _state(scene, country), provisional=True), _LOCAL


def _is_clear(scene: Scene, found: tuple[Candidate, ...], country: str | None) -> bool:
    if len(found) == 1 or country or found[0].entity.claimants:
        return True
    others_named = any(c.entity.country in scene.countries for c in found[1:])
    return (found[0].entity.country in scene.countries or not others_named) and found[
        0
    ].population >= _TOWNS_APART * found[1].population
