r"""Texts that were escaped twice, so that the signs of JSON stand in them: "failed.\n\nOfficials", "Russia\u2019s"."""

import re
from typing import Final

_ESCAPE: Final = re.compile(r"\\(?:u(?P<code>[0-9a-fA-F]{4})|(?P<letter>[nrt\"'\\/]))")
_LETTERS: Final = {"n": "\n", "r": "\r", "t": "\t"}
_RUN: Final = re.compile(r"\\(?:[nrt]|u000[9aAdD])(?:\s|\\(?:[nrt]|u000[9aAdD]))*")
_BREAK: Final = re.compile(r"\\(?:n|u000[aA])")
_CLOSING: Final = frozenset(".!?…\"'”’)]>")
_OPENING: Final = frozenset("\"“‘'(<[•-–—*#")
_TELLING: Final = re.compile(r"\\u(?!000)[0-9a-fA-F]{4}|\\[\"']|(?<=:)\\/\\/|(?<=<)\\/")
"""What stands in no text but for such a fault; a line break does only at the end of a sentence, or where one begins."""

_CODE: Final = re.compile(
    r"(?<![^\W\d_])[A-Za-z]:\\"  # a path of Windows
    r"|(?<!\S)\\\\(?!u[0-9a-fA-F]{4}|[nrt]\s*\\)[\w.-]+\\"  # of a share
    r"|\[\^?\\[a-tv-z]|\\u[0-9a-fA-F]{4}-\\u|\\[a-mo-z][*+?{]"  # a regular expression
)
_UNCLEAN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_MOST_TIMES: Final = 3
_MOST_BLANKS: Final = 100
"""Before a line break, of which no more are looked behind."""


def mended(text: str) -> str:
    """The text with what its escapes stand for, where it is sure that they are some; else as it is."""
    for _ in range(_MOST_TIMES):
        if "\\" not in text or not _is_escaped(text):
            break
        decoded = _decoded(text)
        if decoded is None:
            break
        text = decoded
    return text


def is_damaged(text: str) -> bool:
    """Whether signs of escapes stand in a text of which ``mended`` is not sure."""
    return "\\" in text and not _CODE.search(text) and _tells(text)


def _is_escaped(text: str) -> bool:
    """Whether all backslashes are of escapes, some of which are surely no part of the text."""
    if "\\" in _ESCAPE.sub("", text) or _CODE.search(text):
        return False
    # A text with line breaks of its own was not escaped as a whole, but its letters may have been.
    return _tells(text) and not (_is_broken(text) and _BREAK.search(text))


def _is_broken(text: str) -> bool:
    return "\n" in text.strip() or "\r" in text.strip()


def _tells(text: str) -> bool:
    return bool(_TELLING.search(text)) or any(_is_between(text, run) for run in _RUN.finditer(text))


def _is_between(text: str, run: re.Match[str]) -> bool:
    r"""Whether signs of line breaks part sentences or paragraphs: not in "C:\new", "the \n of a string"."""
    breaks = len(_BREAK.findall(run[0]))
    before = text[max(0, run.start() - _MOST_BLANKS) : run.start()].rstrip()[-1:]
    after = text[run.end() : run.end() + 1]
    return breaks > 1 or (breaks > 0 and (before in _CLOSING or after in _OPENING or after.isupper()))


def _decoded(text: str) -> str | None:
    """What the escapes stand for; None where that is no clean text."""
    decoded = _ESCAPE.sub(_character, text)
    try:  # what Unicode has beyond its first 65,536 characters is written as two
        decoded = decoded.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        return None
    return None if _UNCLEAN.search(decoded) else decoded


def _character(escape: re.Match[str]) -> str:
    if escape["code"]:
        return chr(int(escape["code"], 16))
    return _LETTERS.get(escape["letter"], escape["letter"])
