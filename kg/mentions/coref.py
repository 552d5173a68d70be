"""Pronouns and definite nouns to what they point back at, within the text and with caution: unsure means unresolved."""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice

from kg.document import Parse
from kg.english import tokens, verbs, words
from kg.english.labels import Dep, Pos, Tag
from kg.mentions.drafts import Chain, Draft, Gender

# Classes of pronouns -> what they stand for.
_STANDS_FOR: dict[str, tuple[str, Gender | None]] = {
    "masculine_pronouns": ("person", "male"),
    "feminine_pronouns": ("person", "female"),
    "plural_pronouns": ("many", None),
    "neuter_pronouns": ("thing", None),
}
_SUBJECTS = (Dep.NSUBJ, Dep.NSUBJPASS)
_BACK = 3
_SCORE = 0.8
_FARTHER = 0.65


class Resolver:
    """Finds antecedents; every pronoun that is resolved becomes one itself."""

    def __init__(self, parse: Parse, drafts: list[Draft]) -> None:
        self._parse = parse
        datelines = {t for first, _ in parse.sentences for t in range(first, tokens.dateline_end(parse, first))}
        self._at = {d.head: d for d in drafts if not _is_modifier(parse, d) and d.head not in datelines}

    def pronouns(self) -> Iterator[Draft]:
        """The pronouns that can be resolved, in reading order."""
        for token in range(len(self._parse)):
            if self._parse.pos[token] != Pos.PRON:
                continue
            kind = _pronouns().get(self._parse.text[token].lower())
            if kind is None or self._is_empty(token):
                continue
            found = self._antecedent(token, *kind)
            if found:
                yield self._resolved(token, *found, kind[1])

    def _resolved(self, token: int, antecedent: Draft, score: float, gender: Gender | None) -> Draft:
        chain = antecedent.chain
        if gender and chain.gender is None:
            chain.gender = gender
        draft = Draft(token, token + 1, token, antecedent.type, "pronoun", chain, score)
        self._at[token] = draft
        return draft

    def _antecedent(self, token: int, kind: str, gender: Gender | None) -> tuple[Draft, float] | None:
        fits = _test(self._parse, kind, gender)
        blamed = next((d for d in self._blamed(token) if fits(d)), None)
        if blamed:
            return blamed, _SCORE
        if kind == "many" and (counted := self._counted(token, fits)) is not None:
            return counted, _SCORE
        if self._is_nobody(token, kind, fits):
            return None
        thrown = _is_thrown_in(self._parse, token)
        same = None if thrown else next((d for d in self._above(token) if fits(d)), None)
        if same:
            return None if self._is_open(token, fits) else (same, _SCORE)
        if kind != "person" and not _may_look_back(self._parse, token):
            return None
        for back, sentence in enumerate(self._before(token, _BACK if kind == "person" else 1)):
            found = self._in_sentence(sentence, fits, subject_only=kind != "person")
            if found:
                return found, _FARTHER if back else _SCORE
        return None

    def _blamed(self, token: int) -> Iterator[Draft]:
        """Whose deed a reason names: in "sanctions on X over its Y", "condemned X for its Y" that of X."""
        parse = self._parse
        if parse.tag[token] != Tag.PRP_:
            return
        reason = next((a for a in tokens.ancestors(parse, token) if parse.pos[a] == Pos.ADP), None)
        if reason is None or parse.text[reason].lower() not in ("over", "for") or parse.dep[reason] != Dep.PREP:
            return
        above = parse.head[reason]
        held = [c for c in parse.children[above] if parse.dep[c] == Dep.DOBJ and c < reason]
        bundled = [
            noun
            for at in (above, *held)
            for preposition in parse.children[at]
            if parse.text[preposition].lower() == "of"
            for noun in parse.children[preposition]
            if noun < reason
        ]  # "a package of sanctions against X over its Y"
        for at in (above, *held, *bundled):
            for preposition in parse.children[at]:
                if preposition < reason and parse.text[preposition].lower() in ("on", "against", "upon"):
                    for noun in (c for c in parse.children[preposition] if parse.dep[c] == Dep.POBJ):
                        yield from self._draft(noun)
        for noun in held:
            yield from self._draft(noun)
        if parse.pos[above] == Pos.NOUN:
            yield from self._draft(above)

    def _is_nobody(self, token: int, kind: str, fits: Callable[[Draft], bool]) -> bool:
        """Whether a pronoun stands for a thing, a text, a deed, or for somebody whom nothing tells."""
        if kind == "thing":
            about = self._is_wrecked(token) or self._is_text(token) or self._is_judged(token)
            return about or _is_handled(self._parse, token)
        return self._is_of_several(token) if kind == "many" else self._is_asked_for(token, fits)

    def _counted(self, token: int, fits: Callable[[Draft], bool]) -> Draft | None:
        """Those right before, of whom some are told apart: "11 officials, among them X", "24 hostages, 13 of them"."""
        parse = self._parse
        if token == 0 or parse.text[token - 1].lower() not in ("among", "of"):
            return None
        before = range(token - 1, tokens.sentence_start(parse, token), -1)
        return next((self._at[t] for t in before if t in self._at and fits(self._at[t])), None)

    def _is_of_several(self, token: int) -> bool:
        """Whether "their" is that of several people named side by side, who are no one actor: "X and Y lost their"."""
        parse = self._parse
        verb = _verb_of(parse, token)
        subject = tokens.child(parse, verb, *_SUBJECTS) if verb is not None else None
        several = subject is not None and subject < token and tokens.child(parse, subject, Dep.CONJ) is not None
        return several and parse.tag[token] == Tag.PRP_

    def _is_open(self, token: int, fits: Callable[[Draft], bool]) -> bool:
        """Whether a subject in an "if" clause may be either party of the main one: "X will punish Y if it attacks"."""
        parse = self._parse
        verb = parse.head[token]
        if parse.dep[token] not in _SUBJECTS or parse.dep[verb] != Dep.ADVCL:
            return False
        if not verbs.opens_with(parse, verb, "if", "unless"):
            return False
        before = range(tokens.sentence_start(parse, token), token)
        return len({id(self._at[t].chain) for t in before if t in self._at and fits(self._at[t])}) > 1

    def _is_wrecked(self, token: int) -> bool:
        """Whether "it" is what is blown up, sunk, shot down: a thing, never a state or a body."""
        parse = self._parse
        verb = parse.head[token]
        if parse.dep[token] not in (Dep.DOBJ, Dep.NSUBJPASS):
            return False
        return verbs.name(parse, verb) in words.of("wrecking")

    def _is_text(self, token: int) -> bool:
        """Whether "it" is a law told of shortly before, by what laws do: "The law allows ... It also requires ..."."""
        parse = self._parse
        if parse.dep[token] not in _SUBJECTS or parse.lemma[parse.head[token]].lower() not in words.of("ruling_verbs"):
            return False
        for sentence in self._before(token, _BACK):
            first, end = parse.sentences[sentence]
            if any(
                parse.dep[t] in _SUBJECTS and parse.lemma[t].lower() in words.of("texts") for t in range(first, end)
            ):
                return True
        return False

    def _before(self, token: int, most: int) -> Iterator[int]:
        """The sentences before a token's, the nearest first; titles and headings are no part of the run of the text."""
        earlier = range(self._parse.sentence[token] - 1, -1, -1)
        return islice((sentence for sentence in earlier if not self._parse.heading[sentence]), most)

    def _above(self, token: int) -> Iterator[Draft]:
        """What precedes a pronoun in its sentence, from its own clause outwards: subjects first, then objects."""
        parse = self._parse
        own_verbs = () if parse.tag[token] == Tag.PRP_ or parse.dep[token] in _SUBJECTS else _verbs_of(parse, token)
        for above in tokens.ancestors(parse, token):
            if parse.pos[above] == Pos.ADP:  # "on X and for its Y": X plays no part in what is said of Y
                continue
            children = [c for c in parse.children[above] if c < token]
            ranked = [c for c in children if parse.dep[c] in _SUBJECTS and above not in own_verbs]
            beside = above not in own_verbs[:1]
            ranked += [
                c for c in children if beside and parse.dep[c] in (Dep.DOBJ, Dep.POBJ, Dep.DATIVE, Dep.POSS, Dep.AGENT)
            ]
            if above in own_verbs[1:]:  # "spoke to X and warned him"
                ranked += [
                    n
                    for c in children
                    if parse.dep[c] == Dep.PREP and parse.text[c].lower() in ("to", "with", "by")
                    for n in parse.children[c]
                    if parse.dep[n] == Dep.POBJ
                ]
            told = [c for c in children if parse.dep[c] == Dep.CCOMP]  # "The union will meet, its head said"
            ranked += [s for c in told for s in parse.children[c] if parse.dep[s] in _SUBJECTS and s < token]
            for candidate in ranked:
                yield from self._draft(candidate)
            if above < token:
                yield from self._draft(above)

    def _draft(self, token: int) -> Iterator[Draft]:
        if token in self._at:
            yield self._at[token]

    def _in_sentence(self, sentence: int, fits: Callable[[Draft], bool], *, subject_only: bool) -> Draft | None:
        """The main subject of a sentence, else the only one in it that fits."""
        first, end = self._parse.sentences[sentence]
        root = next((t for t in range(first, end) if self._parse.head[t] == t), first)
        subject = tokens.child(self._parse, root, *_SUBJECTS)
        if subject is not None and (owner := self._owner(subject, fits)) is not None:
            return owner
        if subject is not None and subject in self._at and fits(self._at[subject]):
            return self._at[subject]
        if subject_only:
            return None
        others = [self._at[t] for t in range(first, end) if t in self._at and fits(self._at[t])]
        chains = {id(draft.chain) for draft in others}
        return others[-1] if len(chains) == 1 else None

    def _owner(self, subject: int, fits: Callable[[Draft], bool]) -> Draft | None:
        """Whom a subject's own pronoun stands for: "Its customs office said ... It ..." goes on about one state."""
        owner = tokens.child(self._parse, subject, Dep.POSS)
        if owner is None or self._parse.tag[owner] != Tag.PRP_ or owner not in self._at:
            return None
        return self._at[owner] if fits(self._at[owner]) else None

    def _is_judged(self, token: int) -> bool:
        """Whether "it" is what somebody calls something: "called it a serious matter" speaks of a deed."""
        parse = self._parse
        return parse.lemma[parse.head[token]].lower() in words.of("calling") and parse.dep[token] in (
            Dep.DOBJ,
            Dep.NSUBJ,
        )

    def _is_asked_for(self, token: int, fits: Callable[[Draft], bool]) -> bool:
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

    def _is_empty(self, token: int) -> bool:
        """Whether "it" stands for nothing: "it is unclear that", "it seems", "it will take years to"."""
        parse = self._parse
        if parse.text[token].lower() != "it" or parse.dep[token] not in (Dep.NSUBJ, Dep.EXPL, Dep.NSUBJPASS):
            return False
        verb = parse.head[token]
        if parse.dep[token] == Dep.EXPL or parse.lemma[verb] in words.of("impersonal_verbs"):
            return True
        return parse.lemma[verb] == "be" and any(
            parse.dep[c] in (Dep.ACOMP, Dep.CCOMP, Dep.ADVCL, Dep.ATTR) for c in parse.children[verb]
        )


def _is_handled(parse: Parse, token: int) -> bool:
    """Whether "it" is what is to be dealt with, a thing: "asked for it to be suspended"."""
    verb = parse.head[token]
    return parse.dep[token] == Dep.NSUBJPASS and verbs.opens_with(parse, verb, "for")


def _is_thrown_in(parse: Parse, token: int) -> bool:
    """Whether "he" speaks in a clause thrown into what he says, where he is hardly named: "Putin, he said, would"."""
    return parse.dep[token] in _SUBJECTS and parse.dep[parse.head[token]] == Dep.PARATAXIS


def _may_look_back(parse: Parse, token: int) -> bool:
    """Things are pointed back at from another sentence by subjects and owners; an object "it" is mostly a deed."""
    return parse.tag[token] == Tag.PRP_ or parse.dep[token] in _SUBJECTS


def _is_modifier(parse: Parse, draft: Draft) -> bool:
    """Adjectives and nouns before a noun ("US officials") are no antecedents."""
    return parse.pos[draft.head] == Pos.ADJ or parse.dep[draft.head] in (Dep.COMPOUND, Dep.NMOD, Dep.AMOD)


def _verbs_of(parse: Parse, token: int) -> tuple[int, ...]:
    """The verb above a token, and those it is coordinated with that share its subject."""
    verb = _verb_of(parse, token)
    if verb is None:
        return ()
    found = [verb]
    while parse.dep[found[-1]] == Dep.CONJ and tokens.child(parse, found[-1], *_SUBJECTS) is None:
        found.append(parse.head[found[-1]])
    return tuple(found)


def _verb_of(parse: Parse, token: int) -> int | None:
    return next((a for a in tokens.ancestors(parse, token) if parse.pos[a] in (Pos.VERB, Pos.AUX)), None)


def _test(parse: Parse, kind: str, gender: Gender | None) -> Callable[[Draft], bool]:
    if kind == "person":
        return lambda d: _is_person(d.chain, d) and d.chain.gender in (None, gender)
    if kind == "many":
        return lambda d: (
            (d.chain.plural or tokens.is_plural(parse, d.head)) and tokens.child(parse, d.head, Dep.CONJ) is None
        )
    return lambda d: (
        not d.chain.plural
        and d.type in ("state", "organisation", "armed-group", "group")
        and tokens.child(parse, d.head, Dep.CONJ) is None
    )


def _is_person(chain: Chain, draft: Draft) -> bool:
    return draft.type in ("person", "position") and not chain.plural


@cache
def _pronouns() -> dict[str, tuple[str, Gender | None]]:
    return {word: kind for group, kind in _STANDS_FOR.items() for word in words.of(group)}
