"""A fault of a rule in one sentence costs that sentence: the article is read again with the sentence blanked."""

import logging
import re
from collections.abc import Callable, Set
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final, TypeVar

from kg.document import Document, Parse
from kg.errors import KgError
from kg.extractor import Extractor
from kg.facts.model import Facts, Skipped

_log = logging.getLogger(__name__)

Made = TypeVar("Made")

_MOST: Final = 8
"""Sentences that an article may lose; where more are at fault, the fault is not one of sentences."""

_LONGEST: Final = 300
"""Words of a sentence: what hangs on what in a longer one no parser knows, and to look it through takes a time that
grows with their square. The longest in the samples has 52."""

_WORDS: Final = 8
"""Of a sentence that is told about, so many words are shown."""

_MARK: Final = re.compile(r"[“”„«»\"‘’'`]+")


def read(document: Document, extractor: Extractor) -> tuple[Facts, tuple[Skipped, ...]]:
    """The facts of a document, and the sentences that had to be left out for it, in reading order.

    Sentences are left out where the extractor raises what is not a ``KgError``, and where they are endless. Of the
    former each is found by halving: some log2(sentences) readings for each, none where nothing is raised. Facts keep
    their offsets and the words of the text.

    Raises:
        KgError: what the extractor raises of its own.
        Exception: what it raised at first, where leaving out a few sentences does not help, or leaves no other.
    """
    endless = _endless(document.parse)
    whole = blanked(document, endless.keys()) if endless else document
    faults: dict[int, Exception] = {}
    try:
        facts = extractor(whole)
    except KgError:
        raise
    except Exception as error:
        _log.debug("while reading %s", document.article.source, exc_info=True)
        facts, faults = _without_faults(whole, extractor, error)
    faults = {**endless, **faults}
    if not faults:
        return facts, ()
    return _restored(facts, document.text), tuple(_skipped(document, s, faults[s]) for s in sorted(faults))


def _endless(parse: Parse) -> dict[int, Exception]:
    """The sentences that are longer than any that somebody wrote: no rule need read them."""
    lengths = ((number, end - first) for number, (first, end) in enumerate(parse.sentences))
    return {s: ValueError(f"{length} words, more than {_LONGEST}") for s, length in lengths if length > _LONGEST}


def _without_faults(document: Document, extractor: Extractor, first: Exception) -> tuple[Facts, dict[int, Exception]]:
    """Facts without the sentences at fault, and what each of those raised.

    With all sentences before ``good`` (but those at fault) the document can be read; the shortest stretch from its
    beginning that cannot be ends in another one at fault.
    """
    count = len(document.parse.sentences)
    whole = set(range(count))
    body = {s for s in whole if not document.parse.heading[s]}
    faults: dict[int, Exception] = {}
    good, raised = 0, first
    if isinstance(_tried(extractor, blanked(document, whole)), Exception):
        raise first
    while len(faults) < _MOST:
        low, high = good, count  # sentences before `low` can be read, those before `high` cannot
        while high - low > 1:
            middle = (low + high) // 2
            outcome = _tried(extractor, blanked(document, {*range(middle, count), *faults}))
            if isinstance(outcome, Exception):
                high, raised = middle, outcome
            else:
                low = middle
        faults[high - 1] = raised
        good = high
        if body <= faults.keys():
            break
        outcome = _tried(extractor, blanked(document, faults.keys()))
        if not isinstance(outcome, Exception):
            return outcome, faults
        raised = outcome
    raise first


def _tried(extractor: Extractor, document: Document) -> Facts | Exception:
    """The facts, or what is raised in their place; a ``KgError`` goes on its way."""
    try:
        return extractor(document)
    except KgError:
        raise
    except Exception as error:
        return error


def blanked(document: Document, sentences: Set[int]) -> Document:
    """A document of the same length in which nothing stands in these sentences.

    Quotation marks stay: what is quoted in other sentences stays quoted. All else is spaces, and its tokens are of no
    word class, hang on nothing and belong to no entity.
    """
    parse = document.parse
    text = list(document.text)
    empty: set[int] = set()
    for sentence in sentences:
        first, end = parse.sentences[sentence]
        if first == end:
            continue
        empty.update(range(first, end))
        start, stop = parse.start[first], parse.end[end - 1]
        text[start:stop] = _blank(document.text[start:stop])
    return replace(document, text="".join(text), parse=_without(parse, empty))


def _blank(words: str) -> str:
    kept = {at for match in _MARK.finditer(words) for at in range(*match.span()) if not _inside(words, at)}
    return "".join(char if at in kept else " " for at, char in enumerate(words))


def _inside(words: str, at: int) -> bool:
    """Whether a mark is an apostrophe: "didn't"."""
    return words[at - 1 : at].isalnum() and words[at + 1 : at + 2].isalnum()


def _without(parse: Parse, empty: Set[int]) -> Parse:
    def kept(column: tuple[Made, ...], other: Callable[[int], Made]) -> tuple[Made, ...]:
        return tuple(other(i) if i in empty else value for i, value in enumerate(column))

    return replace(
        parse,
        text=kept(parse.text, lambda i: _blank(parse.text[i])),
        lemma=kept(parse.lemma, lambda _: ""),
        pos=kept(parse.pos, lambda _: "X"),
        tag=kept(parse.tag, lambda _: ""),
        dep=kept(parse.dep, lambda _: "dep"),
        head=kept(parse.head, lambda i: i),
        children=kept(parse.children, lambda _: ()),
        entities=tuple(e for e in parse.entities if empty.isdisjoint(range(e[0], e[1]))),
    )


def _restored(found: Any, text: str) -> Any:
    """The same facts with the words of the text at their places: a quotation may run over a sentence left out."""
    if isinstance(found, tuple):
        return found if hasattr(found, "_fields") else tuple(_restored(item, text) for item in found)
    if not is_dataclass(found) or isinstance(found, type):
        return found
    values = {f.name: getattr(found, f.name) for f in fields(found)}
    changed = {name: new for name, old in values.items() if (new := _restored(old, text)) is not old and new != old}
    if {"start", "end", "text"} <= values.keys():
        changed["text"] = text[values["start"] : values["end"]]
    if {"content", "content_text"} <= values.keys():
        changed["content_text"] = " ".join(text[start:end] for start, end in values["content"])
    return replace(found, **changed) if changed else found


def _skipped(document: Document, sentence: int, error: Exception) -> Skipped:
    first, end = document.parse.sentences[sentence]
    start, stop = document.parse.start[first], document.parse.end[end - 1]
    words = document.text[start:stop].split()
    shown = " ".join(words[:_WORDS]) + (" ..." if len(words) > _WORDS else "")
    return Skipped(start, stop, shown, f"{type(error).__name__}: {error}")
