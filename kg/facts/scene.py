"""One document as the fact readers see it: its parse, its cast, its quotations, and who stands at which token."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from kg import namespaces
from kg.document import Document
from kg.english import tree, words
from kg.english.labels import Dep, Pos, Tag
from kg.english.quotes import quotations
from kg.facts.model import Participant, Place
from kg.mentions.model import Cast, Entity, Mention, MentionKind, MentionType, Position
from kg.spans import Span, Words

_PLACES = frozenset({"place", "state"})
_HYPHENS = frozenset({"-", "–"})
_ACTORS = frozenset({"person", "state", "organisation", "armed-group", "group", "position"})


class Scene:
    """A document with its cast; actors that the cast does not know are minted here, local to the article."""

    def __init__(self, document: Document, cast: Cast) -> None:
        self.parse = document.parse
        self.document = document
        self.cast = cast
        self.quotes = quotations(document)
        self.mentions = list(cast.mentions)
        self._by_start = sorted((m.start, index) for index, m in enumerate(cast.mentions))
        self._by_actor: dict[str, list[Mention]] = {}
        for mention in cast.mentions:
            self._by_actor.setdefault(mention.actor, []).append(mention)
        self._posts: dict[str, list[Position]] = {}
        for mention in cast.mentions:
            if post := cast.posts.get(mention.id):
                self._posts.setdefault(mention.actor, []).append(post)
        self._states: dict[str, str] = {}
        for tenure in cast.tenures.values():
            if tenure.state:
                self._states.setdefault(tenure.holder, tenure.state)
        self.entities = dict(cast.entities)
        self._quoted = frozenset(t for q in self.quotes for t in self.tokens_from(q.start, q.end))
        self._quote_ends = list(accumulate((q.end for q in self.quotes), max))
        self._minted: dict[int, int] = {}
        self._pronouns: dict[int, Participant] = {}
        self.sentence_starts = [document.parse.start[first] for first, _ in document.parse.sentences]

    def words(self, first: int, last: int) -> Words:
        """The words from a first token to a last one, end excluded."""
        start, end = self.parse.start[first], self.parse.end[last - 1]
        return Words(start, end, self.document.text[start:end])

    def sentence_span(self, token: int) -> Span:
        """The characters of the sentence that holds a token."""
        first, last = self.parse.sentences[self.parse.sentence[token]]
        return Span(self.parse.start[first], self.parse.end[last - 1])

    def tokens_in(self, start: int, end: int) -> range:
        """The tokens that lie wholly between two offsets."""
        first = bisect_left(self.parse.start, start)
        return range(first, max(first, bisect_right(self.parse.end, end)))

    def tokens_from(self, start: int, end: int) -> range:
        """The tokens that begin between two offsets."""
        return range(bisect_left(self.parse.start, start), bisect_left(self.parse.start, end))

    def tokens_over(self, span: Span) -> range:
        """The tokens that have a character of a stretch."""
        return range(bisect_right(self.parse.end, span.start), bisect_left(self.parse.start, span.end))

    def is_quoted(self, token: int) -> bool:
        """Whether a token stands in a quotation."""
        return token in self._quoted

    def quotes_near(self, start: int, end: int) -> Sequence[Span]:
        """The quotations that end at or behind an offset and begin at or before another; one inside a long one more."""
        return self.quotes[bisect_left(self._quote_ends, start) : bisect_right(self.quotes, end, key=lambda q: q.start)]

    def mentions_in(self, spans: Iterable[Span]) -> list[Mention]:
        """The mentions that lie wholly in one of these stretches, which do not overlap; those minted here come last."""
        found = []
        for span in spans:
            first, end = (bisect_left(self._by_start, (offset, -1)) for offset in span)
            found += [index for _, index in self._by_start[first:end] if self.mentions[index].end <= span.end]
        return [self.mentions[index] for index in sorted(found)]

    def mentions_of(self, actor: str) -> Sequence[Mention]:
        """Where an actor is mentioned."""
        return self._by_actor.get(actor, ())

    def posts_of(self, actor: str) -> Sequence[Position]:
        """The posts that an actor's mentions tell of, in reading order."""
        return self._posts.get(actor, ())

    def mention_at(self, token: int) -> Mention | None:
        """The innermost mention over a token, those minted here included."""
        index = self._index_at(token)
        return self.mentions[index] if index is not None else None

    def _index_at(self, token: int) -> int | None:
        return self.cast.at.get(token, self._minted.get(token))

    def entity_at(self, token: int) -> Entity | None:
        mention = self.mention_at(token)
        return self.entities.get(mention.actor) if mention else None

    def is_actor(self, token: int) -> bool:
        """Whether a mention that can act covers the token."""
        mention = self.mention_at(token)
        return mention is not None and mention.type in _ACTORS

    def state_of(self, actor: str) -> str | None:
        """The IRI of the state that an actor is, belongs to or speaks for."""
        entity = self.entities.get(actor)
        if entity is not None and entity.state:
            return entity.state
        return self._states.get(actor)

    def participant(self, token: int) -> Participant | None:
        """The actor at the head of a noun phrase, with the phrase's words; None where nobody who acts is named."""
        index = self._index_at(token)
        if index is None or (mention := self.mentions[index]).type not in _ACTORS:
            return None
        first, last = tree.phrase(self.parse, token)
        start, end = self.parse.start[first], self.parse.end[last - 1]
        if not (start <= mention.start and mention.end <= end):
            start, end = mention.start, mention.end
        named = self._named_behind(index, end)
        mention, end = (named, named.end) if named is not None else (mention, end)
        post = self.cast.posts.get(mention.id)
        if post and post.words and post.words.end <= mention.start and self._adjoin(post.words.end, mention.start):
            start = min(start, post.words.start)
        return Participant(mention.actor, self._word_start(start), end, mention.id)

    def _named_behind(self, index: int, end: int) -> Mention | None:
        """The name of the same person right behind the noun for his post, which the parser may have parted from it."""
        mention = self.mentions[index]
        if mention.type != "person" or mention.kind != "noun":
            return None
        after = self.mentions[index + 1 : index + 4]
        behind = (m for m in after if m.kind == "name" and m.actor == mention.actor and m.start >= end)
        return next((m for m in behind if self.document.text[end : m.start].strip(" \u00a0") in ("", ",")), None)

    def _adjoin(self, end: int, start: int) -> bool:
        return not self.document.text[end:start].strip(" \u00a0")

    def _word_start(self, start: int) -> int:
        """Where a hyphenated word begins: "then-president", "Cuban-born"."""
        text = self.document.text
        if start > 1 and text[start - 1] in "-–" and text[start - 2].isalnum():
            while start and not text[start - 1].isspace():
                start -= 1
        return start

    def participants(self, tokens: list[int]) -> tuple[Participant, ...]:
        """The actors among these heads, each once, in reading order."""
        found: dict[str, Participant] = {}
        for token in tokens:
            part = self.participant(token)
            if part is not None:
                found.setdefault(part.actor, part)
        return tuple(found.values())

    def modifiers(self, noun: int) -> tuple[Participant, ...]:
        """Actors that stand before a noun: "Israel's strikes", "US sanctions", "the Russian-Iranian talks"."""
        if self.parse.lemma[noun].lower() in words.of("standing_for_another"):
            return ()
        standing: dict[int, Mention] = {}
        for token in tree.subtree(self.parse, noun):
            if token < noun and self._modifies(token, noun):
                mention = self.mention_at(token)
                if mention is not None and mention.type in _ACTORS and not self._covers(mention, noun):
                    standing[token] = mention
        found: dict[str, Participant] = {}
        for token, mention in standing.items():
            if not self._describes(token, noun, standing):
                found.setdefault(mention.actor, Participant(mention.actor, mention.start, mention.end, mention.id))
        return tuple(found.values())

    def _describes(self, token: int, noun: int, standing: Mapping[int, Mention]) -> bool:
        """Whether an actor only tells whose another is: "the [Greek] government's plan", "[US] President X's"."""
        own = standing[token]
        if self.parse.text[min(token + 1, len(self.parse) - 1)] in _HYPHENS:
            return False
        while token != noun and self.parse.dep[token] != Dep.CONJ:
            token = self.parse.head[token]
            if standing.get(token, own) is not own or self._is_unknown_name(token):
                return True
        return False

    def _is_unknown_name(self, token: int) -> bool:
        """Whether a demonym before a name that nobody knows is part of it: "[Georgian] Dream"."""
        return self.parse.pos[token] == Pos.PROPN and self.mention_at(token) is None

    def _modifies(self, token: int, noun: int) -> bool:
        if self.parse.tag[token] == Tag.PRP_ and self.parse.head[token] != noun:
            return False  # "his country's ships" are not his
        while token != noun:
            if self.parse.dep[token] not in (Dep.AMOD, Dep.COMPOUND, Dep.POSS, Dep.NMOD, Dep.CONJ):
                return False
            token = self.parse.head[token]
        return True

    def _covers(self, mention: Mention, token: int) -> bool:
        return mention.start <= self.parse.start[token] and self.parse.end[token] <= mention.end

    def place(self, token: int) -> Place | None:
        """The place or state whose name covers a token, or that "the city of X" names."""
        mention = self.mention_at(token)
        if mention is not None and mention.type in _PLACES and mention.kind in ("name", "metonym"):
            return Place(mention.actor, mention.start, mention.end)
        for inner in tree.prepositional(self.parse, token, "of"):
            mention = self.mention_at(inner)
            if mention is not None and mention.type in _PLACES and mention.kind == "name":
                return Place(mention.actor, mention.start, mention.end)
        return None

    def mint(self, token: int) -> Participant:
        """An actor local to the article for a phrase that no mention covers, so that a source is not lost."""
        known = self.participant(token) or self._pronouns.get(token)
        if known is not None:
            return known
        parse = self.parse
        pronoun = parse.lemma[token].lower() in words.of("personal_pronouns")
        first, last = (token, token + 1) if pronoun else tree.phrase(parse, token)
        told = self.words(first, last)
        type_: MentionType = "person" if parse.lemma[token].lower() in ("he", "she", "i") else "group"
        kind: MentionKind = "pronoun" if pronoun else "noun"
        anonymous = parse.lemma[token].lower() in words.of("anonymous")
        state = self._state_in(first, last, token)
        country = self.entities[state].country if state and state in self.entities else None
        key = told.text if not pronoun else f"{told.text}|{self.sentence_span(token).start}"
        iri = f"{self.document.iri}#{namespaces.fragment('g', key)}"
        self.entities.setdefault(
            iri,
            Entity(
                iri=iri,
                label=told.text,
                type="person" if type_ == "person" else "group",
                country=country,
                state=state,
                provisional=True,
                anonymous=anonymous,
            ),
        )
        id = f"m{len(self.mentions) + 1}"
        self._add(Mention(id, told.start, told.end, told.text, type_, kind, iri, country, anonymous, 0.5))
        found = Participant(iri, told.start, told.end, id)
        if pronoun:  # whoever speaks so is kept apart: nobody else is thereby known to act
            self._pronouns[token] = found
            return found
        for at in range(first, last):
            self._minted.setdefault(at, len(self.mentions) - 1)
        self._minted[token] = len(self.mentions) - 1
        return found

    def _add(self, mention: Mention) -> None:
        insort(self._by_start, (mention.start, len(self.mentions)))
        self._by_actor.setdefault(mention.actor, []).append(mention)
        self.mentions.append(mention)

    def _is_hyphened(self, mention: Mention) -> bool:
        """Whether a name is but a part of a describing word: "a [Portuguese]-flagged ship"."""
        return self.document.text[mention.end : mention.end + 1] in _HYPHENS

    def _state_in(self, first: int, last: int, head: int) -> str | None:
        """The state whose people or body a phrase tells of: not that where they are, "UN staff in Mali"."""
        before = [m for t in range(first, head) if (m := self.mention_at(t)) is not None and not self._is_hyphened(m)]
        found = next((m.actor for m in before if m.type == "state"), None)
        if found is not None or any(m.type in _ACTORS for m in before):
            return found
        behind = (m for t in range(head, last) if (m := self.mention_at(t)) is not None)
        return next((m.actor for m in behind if m.type == "state"), None)
