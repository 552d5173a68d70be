"""Whose key holds what: the fields of an article in a record that another tool wrote."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, Final

from kg.article import times
from kg.article.addresses import mended
from kg.datafile import hold_distinct, hold_known, read_words
from kg.errors import RefusedError, SourceError, UsageError

_log = logging.getLogger(__name__)

_TABLE: Final = Path(__file__).with_name("keys.yaml")
_MOST_KEPT: Final = 1000
"""Keys of a source that are remembered: one that makes up keys by the million takes no memory."""
_MOST_NAMED: Final = 12
_LONGEST_NAMED: Final = 60
_DEEPEST_COMPARED: Final = 3
_TIMES: Final = ("published", "modified")


@dataclass(frozen=True, slots=True)
class _Known:
    fields: Mapping[str, tuple[str, ...]]
    summaries: tuple[str, ...]
    lists: tuple[str, ...]
    names: tuple[str, ...]
    languages: Mapping[str, str]
    tops: frozenset[str]


@cache
def _known() -> _Known:
    table = read_words(_TABLE)
    hold_known(table, ("fields", "ignored", "summaries", "lists", "names", "languages"), str(_TABLE))
    hold_distinct((key for keys in table["ignored"] for key in keys), f"{_TABLE}, ignored")
    fields = {name: tuple(keys) for name, keys in table["fields"].items()}
    ignored = {key for keys in table["ignored"] for key in keys}
    read = {key.partition(".")[0] for keys in fields.values() for key in keys}
    languages = {name: code for code, names in table["languages"].items() for name in names}
    return _Known(
        fields, tuple(table["summaries"]), tuple(table["lists"]), tuple(table["names"]), languages,
        frozenset(ignored | read),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """What a record holds for a field, and under which key."""

    key: str
    value: Any


@dataclass(slots=True)
class Keys:
    """The keys of the records of one source; what is strange in them is told once, at its end.

    Attributes:
        source: its name, for what is told.
        mapping: field of an article -> the key that the user says holds it; comes before all others.

    Raises:
        UsageError: the mapping names a field that articles do not have.
    """

    source: str
    mapping: Mapping[str, str] = field(default_factory=dict)
    _strange: dict[str, None] = field(default_factory=dict)
    _missing: set[str] = field(default_factory=set)
    _seen: dict[str, None] = field(default_factory=dict)
    _records: int = 0

    def __post_init__(self) -> None:
        for name in self.mapping:
            if name not in _known().fields:
                hint = _near(name, [*_known().fields]) or f"its fields are {', '.join(_known().fields)}"
                raise UsageError(f"an article has no field {name!r}", hint=hint)
        self._missing |= {*self.mapping.values()}

    def fields(self, record: Mapping[str, Any]) -> dict[str, Held]:
        """What a record holds, by the fields of an article."""
        self._note(record)
        found = {}
        for name, keys in _known().fields.items():
            held = self._mapped(record, name) if name in self.mapping else _first(record, name, keys)
            if held is not None:
                found[name] = held
        return found

    def without_text(self, record: Mapping[str, Any]) -> tuple[str, str]:
        """Why a record without a text is refused, and what to do."""
        if key := self.mapping.get("text"):
            return f'it has no "{key}"', _near(key, _paths(record)) or "--map tells which key holds the text"
        summary = next((key for key in _known().summaries if isinstance(at(record, key), str)), None)
        if summary:
            return f'it has no "text": "{summary}" is only a summary', "fetch the page that it links to"
        if {"url", "seendate"} <= record.keys():
            return 'it has no "text": this is a list of links', "fetch the pages: kg import takes addresses"
        return 'it has no "text"', "give the article's text as a string, or tell its key: --map text=KEY"

    def told(self) -> Iterator[RefusedError]:
        """At the end of the source: unknown keys as one warning; a mapped key that no record has is refused."""
        if self._strange:
            names = [repr(name)[:_LONGEST_NAMED] for name in self._strange]
            more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
            _log.warning(
                "%s: not read, since kg does not know what they hold: %s%s (--map FIELD=KEY tells)",
                self.source, ", ".join(names[:_MOST_NAMED]), more,
            )  # fmt: skip
        if self._records:
            for key in sorted(self._missing):
                hint = _near(key, self._seen) or "--map FIELD=KEY names a key that is there"
                yield RefusedError(f'no article has "{key}"', where=self.source, hint=hint)

    def of_columns(self, columns: list[str]) -> None:
        """Holds a table's columns against what is mapped and what an article needs.

        Raises:
            SourceError: a mapped column is not there, or none holds a text.
        """
        for key in self.mapping.values():
            if key not in columns:
                hint = _near(key, columns) or f"its columns are {', '.join(columns)[:400]}"
                raise SourceError(f'there is no column "{key}"', where=self.source, hint=hint)
        if "text" not in self.mapping and not {*_known().fields["text"]} & {*columns}:
            hint = f"--map text=COLUMN tells it; its columns are {', '.join(columns)[:400]}"
            raise SourceError("no column holds the text of an article", where=self.source, hint=hint)

    def _note(self, record: Mapping[str, Any]) -> None:
        self._records += 1
        mapped = {key.partition(".")[0] for key in self.mapping.values()}
        for key in record:
            if len(self._seen) < _MOST_KEPT:
                self._seen[key] = None
            is_known = key in _known().tops or key in mapped or key.partition(".")[0] in _known().tops
            if not is_known and len(self._strange) < _MOST_KEPT:
                self._strange[key] = None

    def _mapped(self, record: Mapping[str, Any], name: str) -> Held | None:
        key = self.mapping[name]
        value = at(record, key)
        if value is None:
            if len(self._seen) < _MOST_KEPT:
                self._seen |= dict.fromkeys(_paths(record))
            return None
        self._missing.discard(key)
        return Held(key, value)


def fitting(record: Mapping[str, Any]) -> dict[str, Held]:
    """What a record holds by the fields of an article, of each the first that fits; the rest is left."""
    no_times = [key for key, value in record.items() if isinstance(value, str) and times.told(value) is None]
    dated = {key: value for key, value in record.items() if key not in no_times}
    found = (
        (name, _first(dated if name in _TIMES else record, name, keys, is_strict=True))
        for name, keys in _known().fields.items()
    )
    return {name: held for name, held in found if held is not None}


def lists_in(record: Mapping[str, Any]) -> list[Any] | None:
    """The list of articles that an object holds which is none itself; None where it holds none."""
    if any(at(record, key) for key in _known().fields["text"]) and not isinstance(record.get("articles"), list):
        return None
    found = (at(record, key) for key in _known().lists)
    return next((value for value in found if isinstance(value, list) and value and _are_objects(value)), None)


def at(record: Mapping[str, Any], key: str) -> Any:
    """What stands under a key, or under "a.b": key b of the object under a; None where nothing does."""
    if key in record:
        return record[key]
    value: Any = record
    for part in key.split("."):
        if not isinstance(value, dict):
            return None
        value = value.get(part)
    return value


def canonical(column: str) -> str:
    """The key that a column means which people wrote: "Publication Date" is "publication_date"."""
    name = column.strip()
    written = ("_".join(name.lower().split()), "_".join(name.lower().replace("-", " ").split()))
    return next((key for key in (name, *written) if key in _known().tops), name)


def name_of(value: Any) -> Any:
    """The name in an object that stands where a name should; whatever else it is, itself."""
    if isinstance(value, dict):
        return next((value[key] for key in _known().names if isinstance(value.get(key), str)), value)
    return value


def language(told: str) -> str:
    """A language as BCP 47 writes it: "English", "eng" and "en_US" are "en", "en" and "en-US"."""
    return _known().languages.get(told.lower(), told.replace("_", "-"))


def _are_objects(values: list[Any]) -> bool:
    return all(isinstance(value, dict) for value in values[:_MOST_NAMED])


def _first(record: Mapping[str, Any], name: str, keys: tuple[str, ...], *, is_strict: bool = False) -> Held | None:
    """What the first key holds that has something which fits.

    The field's own name takes whatever stands there, so that a fault in it is told; unless ``is_strict``.
    """
    for key in keys:
        value = at(record, key)
        if value is None or value in ("", [], {}):
            continue
        value = name_of(value)
        if (key == name and not is_strict) or _fits(name, value):
            return Held(key, value)
    return None


def _fits(name: str, value: Any) -> bool:
    match name:
        case "url":
            return isinstance(value, str) and mended(value) is not None
        case "id":
            return isinstance(value, (str, int)) and not isinstance(value, bool) and mended(str(value)) is None
        case "publisher" | "section" | "title" | "text" | "language":
            return isinstance(value, str) and mended(value) is None
        case "published" | "modified":
            return isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool))
        case _:
            return isinstance(value, str) or (isinstance(value, list) and all(_is_named(entry) for entry in value))


def _is_named(value: Any) -> bool:
    return isinstance(name_of(value), str)


def _paths(record: Mapping[str, Any], prefix: str = "", depth: int = 0) -> Iterator[str]:
    for key, value in record.items():
        yield prefix + key
        if isinstance(value, dict) and depth < _DEEPEST_COMPARED:
            yield from _paths(value, f"{prefix}{key}.", depth + 1)


def _near(key: str, others: "Iterator[str] | list[str] | Mapping[str, None]") -> str | None:
    compared = [other for other, _ in zip(others, range(_MOST_KEPT), strict=False) if len(other) <= _LONGEST_NAMED]
    near = get_close_matches(key, compared, 1)
    return f'did you mean "{near[0]}"?' if near else None
