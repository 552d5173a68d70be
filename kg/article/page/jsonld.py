"""What a page tells of itself in schema.org's JSON-LD."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from lxml.html import HtmlElement

from kg.article.clean import squeeze
from kg.article.page import keys

Node = Mapping[str, Any]

_DEEPEST: Final = 8
_MOST: Final = 500
_WRAPPING: Final = re.compile(
    r"\A\s*(?://|/\*)?\s*(?:<!--|<!\[CDATA\[)(?:\s*\*/)?|(?://|/\*)?\s*(?:-->|\]\]>)(?:\s*\*/)?\s*\Z"
)
# A string that does not end goes to the end, so that no other is tried within it.
_STRING_OR_COMMA: Final = re.compile(r'("(?:[^"\\]|\\.)*+(?:"|\\?\Z))|,(?=\s*+[}\]])', re.DOTALL)
_SALVAGED: Final = re.compile(
    r'"(?P<key>headline|datePublished|dateModified|isAccessibleForFree)"\s*:\s*'
    r'(?:"(?P<value>(?:[^"\\\n]|\\.)*+)"|(?P<bare>true|false))(?=\s*[,}\n])'
)
_TYPE: Final = re.compile(r'"@type"\s*:\s*\[?\s*"(?P<type>\w+)"')


def nodes(root: HtmlElement) -> list[Node]:
    """The things that a page describes as its own, in its order; what is no JSON is passed over, or read in part."""
    found: list[Node] = []
    for script in root.iter("script"):
        if "ld+json" in script.get("type", "").lower() and script.text:
            for value in _values(script.text):
                found.extend(_own(value, _DEEPEST))
    known = {node["@id"]: node for node in found[:_MOST] if isinstance(node.get("@id"), str) and len(node) > 1}
    return [_resolved(node, known) for node in found[:_MOST]]


def types(node: Node) -> frozenset[str]:
    """The types of a thing without their namespace."""
    named = node.get("@type")
    listed = named if isinstance(named, list) else [named]
    return frozenset(re.split(r"[/#:]", name)[-1] for name in listed if isinstance(name, str))


def is_any(node: Node, group: str) -> bool:
    """Whether a thing is of a group of types in ``keys.yaml``."""
    return bool(types(node) & keys.types(group))


def text(value: Any) -> str | None:
    """A value as one line: a string, a number, the first of a list, the name or value of a thing."""
    if isinstance(value, list):
        return next((line for each in value if (line := text(each))), None)
    if isinstance(value, Mapping):
        return text(value.get("name") or value.get("@value"))
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return squeeze(html.unescape(str(value))) or None


def listed(value: Any) -> list[Any]:
    """A value as a list, as it may stand for one of itself."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _values(script: str) -> Iterator[Any]:
    """The values of a script: one as a rule, several one after another where nobody checked."""
    bare = _WRAPPING.sub("", _WRAPPING.sub("", script)).strip().rstrip(";")
    for attempt in (bare, _STRING_OR_COMMA.sub(r"\1", bare), html.unescape(bare)):
        try:
            values = list(_decoded(attempt))
        except (ValueError, RecursionError):
            continue
        yield from values
        return
    if salvaged := _salvage(bare):
        yield salvaged


def _decoded(script: str) -> Iterator[Any]:
    decoder, at = json.JSONDecoder(strict=False), 0
    while at < len(script):
        value, at = decoder.raw_decode(script, at)
        yield value
        at += len(script[at:]) - len(script[at:].lstrip(" \t\r\n,;"))


def _salvage(script: str) -> Node | None:
    """Of what is broken, the fields of an article that can be told all the same, where there is but one article."""
    of = [match["type"] for match in _TYPE.finditer(script) if match["type"] in keys.types("articles")]
    if len(of) != 1:
        return None
    found: dict[str, Any] = {"@type": of[0]}
    for match in _SALVAGED.finditer(script):
        found.setdefault(match["key"], match["value"] if match["bare"] is None else match["bare"] == "true")
    return found


def _own(value: Any, deepest: int) -> Iterator[Node]:
    if isinstance(value, list) and deepest:
        for each in value:
            yield from _own(each, deepest - 1)
    elif isinstance(value, Mapping):
        if "@type" in value:
            yield value
        for holder in sorted(keys.types("holders")) if deepest else ():
            yield from _own(value.get(holder), deepest - 1)


def _resolved(node: Node, known: Mapping[str, Node]) -> Node:
    """A thing whose parts are what their names stand for elsewhere on the page."""
    return {key: _named(value, known) for key, value in node.items()}


def _named(value: Any, known: Mapping[str, Node]) -> Any:
    if isinstance(value, list):
        return [_named(each, known) for each in value[:_MOST]]
    if isinstance(value, Mapping) and isinstance(value.get("@id"), str) and "name" not in value:
        return known.get(value["@id"], value)
    return value
