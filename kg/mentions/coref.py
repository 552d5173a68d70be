"""Pronouns and definite nouns to what they point back at, within the text and with caution: unsure means unresolved."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice

from kg.document import Document
from kg.english import tokens, verbs, words
from kg.english.labels import Dep, Pos, Tag
from kg.mentions import antecedents, binding, clauses, things, told
from kg.mentions.definite import is_assault, is_the_country
from kg.mentions.drafts import Gender, MentionDraft
from kg.mentions.model import MentionKind
from kg.mentions.quoted import Quoted
from kg.spans import Span

# Classes of pronouns -> what they stand for.
_STANDS_FOR: dict[str, tuple[str, Gender | None]] = {
    "masculine_pronouns": ("person", "male"),
    "feminine_pronouns": ("person", "female"),
    "plural_pronouns": ("many", None),
    "neuter_pronouns": ("thing", None),
}
_SUBJECTS = (Dep.NSUBJ, Dep.NSUBJPASS)
_UNDERGOING = (Dep.DOBJ, Dep.POBJ, Dep.DATIVE)
_OBJECTS = (Dep.DOBJ, Dep.POBJ, Dep.DATIVE, Dep.POSS, Dep.AGENT)
_BACK = 3
_SCORE = 0.8
_FARTHER = 0.65


class Resolver:
    """Finds antecedents; every pronoun that is resolved becomes one itself."""

    def __init__(self, document: Document, drafts: list[MentionDraft]) -> None:
        self._document, self._parse = document, document.parse
        parse = document.parse
        self._quoted = Quoted(document)
        self._states = {d.head: d for d in drafts if d.type == "state"}
        datelines = {t for first, _ in parse.sentences for t in range(first, tokens.dateline_end(parse, first))}
        self._at = {d.head: d for d in drafts if not antecedents.is_modifier(parse, d) and d.head not in datelines}

    def pronouns(self) -> Iterator[MentionDraft]:
        """The pronouns that can be resolved, in reading order."""
        for token in range(len(self._parse)):
            if is_the_country(self._parse, token) and (state := self._state_meant(token)) is not None:
                yield self._resolved(token, state, _FARTHER, None)
            if self._parse.pos[token] != Pos.PRON:
                continue
            kind = _pronouns().get(self._parse.text[token].lower())
            if kind is None or clauses.is_empty(self._parse, token):
                continue
            found = self._antecedent(token, *kind)
            if found:
                yield self._resolved(token, *found, kind[1])

    def _resolved(self, token: int, antecedent: MentionDraft, score: float, gender: Gender | None) -> MentionDraft:
        chain = antecedent.chain
        if gender and chain.gender is None:
            chain.gender = gender
        kind: MentionKind = "pronoun" if self._parse.pos[token] == Pos.PRON else "noun"
        draft = MentionDraft(token, token + 1, token, antecedent.type, kind, chain, score)
        self._at[token] = draft
        return draft

    def _state_meant(self, token: int) -> MentionDraft | None:
        """Which state "the country" is: the only one told of in this sentence, or the one before, that may be meant.

        Whoever acts on "the country" is another: of "Paris, sure that Eritrea ..., tries to keep the country" Eritrea.
        """
        parse = self._parse
        if parse.dep[token] == Dep.POBJ and parse.dep[parse.head[token]] != Dep.AGENT:
            return None  # a place rather than whoever acts
        acting = {id(self._at[t].chain) for t in self._acting(token) if t in self._at}
        here = parse.sentence[token]
        for sentence in (here, *self._before(token, 1)):
            first, end = parse.sentences[sentence]
            told = [self._states[t] for t in range(first, min(end, token)) if t in self._states]
            others = [d for d in told if id(d.chain) not in acting]
            if told:
                return others[-1] if len({id(d.chain) for d in others}) == 1 else None
        return None

    def _acting(self, token: int) -> Iterator[int]:
        """The subjects of the verbs on which a noun hangs as object, up to a clause with a subject of its own."""
        parse, verb = self._parse, self._parse.head[token]
        if parse.dep[token] not in (Dep.DOBJ, Dep.DATIVE):
            return
        for _ in range(_BACK):
            own = tokens.child(parse, verb, *_SUBJECTS)
            if own is not None:
                yield own
                return
            verb = parse.head[verb]

    def _antecedent(self, token: int, kind: str, gender: Gender | None) -> tuple[MentionDraft, float] | None:
        """What a pronoun stands for: somebody named beside it, else above it in its sentence, else before that.

        Of "Canada imposed sanctions on Russia over its invasion" that is Russia, though Canada is the subject.
        """
        fits = antecedents.fitting(self._parse, kind, gender)
        beside = self._beside(token, kind, fits)
        if beside is not None:
            return beside, _SCORE
        if self._is_nobody(token, kind, fits):
            return None
        if kind == "person" and (quotation := self._quoted.at(token)) is not None:
            return self._of_others(token, quotation, fits)
        if not clauses.is_parenthetical(self._parse, token):
            same = next((d for d in self._above(token) if fits(d)), None)
            if same is not None:
                unsure = self._is_open(token, fits) or (kind == "thing" and self._is_nearer(token, same))
                unsure = unsure or (kind == "person" and self._may_be_another(token, same, fits))
                unsure = unsure or self._may_be_told_to(token, same, fits) or self._is_of_own_state(token, same)
                return None if unsure else (same, _SCORE)
        if kind == "thing" and binding.has_own_actor(self._parse, token):
            return None
        before = self._from_before(token, kind, fits)
        if before is not None and kind == "person" and self._may_be_another(token, before[0], fits):
            return None
        return before

    def _beside(self, token: int, kind: str, fits: Callable[[MentionDraft], bool]) -> MentionDraft | None:
        """Somebody named beside a pronoun whom it surely means: blamed for his deed, asked to end it, counted."""
        found = next((d for d in self._blamed(token) if fits(d)), None)
        if found is None and self._parse.tag[token] == Tag.PRP_:
            held = clauses.owner(self._parse, token)
            found = next((d for d in self._mentioned([held] if held is not None else []) if fits(d)), None)
        if found is None and kind == "thing":
            return binding.conjoined(self._parse, token, self._at)
        return self._counted(token, fits) if found is None and kind == "many" else found

    def _may_be_another(self, token: int, found: MentionDraft, fits: Callable[[MentionDraft], bool]) -> bool:
        """Whether a pronoun may mean somebody else of those named just before as well as whom it was found to mean.

        "X met Y. Police arrested him", "Y attacked a guard. He fled, X said", "the prosecutor X said he fled".
        """
        parse = self._parse
        speaker = told.speaker_behind(parse, token)
        if binding.is_open_here(self._document, token, found, tuple(self._before(token, _BACK)), self._at, fits):
            return True
        if speaker is not None:
            said_by = self._at.get(speaker)
            return said_by is not None and said_by.chain is found.chain and self._has_other(token, found, fits)
        if told.tells_of_accused(parse, token, found.head):
            return True
        undergoing = parse.dep[token] in _UNDERGOING and parse.tag[token] != Tag.PRP_ and found.kind != "pronoun"
        return undergoing and self._has_other(token, found, fits)

    def _may_be_told_to(self, token: int, found: MentionDraft, fits: Callable[[MentionDraft], bool]) -> bool:
        """Whether a pronoun may be whom its clause is said to: "X told Y that Z would attack it"."""
        held = binding.told_to(self._parse, token)
        other = self._at.get(held) if held is not None else None
        return other is not None and other.chain is not found.chain and fits(other)

    def _is_of_own_state(self, token: int, found: MentionDraft) -> bool:
        """Whether whoever acts on "it" is the state of the body found: "its embassy denied that China had armed it"."""
        verb = clauses.verb_of(self._parse, token)
        subject = tokens.child(self._parse, verb, *_SUBJECTS) if verb is not None else None
        acting = self._at.get(subject) if subject is not None and self._parse.tag[token] != Tag.PRP_ else None
        state = acting.chain.entity.state if acting is not None and subject != token else None
        return state is not None and state == found.chain.entity.state

    def _has_other(self, token: int, found: MentionDraft, fits: Callable[[MentionDraft], bool]) -> bool:
        """Whether somebody else acts or undergoes in the sentence in which a pronoun's person is named."""
        parse = self._parse
        own = clauses.verbs_of(parse, token)
        acting = [s for verb in own for s in parse.children[verb] if parse.dep[s] in _SUBJECTS]
        near = (self._at[t] for t in range(*parse.sentences[parse.sentence[found.head]]) if t in self._at and t < token)
        return any(
            d.chain is not found.chain
            and d.head not in acting
            and fits(d)
            and parse.dep[d.head] in (*_SUBJECTS, *_OBJECTS, Dep.CONJ)
            for d in near
        )

    def _of_others(
        self, token: int, quotation: Span, fits: Callable[[MentionDraft], bool]
    ) -> tuple[MentionDraft, float] | None:
        """Whom "he" in a quotation means: somebody named in it, else the only one told of who does not say it."""
        within = next((d for d in self._above(token) if fits(d) and self._quoted.holds(quotation, d.head)), None)
        if within is not None:
            return within, _SCORE
        speaker = self._quoted.speaker(quotation)
        if speaker is None:
            return None
        said_by = self._at.get(speaker) or self._of_pronoun(speaker)
        begin = self._parse.sentence[token]
        first = self._parse.sentences[min((*self._before(token, _BACK), begin))][0]
        others = [
            d
            for d in self._mentioned(range(first, token))
            if fits(d) and (said_by is None or d.chain is not said_by.chain)
        ]
        sure = said_by is not None and len({id(d.chain) for d in others}) == 1
        return (others[-1], _FARTHER) if sure else None

    def _of_pronoun(self, token: int) -> MentionDraft | None:
        """Whom a pronoun stands for that has not been read yet: "he said" behind a quotation."""
        kind = _pronouns().get(self._parse.text[token].lower())
        found = self._antecedent(token, *kind) if kind is not None and self._quoted.at(token) is None else None
        return found[0] if found is not None else None

    def _from_before(
        self, token: int, kind: str, fits: Callable[[MentionDraft], bool]
    ) -> tuple[MentionDraft, float] | None:
        """What a pronoun stands for in an earlier sentence: people three back, things and several the last subject."""
        person = kind == "person"
        if not person and not clauses.may_look_back(self._parse, token):
            return None
        for back, sentence in enumerate(self._before(token, _BACK if person else 1)):
            if person and self._has_kin_subject(sentence, fits):
                return None
            found = self._in_sentence(sentence, fits, subject_only=not person)
            reported = kind == "many" and self._parse.dep[self._parse.head[token]] == Dep.CCOMP
            if found is not None and reported and self._has_other(token, found, fits):
                return None  # "Police shot men. X said they had attacked officers"
            if found is not None:
                return found, _FARTHER if back else _SCORE
        return None

    def _blamed(self, token: int) -> Iterator[MentionDraft]:
        """Whose deed a reason names: in "sanctions on X over its Y", "condemned X for its Y" that of X."""
        parse = self._parse
        reason = clauses.reason_over(parse, token)
        if reason is None:
            return
        above = parse.head[reason]
        held = [c for c in parse.children[above] if parse.dep[c] == Dep.DOBJ and c < reason]
        # "a package of sanctions against X over its Y"
        bundled = [n for at in (above, *held) for n in clauses.behind(parse, at, "of") if n < reason]
        for at in (above, *held, *bundled):
            for preposition in parse.children[at]:
                if preposition < reason and parse.text[preposition].lower() in ("on", "against", "upon"):
                    yield from self._mentioned(c for c in parse.children[preposition] if parse.dep[c] == Dep.POBJ)
        yield from self._mentioned(held)
        if parse.pos[above] == Pos.NOUN:
            yield from self._mentioned([above])

    def _is_nobody(self, token: int, kind: str, fits: Callable[[MentionDraft], bool]) -> bool:
        """Whether a pronoun stands for a thing, a text, a deed, or for somebody whom nothing tells."""
        if kind == "thing":
            return things.is_meant(self._parse, token, tuple(self._before(token, _BACK)))
        return self._is_of_several(token) if kind == "many" else self._is_asked_for(token, fits)

    def _counted(self, token: int, fits: Callable[[MentionDraft], bool]) -> MentionDraft | None:
        """Those right before, of whom some are told apart: "11 officials, among them X", "24 hostages, 13 of them"."""
        parse = self._parse
        if token == 0 or parse.text[token - 1].lower() not in ("among", "of"):
            return None
        before = range(token - 1, tokens.sentence_start(parse, token), -1)
        return next((self._at[t] for t in before if t in self._at and fits(self._at[t])), None)

    def _is_of_several(self, token: int) -> bool:
        """Whether "their" is that of several people named side by side, who are no one actor: "X and Y lost their"."""
        parse = self._parse
        verb = clauses.verb_of(parse, token)
        subject = tokens.child(parse, verb, *_SUBJECTS) if verb is not None else None
        several = subject is not None and subject < token and tokens.child(parse, subject, Dep.CONJ) is not None
        return several and parse.tag[token] == Tag.PRP_

    def _is_open(self, token: int, fits: Callable[[MentionDraft], bool]) -> bool:
        """Whether a subject in an "if" clause may be either party of the main one: "X will punish Y if it attacks"."""
        parse = self._parse
        verb = parse.head[token]
        if parse.dep[token] not in _SUBJECTS or parse.dep[verb] != Dep.ADVCL:
            return False
        if not verbs.opens_with(parse, verb, "if", "unless"):
            return False
        before = range(tokens.sentence_start(parse, token), token)
        return len({id(self._at[t].chain) for t in before if t in self._at and fits(self._at[t])}) > 1

    def _is_nearer(self, token: int, found: MentionDraft) -> bool:
        """Whether somebody else stands nearer whom a pronoun may mean as well.

        Of "Peru fights until the rebels are beaten and all abducted in its attack are freed" nobody can tell whose
        attack that is; and whoever "the country" is, "it" behind that is hardly anybody before it.
        """
        parse = self._parse
        deed = parse.tag[token] == Tag.PRP_ and is_assault(parse, parse.head[token])
        between = (t for t in range(found.head + 1, token) if parse.dep[t] in _SUBJECTS)
        if deed and any(parse.dep[parse.head[t]] == Dep.ADVCL and self._are_fighters(t) for t in between):
            return True
        if self._is_behind_open(token):
            return True
        above = (t for a in tokens.ancestors(parse, token) if found.head < a for t in (a, *parse.children[a]))
        return any(found.head < t < token and is_the_country(parse, t) and t not in self._at for t in above)

    def _is_behind_open(self, token: int) -> bool:
        """Whether "its" belongs to a clause about an "it" of which nobody can tell whom it means."""
        parse, verb = self._parse, clauses.verb_of(self._parse, token)
        subject = tokens.child(parse, verb, *_SUBJECTS) if verb is not None else None
        if subject is None or subject >= token or parse.text[subject].lower() != "it":
            return False
        return subject not in self._at and not clauses.is_empty(parse, subject)

    def _are_fighters(self, token: int) -> bool:
        """Whether several under arms stand at a token, or several people."""
        draft = self._at.get(token)
        if draft is None or draft.type not in ("armed-group", "group"):
            return False
        return draft.chain.plural or tokens.is_plural(self._parse, token)

    def _before(self, token: int, most: int) -> Iterator[int]:
        """The sentences before a token's, the nearest first; titles and headings are no part of the run of the text."""
        earlier = range(self._parse.sentence[token] - 1, -1, -1)
        return islice((sentence for sentence in earlier if not self._parse.heading[sentence]), most)

    def _above(self, token: int) -> Iterator[MentionDraft]:
        """What precedes a pronoun in its sentence, from its own clause outwards: subjects first, then objects."""
        parse = self._parse
        is_argument = parse.tag[token] != Tag.PRP_ and parse.dep[token] not in _SUBJECTS
        own_verbs = clauses.verbs_of(parse, token) if is_argument else ()
        path = (token, *tokens.ancestors(parse, token))
        described = {parse.head[a] for a in path if parse.dep[a] == Dep.APPOS}  # "X, his sister": not X's
        for above in path[1:]:
            if parse.pos[above] == Pos.ADP:  # "on X and for its Y": X plays no part in what is said of Y
                continue
            arguments = clauses.arguments_before(parse, above, token, own_verbs)
            yield from self._mentioned(a for a in arguments if a not in described)
            if above < token and above not in described:
                yield from self._mentioned([above])

    def _mentioned(self, heads: Iterable[int]) -> Iterator[MentionDraft]:
        """The mentions headed by these tokens, in their order."""
        return (self._at[head] for head in heads if head in self._at)

    def _in_sentence(
        self, sentence: int, fits: Callable[[MentionDraft], bool], *, subject_only: bool
    ) -> MentionDraft | None:
        """The main subject of a sentence ("Lavrov spoke"), or whom its pronoun stands for; else the only one to fit."""
        first, end = self._parse.sentences[sentence]
        subject = self._subject_of(sentence)
        if subject is not None:
            found = self._owner(subject, fits) or next((d for d in self._mentioned([subject]) if fits(d)), None)
            if found is not None:
                return found
        if subject_only:
            return None
        fitting = [d for d in self._mentioned(range(first, end)) if fits(d)]
        return fitting[-1] if len({id(draft.chain) for draft in fitting}) == 1 else None

    def _has_kin_subject(self, sentence: int, fits: Callable[[MentionDraft], bool]) -> bool:
        """Whether "he" may be either of two behind a subject owned by somebody else: "His son X left. He"."""
        subject = self._subject_of(sentence)
        if subject is None or self._owner(subject, fits) is None:
            return False
        return any(d.type == "person" and fits(d) for d in self._mentioned([subject]))

    def _subject_of(self, sentence: int) -> int | None:
        """The subject of the main verb of a sentence."""
        first, end = self._parse.sentences[sentence]
        root = next((t for t in range(first, end) if self._parse.head[t] == t), first)
        return tokens.child(self._parse, root, *_SUBJECTS)

    def _owner(self, subject: int, fits: Callable[[MentionDraft], bool]) -> MentionDraft | None:
        """Whom a subject's own pronoun stands for: "Its customs office said ... It ..." goes on about one state."""
        owner = tokens.child(self._parse, subject, Dep.POSS)
        if owner is None or self._parse.tag[owner] != Tag.PRP_ or owner not in self._at:
            return None
        return self._at[owner] if fits(self._at[owner]) else None

    def _is_asked_for(self, token: int, fits: Callable[[MentionDraft], bool]) -> bool:
        """Whether he whom others are asked to help or release may be another than who asks: "X urged Y to free him"."""
        parse = self._parse
        verb = parse.head[token]
        asking = parse.head[verb]
        if (
            parse.dep[token] != Dep.DOBJ
            or parse.dep[verb] != Dep.XCOMP
            or parse.lemma[asking].lower() not in words.of("requesting")
        ):
            return False
        asker = tokens.child(parse, asking, *_SUBJECTS)
        if asker is None or asker not in self._at or not fits(self._at[asker]):
            return False
        mine = self._at[asker].chain
        near = (range(*parse.sentences[sentence]) for sentence in self._before(token, _BACK))
        others = (self._at[t] for sentence in near for t in sentence if t in self._at)
        return any(d.chain is not mine and fits(d) for d in others)


@cache
def _pronouns() -> dict[str, tuple[str, Gender | None]]:
    return {word: kind for group, kind in _STANDS_FOR.items() for word in words.of(group)}
