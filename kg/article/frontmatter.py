"""Front matter: the fields that a Markdown file tells above its text, in YAML or TOML."""

import json
import logging
import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, Final

import yaml

from kg.article import addresses, clean, keys, people, times
from kg.article.labels import Labels, split_list

_log = logging.getLogger(__name__)

_YAML: Final = re.compile(r"\A\s*+---[^\S\n]*\n(?P<fields>(?:.*?\n)??)(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.DOTALL)
_TOML: Final = re.compile(r"\A\s*+\+\+\+[^\S\n]*\n(?P<fields>(?:.*?\n)??)\+\+\+[^\S\n]*(?:\n|\Z)", re.DOTALL)
_KEY: Final = re.compile(r"^[\"']?\w[\w .-]{0,60}[\"']?\s*:(?:\s|$)", re.MULTILINE)
_PLAIN: Final = re.compile(r"^(?P<key>\w[\w .-]{0,60}:)[ \t]+(?P<value>[^\s\"'\[{|>&*!#].*)$", re.MULTILINE)
_WIKI_LINK: Final = re.compile(r"\[\[(?:[^\[\]|]*\|)?(?P<name>[^\[\]|]+)\]\]")
_LARGEST: Final = 100_000
_MOST_VALUES: Final = 10_000
_DEEPEST: Final = 10
_NULL: Final = "tag:yaml.org,2002:null"
_Loader: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _UnreadableError(Exception):
    """Why some front matter is not read."""


def parted(text: str, where: str) -> tuple[Mapping[str, Any], str]:
    """The fields above a text, and the text; what is no mapping of fields is told, and is no text either."""
    is_yaml = True
    front = _YAML.match(text)
    if front is None:
        is_yaml, front = False, _TOML.match(text)
    if front is None:
        return {}, text
    told = front["fields"]
    try:
        return (_of_yaml(told) if is_yaml else _of_toml(told)), text[front.end() :]
    except _UnreadableError as why:
        if is_yaml and _is_text(told):
            return {}, text
        form = "YAML" if is_yaml else "TOML"
        _log.warning("%s: what stands above the text is no mapping in %s, and is not read: %s", where, form, why)
        return {}, text[front.end() :]


def labels(fields: Mapping[str, Any]) -> Labels:
    """What front matter tells of its article, by the keys that records have; what fits no field is left."""
    held = {name: of.value for name, of in keys.fitting(fields).items()}
    found = Labels(
        published=_time(held.get("published")),
        modified=_time(held.get("modified")),
        publisher=_words(held.get("publisher")),
        section=_words(held.get("section")),
        title=_words(held.get("title")),
        url=addresses.mended(held["url"]) if "url" in held else None,
        keywords=[word for entry in _entries(held.get("keywords")) for word in split_list(entry)],
    )
    for name in people.names(_entries(held.get("byline"))):
        if not found.take(f"By {name}"):
            found.byline.append(name)
    return found


def name_and_language(fields: Mapping[str, Any]) -> tuple[str | None, str]:
    """The id that front matter tells, and the language; English where it tells none."""
    held = {name: of.value for name, of in keys.fitting(fields).items()}
    language = _words(held.get("language"))
    return _words(held.get("id")), keys.language(language) if language else "en"


def _time(value: Any) -> datetime | None:
    return times.told(value) if isinstance(value, str) else None


def _words(value: Any) -> str | None:
    return clean.squeeze(value) or None if isinstance(value, str) else None


def _entries(value: Any) -> list[str]:
    entries = value if isinstance(value, list) else [value]
    return [words for entry in entries if (words := _words(keys.name_of(entry)))]


def _is_text(told: str) -> bool:
    """Whether what stands between two rules is rather sentences of the text."""
    has_gap = not told.partition("\n")[0].strip()
    return has_gap or (not _KEY.search(told) and any(clean.is_prose(line) for line in told.split("\n")))


def _of_toml(told: str) -> dict[str, Any]:
    if len(told) > _LARGEST:
        raise _UnreadableError("it is too large")
    try:
        return _canonical(_of_values(tomllib.loads(told), _DEEPEST))
    except (ValueError, RecursionError) as error:
        raise _UnreadableError(" ".join(str(error).split())) from None


def _of_values(value: Any, depth: int) -> Any:
    """Values as words: days and numbers are written out."""
    if not depth:
        raise _UnreadableError("it is nested too deeply")
    match value:
        case dict():
            return {key: _of_values(inner, depth - 1) for key, inner in value.items()}
        case list():
            return _spread([_of_values(inner, depth - 1) for inner in value])
        case datetime() | date() | time():
            return value.isoformat()
        case bool():
            return None
        case _:
            return _unlinked(str(value))


def _of_yaml(told: str) -> dict[str, Any]:
    if len(told) > _LARGEST:
        raise _UnreadableError("it is too large")
    try:
        return _composed(told)
    except yaml.YAMLError as error:
        # Much of it is written by hand: "title: Talks: the end" is no YAML, and can mean but one thing.
        quoted = _PLAIN.sub(lambda row: f"{row['key']} {json.dumps(row['value'].rstrip(), ensure_ascii=False)}", told)
        try:
            return _composed(quoted)
        except yaml.YAMLError:
            raise _UnreadableError(" ".join(str(error).split())) from None


def _composed(told: str) -> dict[str, Any]:
    """The mapping of words in some YAML.

    Raises:
        YAMLError: it is none.
        _UnreadableError: it is no mapping, or one that grows as it is read.
    """
    try:
        _hold_bounded(told)
        node = yaml.compose(told, Loader=_Loader)
    except UnicodeError:
        raise _UnreadableError("it holds what is no character") from None
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise _UnreadableError("it has no keys")
    return _canonical(_of_node(node))


def _hold_bounded(told: str) -> None:
    """Holds events against what an article may tell, before anything is built of them."""
    depth = 0
    for number, event in enumerate(yaml.parse(told, Loader=_Loader)):
        if isinstance(event, yaml.AliasEvent):
            raise _UnreadableError("it has aliases")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST or number > _MOST_VALUES:
            raise _UnreadableError("it is nested too deeply" if depth > _DEEPEST else "it holds too much")


def _of_node(node: Any) -> Any:
    """A node as it is written: "2024-03-05" and "no" are words; of a key that stands twice, the first counts."""
    if isinstance(node, yaml.ScalarNode):
        return None if node.tag == _NULL else _unlinked(node.value)
    if isinstance(node, yaml.SequenceNode):
        return _spread([_of_node(item) for item in node.value])
    found: dict[str, Any] = {}
    for key, value in node.value:
        if isinstance(key, yaml.ScalarNode):
            found.setdefault(key.value, _of_node(value))
    return found


def _spread(entries: list[Any]) -> list[Any]:
    """A list without lists in it: "[[Ann Quill]]", which is a link for those who wrote it."""
    return [
        inner for entry in entries for inner in (entry if isinstance(entry, list) else [entry]) if inner is not None
    ]


def _unlinked(words: str) -> str:
    return _WIKI_LINK.sub(lambda link: link["name"], words)


def _canonical(found: dict[str, Any]) -> dict[str, Any]:
    known: dict[str, Any] = {}
    for key, value in found.items():
        known.setdefault(keys.canonical(key), value)
    return known
