"""The post in which somebody speaks, judged on the day on which he spoke."""

from dataclasses import replace

from kg import reference
from kg.english import posts
from kg.english.posts import Post
from kg.facts import sides
from kg.facts.model import Participant, Statement, Time
from kg.facts.scene import Scene
from kg.mentions import link
from kg.mentions.model import Position
from kg.reference.model import running_between


def held(scene: Scene, statement: Statement, time: Time | None, published: str | None) -> Statement:
    """The statement with the post that its speaker held on its own day, and the side that speaks by it.

    The publication day stands for a day that is not told. A post that is over by then, or of which the text of a later
    day says nothing, is the foremost one that the reference facts know of that day, or none. Posts that are read off
    the article itself stay: nothing else is known of them.
    """
    position = statement.position
    tenure = scene.cast.tenures.get(position.tenure) if position else None
    if tenure is not None and tenure.provisional:
        return statement
    when = sides.days(time, published)
    if when.first is None or when.last is None:
        return statement
    running = running_between(tenure, when.first, when.last) if tenure else "no"
    if position is not None and running != "no":
        return replace(statement, position=replace(position, running=running))
    if position is None and time is None:
        return statement
    return _then(scene, statement, when.first, when.last)


def _then(scene: Scene, statement: Statement, first: str, last: str) -> Statement:
    """The statement in the post of those days, for the side of that post."""
    base, speaker = scene.document.base, statement.source
    holder = scene.entities.get(speaker.actor) if speaker else None
    if holder is None or holder.type != "person" or speaker is None:
        return statement
    post = _beside(scene, speaker)
    posts_then = [t for t in reference.tenures(holder.iri, base) if running_between(t, first, last) == "yes"]
    named = [t for t in posts_then if post and t.role == post.role]
    tenure = link.foremost(named or posts_then, holder)
    if tenure is None:
        return replace(statement, position=None, on_behalf_of=())
    for iri in tenure.related:
        described = reference.entity(iri, base)
        if described is not None:
            scene.entities.setdefault(described.iri, described)
    side = sides.of_tenure(tenure, base)
    return replace(
        statement,
        position=Position(
            tenure.iri, "yes", link.post_words(scene.document, post) if post and named else None, tenure.country
        ),
        on_behalf_of=(Participant(side),) if side else (),
    )


def _beside(scene: Scene, speaker: Participant) -> Post | None:
    """The post that the words beside the speaker's name tell."""
    mention = next((m for m in scene.mentions if m.id == speaker.mention and m.kind == "name"), None)
    inside = scene.tokens_in(mention.start, mention.end) if mention else None
    if not inside:
        return None
    return posts.around(scene.document.text, scene.parse, inside[0], inside[-1] + 1, {})
