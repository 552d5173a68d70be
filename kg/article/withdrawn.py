"""Articles that were taken back, of which whoever passes them on has only the place: "[Removed]"."""

import re
from functools import cache
from pathlib import Path
from typing import Final

from kg.article.model import Article
from kg.datafile import hold_distinct, hold_known, read_words
from kg.errors import RefusedError

_TABLE: Final = Path(__file__).with_name("withdrawn.yaml")
_LONGEST: Final = 120


def refuse_placeholders(article: Article) -> None:
    """Holds a text against what is written in the place of one that was taken back.

    Raises:
        RefusedError: nothing else stands in it.
    """
    texts = [block.text for block in article.blocks if block.kind != "title"]
    if texts and all(_is_placeholder(text) for text in texts):
        raise RefusedError(f'it was withdrawn: "{texts[0]}" stands in place of its text', where=article.source)


def _is_placeholder(text: str) -> bool:
    return len(text) <= _LONGEST and _placeholder().fullmatch(text) is not None


@cache
def _placeholder() -> re.Pattern[str]:
    table = read_words(_TABLE)
    hold_known(table, ("things", "deeds"), str(_TABLE))
    hold_distinct(table["things"] + table["deeds"], str(_TABLE))
    things, deeds = ("|".join(re.escape(words) for words in table[name]) for name in ("things", "deeds"))
    said = rf"(?:(?:this|the)\s+)?(?:(?:{things})\s+)?(?:(?:is|was|has\s+been)\s+)?(?:{deeds})"
    # Who did it may be told only within brackets: "The article was removed by the editor" may be news.
    return re.compile(rf"{said}\.?|[\[(<{{]\s*{said}(?:\s+by\s+[\w\s]+)?\.?\s*[\])>}}]", re.IGNORECASE)
