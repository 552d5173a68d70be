"""Titles in the metadata of documents, which programs fill with whatever is at hand."""

import re
from typing import Final

_NONE: Final = re.compile(
    r"(?:microsoft|powerpoint|excel|word)\b.*|.*\.(?:docx?|pdf|indd|qxd|pptx?|xlsx?|odt|rtf|html?|cdr|ai)"
    r"|(?:untitled|document|slide|layout|print|scan|draft|title)\b.{0,12}|[\W\d_]*|\S+",
    re.IGNORECASE,
)


def is_title(text: str) -> bool:
    """Whether a person wrote this as a title: not "Microsoft Word - st_17.doc", "untitled" or a single word."""
    return _NONE.fullmatch(text) is None
