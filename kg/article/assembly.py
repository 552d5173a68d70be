"""Lines -> an article: finds title, section, byline and times around the paragraphs, leaves out what is not of it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from kg.article import clean, naming, times
from kg.article.addresses import mended
from kg.article.labels import Labels, dateline, holds_moment, split_list
from kg.article.model import Article, Block, BlockKind
from kg.errors import RefusedError

_SECTION_WORDS = 5
_HASHTAGS = re.compile(r"#\w[\w-]*(?:[\s,]+#\w[\w-]*)*")
_CREDIT_SHARE = 0.6
_MOST_PARAGRAPHS = 20_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line or paragraph; ``kind`` where the format itself tells it (Markdown), else None."""

    text: str
    kind: BlockKind | None = None


def assemble(lines: Sequence[Line], source: str, labels: Labels | None = None) -> Article:
    """The article that these lines make up.

    Raises:
        RefusedError: they hold no paragraph, or more than an article.
    """
    _refuse_many(lines, source)
    labels = labels or Labels()
    header, body = _split(lines)
    title, standfirst = _title([line for line in header if not _is_label(line, labels)], labels)
    body = [line for line in body if line.text != title and not _is_noise(line, labels)]
    body = _without_end(body, labels)
    if not body:
        raise RefusedError("there is no article in it", where=source)
    blocks = [Block("title", title)] if title else []
    blocks += [Block("heading", line) for line in standfirst]
    return _article(source, (*blocks, *_blocks(body)), title, labels)


def _refuse_many(lines: Sequence[Line], where: str) -> None:
    if len(lines) > _MOST_PARAGRAPHS:
        what = f"this has more than {_MOST_PARAGRAPHS:,} paragraphs"
        raise RefusedError(what, where=where, hint="no article has; split it")


def _article(source: str, blocks: tuple[Block, ...], title: str | None, labels: Labels) -> Article:
    blocks, place = _without_dateline(blocks, labels)
    return Article(
        source,
        blocks,
        url=mended(labels.url) if labels.url else None,
        title=title,
        published=labels.published,
        modified=labels.modified,
        publisher=labels.publisher,
        byline=tuple(labels.byline),
        section=labels.section,
        keywords=tuple(labels.keywords),
        dateline=place,
    )


def _without_dateline(blocks: tuple[Block, ...], labels: Labels) -> tuple[tuple[Block, ...], str | None]:
    """The blocks without the dateline before the first paragraph, and it; what it tells goes to the labels."""
    first = next((i for i, block in enumerate(blocks) if block.kind == "paragraph"), None)
    place = dateline(blocks[first].text) if first is not None else None
    if first is None or place is None:
        return blocks, None
    labels.publisher = labels.publisher or place[1]
    labels.published = labels.published or times.find(blocks[first].text.removesuffix(place[2]))
    return (*blocks[:first], Block("paragraph", place[2]), *blocks[first + 1 :]), place[0] or None


def _split(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """What stands before the first paragraph, and the rest."""
    first = next((i for i, line in enumerate(lines) if line.kind == "paragraph" or _is_body(line)), None)
    if first is None:
        return (list(lines[:1]), list(lines[1:])) if len(lines) > 1 else ([], list(lines))
    return list(lines[:first]), list(lines[first:])


def _is_body(line: Line) -> bool:
    return (
        line.kind is None
        and clean.is_prose(line.text)
        and not Labels().take(line.text)
        and not clean.is_boilerplate(line.text)
    )


def _is_label(line: Line, labels: Labels) -> bool:
    return line.kind is None and (clean.is_boilerplate(line.text) or labels.take(line.text))


def _title(candidates: list[Line], labels: Labels) -> tuple[str | None, list[str]]:
    """The title and what else stands above the text; a short line right above the title is the section."""
    texts = _without_outlet([line.text for line in candidates], labels)
    if not texts:
        return labels.title, []
    marked = next((line.text for line in candidates if line.kind == "title"), labels.title)
    twice = next((text for text, times in Counter(texts).items() if times > 1), None)
    title = marked or twice or _foremost(texts)
    others = list(dict.fromkeys(texts))
    at = others.index(title) if title in others else 0
    above, below = others[:at], [text for text in others[at:] if text != title]
    is_section = above and len(above[-1].split()) <= _SECTION_WORDS and not holds_moment(above[-1])
    if is_section and labels.section in (None, above[-1]):
        labels.section = above.pop()
    return title, [*above, *below]


def _without_outlet(texts: list[str], labels: Labels) -> list[str]:
    """The lines but one that is nothing but the name of an outlet, which is the publisher."""
    named = next((text for text in texts if naming.is_known_outlet(text)), None)
    if named is None or len(texts) == 1 or labels.publisher not in (None, named):
        return texts
    labels.publisher = named
    return [text for text in texts if text != named]


def _foremost(texts: list[str]) -> str | None:
    """The first line that is no section's name and no moment; where there is none, the first that is no moment."""
    lines = [text for text in texts if not holds_moment(text)]
    return next((text for text in lines if not naming.is_section(text)), lines[0] if lines else None)


def _is_noise(line: Line, labels: Labels) -> bool:
    if clean.is_boilerplate(line.text):
        return True
    return not clean.is_prose(line.text) and line.kind is None and labels.take(line.text)


def _without_end(body: list[Line], labels: Labels) -> list[Line]:
    """The body without the box about author and outlet, and without the line of keywords above it."""
    credits = {name.lower() for name in (labels.credit, labels.publisher, *labels.byline) if name}
    for at, line in enumerate(body):
        if line.text.lower() in credits and at >= len(body) * _CREDIT_SHARE:
            body = body[:at]
            break
    about = takewhile(lambda line: clean.is_about_publisher(line.text), reversed(body))
    body = body[: len(body) - len(list(about))]
    if len(body) < 2 or body[-1].kind is not None or not clean.is_heading(body[-1].text):
        return body
    listed = _listed(body[-1].text, body[:-1], labels.section)
    labels.keywords += [word for word in listed if word not in labels.keywords]
    return body[:-1] if listed else body


def _listed(line: str, body: Sequence[Line], section: str | None) -> list[str]:
    """The keywords that a last line lists without saying so, where its form is sure; names alone may be of the text."""
    if _HASHTAGS.fullmatch(line):
        return split_list(line)
    entries = split_list(line)
    if line.count(";") > 1 and not any(entry.lower().startswith(("and ", "or ")) for entry in entries):
        return entries
    if section and f"{line} ".startswith(f"{section} ") and _is_title_case(line):
        return _keywords(line, body, section)
    return []


def _is_title_case(line: str) -> bool:
    return all(
        word[0].isupper() or word[0].isdigit() or not word[0].isalpha()
        for word in line.split()
        if len(word) > len("and")
    )


def _keywords(line: str, body: Sequence[Line], section: str | None) -> list[str]:
    """A line of keywords without marks between them: the longest names that the section or the text shows, in turn."""
    shown = " ".join([section or "", *(part.text for part in body)])
    words, found = line.split(), []
    while words:
        size = next((n for n in range(len(words), 1, -1) if " ".join(words[:n]) in shown), 1)
        found.append(" ".join(words[:size]))
        words = words[size:]
    return found


def _blocks(body: Sequence[Line]) -> list[Block]:
    """Paragraphs and headings; a heading has a paragraph below it, one at the end is none."""
    blocks = []
    for line, after in zip(body, [*body[1:], None], strict=True):
        heads = after is not None and (line.kind is None and clean.is_heading(line.text) and len(body) > 1)
        blocks.append(Block("heading" if line.kind == "heading" or heads else "paragraph", line.text))
    return blocks


def body(text: str, labels: Labels) -> tuple[tuple[Block, ...], str | None]:
    """The blocks of a text whose title stands elsewhere, and its dateline; what its lines tell goes to the labels.

    A text that holds nothing but what would be left out is kept as it is.
    """
    return body_of([marked_line(unit) for unit in clean.units(text)], labels)


def body_of(lines: Sequence[Line], labels: Labels) -> tuple[tuple[Block, ...], str | None]:
    """The same of lines that their format tells apart already."""
    kept = _without_end([line for line in lines if not _is_noise(line, labels)], labels)
    return _without_dateline(tuple(_blocks(kept or lines)), labels)


def filled(told: Article, lines: Sequence[Line]) -> Article:
    """An article of which its format tells all but the text, which are these lines; what they tell is taken else.

    Raises:
        RefusedError: they hold no words, or more paragraphs than an article.
    """
    _refuse_many(lines, told.source)
    if not any(line.text for line in lines):
        raise RefusedError("there is no text in it", where=told.source)
    labels = Labels(told.published, told.modified, told.publisher)
    blocks, dateline = body_of(lines, labels)
    if told.title and len(blocks) > 1 and blocks[0].text == told.title:
        blocks = blocks[1:]
    return replace(
        told,
        blocks=(Block("title", told.title), *blocks) if told.title else blocks,
        published=labels.published,
        modified=labels.modified,
        publisher=labels.publisher,
        byline=told.byline or tuple(labels.byline),
        section=told.section or labels.section,
        keywords=told.keywords or tuple(labels.keywords),
        dateline=told.dateline or dateline,
    )


def marked_line(unit: str) -> Line:
    """A line of a text, which may mark its headings as Markdown does."""
    marked = re.match(r"#{1,6}\s+(?=\S)", unit)
    return Line(unit[marked.end() :], "heading") if marked else Line(unit)
