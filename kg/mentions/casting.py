"""Document -> Cast: strings recognition, chains, links and coreference together."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from kg import reference
from kg.document import Document
from kg.english import tokens
from kg.english.labels import Dep
from kg.english.mends import mended
from kg.english.posts import is_portfolio
from kg.mentions import context, coref, describing, governments, naming, serving
from kg.mentions.drafts import MentionDraft, Stage
from kg.mentions.link import Clues
from kg.mentions.model import Cast, Entity, Mention, Tenure
from kg.mentions.names import Name, recognise
from kg.mentions.people import Person


def cast(document: Document) -> Cast:
    """Who and what a document names, every mention linked to an actor or place."""
    document = replace(document, parse=mended(document.parse))
    names = context.corrected(document, recognise(document))
    led = governments.led(document, names, _day(document))
    met = governments.together(document, names, _day(document))
    names = _with_leaders(document, names, {**led, **met})
    stage = _stage(document, names, led, met.values())
    people = naming.add_people(stage, [name for name in names if name.label == "person"])
    _add_other_names(stage, names, people)
    describing.add_phrases(stage, {t for name in names for t in range(name.first, name.end)})
    stage.drafts.extend(coref.Resolver(document, stage.drafts).pronouns())
    describing.add_owner_states(stage)
    serving.add_bodies(stage)
    return _finished(stage)


def _day(document: Document) -> str | None:
    published = document.article.published
    return published.date().isoformat() if published else None


def _with_leaders(document: Document, names: Sequence[Name], leaders: Collection[int]) -> list[Name]:
    """The same names, those of leaders called by their family names people's; those that are no name yet are added."""
    taken = {t for n in names for t in range(n.first, n.end)}
    kept = [
        replace(n, label="person", known=(), adjective=False) if n.end - n.first == 1 and n.first in leaders else n
        for n in names
    ]
    missed = [
        Name(t, t + 1, t, "person")
        for t in leaders
        if t not in taken and document.parse.dep[t] not in (Dep.COMPOUND, Dep.NMOD)
    ]
    return sorted([*kept, *missed], key=lambda name: name.first)


def _stage(document: Document, names: Sequence[Name], led: Mapping[int, str], met: Collection[str]) -> Stage:
    """The document with what its names tell of states and of the day, and nothing found yet.

    ``led``: the states of those whose governments are called by their names; ``met``: those of leaders who meet.
    """
    of_states = [(name, country) for name in names if (country := naming.state_of(name))]
    states = {t: country for name, country in of_states for t in range(name.first, name.end)}
    states = {**led, **states}
    stated = frozenset({*(country for name, country in of_states if name.label == "state"), *led.values(), *met})
    return Stage(document, Clues(document, _day(document), frozenset(states.values()), stated), states)


def _add_other_names(stage: Stage, names: Sequence[Name], people: Sequence[Person]) -> None:
    """Links the names that are nobody's; no mere adjective, and no part of a post: the defence of a minister."""
    in_posts = {t for p in people for post in p.posts if post for t in range(post.first, post.end)}
    for name in names:
        state = naming.before_portfolio(stage, name) if name.end - 1 in in_posts else None
        if state is None and _is_portfolio(stage, name, in_posts):
            continue
        linked = name if state is None else state
        if linked.label != "person" and not naming.is_mere_adjective(linked):
            naming.add_name(stage, linked)


def _is_portfolio(stage: Stage, name: Name, in_posts: Collection[int]) -> bool:
    """Whether a name in a post tells what its holder is responsible for: "Defence Minister X"."""
    if name.first in in_posts and is_portfolio(tokens.text(stage.document, name.first, name.end)):
        return True
    return naming.is_what_for(stage, name, in_posts)


def _finished(stage: Stage) -> Cast:
    """The cast of all that has been found, mentions in reading order, a longer one before those inside it."""
    drafts = sorted(stage.drafts, key=lambda d: (d.first, -d.end))
    mentions = tuple(_mention(stage, number, draft) for number, draft in enumerate(drafts, 1))
    at: dict[int, int] = {}
    for index in sorted(range(len(drafts)), key=lambda i: drafts[i].first - drafts[i].end):
        at.update(dict.fromkeys(range(drafts[index].first, drafts[index].end), index))
    held = {m.id: d.position or d.chain.position for m, d in zip(mentions, drafts, strict=True)}
    posts = {id_: position for id_, position in held.items() if position}
    tenures = {position.tenure: stage.tenures[position.tenure] for position in posts.values()}
    entities = _entities(stage, [draft.chain.entity for draft in drafts], tenures.values())
    return Cast(mentions, entities, tenures, at, posts, stage.parse)


def _mention(stage: Stage, number: int, draft: MentionDraft) -> Mention:
    """A mention with its number: "m7"."""
    start, end = stage.parse.start[draft.first], stage.parse.end[draft.end - 1]
    entity = draft.chain.entity
    return Mention(
        id=f"m{number}",
        start=start,
        end=end,
        text=stage.document.text[start:end],
        type=draft.type,
        kind=draft.kind,
        actor=entity.iri,
        country=entity.country,
        anonymous=entity.anonymous,
        score=round(draft.score, 2),
    )


def _entities(stage: Stage, actors: Sequence[Entity], tenures: Collection[Tenure]) -> dict[str, Entity]:
    """Every actor, the states and bodies that actors roll up to or that claim a place, and the posts of the tenures."""
    found = {entity.iri: entity for entity in actors}
    more = {iri for actor in actors for iri in actor.related} | {iri for post in tenures for iri in post.related}
    for iri in sorted(more - found.keys()):
        if described := reference.entity(iri, stage.clues.base):
            found[iri] = described
    return found
