"""Texts that nobody wrote: name -> what makes (extension, bytes) of it. None may cost more than its own article."""

import json
import re
from collections.abc import Callable
from functools import partial
from typing import Final

PARAGRAPH: Final = 90_000
"""Characters of a paragraph; no real one comes near."""

LONGEST: Final = 19_900
"""Of one that is not refused for its length alone."""

PARAGRAPHS: Final = 40_000
"""Characters of an article of several paragraphs."""

WORDS: Final = 290
"""And marks of a sentence that is not left out for its length."""

FILE: Final = 1_000_000
"""Of what a reader takes in."""

Made = tuple[str, bytes]


def filled(unit: str, size: int) -> str:
    """A unit again and again, up to a size."""
    return (unit * (size // len(unit) + 1))[:size]


def paragraph(unit: str) -> Made:
    return ".txt", f"Japan spoke.\n\n{filled(unit, PARAGRAPH)}".encode()


def paragraphs(unit: str) -> Made:
    """Paragraphs whose sentences are as long as may be."""
    times = max(1, WORDS // len(re.findall(r"\w+|[^\w\s]", unit)))
    part = (unit * times).rstrip() if " " in unit else filled(unit, LONGEST)
    return ".txt", "\n\n".join(["Japan spoke.", *[part] * (PARAGRAPHS // len(part))]).encode()


def file(extension: str, unit: str, begin: str = "", end: str = "\n\nRussia accused Japan of lying.") -> Made:
    return extension, f"{begin}{filled(unit, FILE)}{end}".encode()


def nested(extension: str, left: str, right: str, size: int = FILE) -> Made:
    times = size // len(left + right)
    return extension, f"{left * times}{right * times}\n\nRussia accused Japan of lying.".encode()


def record(**fields: object) -> Made:
    return ".jsonl", json.dumps({"text": "Russia accused Japan of lying on Monday."} | fields).encode()


UNITS: Final = {
    "double quotes": '"',
    "double quotes with blanks": '" ',
    "opening quotes": "“Japan lied ",
    "opening marks": "“ ",
    "quotes in quotes": "“Japan ‘lied” and’ ",
    "brackets": "(",
    "brackets with blanks": "( ",
    "brackets that close": ") ",
    "square brackets": "[Japan ",
    "commas": "Japan, ",
    "commas alone": ", ",
    "semicolons": "Japan lied; ",
    "colons": "Japan: ",
    "dashes": "Japan – ",
    "hyphens": "-Japan",
    "full stops": ". ",
    "dots": "Japan... ",
    "slashes": "Japan/",
    "apostrophes": "'s ",
    "clauses": "that Japan said ",
    "who said": "who said ",
    "said": "said ",
    "Putin": "Putin ",
    "Putin and": "Putin and ",
    "Lavrov said Putin said": "Lavrov said Putin said ",
    "of": "the president of ",
    "and": "and ",
    "not": "not ",
    "if": "if Japan attacked ",
    "attacked": "Japan attacked ",
    "attacks": "attack ",
    "numbers": "12 ",
    "numbers with commas": "1,234, ",
    "digits": "1",
    "ordinals": "1st of May ",
    "dates": "on 1 May 2024 and ",
    "months": "May ",
    "yesterday": "yesterday ",
    "money": "$5 million ",
    "per cent": "5% of ",
    "one letter": "a",
    "one capital": "A",
    "initials": "J. ",
    "letters": "a ",
    "abbreviations": "U.S. ",
    "Chinese": "日本攻击了俄罗斯",
    "emoji": "🇯🇵",
    "combining marks": "e\u0301\u0301\u0301",
    "bidi": "\u202eJapan ",
    "address": "http://a.example/?q=",
    "mail": "a@b.example ",
    "hash tags": "#Japan ",
    "nested accusing": "accused Japan of accusing Russia of ",
    "sanctions": "imposed sanctions on Japan and ",
    "him": "He accused him of ",
    "his": "his brother's ",
    "posts": "president prime minister ",
    "states": "Japan Russia China ",
    "killed": "killed five, ",
    "wounded": "and wounded ",
    "because": "because ",
    "ordinary": "Russia accused Japan of lying on Monday. ",
}
"""What a paragraph repeats."""

MARKS: Final = {
    "comments": "<!--",
    "images": "![",
    "brackets": "[",
    "links without end": "[a](",
    "links by reference": "[a][",
    "stars": "**a",
    "stars and lines": "** x __ ",
    "one star": "*a ",
    "lines": "_a ",
    "tags": "<a",
    "addresses": "<http://",
    "fences": "```\n",
    "tildes": "~~~\n```\n",
    "ticks": "`",
    "escapes": "\\",
    "hashes": "# ",
    "headings": "# a\n",
    "underlined": "a\n---",
    "blank lines": " \n",
    "tabs": "\t",
    "list marks": "- ",
    "quotes": "> ",
    "rules": "- - - ",
    "tables": "| ",
    "entities": "&amp",
    "front matter": "---\n",
}
"""What a Markdown file repeats."""

TEXTS: Final[dict[str, Callable[[], Made]]] = {
    **{f"{name}, one paragraph": partial(paragraph, unit) for name, unit in UNITS.items()},
    **{f"{name}, paragraphs": partial(paragraphs, unit) for name, unit in UNITS.items()},
    **{f"Markdown: {name}": partial(file, ".md", unit) for name, unit in MARKS.items()},
    **{f"text: {name}": partial(file, ".txt", unit) for name, unit in MARKS.items()},
    "Markdown: heading of blanks": partial(file, ".md", " ", "# a"),
    "Markdown: nested brackets": partial(nested, ".md", "[", "]"),
    "Markdown: nested links": partial(nested, ".md", "[", "](a)"),
    "Markdown: front matter without end": partial(file, ".md", "a: b\n", "---\n"),
    "text: lines of blanks": partial(file, ".txt", " ", "a"),
    "text: one word": partial(file, ".txt", "a"),
    "text: short lines": partial(file, ".txt", "a\n"),
    "JSON: keywords of blanks": partial(record, keywords="a" + " " * FILE + "b"),
    "JSON: byline of blanks": partial(record, byline="a" + " " * FILE + "b"),
    "JSON: title of Putin": partial(record, title=filled("Putin ", LONGEST)),
    "JSON: nested": lambda: (".jsonl", b'{"text": ' + b"[" * FILE),
    "JSON: a long number": lambda: (".jsonl", b'{"text": "a", "id": ' + b"1" * FILE + b"}"),
    "JSON: first day of all": partial(record, published="0001-01-01", text="Yesterday Russia accused Japan of lying."),
    "JSON: last day of all": partial(record, published="9999-12-31", text="Next year Russia will attack Japan."),
    "JSON: brackets in the address": partial(record, url="https://a.example/?q[]=1"),
    "JSON: a lone bracket in the address": partial(record, url="https://a.example/["),
    "JSON: a bad port": partial(record, url="https://a.example:b/"),
}
