"""Document -> Cast: strings recognition, chains, links and coreference together."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from kg import namespaces, reference
from kg.document import Document, Parse
from kg.mentions import coref, link, metonyms, names, phrases, posts, tokens
from kg.mentions.drafts import Chain, Draft
from kg.mentions.link import Scene
from kg.mentions.model import Cast, Entity, Mention, MentionType, Position, Tenure
from kg.mentions.names import Name
from kg.mentions.people import gather, gender_of, gender_of_noun
from kg.mentions.phrases import Phrase

_TYPES: dict[str, MentionType] = {
    "state": "state",
    "place": "place",
    "person": "person",
    "position": "position",
    "group": "group",
    "armed-group": "armed-group",
}
_NOT_OF = frozenset({"critic", "opponent", "enemy", "adversary", "foe", "ally", "rival", "supporter", "envoy", "ambassador",
                     "partner", "neighbour", "neighbor", "hawk", "expert", "sympathiser", "donor"})  # fmt: skip
_RESIDENT = 0.8


def cast(document: Document) -> Cast:
    """Who and what a document names, every mention linked to an actor or place."""
    return _Casting(document).result()


class _Casting:
    """The state of one document's casting: drafts gathered stage by stage, chains shared between them."""

    def __init__(self, document: Document) -> None:
        self.document, self.parse = document, document.parse
        self.names = names.recognise(document)
        self.states = {t: iso for name in self.names if (iso := _state_of(name)) for t in range(name.first, name.end)}
        published = document.article.published
        self.scene = Scene(
            document, published.date().isoformat() if published else None, frozenset(self.states.values())
        )
        self.drafts: list[Draft] = []
        self.chains: dict[str, Chain] = {}
        self.tenures: dict[str, Tenure] = {}
        self.occurrences: Counter[str] = Counter()

    def result(self) -> Cast:
        self._people()
        for name in self.names:
            if name.label != "person":
                self._add(name)
        self._phrases()
        self.drafts.sort(key=lambda d: (d.first, -d.end))
        self.drafts.extend(coref.Resolver(self.parse, self.drafts).pronouns())
        return self._finished()

    # --- names

    def _people(self) -> None:
        for person in gather(self.document, [n for n in self.names if n.label == "person"], self.states):
            stated = [post for post in person.posts if post]
            entity, score = link.person(self.scene, person.name, stated)
            chain = self._chain(entity, score)
            chain.gender = chain.gender or gender_of(self.parse, person)
            own = [self._position(entity, post) if post and not post.former else None for post in person.posts]
            first = next((position for position in own if position), None) or self._position(entity, None)
            chain.position = first and replace(first, words=None)
            self.drafts.extend(
                Draft(name.first, name.end, name.head, "person", "name", chain, score, position=position)
                for name, position in zip(person.mentions, own, strict=True)
            )

    def _position(self, entity: Entity, post: posts.Post | None) -> Position | None:
        found = link.position(self.scene, entity, post)
        if found is None:
            return None
        tenure, position = found
        self.tenures[tenure.iri] = tenure
        return position

    def _add(self, name: Name) -> None:
        kind = "noun" if name.adjective else "name"
        entity, score = self._entity(name)
        if name.label == "seat" or (name.label == "place" and entity.type == "state"):
            kind = "metonym"
        chain = self._chain(entity, score)
        chain.plural = chain.plural or name.label == "people"
        type_ = _TYPES.get(entity.type, "organisation")
        self.drafts.append(Draft(name.first, name.end, name.head, type_, kind, chain, score))

    def _entity(self, name: Name) -> tuple[Entity, float]:
        text = tokens.text(self.document, name.first, name.end)
        if name.label in ("state", "seat"):
            return name.known[0].entity, name.known[0].score
        if name.label == "bloc":
            label = names.blocs()[text]
            return Entity(
                namespaces.actor(self.scene.base, label, "group", None), label, "group", provisional=True
            ), 0.9
        if name.label == "people":
            return self._people_of(name, text)
        if name.label == "place":
            return self._place(name, text)
        return link.organisation(self.scene, name, self._owner(name))

    def _people_of(self, name: Name, text: str) -> tuple[Entity, float]:
        state = name.known[0].entity if name.known else None
        country = state.country if state else None
        iri = namespaces.actor(self.scene.base, text, "group", country)
        return Entity(iri, text, "group", country, state.iri if state else None, provisional=True), 0.7

    def _place(self, name: Name, text: str) -> tuple[Entity, float]:
        capital = next((c for c in name.known if c.how == "capital"), None)
        if capital and metonyms.is_government(self.parse, name.head):
            return capital.entity, capital.score
        return link.place(self.scene, text, capital.entity.country if capital else None, self._country_beside(name))

    def _country_beside(self, name: Name) -> str | None:
        """The state that a place is said to lie in: "the Russian city of X", "X, Russia", "Russia's X"."""
        above = self.parse.head[name.head]
        city = (
            self.parse.head[above] if self.parse.dep[name.head] == "pobj" and self.parse.text[above] == "of" else None
        )
        for token in (c for head in (name.head, city) if head is not None for c in self.parse.children[head]):
            if token in self.states and self.parse.dep[token] in (
                "amod",
                "poss",
                "compound",
                "nmod",
                "appos",
                "npadvmod",
            ):
                return self.states[token]
        return None

    def _owner(self, name: Name) -> str | None:
        """The state that an organisation is said to belong to: "Russia's X", "the Russian X", "X of Russia"."""
        own = [c for c in self.parse.children[name.head] if c < name.first]
        return next((self.states[c] for c in own if c in self.states), None)

    # --- phrases

    def _phrases(self) -> None:
        taken = {d.head for d in self.drafts} | {t for n in self.names for t in range(n.first, n.end)}
        for phrase in phrases.find(self.parse, taken):
            self.drafts.append(self._phrase(phrase))

    def _phrase(self, phrase: Phrase) -> Draft:
        country = self._country_of(phrase)
        chain = self._apposed(phrase) or self._back(phrase, country) or self._local(phrase, country)
        type_ = _TYPES.get(chain.entity.type, phrase.noun.type)
        score = chain.score * _RESIDENT
        return Draft(phrase.first, phrase.end, phrase.head, type_, "noun", chain, score, noun=phrase.noun.kind)

    def _apposed(self, phrase: Phrase) -> Chain | None:
        """The person that a phrase stands in apposition to: "the foreign minister, Sergey Lavrov"."""
        parse = self.parse
        beside = [c for c in parse.children[phrase.head] if parse.dep[c] == "appos"]
        if parse.dep[phrase.head] == "appos":
            beside.append(parse.head[phrase.head])
        return next(
            (d.chain for b in beside for d in self.drafts if d.head == b and d.type == "person" and not phrase.plural),
            None,
        )

    def _back(self, phrase: Phrase, country: str | None) -> Chain | None:
        """The chain that a definite phrase points back at: one of the same words, or the holder of the post."""
        if not phrase.definite:
            return None
        words = self._words(phrase)
        for draft in reversed(self.drafts):
            if draft.head >= phrase.head or draft.chain.entity.type == "place":
                continue
            if draft.noun and draft.chain.entity.label.lower() == words.lower():
                return draft.chain
        if phrase.noun.kind in ("office", "spokesperson") and not phrase.plural:
            return self._holder(phrase, words, country)
        return None

    def _holder(self, phrase: Phrase, words: str, country: str | None) -> Chain | None:
        role = posts.role(words)
        if role is None:
            return None
        for draft in sorted(self.drafts, key=lambda d: -d.head):
            tenure = self.tenures.get(draft.chain.position.tenure) if draft.chain.position else None
            if draft.head < phrase.head and draft.type == "person" and tenure and country in (None, tenure.country):
                if posts.role(tenure.label) == role or tenure.role == role:
                    return draft.chain
        return None

    def _country_of(self, phrase: Phrase) -> str | None:
        if self.parse.lemma[phrase.head].lower() in _NOT_OF:
            stretch = range(phrase.first, phrase.head)
        else:
            stretch = range(phrase.first, phrase.end)
        return next((self.states[t] for t in stretch if t in self.states), None)

    def _local(self, phrase: Phrase, country: str | None) -> Chain:
        label = self._words(phrase)
        same = not phrase.plural and phrase.noun.kind in ("source", "person")
        occurrence = self.occurrences[label] if same else 0
        self.occurrences[label] += 1
        iri = f"{self.document.iri}#{namespaces.fragment('g', label, occurrence)}"
        state = reference.state(country, self.scene.base) if country else None
        entity = Entity(
            iri,
            label,
            phrase.noun.entity,
            country,
            state.iri if state else None,
            provisional=True,
            anonymous=phrase.anonymous,
        )
        chain = self._chain(entity, _RESIDENT)
        chain.plural = phrase.plural
        chain.gender = chain.gender or gender_of_noun(self.parse.lemma[phrase.head])
        return chain

    def _words(self, phrase: Phrase) -> str:
        return tokens.text(self.document, phrase.first, phrase.end)

    # --- the end

    def _chain(self, entity: Entity, score: float) -> Chain:
        return self.chains.setdefault(entity.iri, Chain(entity, score=score))

    def _finished(self) -> Cast:
        drafts = sorted(self.drafts, key=lambda d: (d.first, -d.end))
        mentions = tuple(self._mention(number, draft) for number, draft in enumerate(drafts, 1))
        at: dict[int, int] = {}
        for index in sorted(range(len(drafts)), key=lambda i: drafts[i].first - drafts[i].end):
            at.update(dict.fromkeys(range(drafts[index].first, drafts[index].end), index))
        held = {m.id: d.position or d.chain.position for m, d in zip(mentions, drafts, strict=True)}
        positions = {id_: position for id_, position in held.items() if position}
        tenures = {p.tenure: self.tenures[p.tenure] for p in positions.values()}
        entities = self._entities([d.chain.entity for d in drafts], tenures.values())
        return Cast(mentions, entities, tenures, at, positions)

    def _mention(self, number: int, draft: Draft) -> Mention:
        start, end = self.parse.start[draft.first], self.parse.end[draft.end - 1]
        entity = draft.chain.entity
        return Mention(
            f"m{number}",
            start,
            end,
            self.document.text[start:end],
            draft.type,
            draft.kind,
            entity.iri,
            entity.country,
            entity.anonymous,
            round(draft.score, 2),
        )

    def _entities(self, actors: Sequence[Entity], tenures: Collection[Tenure]) -> dict[str, Entity]:
        """Every actor with the states that it rolls up to, and the posts of the tenures."""
        found = {entity.iri: entity for entity in actors}
        more = {entity.state for entity in actors} | {t.state for t in tenures} | {t.position for t in tenures}
        more |= {iri for entity in actors for iri in (*entity.claimants, *entity.held_by)}
        for iri in sorted(more - found.keys() - {None}, key=str):
            described = reference.entity(str(iri), self.scene.base)
            if described:
                found[described.iri] = described
        return found


def _state_of(name: Name) -> str | None:
    """The state that a name, an adjective, a seat or a capital tells of."""
    known = next((c for c in name.known if c.entity.type == "state"), None)
    return known.entity.country if known else None
