"""What corrections of articles changed, in words."""

from collections.abc import Iterable, Iterator
from typing import Final

from kg.correction import Correction, Difference, Told

_WORDS: Final = 60
"""Characters of a fact's words, or of a value, that are shown."""
_AROUND: Final = 12
"""Characters that are shown before what is other."""


def corrected(corrections: Iterable[Correction]) -> Iterator[str]:
    """A line for each corrected article, and below it one for each fact that is lost, gained or changed."""
    for correction in corrections:
        facts = (correction.changed, correction.lost, correction.gained)
        counts = zip(facts, ("changed", "lost", "gained"), strict=True)
        told = ", ".join(f"{len(some)} {what}" for some, what in counts if some) or "no fact changed"
        told = "; ".join([told, *map(_difference, correction.fields)])
        yield f"corrected: {correction.title or 'without a title'} ({correction.article.rpartition('/')[2]}): {told}"
        yield from (f"  changed  {fact.id}  {_differences(fact)}: “{_cut(fact.words)}”" for fact in correction.changed)
        yield from (f"  lost     {_fact(fact)}" for fact in correction.lost)
        yield from (f"  gained   {_fact(fact)}" for fact in correction.gained)


def _fact(told: Told) -> str:
    return f"{told.id}  {told.kind}: “{_cut(told.words)}”"


def _differences(told: Told) -> str:
    return "; ".join(_difference(difference) for difference in told.differences)


def _difference(difference: Difference) -> str:
    was, now = difference.was or "none", difference.now or "none"
    same = next((at for at, (one, other) in enumerate(zip(was, now, strict=False)) if one != other), 0)
    if same > _WORDS // 2:  # what is other stands behind what would be shown
        begin = was.rfind(" ", 0, same - _AROUND) + 1
        was, now = f"…{was[begin:]}", f"…{now[begin:]}"
    return f"{difference.aspect} {_cut(was)} → {_cut(now)}"


def _cut(words: str) -> str:
    return words if len(words) <= _WORDS else words[: _WORDS - 1].rstrip() + "…"
