"""Lines of printed pages, by where they stand -> paragraphs and headings in reading order."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, pairwise
from statistics import median
from typing import Final

from kg.article.assembly import Line
from kg.article.clean import squeeze
from kg.article.model import BlockKind

_MARGIN: Final = 0.12
"""Share of a page, above and below, in which running heads and page numbers stand."""

_PAGE_NUMBER: Final = re.compile(
    r"(?:page|p\.?)?\s*[-–—\[(]*\s*(?:\d{1,4}|[ivxl]{1,6})\s*[-–—\])]*(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE
)
_SENTENCE_END: Final = re.compile(r"[.!?…:]['\"”’)\]]*$")
_HYPHENATED: Final = re.compile(r"(?P<left>[^\W\d_]{2,})(?P<hyphen>[-‐\ue0fe])$")
_SOFT: Final = re.compile("[\u00ad\u0002\ufffe]")
_ALWAYS_SOFT: Final = "\ue0fe"
"""A soft hyphen, by whatever sign a PDF has it; it is kept when a line is squeezed."""
_WORD: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LOWER_WORD: Final = re.compile(r"[a-zà-öø-ÿ]+")
_LIST_ITEM: Final = re.compile(r"(?:[•▪●◦–—*]|\(?\d{1,3}[.)]|\([a-z]\))\s+\S")

_BULLET: Final = re.compile(r"^[•▪●◦–—*]\s+")

_SAME_LINE: Final = 0.5
_COLUMN_GAP: Final = 1.2
_FEWEST_IN_COLUMN: Final = 3
_MOST_CROSSING: Final = 0.5
_PARAGRAPH_GAP: Final = 1.3
_INDENT: Final = 0.7
_MOST_INDENT: Final = 6
_FAR: Final = 1.6
_LEAST_STEP: Final = 0.7
_MOST_STEP: Final = 4
_LARGE: Final = 1.12
_TITLE: Final = 1.3
_DIFFERENT: Final = 0.1
_MOST_TITLE_WORDS: Final = 40
_DEEPEST: Final = 4
_MOST_ROWS: Final = 500
"""Of a page that may have columns: each is compared with each."""

_LONGEST_WORD: Final = 60


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row, in points from the lower left corner of their page; ``size`` is the height of the letters."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Page:
    """What is printed on a page of this width and height."""

    width: float
    height: float
    runs: tuple[Run, ...]


def lines(pages: Sequence[Page]) -> list[Line]:
    """The paragraphs and headings of some pages; the title is what stands largest on the first."""
    rows = [_rows(page.runs) for page in pages]
    kept = _without_running_lines(pages, rows)
    body = _body_size(row for page in kept for row in page)
    known = _words(kept)
    found: list[Line] = []
    title = _title_size(kept[0], body) if kept else None
    for at, page in enumerate(kept):
        for paragraph in _paragraphs(page):
            kind = _kind(paragraph, body, title if not at else None)
            text = _joined([row.text for row in paragraph], known)
            if kind is None and _LIST_ITEM.match(text):
                kind, text = "paragraph", _BULLET.sub("", text)
            if found and kind is None and _goes_on(found[-1], text, paragraph[0], known):
                found[-1] = replace(found[-1], text=_joined([found[-1].text, text], known))
            elif text:
                found.append(Line(text, kind))
    return _one_title(found)


def _rows(runs: Iterable[Run]) -> list[Run]:
    """Runs that stand beside one another without the gap of a column, as one; from above."""
    rows: list[Run] = []
    for run in sorted(runs, key=lambda run: (-round(run.base), run.left)):
        beside = next(
            (at for at in range(len(rows) - 1, max(-1, len(rows) - 6), -1) if _is_beside(rows[at], run)), None
        )
        if beside is None:
            rows.append(run)
        else:
            row = rows[beside]
            blank = "" if run.left - row.right < run.size * 0.1 or row.text.endswith(" ") else " "
            size = max(row.size, run.size)
            rows[beside] = Run(row.text + blank + run.text, row.left, max(row.right, run.right), row.base, size)
    return [replace(row, text=squeeze(_SOFT.sub(_ALWAYS_SOFT, row.text))) for row in rows]


def _is_beside(row: Run, run: Run) -> bool:
    size = max(row.size, run.size)
    return abs(row.base - run.base) < _SAME_LINE * size and -size < run.left - row.right < _COLUMN_GAP * size


def _without_running_lines(pages: Sequence[Page], rows: Sequence[list[Run]]) -> list[list[Run]]:
    """The rows of each page without those in its margins that stand on other pages too, and page numbers."""
    seen: Counter[str] = Counter()
    for page, listed in zip(pages, rows, strict=True):
        seen.update({_pattern(row.text) for row in listed if _is_marginal(row, page)})
    often = max(2, len(pages) // 3)
    return [_body(page, listed, seen, often) for page, listed in zip(pages, rows, strict=True)]


def _body(page: Page, rows: list[Run], seen: Counter[str], often: int) -> list[Run]:
    """The rows between the running ones; a row is one only where nothing but such stands outside of it."""

    def is_outside(row: Run) -> bool:
        return _is_marginal(row, page) and _is_running(row, seen, often)

    kept = list(dropwhile(is_outside, rows))
    return list(dropwhile(is_outside, reversed(kept)))[::-1]


def _is_marginal(row: Run, page: Page) -> bool:
    return row.base > page.height * (1 - _MARGIN) or row.base < page.height * _MARGIN


def _is_running(row: Run, seen: Counter[str], often: int) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(row.text.strip())) or seen[_pattern(row.text)] >= often


def _pattern(text: str) -> str:
    return re.sub(r"\d+", "#", text.lower())


def _body_size(rows: Iterable[Run]) -> float:
    """The height of most letters."""
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[round(row.size, 1)] += len(row.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _title_size(rows: Sequence[Run], body: float) -> float | None:
    largest = max((row.size for row in rows), default=0.0)
    return largest if largest > body * _TITLE else None


def _paragraphs(rows: Sequence[Run]) -> Iterator[list[Run]]:
    """The rows of a page in reading order, each paragraph's together."""
    for column in _columns(list(rows), _DEEPEST):
        current: list[Run] = []
        pitch = _pitch(column)
        left, right = min(row.left for row in column), max(row.right for row in column)
        for row in column:
            if current and _begins(row, current, pitch, left, right):
                yield current
                current = []
            current.append(row)
        if current:
            yield current


def _columns(rows: list[Run], depth: int) -> list[list[Run]]:
    """Rows in reading order, each column by itself; what runs over both parts them above and below."""
    gutter = _gutter(rows) if depth else None
    if gutter is None:
        return [rows] if rows else []
    found: list[list[Run]] = []
    left: list[Run] = []
    right: list[Run] = []
    across: list[Run] = []

    def end() -> None:
        for part in (left, right):
            found.extend(_columns(part[:], depth - 1))
            part.clear()

    for row in rows:
        if row.left < gutter < row.right:
            end()
            across.append(row)
            continue
        if across:
            found.append(across[:])
            across.clear()
        (left if row.right <= gutter else right).append(row)
    end()
    if across:
        found.append(across)
    return [part for part in found if part]


def _gutter(rows: Sequence[Run]) -> float | None:
    """Where a blank strip parts two columns; None where the rows are one."""
    best, where = 0, None
    if len(rows) > _MOST_ROWS:
        return None
    for at in sorted({row.right for row in rows}):
        right = [row for row in rows if row.left > at]
        left = [row for row in rows if row.right <= at]
        if min(len(left), len(right)) < _FEWEST_IN_COLUMN or not _side_by_side(left, right):
            continue
        crossing = len(rows) - len(left) - len(right)
        if crossing <= _MOST_CROSSING * len(rows) and min(len(left), len(right)) * 2 - crossing > best:
            best, where = min(len(left), len(right)) * 2 - crossing, (at + min(row.left for row in right)) / 2
    return where


def _side_by_side(left: Sequence[Run], right: Sequence[Run]) -> bool:
    """Whether two sets of rows share the most of their height, and both are wide enough to be columns of text."""
    top = min(max(row.base for row in left), max(row.base for row in right))
    bottom = max(min(row.base for row in left), min(row.base for row in right))
    shared = sum(bottom <= row.base <= top for row in (*left, *right))
    words = min(median(len(row.text) for row in side) for side in (left, right))
    return shared > (len(left) + len(right)) / 2 and words > 12


def _pitch(rows: Sequence[Run]) -> float:
    """What lines of a paragraph lie apart: nearly the least, since paragraphs of one line may be the most."""
    steps = [(above.base - below.base, below.size) for above, below in pairwise(rows)]
    usual = sorted(step for step, size in steps if _LEAST_STEP * size < step < _MOST_STEP * size)
    return usual[len(usual) // 10] if usual else 0.0


def _begins(row: Run, before: Sequence[Run], pitch: float, left: float, right: float) -> bool:
    """Whether a row begins a paragraph."""
    last = before[-1]
    if abs(row.size - last.size) > _DIFFERENT * max(row.size, last.size):
        return True
    if pitch and last.base - row.base > _PARAGRAPH_GAP * pitch:
        return True
    if _LIST_ITEM.match(row.text):
        return True
    is_indented = row.left - last.left > _INDENT * row.size and row.left - left < _MOST_INDENT * row.size
    is_far = last.base - row.base > _FAR * row.size
    return bool(_SENTENCE_END.search(last.text)) and (is_indented or is_far or _had_room(last, row, right))


def _had_room(row: Run, after: Run, right: float) -> bool:
    """Whether the first word of the row below would have stood in this one, had it not ended a paragraph."""
    word = len(after.text.partition(" ")[0]) + 2
    return row.right + (after.right - after.left) * word / max(1, len(after.text)) < right


def _kind(rows: Sequence[Run], body: float, title: float | None) -> BlockKind | None:
    size = median(row.size for row in rows)
    words = sum(len(row.text.split()) for row in rows)
    if words > _MOST_TITLE_WORDS or size <= body * _LARGE:
        return None
    return "title" if title is not None and size > title * (1 - _DIFFERENT) else "heading"


def _goes_on(before: Line, text: str, first: Run, known: Counter[str]) -> bool:
    """Whether a paragraph at the head of a column goes on with the one before it."""
    if before.kind not in (None, "paragraph") or _SENTENCE_END.search(before.text):
        return False
    return bool(_LOWER_WORD.match(text)) or before.text.endswith((",", ";", "-", _ALWAYS_SOFT))


def _words(pages: Sequence[list[Run]]) -> Counter[str]:
    """Words as they are written within lines."""
    return Counter(word.lower() for page in pages for row in page for word in _WORD.findall(_whole_words(row.text)))


def _whole_words(text: str) -> str:
    torn = _torn(text)
    return text[: -len(torn[0])] if torn else text


def _torn(text: str) -> re.Match[str] | None:
    """The piece of a word that a line ends in."""
    return _HYPHENATED.search(text[-_LONGEST_WORD:])


def _joined(rows: Sequence[str], known: Counter[str]) -> str:
    """The words of some lines, those put together that a hyphen at a line's end tore apart."""
    parts: list[str] = []
    for row in rows:
        torn = _torn(parts[-1]) if parts else None
        after = _LOWER_WORD.match(row[:_LONGEST_WORD])
        if torn and after:
            whole, hyphenated = torn["left"] + after[0], f"{torn['left']}-{after[0]}"
            keeps = known[hyphenated.lower()] > 0 and not known[whole.lower()]
            parts[-1] = parts[-1][:-1] + ("-" if keeps else "")
            parts.append(row)
        elif torn and torn["hyphen"] not in _ALWAYS_SOFT:
            parts.append(row)
        else:
            parts += [" ", row] if parts else [row]
    return squeeze("".join(parts).replace(_ALWAYS_SOFT, ""))


def _one_title(found: list[Line]) -> list[Line]:
    """The lines of a title that is set in several as one; what is set as large further below is a heading."""
    titles = [line for line in found if line.kind == "title"]
    if not titles:
        return found
    first = found.index(titles[0])
    last = first
    while last + 1 < len(found) and found[last + 1].kind == "title":
        last += 1
    title = Line(squeeze(" ".join(line.text for line in found[first : last + 1])), "title")
    rest = [Line(line.text, "heading") if line.kind == "title" else line for line in found[last + 1 :]]
    return [*found[:first], title, *rest]
