"""Article -> Document: cleaned text with offsets, and its parse as arrays."""

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg import namespaces
from kg.article.model import Article
from kg.errors import RefusedError
from kg.pipelines import parsed
from kg.settings import Settings
from kg.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SEPARATOR = "\n\n"
_SHORT = re.compile(r"[^aeiou]+[aeiou][^aeiouwxy]")

_LONGEST = 15_000
"""Words and marks of a paragraph: the parser takes some 300 MB for these, which are 75,000 characters of news."""

_MOST_MARKS = 400
"""Marks in a row: the tokenizer takes those without blanks off one by one, in time that grows with their square."""

_WORDS = re.compile(r"\w+|[^\w\s]")
_MARKS = re.compile(r"(?:[^\w\s]|_)(?:\s?(?:[^\w\s]|_))*+")


@dataclass(frozen=True, slots=True)
class Parse:
    """Tokens of all blocks as parallel tuples, free of the language model's memory.

    Index i is a token; offsets count in ``Document.text``; ``head[i] == i`` at the root of a sentence.
    ``sentence[i]`` indexes ``sentences``, which are (first token, last token + 1) and never cross a block;
    ``heading[s]`` tells whether sentence s stands in a title or heading, which are not read for facts.
    Labels are spaCy's: ``pos`` universal, ``tag`` Penn, ``dep`` ClearNLP; ``entities`` are
    (first token, last token + 1, OntoNotes label). ``answers`` are what ``kg.english.memory`` remembers.
    """

    start: tuple[int, ...]
    end: tuple[int, ...]
    text: tuple[str, ...]
    lemma: tuple[str, ...]
    pos: tuple[str, ...]
    tag: tuple[str, ...]
    dep: tuple[str, ...]
    head: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]
    sentence: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]
    heading: tuple[bool, ...]
    entities: tuple[tuple[int, int, str], ...]
    answers: dict[Any, Any] = field(init=False, default_factory=dict, compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.start)


@dataclass(frozen=True, slots=True)
class Document:
    """An article's cleaned text: title, headings and paragraphs, separated by a blank line.

    ``iri`` is the article's, ``base`` what data is minted under; ``hash`` the SHA-256 of the text in hexadecimal.
    """

    article: Article
    iri: str
    base: str
    text: str
    hash: str
    title: Span | None
    headings: tuple[Span, ...]
    paragraphs: tuple[Span, ...]
    parse: Parse

    def paragraph_at(self, offset: int) -> int:
        """The position of the last paragraph that begins at an offset or before it; -1 where none does."""
        return bisect_right(self.paragraphs, offset, key=lambda p: p.start) - 1


def documents(articles: Iterable[Article], settings: Settings) -> Iterator[Document]:
    """Parses articles in their order, each by itself: what stands beside an article must not change a bit of it.

    Raises:
        UsageError: the language model named in the settings is not installed.
        RefusedError: a paragraph is longer than any that is one, or has too many marks in a row.
    """
    for article in articles:
        _check(article)
        with parsed(settings.model, (block.text for block in article.blocks)) as docs:
            document = _document(article, docs, settings.base)
        yield document


def _check(article: Article) -> None:
    """Refuses what nobody wrote, before it is parsed."""
    for block in article.blocks:
        if (longest := _count(_WORDS, block.text)) > _LONGEST:
            what = f"a paragraph of {longest} words and marks, more than {_LONGEST}"
            raise RefusedError(what, where=article.source, hint="part paragraphs by blank lines")
        if any(len(marks[0]) - marks[0].count(" ") > _MOST_MARKS for marks in _MARKS.finditer(block.text)):
            what = f"more than {_MOST_MARKS} marks in a row"
            raise RefusedError(what, where=article.source, hint="strike what is no text")


def _count(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))


def text_of(article: Article) -> str:
    """The text that offsets count in: the blocks, parted by empty lines."""
    return _SEPARATOR.join(block.text for block in article.blocks)


def iri_of(article: Article, base: str) -> str:
    """What an article goes by, without a parse."""
    return namespaces.article(base, url=article.url, id=article.id, text=text_of(article), publisher=article.publisher)


def _document(article: Article, docs: "list[Doc]", base: str) -> Document:
    starts, at = [], 0
    for block in article.blocks:
        starts.append(at)
        at += len(block.text) + len(_SEPARATOR)
    text = text_of(article)
    spans = [(block.kind, Span(s, s + len(block.text))) for block, s in zip(article.blocks, starts, strict=True)]
    return Document(
        article=article,
        iri=iri_of(article, base),
        base=base,
        text=text,
        hash=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        title=next((span for kind, span in spans if kind == "title"), None),
        headings=tuple(span for kind, span in spans if kind != "paragraph"),
        paragraphs=tuple(span for kind, span in spans if kind == "paragraph"),
        parse=_arrays(docs, starts, [block.kind != "paragraph" for block in article.blocks]),
    )


def _arrays(docs: "list[Doc]", starts: list[int], is_heading: list[bool]) -> Parse:
    tokens: list[tuple[int, int, str, str, str, str, str, int, tuple[int, ...], int]] = []
    sentences: list[tuple[int, int]] = []
    heading: list[bool] = []
    entities: list[tuple[int, int, str]] = []
    for doc, offset, in_heading in zip(docs, starts, is_heading, strict=True):
        first = len(tokens)
        for sentence in doc.sents:
            tokens.extend(
                (
                    offset + t.idx,
                    offset + t.idx + len(t),
                    t.text,
                    _lemma(t.text, t.lemma_, t.pos_),
                    t.pos_,
                    t.tag_,
                    t.dep_,
                    first + t.head.i,
                    tuple(first + c.i for c in t.children),
                    len(sentences),
                )
                for t in sentence
            )
            sentences.append((first + sentence.start, first + sentence.end))
            heading.append(in_heading)
        entities.extend((first + e.start, first + e.end, e.label_) for e in doc.ents)
    names = ("start", "end", "text", "lemma", "pos", "tag", "dep", "head", "children", "sentence")
    columns: dict[str, Any] = dict(zip(names, zip(*tokens, strict=True) if tokens else [()] * len(names), strict=True))
    return Parse(**columns, sentences=tuple(sentences), heading=tuple(heading), entities=tuple(entities))


def _lemma(text: str, lemma: str, pos: str) -> str:
    """The model's lemma; with the "e" that it takes off "staged", "hoping", "fines", which "stagged" would not have."""
    if pos == "VERB" and _SHORT.fullmatch(lemma) and text.lower() in (f"{lemma}ed", f"{lemma}ing", f"{lemma}es"):
        return f"{lemma}e"
    return lemma
