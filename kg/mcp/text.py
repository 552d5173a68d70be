"""Text as an assistant may see it: without signs that a reader does not see, by which strangers hide words."""

import unicodedata
from typing import Any, Final

_UNSEEN: Final = {"Cc", "Cf", "Cs", "Cn"}
"""Categories of Unicode: control, format (bidirectional, zero-width, tags), halves of pairs, none at all."""

_KEPT: Final = "\n\t"

_FILLERS: Final = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
    + "".join(map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
)
"""Letters and marks that show nothing, and selectors of variants, which hide a byte each."""


def clean(value: Any) -> Any:
    """The same data with all its texts cleaned; names of fields too."""
    match value:
        case str():
            return cleaned(value)
        case dict():
            return {cleaned(name): clean(each) for name, each in value.items()}
        case list() | tuple():
            return [clean(each) for each in value]
    return value


def cleaned(text: str) -> str:
    """A text without signs that are not seen; a space for each separator that is none of the plain ones."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_seen, text))


def _seen(sign: str) -> str:
    category = unicodedata.category(sign)
    if sign in _KEPT:
        return sign
    if category in _UNSEEN or sign in _FILLERS:
        return ""
    return " " if category in ("Zs", "Zl", "Zp") else sign
