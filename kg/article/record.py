"""An article of named fields, as JSON, tables and other records give it."""

import logging
import re
from datetime import datetime
from typing import Any, Final

from kg.article import addresses, clean, escapes, fieldtext, keys, people, times
from kg.article.assembly import filled
from kg.article.keys import Held, Keys
from kg.article.labels import split_list
from kg.article.model import Article
from kg.errors import RefusedError

_log = logging.getLogger(__name__)


_CUT: Final = re.compile(r"\[\+\d+ chars\]$")
"""How services write that a text goes on elsewhere."""


def article(item: Any, where: str, known: Keys | None = None) -> Article:
    """The article in a decoded object, which stands at ``where``: file and line.

    Its fields are id, url, title, text, published, modified, publisher, byline, section, keywords, language, under
    these or any other keys that ``known`` tells.

    Raises:
        RefusedError: no object, no text, or a field of another kind than it should be.
    """
    if not isinstance(item, dict):
        raise RefusedError("an article is a JSON object", where=where)
    known = known or Keys(where)
    held = known.fields(item)
    text = held["text"].value if "text" in held else None
    lines = fieldtext.lines(clean.few_lines(_unescaped(text, where), where)) if isinstance(text, str) else []
    if not lines:
        what, hint = known.without_text(item)
        raise RefusedError(what, where=where, hint=hint)
    if _CUT.search(lines[-1].text):
        hint = "fetch the page that it links to"
        raise RefusedError(f'only its beginning is in "{held["text"].key}"', where=where, hint=hint)
    title = _words(held.get("title"), where)
    language = _string(held.get("language"), where)
    told = Article(
        where,
        (),
        id=_string(held.get("id"), where),
        url=_url(held.get("url"), where),
        title=fieldtext.line(title) or None if title else None,
        published=_time(held.get("published"), where),
        modified=_time(held.get("modified"), where),
        publisher=_words(held.get("publisher"), where),
        byline=_people(held.get("byline"), where),
        section=_words(held.get("section"), where),
        keywords=_strings(held.get("keywords"), where),
        language=keys.language(language) if language else "en",
    )
    return filled(told, lines)


def _unescaped(text: str, where: str) -> str:
    """A text without the signs of escapes that whoever wrote the record left in it."""
    mended = escapes.mended(text)
    if escapes.is_damaged(mended):
        what = "signs of escapes stand in its text, as if it had been escaped twice; it is read as it is"
        _log.warning("%s: %s", where, what)
    return mended


def _words(held: Held | None, where: str) -> str | None:
    told = _string(held, where)
    return clean.squeeze(escapes.mended(told)) or None if told else None


def _string(held: Held | None, where: str) -> str | None:
    value = held and held.value
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is not None and not isinstance(value, str):
        raise RefusedError(f'"{held.key if held else ""}" is no string', where=where)
    return clean.squeeze(value) or None if value else None


def _strings(held: Held | None, where: str) -> tuple[str, ...]:
    value = (held and held.value) or []
    if isinstance(value, str):
        value = split_list(value)
    if isinstance(value, list):
        value = [keys.name_of(entry) for entry in value]
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        key = held.key if held else ""
        raise RefusedError(f'"{key}" is neither a string nor a list of strings', where=where)
    return tuple(line for entry in value if (line := clean.squeeze(escapes.mended(entry))))


def _people(held: Held | None, where: str) -> tuple[str, ...]:
    return people.names(_strings(held, where))


def _url(held: Held | None, where: str) -> str | None:
    url = _string(held, where)
    if held is None or url is None:
        return None
    if fault := addresses.fault(url):
        raise RefusedError(f'"{held.key}" is no http or https address: {fault}', where=where)
    return addresses.mended(url)


def _time(held: Held | None, where: str) -> datetime | None:
    value = _string(held, where)
    if held is None or value is None:
        return None
    if times.is_none(value):
        _log.warning('%s: "%s" is %s, which is no date: the article has none', where, held.key, value)
        return None
    time = times.told(value)
    if time is None:
        hint = "write it as 2024-01-31T08:00:00+01:00"
        raise RefusedError(f'"{held.key}" is no date or time', where=where, hint=hint)
    return time
