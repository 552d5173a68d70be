"""Decisions applied to the facts of one article: a pure function of both."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from kg.curation.model import Decisions
from kg.curation.posts import described, in_posts
from kg.facts.model import Facts, Participant, Place, Statement
from kg.mentions.model import Mention
from kg.reference.model import Entity
from kg.reference.names import key

Item = TypeVar("Item")


def renamed(facts: Facts, decisions: Decisions, article: str) -> dict[str, str]:
    """Whom of an article's actors and places decisions make somebody else: IRI -> IRI."""
    found: dict[str, str] = {}
    for entity in facts.entities:
        now = decisions.now(entity.iri, article)
        # A phrase that is local to the article is no name: the same words mean somebody else in the next.
        if now == entity.iri and entity.provisional and "#" not in now and now not in decisions.described:
            now = _called(entity, decisions) or now
        if now != entity.iri:
            found[entity.iri] = now
    return found


def _called(entity: Entity, decisions: Decisions) -> str | None:
    """Who somebody is by his name, where that is another's name as well."""
    now = decisions.called.get(key(entity.label))
    if now is None or decisions.differs(entity.iri, now):
        return None
    return now if (now in decisions.places) == (entity.type == "place") else None


def decided(facts: Facts, decisions: Decisions, article: str, published: str | None, base: str) -> Facts:
    """The facts of an article as decisions have them.

    Args:
        facts: with every mention of the article.
        decisions: all that are in force.
        article: its IRI.
        published: when, ISO 8601.
        base: the IRI that the data are minted under.
    """
    here, everywhere = renamed(facts, decisions, article), renamed(facts, decisions, "")
    entities = {entity.iri: entity for entity in _entities(facts, decisions, here, everywhere, article, base)}
    moved = (_moved(t, here if _is_local(t.iri, article) else everywhere) for t in facts.tenures)
    tenures = tuple(t for t in moved if t.holder not in here.values() or entities[t.holder].type == "person")
    holders = {tenure.iri: tenure.holder for tenure in tenures}
    found = replace(
        facts.holding(_parted(_moved(fact, here), here, holders) for fact in facts.all),
        mentions=tuple(_mention(mention, here, entities) for mention in facts.mentions),
        entities=tuple(entities.values()),
        tenures=tenures,
    )
    return in_posts(found, decisions, set(here.values()), article, published, base)


def _is_local(iri: str, article: str) -> bool:
    return iri.startswith(f"{article}#")


def _entities(
    facts: Facts,
    decisions: Decisions,
    here: Mapping[str, str],
    everywhere: Mapping[str, str],
    article: str,
    base: str,
) -> Iterator[Entity]:
    """Who is described: what articles share depends on what holds for all of them, never on who was misread in one."""
    for entity in facts.entities:
        names = here if _is_local(entity.iri, article) else everywhere
        if entity.iri not in names:
            yield _moved(decisions.described.get(entity.iri, entity), names)
    own = {entity.iri for entity in facts.entities} - everywhere.keys()
    reached = {*here.values(), *(e.iri for e in facts.entities if e.iri in decisions.described)}
    yield from (entity for entity in described(reached, decisions, base) if entity.iri not in own)


def _mention(mention: Mention, names: Mapping[str, str], entities: Mapping[str, Entity]) -> Mention:
    if mention.actor not in names:
        return mention
    now = names[mention.actor]
    return replace(mention, actor=now, country=entities[now].country)


def _moved(value: Item, names: Mapping[str, str]) -> Item:
    """A fact or description with everybody in it under the name that he has now."""
    new: dict[str, Any] = {}
    for field in fields(value):  # type: ignore[arg-type]
        held = getattr(value, field.name)
        if (now := _held(held, names)) != held:
            new[field.name] = now
    return replace(value, **new) if new else value  # type: ignore[type-var]


def _held(value: Any, names: Mapping[str, str]) -> Any:
    match value:
        case Participant():
            return replace(value, actor=names.get(value.actor, value.actor))
        case Place():
            return replace(value, iri=names.get(value.iri, value.iri))
        case str():
            return names.get(value, value)
        case tuple() if value and isinstance(value[0], Participant | str):
            return tuple(dict.fromkeys(_held(item, names) for item in value))
    return value


def _parted(fact: Any, names: Mapping[str, str], holders: Mapping[str, str]) -> Any:
    """A statement without what cannot be said of its speaker, now that he is another.

    A reader does not take a speaker for one of those whom he aims at, nor for the holder of another's post.
    """
    if not isinstance(fact, Statement) or fact.source is None or fact.source.actor not in names.values():
        return fact
    speaker = fact.source.actor
    if fact.position and holders.get(fact.position.tenure) != speaker:
        fact = replace(fact, position=None, on_behalf_of=())
    addressees, targets, about = (
        tuple(part for part in parts if part.actor != speaker) for parts in (fact.addressees, fact.targets, fact.about)
    )
    return replace(fact, addressees=addressees, targets=targets, about=about)
