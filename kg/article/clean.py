"""Lines of a text: white space, paragraphs, and what in an article is not the article."""

import re
from itertools import pairwise

from kg.article import mojibake
from kg.errors import RefusedError

MOST_LINES = 50_000
"""Lines of one article: a book has some 20,000."""

_BLANK_LINES = re.compile(r"\n{3,}")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]+")
"""White space, controls, and what is no character: no text holds it, and XML cannot."""
_WRAPPED = range(40, 101)
_WIDTHS = range(30, 121)
_FEWEST_FULL = 3
_FULL_SHARE = 0.6
_LONG_LINE = 30
_WITHIN = re.compile(r"[\w,’'”\")–—-]$")
_HEADING_WORDS = 16
_LONG_WORDS = 25

_BOILERPLATE = re.compile(
    r"""
      [(\[]?\s*(?:read|see|watch|listen)\s+(?:also|more|next|further|the\s+full\s+story)\b.*
    | [(\[]?\s*(?:also\s+read|related(?:\s+(?:stories|articles|news|coverage|content))?|more\s+(?:on\s+this|from)
        |recommended|don.t\s+miss|must\s+read)\s*[:>].*
    | (?:related(?:\s+(?:stories|articles|topics))?|most\s+read|trending|advertisement|sponsored|listen|save
        |reuse\s+this\s+content)$
    | [(\[]?\s*(?:image|photo|picture|file\s+(?:photo|image)|caption|credits?|photograph|video|graphic|illustration
        |cover\s+image)s?(?:\s+(?:credits?|source|by|courtesy(?:\s+of)?))?\s*[:/].*
    | .{0,160}[(\[]\s*(?:AP|AFP|EPA|Reuters|Getty|Photo)\s*(?:Photo|Images?)?\s*/.{0,60}[)\]]\.?$
    | .{0,80}\b(?:Getty\s+Images|AFP\s+via\s+Getty|AP\s+Photo|via\s+(?:AP|Reuters|AFP))\b.{0,40}$
    | (?:please\s+)?(?:sign\s+up|subscribe|join\s+(?:us|our)|follow\s+(?:us|our)|register\s+(?:now|for|here)
        |download\s+(?:the|our)|get\s+(?:our|the\s+latest)|click\s+here|support\s+our|donate\s+(?:now|here|to)
        |become\s+a\s+(?:member|subscriber))\b.*
    | .*\b(?:delivered\s+(?:straight\s+)?to\s+your\s+inbox|our\s+(?:free\s+)?(?:daily\s+|weekly\s+)?newsletters?)\b.*
    | (?:\(c\)|©|copyright\b)\s.*
    | .*\ball\s+rights\s+reserved\b.*
    | our\s+standards\b.{0,200}$
    | [^.!?]{2,200}\bcontributed\s+to\s+this\s+(?:report|story|article)\b.{0,20}$
    | [(\[]\s*(?:with\s+(?:(?:agency\s+)?inputs?|files|reporting)|edited\s+by|inputs?\s+from)\b
        [^()\[\]]{0,200}[)\]]\.?$
    # What a note says was wrong is no fact, and it says it in the article's voice.
    | (?:(?:editor.?s.?\s+note|corrections?|clarifications?)\b.{0,60}?[:.)–—-]\s*)?(?:an?|the)\s+(?:earlier|previous
        |original|prior)\s+version\s+of\s+(?:this|the)\s+(?:article|story|report|headline|post|piece)\b.*
    | this\s+(?:article|story|report|post|piece)\s+(?:was|has\s+been)\s+(?:since\s+)?(?:corrected|amended|edited)\b.*
    | (?:corrections?|clarifications?)\s*(?:\(.{0,30}\)|,.{0,30})?\s*:.*
    | \d+\s+(?:min(?:ute)?s?|sec(?:ond)?s?)\s+(?:read|ago)\b.*
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST_BOILERPLATE = 400
# Who did what of an article, at its end: "(Reporting by Ann Quill in Norstad; Editing by Bo Scribe)".
_CREDIT = re.compile(
    r"[(\[]?\s*(?:(?:additional|further)\s+)?(?:(?:reporting|writing|editing)(?:\s+(?:and|&)\s+(?:reporting|writing|editing))?"
    r"|compiled)\s+by\b(?P<names>.{0,300})",
    re.IGNORECASE,
)
_CREDIT_WORDS = frozenset(
    {"additional", "further", "reporting", "writing", "editing", "compiled", "by", "and", "in", "from", "for", "at",
     "of", "the", "with", "newsroom", "bureau", "staff", "desk", "team", "agencies", "correspondents", "de", "van",
     "von", "der", "den", "al", "el", "bin", "ben", "la", "le", "da", "di", "dos", "del"}
)  # fmt: skip
_SHARE_BAR = frozenset(
    {"share", "shares", "tweet", "pin", "post", "print", "email", "e-mail", "mail", "copy", "link", "facebook",
     "twitter", "x", "whatsapp", "telegram", "linkedin", "reddit", "messenger", "flipboard", "pinterest",
     "comment", "comments", "follow", "save", "on", "this", "article", "via", "to", "by", "and"}
)  # fmt: skip
_ABOUT = re.compile(r"^about\s+(?:the\s+(?:author|writer|publisher)|us|this\s+site)\b", re.IGNORECASE)
_PRAISE = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:founded|launched|established)\s+(?:by|in)\b",
        r"\b(?:newsroom|news\s+(?:desk|outlet|organi[sz]ation|agency|website|platform)|media\s+(?:outlet|company|group))\b",
        r"\b(?:journalism|our\s+(?:mission|readers|coverage|journalists|reporting|team))\b",
        r"\b(?:up-to-the-minute|unbiased|independent|award-winning|in-depth|trusted|breaking\s+news|free\s+from)\b",
        r"\b(?:committed|commitment|dedicated|integrity|powerhouse|leading|mission)\b",
    )
]
_PRAISE_ENOUGH = 3


def few_lines(text: str, where: str) -> str:
    """The text, blank lines in a row as one.

    Raises:
        RefusedError: it has more lines than an article.
    """
    text = _BLANK_LINES.sub("\n\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    if text.count("\n") > MOST_LINES:
        raise RefusedError(f"this has more than {MOST_LINES:,} lines", where=where, hint="no article has; split it")
    return text


def squeeze(text: str) -> str:
    """The text on one line: runs of white space are one blank, invisible characters gone, lone surrogates marked.

    What was decoded wrongly is mended first: it may hold what is invisible by itself.
    """
    line = _BLANK.sub(" ", _INVISIBLE.sub("", mojibake.mended(text))).strip()
    return line.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def units(text: str) -> list[str]:
    """Lines and paragraphs: what blank lines part, lines that were only wrapped put together."""
    chunks = [
        [line for raw in chunk.split("\n") if (line := squeeze(raw))]
        for chunk in re.split(r"\n[^\S\n]*\n", re.sub(r"\r\n?|[\u2028\u2029\f]", "\n", text))
    ]
    width = _width(chunks)
    return [unit for lines in chunks for unit in _unwrapped(lines, width)]


def _width(chunks: list[list[str]]) -> int | None:
    """How wide a text was wrapped: no line is longer, and nearly every one full. None where it was not."""
    breaks = [pair for lines in chunks for pair in pairwise(lines)]
    width = max((len(line) for lines in chunks for line in lines), default=0)
    full = sum(_is_full(line, after, width) for line, after in breaks)
    is_wrapped = width in _WIDTHS and full >= _FEWEST_FULL and full >= len(breaks) * _FULL_SHARE
    return width if is_wrapped else None


def _is_full(line: str, after: str, width: int) -> bool:
    """Whether the next line's first word had no room in this one."""
    return len(line) + 1 + len(after.split(maxsplit=1)[0]) > width


def _unwrapped(lines: list[str], width: int | None) -> list[str]:
    if len(lines) > 1 and is_prose(" ".join(lines)) and all(len(line) in _WRAPPED for line in lines[:-1]):
        return [" ".join(lines)]
    joined: list[str] = []
    for before, line in zip([None, *lines], lines, strict=False):
        if before and (_goes_on(before, line) or (width and _is_full(before, line, width))):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined


def _goes_on(line: str, after: str) -> bool:
    """Whether a line ends within a sentence that the next one goes on with."""
    return len(line) >= _LONG_LINE and bool(_WITHIN.search(line)) and after[0].islower()


def is_prose(line: str) -> bool:
    """Whether a line reads as a sentence or more, not as a title, heading or label."""
    return bool(
        re.search(r"(?:[.…!]|[.!?…][\"”’')\]]+|[\"”’][.])$", line)
        or re.search(r"[a-z\d)\"”’][.!?]\s+[\"“‘(]?[A-Z]", line)
        or len(line.split(maxsplit=_LONG_WORDS)) >= _LONG_WORDS
    )


def is_heading(line: str) -> bool:
    """Whether a line among paragraphs can be a heading."""
    return (
        not is_prose(line)
        and len(line.split(maxsplit=_HEADING_WORDS)) <= _HEADING_WORDS
        and not line.endswith((",", ";", ":", "-", "–", "—"))
    )


def is_boilerplate(line: str) -> bool:
    """Whether a line is none of the article: links to others, share bars, credits, appeals to subscribe."""
    if len(line) > _LONGEST_BOILERPLATE:
        return False
    words = [word for word in re.split(r"[\s|,•·/()\d]+", line.lower()) if word]
    is_share_bar = bool(words) and all(word in _SHARE_BAR for word in words)
    return is_share_bar or bool(_BOILERPLATE.match(line)) or _is_credit(line)


def _is_credit(line: str) -> bool:
    """Whether a line names who reported and edited: a sentence that begins like one has words that are no names."""
    credit = _CREDIT.fullmatch(line)
    words = re.findall(r"[^\W\d_][\w’'-]*", credit["names"]) if credit else []
    return bool(words) and all(not word[0].islower() or word in _CREDIT_WORDS for word in words)


def is_about_publisher(line: str) -> bool:
    """Whether a paragraph speaks of the outlet itself."""
    return bool(_ABOUT.match(line)) or sum(bool(p.search(line)) for p in _PRAISE) >= _PRAISE_ENOUGH
