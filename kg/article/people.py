"""Names of those who wrote an article, as fields of formats and records give them."""

import re
from collections.abc import Iterable
from typing import Final

from kg.article import addresses, clean
from kg.article.labels import split_list

_BY: Final = re.compile(r"by:?\s+(?=\S)", re.IGNORECASE)
_AND: Final = re.compile(r"\s+(?:and|&)\s+")
_MAILBOX: Final = re.compile(
    r"""[<(\[]?(?:mailto:)?[^\s@<>()\[\],;:"]{1,100}@[^\s@<>()\[\],;"]{1,200}[>)\]]?(?:\s?\((?P<name>[^()]{0,200})\))?""",
    re.IGNORECASE,
)
_QUOTES: Final = "\"' “”"


def names(fields: Iterable[str]) -> tuple[str, ...]:
    """Each name once: "By Ann Quill and Bo Scribe" holds two; addresses are none, of whatever form and ending.

    As RSS has them, "ann@news.press (Ann Quill)", as mail has them, "Ann Quill <ann@news.press>", or "Ann Quill (...)".
    """
    found: dict[str, None] = {}
    for field in fields:
        for entry in split_list(_MAILBOX.sub(lambda match: match["name"] or "", field)):
            for part in _AND.split(_BY.sub("", clean.squeeze(entry), count=1)):
                name = part.strip(_QUOTES) if part[:1] in _QUOTES else part
                if name and addresses.mended(name) is None:
                    found[name] = None
    return tuple(found)
