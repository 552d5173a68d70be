"""The posts in which speakers speak, after decisions: those that a file gives, and those of whom somebody now is."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from kg import reference
from kg.curation.model import Decisions
from kg.facts.model import Facts, Participant, Statement
from kg.facts.sides import Days, days, of_tenure, posts_held
from kg.mentions.model import Position
from kg.reference.model import Entity, Tenure, running_between


def in_posts(
    facts: Facts, decisions: Decisions, others: Collection[str], article: str, published: str | None, base: str
) -> Facts:
    """The facts with the posts of their speakers on the days of their statements.

    Args:
        facts: under the names that everybody has by the decisions.
        decisions: all that are in force.
        others: those whom decisions make of somebody: their posts were not looked up when the article was read.
        article: its IRI, of which the posts are that only its own words tell.
        published: when, ISO 8601.
        base: the IRI that the data are minted under.
    """
    times = {time.id: time for time in facts.times}
    entities = {entity.iri: entity for entity in facts.entities}
    found: dict[str, Tenure] = {}
    told = []
    for fact in facts.all:
        if isinstance(fact, Statement) and fact.source:
            when = days(times[fact.time] if fact.time else None, published)
            post = _post(fact, decisions, others, entities, when, article, base)
            if post:
                found[post.iri] = post
                fact = _in_post(fact, post, base)
        told.append(fact)
    if not found:
        return facts
    replaced = _used(facts.statements) - _used(f for f in told if isinstance(f, Statement))
    tenures = {t.iri: t for t in facts.tenures if t.iri not in replaced} | found
    named = {iri for post in found.values() for iri in (post.holder, post.position, post.state, post.body) if iri}
    more = {e.iri: e for e in described(named, decisions, base)}
    return replace(facts.holding(told), tenures=tuple(tenures.values()), entities=tuple({**more, **entities}.values()))


def _used(statements: Iterable[Statement]) -> set[str]:
    return {fact.position.tenure for fact in statements if fact.position}


def _post(
    fact: Statement,
    decisions: Decisions,
    others: Collection[str],
    entities: dict[str, Entity],
    when: Days,
    article: str,
    base: str,
) -> Tenure | None:
    """The post to write; None where the reader's own stays."""
    assert fact.source is not None
    speaker = fact.source.actor
    is_open = fact.position is None or fact.position.tenure.startswith(f"{article}#")
    if is_open and (given := _held_on(decisions.posts.get(speaker, ()), when)):
        return given
    person = entities.get(speaker)
    if fact.position or person is None or person.type != "person" or speaker not in others:
        return None
    held = [t for t in posts_held(person, when, base) if _runs(t, when)]
    return held[0] if len(held) == 1 else None


def _runs(tenure: Tenure, when: Days) -> bool:
    return bool(when.first and when.last and running_between(tenure, when.first, when.last) == "yes")


def _held_on(held: tuple[Tenure, ...], when: Days) -> Tenure | None:
    """The post held on all of these days; of several the one taken up last."""
    if when.first is None or when.last is None:
        return None
    running = [t for t in held if (t.start or "") <= when.first and (t.end is None or when.last <= t.end)]
    return max(running, key=lambda t: (t.start or "", t.iri), default=None)


def _in_post(fact: Statement, post: Tenure, base: str) -> Statement:
    words = fact.position.words if fact.position else None
    side = of_tenure(post, base)
    return replace(
        fact,
        position=Position(post.iri, "yes", words, post.country),
        on_behalf_of=fact.on_behalf_of or ((Participant(side),) if side else ()),
    )


def described(iris: Collection[str], decisions: Decisions, base: str) -> Iterator[Entity]:
    """The descriptions of these, by the file or the reference facts, and of all whom those name."""
    seen: set[str] = set()
    todo = set(iris)
    while todo:
        seen |= todo
        found = [e for iri in sorted(todo) if (e := decisions.described.get(iri) or reference.entity(iri, base))]
        yield from found
        todo = {iri for entity in found for iri in entity.related} - seen
