"""Descriptive phrases to chains: what they point back at, whose post they name, or an actor of this text alone."""

from collections import Counter, deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice

from kg import namespaces, reference
from kg.document import Parse
from kg.english import belonging, posts, tables, tokens, tree, words
from kg.english.labels import Dep, Pos
from kg.english.phrases import OF_PEOPLE, Phrase, find, is_of_insurgents
from kg.english.posts import Post
from kg.mentions import dateline, holders, introduced, link, ownership
from kg.mentions.drafts import TYPES, Chain, MentionDraft, Stage
from kg.mentions.model import Entity, Tenure
from kg.mentions.people import gender_of_noun

_LINKED, _BY_DAY, _LOCAL = 0.8, 0.75, 0.6
_OF_ONE = frozenset({"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "finance_minister",
                     "interior_minister", "un_ambassador"})  # fmt: skip
_NEAR = 2
_OF_MANY = frozenset({"spokesperson", "ambassador", "special_envoy", "minister_other"})
_BODIES = frozenset({"organisation", "armed-group"})
_LONGEST = 6
"""Words of a name at most that are looked through for its head."""
_MEMORY = 200
_HYPHENS = frozenset({"-", "–"})
_LED_BY = frozenset({"head_of_state", "head_of_government"})


@cache
def _generic() -> dict[str, tuple[str, ...]]:
    """Nouns in the definite that point back at a body ("the group", "the bloc") -> the types that it may be of."""
    return {noun: part.points_back for noun, part in words.parts("noun").items() if part.points_back}


@dataclass(slots=True)
class _Seen:
    """What has been read up to a phrase: drafts by their head (all names), those before it, and labels.

    Attributes:
        apposed: a noun for a person -> the heads of the names in apposition to it.
        ending: the token behind a name -> the names that end there.
    """

    by_head: dict[int, MentionDraft]
    before: list[MentionDraft] = field(default_factory=list)
    labels: Counter[str] = field(default_factory=Counter)
    apposed: dict[int, list[int]] = field(default_factory=dict)
    ending: dict[int, list[MentionDraft]] = field(default_factory=dict)

    def latest(self) -> Iterator[MentionDraft]:
        """Actors mentioned before, the last one first; not without end, since a long text is no more clear."""
        return islice((d for d in reversed(self.before) if d.type not in ("place", "state")), _MEMORY)


def add_phrases(stage: Stage, taken: set[int]) -> None:
    """Adds the descriptive phrases in reading order; ``taken`` tokens belong to names."""
    names = deque(sorted(stage.drafts, key=lambda d: d.head))
    seen = _Seen({draft.head: draft for draft in names})
    for head, draft in seen.by_head.items():
        if (noun := posts.apposed_to(stage.parse, head)) is not None:
            seen.apposed.setdefault(noun, []).append(head)
        seen.ending.setdefault(draft.end, []).append(draft)
    for phrase in find(stage.parse, taken):
        while names and names[0].head < phrase.head:
            seen.before.append(names.popleft())
        draft = _draft(stage, phrase, seen)
        seen.before.append(draft)
        seen.by_head[draft.head] = draft
        stage.drafts.append(draft)


def _draft(stage: Stage, phrase: Phrase, seen: _Seen) -> MentionDraft:
    post = _post(stage, phrase)
    chain = _apposed(stage, phrase, seen) or _named_behind(stage, phrase, seen) or _members(stage, phrase, seen)
    chain = chain or _pointed_at(stage, phrase, post, seen)
    score = _LINKED if chain else _LOCAL
    position = None
    if chain is None and post and (found := _holder_on_day(stage, phrase, post)):
        chain, score = stage.chain(found, _BY_DAY), _BY_DAY
        position = stage.hold(link.position(stage.clues, found, post))
        chain.position = chain.position or (position and replace(position, words=None))
    chain = chain or _local(stage, phrase, seen)
    type_ = TYPES.get(chain.entity.type, "organisation")
    return MentionDraft(
        phrase.first, phrase.end, phrase.head, type_, "noun", chain, score, noun=phrase.noun.kind, position=position
    )


def _post(stage: Stage, phrase: Phrase) -> Post | None:
    if phrase.plural or phrase.noun.kind not in ("office", "spokesperson", "source"):
        return None
    found = posts.read(stage.document.text, stage.parse, phrase.first, phrase.end, stage.states)
    # A diplomat is a source; "the top diplomat" is a foreign minister.
    return found if phrase.noun.kind != "source" or found.role == "foreign_minister" else None


def _apposed(stage: Stage, phrase: Phrase, seen: _Seen) -> Chain | None:
    """The person whose name a phrase stands in apposition to: "the foreign minister, Sergey Lavrov"."""
    if phrase.plural or phrase.noun.kind not in OF_PEOPLE:
        return None
    found = (seen.by_head[t] for t in _in_apposition(stage.parse, phrase.head, seen) if t in seen.by_head)
    return next((d.chain for d in found if d.type == "person" and d.kind == "name"), None)


def _in_apposition(parse: Parse, noun: int, seen: _Seen) -> list[int]:
    """The words in apposition to a noun, that to which it is, and the names behind it that it describes."""
    below = [c for c in parse.children[noun] if parse.dep[c] == Dep.APPOS]
    above = [parse.head[noun]] if parse.dep[noun] == Dep.APPOS else []
    return [*below, *above, *(t for t in seen.apposed.get(noun, ()) if t > noun)]


def _named_behind(stage: Stage, phrase: Phrase, seen: _Seen) -> Chain | None:
    """The body whose name stands behind the noun for its kind: "the Lebanese militant group Hezbollah"."""
    parse, head = stage.parse, phrase.head
    if phrase.plural or phrase.noun.kind in OF_PEOPLE or phrase.end != head + 1:
        return None
    at = phrase.end + 1 if parse.text[phrase.end : phrase.end + 1] == (",",) else phrase.end
    named = next((d for t in range(at, min(at + _LONGEST, len(parse))) if (d := seen.by_head.get(t))), None)
    if named is None or named.first != at or named.kind != "name" or named.type not in _BODIES:
        return None
    apposed = parse.dep[named.head] == Dep.APPOS and parse.head[named.head] == head
    beside = (parse.dep[head], parse.head[head]) == (parse.dep[named.head], parse.head[named.head])
    alone = tokens.child(parse, named.head, Dep.CONJ) is None
    return named.chain if alone and (apposed or (beside and at == phrase.end)) else None


def _members(stage: Stage, phrase: Phrase, seen: _Seen) -> Chain | None:
    """The armed group whose fighters a phrase means: "Houthi rebels" act as the Houthis; so does "the Houthi group"."""
    if phrase.noun.kind not in ("armed", "troops"):
        return _itself(stage, phrase, seen)
    modifiers = (seen.by_head[c] for c in stage.parse.children[phrase.head] if c in seen.by_head and c < phrase.head)
    return next((d.chain for d in modifiers if d.type == "armed-group"), None)


def _itself(stage: Stage, phrase: Phrase, seen: _Seen) -> Chain | None:
    """The body whose name stands before the noun for its kind, with nothing between: "the Islamic State group"."""
    if phrase.plural or phrase.end != phrase.head + 1:
        return None
    types = _generic().get(stage.parse.lemma[phrase.head].lower(), ())
    pos = stage.parse.pos
    found = (
        d.chain
        for d in seen.ending.get(phrase.head, ())
        if d.first >= phrase.first and d.kind == "name" and d.chain.entity.type in types
        if all(pos[t] in (Pos.ADJ, Pos.VERB) and t not in stage.states for t in range(phrase.first, d.first))
    )
    return next((c for c in found if c.entity.type != "media-outlet"), None)


def _pointed_at(stage: Stage, phrase: Phrase, post: Post | None, seen: _Seen) -> Chain | None:
    """The chain that a definite phrase points back at."""
    if not phrase.definite:
        return None
    if post:
        return _only_holder(stage, phrase, post, seen) or introduced.bearer(stage.parse, phrase, seen.latest())
    if phrase.noun.kind in OF_PEOPLE and (found := introduced.bearer(stage.parse, phrase, seen.latest())):
        return found
    words = tokens.text(stage.document, phrase.first, phrase.end).lower()
    same = next((d.chain for d in seen.latest() if d.noun and d.chain.entity.label.lower() == words), None)
    if same or phrase.first != phrase.head or phrase.end != phrase.head + 1:
        return same
    found = _same_noun(stage, phrase, seen) or _contextual(stage, words) or _generic_body(stage, phrase, words, seen)
    return found if found is None or not _is_of_another_state(stage, phrase, found) else None


def _only_holder(stage: Stage, phrase: Phrase, post: Post, seen: _Seen) -> Chain | None:
    """The holder told of in this sentence or the one before, else in the text; none where two may be meant."""
    parse = stage.parse
    people = [d for d in seen.latest() if d.type == "person"]
    known = [d for d in people if _holds(stage, d.chain, phrase, post)]
    if phrase.first != phrase.head and post.country:
        return known[0].chain if known else None
    if known and phrase.first == phrase.head:
        known += [d for d in people if introduced.is_counterpart(parse, d)]
    here = parse.sentence[phrase.head]
    near = {id(d.chain): d.chain for d in known if parse.sentence[d.head] >= here - _NEAR}
    fit = near or {id(d.chain): d.chain for d in known} or _named_next(stage, phrase, post, seen)
    if len(fit) != 1:
        return None
    only = next(iter(fit.values()))
    return None if holders.is_of_unnamed(stage, phrase, only, seen.latest()) else only


def _named_next(stage: Stage, phrase: Phrase, post: Post, seen: _Seen) -> dict[int, Chain]:
    """Whom the next sentences name in the very post: "the interior minister said. Interior Minister X blamed"."""
    parse = stage.parse
    here = parse.sentence[phrase.head]
    words = tokens.text(stage.document, phrase.first, phrase.end).lower()
    _, end = parse.sentences[min(here + 2, len(parse.sentences) - 1)]
    after = (seen.by_head[t] for t in range(phrase.head + 1, end) if t in seen.by_head)
    held = ((d, p) for d in after if d.type == "person" for p in d.chain.posts if d.kind == "name")
    return {
        id(d.chain): d.chain
        for d, p in held
        if p.country in (None, post.country) and tokens.text(stage.document, p.first, p.end).lower() == words
    }


def _same_noun(stage: Stage, phrase: Phrase, seen: _Seen) -> Chain | None:
    """The last one headed by the same noun: "the ministry" after "the Defence Ministry"."""
    lemma = stage.parse.lemma[phrase.head].lower()
    alike = (
        d
        for d in seen.latest()
        if stage.parse.lemma[d.head].lower() == lemma and tokens.is_plural(stage.parse, d.head) == phrase.plural
    )
    return next((d.chain for d in alike if not (phrase.anonymous and not phrase.plural and d.noun is None)), None)


def _is_of_another_state(stage: Stage, phrase: Phrase, found: Chain) -> bool:
    """Whether a clause is set in, or told by, another state than that of a body: "In Niger, the army"."""
    parse = stage.parse
    if found.entity.country is None or phrase.noun.kind != "body":
        return False
    above = list(tokens.ancestors(parse, phrase.head))
    told = [c for a in above for c in parse.children[a] if c < phrase.head]
    inside = [n for c in told if parse.text[c].lower() == "in" for n in parse.children[c]]
    tellers = [c for c in told if parse.dep[c] in (Dep.NSUBJ, Dep.NSUBJPASS)]
    states = {stage.states[t] for t in (*inside, *tellers) if t in stage.states}
    return bool(states) and found.entity.country not in states


def _contextual(stage: Stage, words: str) -> Chain | None:
    """The body named before that this is short for: "the bloc" after "the European Union"."""
    known = reference.candidates(f"the {words}", stage.clues.base)
    named = [stage.chains[c.entity.iri] for c in known if c.how == "contextual" and c.entity.iri in stage.chains]
    return named[0] if len(named) == 1 else None


def _generic_body(stage: Stage, phrase: Phrase, words: str, seen: _Seen) -> Chain | None:
    """The last body of the right type: "the group" after "Hamas"; None where two are named side by side, or papers."""
    types = () if phrase.plural else _generic().get(words, ())
    fitting = (d for d in seen.latest() if d.kind == "name" and d.chain.entity.type in types)
    paper = words in tables.load("names")["papers"]
    if paper:
        papers = [d for d in fitting if _is_paper(stage.parse, d)]
        return papers[0].chain if len({id(d.chain) for d in papers}) == 1 else None
    last = next(fitting, None)
    return None if last is None or _is_one_of_two(stage.parse, last, types, seen) else last.chain


def _is_paper(parse: Parse, outlet: MentionDraft) -> bool:
    """Whether an outlet is a newspaper by its name or by the noun beside it, and no agency or broadcaster."""
    names = tables.load("names")
    called = {word.lower() for word in outlet.chain.entity.label.split()}
    beside = {parse.lemma[t].lower() for t in (max(outlet.first - 1, 0), min(outlet.end, len(parse) - 1))}
    return not (called.isdisjoint(names["names-of-papers"]) and beside.isdisjoint(names["papers"]))


def _is_one_of_two(parse: Parse, body: MentionDraft, types: Collection[str], seen: _Seen) -> bool:
    """Whether a body is named side by side with another: after "Hamas and Islamic Jihad" nobody is "the group"."""
    first = tokens.first_conjunct(parse, body.head)
    beside = tree.conjuncts(parse, first)
    others = (seen.by_head[t].chain for t in beside if t in seen.by_head)
    return any(c is not body.chain and c.entity.type in types for c in others)


def _holds(stage: Stage, chain: Chain, phrase: Phrase, post: Post) -> bool:
    """Whether a person of the text is the holder of the post that a phrase names: by a known tenure or by the text."""
    tenure = stage.tenures.get(chain.position.tenure) if chain.position else None
    if post.country and post.country != (tenure.country if tenure else chain.entity.country):
        return False
    gender = gender_of_noun(stage.parse.lemma[phrase.head])
    if gender is not None and chain.gender not in (None, gender):
        return False
    leader = stage.parse.lemma[phrase.head].lower() in words.of("leaders")
    of_body = holders.names_body(stage, phrase)
    if tenure and not of_body and (_is_led(tenure, phrase, post, leader=leader) or _is_same_role(tenure, phrase, post)):
        return True
    stated = [p for p in chain.posts if p.body == post.body or not post.body]
    return any((post.body and leader) or holders.says(stage, phrase, p) for p in stated)


def _is_led(tenure: Tenure, phrase: Phrase, post: Post, *, leader: bool) -> bool:
    """Whether "the leader", "the French leader" means the holder of a tenure: the head of a state or government."""
    bare = phrase.first == phrase.head and phrase.end == phrase.head + 1
    return leader and tenure.role in _LED_BY and (bare or bool(post.country))


def _is_same_role(tenure: Tenure, phrase: Phrase, post: Post) -> bool:
    """Whether a post is by its role that of a tenure; of spokesmen and envoys of a state there are many."""
    bare = phrase.first == phrase.head and phrase.end == phrase.head + 1
    of_one = post.role != "movement_leader" and (bare or post.role not in _OF_MANY)
    return bool(post.role) and post.role == tenure.role and not post.body and of_one


def _holder_on_day(stage: Stage, phrase: Phrase, post: Post) -> Entity | None:
    """Who held a post that there is one of on the day of the text: "the Russian president"."""
    if not (phrase.definite and post.country and post.role in _OF_ONE and stage.clues.day) or post.former:
        return None
    held = reference.holders(post.country, str(post.role), stage.clues.day, stage.clues.base)
    sure = {t.holder for t in held if reference.running(t, stage.clues.day) == "yes"}
    if len(sure) != 1 or len({t.holder for t in held}) != 1 or not _names_post_only(stage, phrase):
        return None
    return reference.entity(sure.pop(), stage.clues.base)


def _names_post_only(stage: Stage, phrase: Phrase) -> bool:
    """Whether a phrase has no words beyond a post and its state: not "the next Russian president"."""
    parse = stage.parse
    modifiers = [c for c in parse.children[phrase.head] if phrase.first <= c < phrase.head]
    return all(
        c in stage.states
        or parse.dep[c] in (Dep.COMPOUND, Dep.CASE)
        or parse.lemma[c].lower() in words.of("post_adjectives")
        for c in modifiers
    )


def _local(stage: Stage, phrase: Phrase, seen: _Seen) -> Chain:
    """An actor that this text alone knows; two unnamed people of the same words ("a senior official") are two."""
    label = tokens.text(stage.document, phrase.first, phrase.end)
    apart = not phrase.plural and phrase.noun.kind in ("source", "person")
    iri = f"{stage.document.iri}#{namespaces.fragment('g', label, seen.labels[label] if apart else 0)}"
    seen.labels[label] += 1
    country = ownership.country(stage, phrase, seen.by_head)
    sided = _acts_for_state(stage.parse, phrase.head, phrase.noun.kind)
    state = reference.state(country, stage.clues.base) if country and sided else None
    entity = Entity(
        iri,
        label,
        "armed-group" if is_of_insurgents(stage.parse, phrase.first, phrase.end) else phrase.noun.entity,
        country,
        state.iri if state else None,
        provisional=True,
        anonymous=phrase.anonymous,
        private=ownership.are_private(stage.parse, phrase),
    )
    chain = stage.chain(entity, _LOCAL)
    chain.plural = phrase.plural
    chain.gender = gender_of_noun(stage.parse.lemma[phrase.head])
    return chain


def _acts_for_state(parse: Parse, noun: int, kind: str) -> bool:
    """Whether people or bodies told by a state are rolled up to it: militias and groups are not."""
    return kind != "armed" and parse.lemma[noun].lower() != "group"


def _at_home(stage: Stage, draft: MentionDraft) -> str | None:
    """The state whose body is meant by "the foreign ministry" in a report from its capital."""
    country = dateline.state(stage) if draft.noun == "body" and not tokens.is_plural(stage.parse, draft.head) else None
    if country is None:
        return None
    same = (d for d in stage.drafts if d.chain is draft.chain and d.kind != "pronoun")
    return country if all(dateline.may_own(stage, d.head, country) for d in same) else None


def add_owner_states(stage: Stage) -> None:
    """Gives phrases owned by a pronoun the state of whom it stands for: "its forces", once "its" is known."""
    by_head = {draft.head: draft for draft in stage.drafts}
    for draft in stage.drafts:
        entity = draft.chain.entity
        own = draft.noun and not belonging.is_apart_from_state(stage.parse, draft.head)
        if own and entity.country is None and entity.iri.startswith(stage.document.iri):
            country = next(ownership.possessors(stage, draft.head, by_head, pronouns=True), None) or _at_home(
                stage, draft
            )
            state = reference.state(country, stage.clues.base) if country else None
            if state:
                of_person = any(d.type == "person" for c in stage.parse.children[draft.head] if (d := by_head.get(c)))
                sided = _acts_for_state(stage.parse, draft.head, draft.noun or "")
                sided = sided and not (of_person and draft.noun == "organisation")  # "his party"
                draft.chain.entity = replace(entity, country=country, state=state.iri if sided else None)
