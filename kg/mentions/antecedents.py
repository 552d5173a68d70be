"""What a pronoun may stand for by number, gender and kind."""

from collections.abc import Callable

from kg.document import Parse
from kg.english import tokens, words
from kg.english.labels import Dep, Pos
from kg.mentions.drafts import Gender, MentionDraft


def is_modifier(parse: Parse, draft: MentionDraft) -> bool:
    """Adjectives and nouns before a noun ("US officials") are no antecedents."""
    return parse.pos[draft.head] == Pos.ADJ or parse.dep[draft.head] in (Dep.COMPOUND, Dep.NMOD, Dep.AMOD)


def fitting(parse: Parse, kind: str, gender: Gender | None) -> Callable[[MentionDraft], bool]:
    """The question whether a mention may be what a pronoun of this kind and gender stands for."""
    if kind == "person":
        return lambda d: _is_person(parse, d) and d.chain.gender in (None, gender)
    if kind == "many":
        return lambda d: (
            (d.chain.plural or tokens.is_plural(parse, d.head)) and tokens.child(parse, d.head, Dep.CONJ) is None
        )
    return lambda d: (
        not (d.chain.plural or (d.type in ("armed-group", "group") and tokens.is_plural(parse, d.head)))
        and d.type in ("state", "organisation", "armed-group", "group")
        and tokens.child(parse, d.head, Dep.CONJ) is None
    )


def _is_person(parse: Parse, draft: MentionDraft) -> bool:
    """Whether somebody is meant, and not a family."""
    many = draft.noun is not None and parse.lemma[draft.head].lower() in words.of("many_in_one")
    return draft.type in ("person", "position") and not (draft.chain.plural or many)
