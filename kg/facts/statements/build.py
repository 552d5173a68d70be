"""From sayings to statements: who speaks in which post and for whom, about whom, when, where and on what condition."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from kg.english import cues, tree, words
from kg.english.labels import Dep, Tag
from kg.english.phrases import is_spokesperson
from kg.facts import sides
from kg.facts.circumstances import condition, venue
from kg.facts.meaning.senses import sense
from kg.facts.model import Participant, Place, Statement, Time
from kg.facts.scene import Scene
from kg.facts.voice.saying import Saying
from kg.mentions.model import Mention, Position
from kg.reference.model import side as side_of

_ABOUT = frozenset({"person", "state", "organisation", "armed-group", "group", "place"})
_YET_TO_SERVE = frozenset({"candidate", "nominee", "elect"})
_SPEAKING_FOR = frozenset({"office", "spokesperson", "body"})


def statements(
    scene: Scene, sayings: Sequence[Saying], parents: Sequence[int | None], times: Mapping[int, Time]
) -> list[Statement]:
    """The statements of the sayings in their order, with ids "s1", "s2" ... and without what they report.

    ``parents`` holds for each saying the position of the one in whose content it stands, ``times`` leads from a cue to
    the time expression that belongs to it.
    """
    return [
        _statement(scene, saying, f"s{i + 1}", f"s{parent + 1}" if (parent := parents[i]) is not None else None, times)
        for i, saying in enumerate(sayings)
    ]


def _statement(scene: Scene, saying: Saying, id: str, voice: str | None, times: Mapping[int, Time]) -> Statement:
    start, end = _evidence(scene, saying)
    source = saying.source.participant
    post = _post(scene, source)
    return Statement(
        id=id,
        start=start,
        end=end,
        manner=saying.manner,
        act=saying.act,
        content=saying.pieces,
        content_text=" ".join(scene.document.text[p.start : p.end] for p in saying.pieces),
        source=source,
        cue=saying.words,
        addressees=_parties(scene, saying.frame.addressees, source),
        targets=_parties(scene, saying.targets, source),
        about=_about(scene, saying, source),
        on_behalf_of=_on_behalf_of(scene, saying, source, post),
        position=post,
        condition=condition(scene, saying.frame.head) if saying.words is not None else None,
        venue=venue(scene, saying.token, saying.frame.venue, saying.frame.content)
        if saying.words is not None and saying.frame.name != "according"
        else None,
        place=_place(scene, saying) if saying.words is not None else None,
        time=_time(scene, saying, times),
        according_to=voice,
        factuality=saying.factuality,
        coding=saying.coding,
        score=saying.score,
    )


def _evidence(scene: Scene, saying: Saying) -> tuple[int, int]:
    """The sentence of the cue, stretched over its content where a quotation runs over several."""
    sentence = scene.sentence_span(saying.token)
    return min(sentence.start, saying.pieces[0].start), max(sentence.end, saying.pieces[-1].end)


def _time(scene: Scene, saying: Saying, times: Mapping[int, Time]) -> str | None:
    """The time that belongs to the cue; one in the content is what is spoken of: "rejected [the plan of May 3]"."""
    time = times.get(saying.token)
    if time is None or _is_in_content(saying, time.start):
        return None
    # "called a session for Thursday": the day is the session's.
    return None if scene.document.text[max(0, time.start - len("for ")) : time.start].lower() == "for " else time.id


def _is_in_content(saying: Saying, offset: int) -> bool:
    return any(piece.start <= offset < piece.end for piece in saying.pieces)


def _place(scene: Scene, saying: Saying) -> Place | None:
    """Where somebody spoke: "said in Brussels", "speaking in Brussels, X said"."""
    parse = scene.parse
    speaking = [c for c in tree.children(parse, saying.token, Dep.ADVCL) if parse.text[c].lower() == "speaking"]
    for verb in (saying.token, *speaking):
        for noun in tree.prepositional(parse, verb, "in", "from") if tree.is_verb(parse, verb) else ():
            if not _is_in_content(saying, parse.start[noun]) and (place := scene.place(noun)) is not None:
                return place
    return None


def _post(scene: Scene, source: Participant | None) -> Position | None:
    """The post of the speaker: as stated at this mention, else as stated at another mention of the same person."""
    if source is None or source.mention is None:
        return None
    own = scene.cast.posts.get(source.mention)
    if own is not None:
        return own
    return next(iter(scene.posts_of(source.actor)), None)


def _on_behalf_of(
    scene: Scene, saying: Saying, source: Participant | None, post: Position | None
) -> tuple[Participant, ...]:
    if source is None or _is_yet_to_serve(scene, saying.source.token):
        return ()
    if post is not None:
        tenure = scene.cast.tenures.get(post.tenure)
        if tenure is not None and (tenure.body or tenure.state):
            side = sides.of_tenure(tenure, scene.document.base)
            return (Participant(side),) if side else ()
    if several := _of_several(scene, saying.source.token):
        return several
    entity = scene.entities.get(source.actor)
    if entity is not None and (side := side_of(entity)) is not None:
        return (Participant(side),)
    heads = tree.prepositional(scene.parse, saying.token, "for") if _is_spoken_for(scene, saying.token) else []
    if saying.source.token is not None:
        speaker = saying.source.token if is_spokesperson(scene.parse, saying.source.token) else None
        heads = tree.prepositional(scene.parse, speaker, "for") if speaker is not None else []
    return tuple(Participant(side) for t in heads if (side := _side_at(scene, t)))


def _is_yet_to_serve(scene: Scene, speaker: int | None) -> bool:
    """Whether a speaker stands for a post or waits for it: "X, the Republican candidate", "the president-elect"."""
    parse = scene.parse
    if speaker is None:
        return False
    told = (speaker, *tree.children(parse, speaker, Dep.APPOS, Dep.COMPOUND, Dep.NMOD, Dep.AMOD))
    return any(parse.lemma[t].lower() in _YET_TO_SERVE for t in told)


def _is_spoken_for(scene: Scene, verb: int) -> bool:
    """Whether a verb's "for" tells for whom somebody speaks."""
    return scene.parse.lemma[verb].lower() in ("speak", "answer")


def _of_several(scene: Scene, holders: int | None) -> tuple[Participant, ...]:
    """The states for which those speak who hold one post in each: "the leaders of Mali and Niger"."""
    parse = scene.parse
    part = words.parts("noun").get(parse.lemma[holders].lower()) if holders is not None else None
    if holders is None or part is None or _SPEAKING_FOR.isdisjoint(part.actor):
        return ()
    owned = [n for n in tree.prepositional(parse, holders, "of") if _is_state(scene, n)]
    modifiers = scene.modifiers(holders)
    told = [scene.document.text[a.end or 0 : b.start or 0].strip() for a, b in pairwise(modifiers)]
    if "" in told:  # "the Turkish Cypriot leader" is no state's
        return ()
    before = [p for p in modifiers if (e := scene.entities.get(p.actor)) is not None and e.type == "state"]
    found = (*before, *scene.participants(owned))
    return tuple(Participant(part.actor) for part in found) if len(found) > 1 else ()


def _side_at(scene: Scene, token: int) -> str | None:
    """The side that a name is, or of which it names an organ: "a spokesman for [Hamas]"."""
    return side_of(entity) if (entity := scene.entity_at(token)) is not None else None


def _is_state(scene: Scene, token: int) -> bool:
    return (entity := scene.entity_at(token)) is not None and entity.type == "state"


def _parties(scene: Scene, tokens: Sequence[int], source: Participant | None) -> tuple[Participant, ...]:
    """The actors among these heads, or those around them: of "Israel's strikes" Israel."""
    found: dict[str, Participant] = {}
    for token in tokens:
        part = scene.participant(token)
        parts = [part] if part is not None else list(scene.modifiers(token))
        if not parts:
            doers = tree.prepositional(scene.parse, token, *_leading_to_the_doer(scene, token))
            parts = list(scene.participants(doers))
        if not parts and _is_group(scene, token):
            parts = [scene.mint(token)]
        for one in parts:
            if source is None or not (one.actor == source.actor or _is_own(scene, one, source)):
                found.setdefault(one.actor, one)
    return tuple(found.values())


def _is_own(scene: Scene, part: Participant, source: Participant) -> bool:
    """Whether a possessive stands for the speaker's own state: "will close its border" is aimed at others."""
    possessive = part.start is not None and any(
        scene.parse.tag[t] == Tag.PRP_ for t in scene.tokens_in(part.start, part.end or part.start)
    )
    return possessive and scene.state_of(source.actor) == part.actor


def _leading_to_the_doer(scene: Scene, noun: int) -> tuple[str, ...]:
    """Prepositions that lead to whose doing it is: "the policy of X" is X's; "the killing of X" is not."""
    deed = sense(scene.parse, noun, scene)
    suffers = deed is not None and deed.of != "initiator"
    if suffers:
        return ("by",)
    return ("by", "of", "from") if scene.parse.lemma[noun].lower() in cues.nouns() else ("by", "of")


def _is_group(scene: Scene, token: int) -> bool:
    """Whether a phrase without a mention names people who can be addressed: "reporters"."""
    return scene.parse.lemma[token].lower() in words.of("audiences")


def _about(scene: Scene, saying: Saying, source: Participant | None) -> tuple[Participant, ...]:
    """The actors and places named in the content, each once, without one inside another's name ("the US elite")."""
    inside = [m for m in scene.mentions_in(saying.pieces) if m.type in _ABOUT]
    outermost = _outermost(inside)
    found: dict[str, Participant] = {}
    for mention in inside:
        if (mention.start, mention.end) in outermost and (source is None or mention.actor != source.actor):
            found.setdefault(mention.actor, Participant(mention.actor, mention.start, mention.end, mention.id))
    return tuple(found.values())


def _outermost(mentions: Iterable[Mention]) -> set[tuple[int, int]]:
    """Where those stand that are not inside others."""
    found, reached = set(), -1
    for start, end in sorted({(m.start, m.end) for m in mentions}, key=lambda place: (place[0], -place[1])):
        if end > reached:
            found.add((start, end))
            reached = end
    return found
