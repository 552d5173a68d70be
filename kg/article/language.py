"""The language of an article: found from its text, whatever is declared; what is not English is refused."""

import logging
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from kg.article.model import Article
from kg.datafile import read_words
from kg.errors import RefusedError

_log = logging.getLogger(__name__)

_NAMES: Final = Path(__file__).with_name("languages.yaml")
_ENGLISH: Final = "en"
_PIDGIN: Final = "pcm"
"""Told from English by few words: what is short may be either."""

_DECLARED_ENGLISH: Final = re.compile(r"(?:en|eng|english)(?:[-_]\w+)*", re.IGNORECASE)
_UNDECLARED: Final = frozenset({"", "en", "und", "mul", "zxx"})
_REGION: Final = 2
_HINT: Final = "--language en reads it all the same"

_SAMPLE: Final = 300
_SAMPLES: Final = 8
_SHORT: Final = 300
"""Characters below which a text must be in another language without doubt."""

_NO_ENGLISH: Final = 0.005
"""Probability of English below which a sample is not in it: English of names alone has 0.04, other languages 0.001."""

_SURELY: Final = 0.99
_PART: Final = 0.2
_FEWEST_WORDS: Final = 3
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_LETTER: Final = re.compile(r"[^\W\d_]")
_COMMON_WORD: Final = re.compile(r"(?<![\w'’-])[^\W\d_]{2,}(?![\w-])")


def checked(article: Article, language: str | None) -> Article:
    """The article in the language of its text; in ``language``, unchecked, where the user tells it (BCP 47: "en").

    Raises:
        RefusedError: it is not in English.
    """
    if language:
        return replace(article, language=language)
    shares = _shares([block.text for block in article.blocks if block.kind != "title"])
    others = {code: share for code, share in shares.items() if code != _ENGLISH}
    declared = article.language.strip()
    if sum(others.values()) > shares.get(_ENGLISH, 0):
        raise _refused(max(others, key=lambda code: others[code]), article)
    if sum(others.values()) > _PART:
        part = _name(max(others, key=lambda code: others[code]))
        _log.warning("%s: some of it is %s, and read as English", article.source, part)
    if _DECLARED_ENGLISH.fullmatch(declared):
        return replace(article, language=_variety(declared))
    if declared.lower() not in _UNDECLARED:
        if not shares:
            raise _refused(declared, article)
        _log.warning("%s: it declares %s, and its text is English", article.source, _name(declared))
    return replace(article, language=_ENGLISH)


def _variety(declared: str) -> str:
    """English as BCP 47 writes what is declared: "EN_us" is "en-US"."""
    return "-".join(
        [_ENGLISH, *(part.upper() if len(part) == _REGION else part for part in re.split("[-_]", declared)[1:])]
    )


def _refused(code: str, article: Article) -> RefusedError:
    return RefusedError(f"{_name(code)}: kg reads English", where=article.source, hint=_HINT)


def _name(code: str) -> str:
    return _names().get(re.split("[-_]", code.lower())[0], code)


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = read_words(_NAMES)
    return names


def _shares(texts: Sequence[str]) -> dict[str, float]:
    """Language -> its share of a text, by samples; what may be several is in none. Empty where nothing is sure."""
    is_short = sum(map(len, texts)) < _SHORT
    sizes: Counter[str] = Counter()
    for sample in _samples(texts):
        if code := _language(sample, is_short):
            sizes[code] += len(sample)
    return {code: size / sizes.total() for code, size in sizes.items()}


def _samples(texts: Sequence[str]) -> list[str]:
    """Paragraphs spread over a text; long ones in pieces, short ones together, since a few words tell little."""
    pieces = [""]
    for text in texts:
        for start in range(0, len(text), _SAMPLE):
            piece = text[start : start + _SAMPLE]
            if len(pieces[-1]) < _SAMPLE // 2:
                pieces[-1] = f"{pieces[-1]} {piece}"
            else:
                pieces.append(piece)
    return pieces[:: -(-len(pieces) // _SAMPLES)]


def _language(sample: str, is_short: bool) -> str | None:
    """The language of a sample; English where it is not surely another one, None where it may be any."""
    ranked: dict[str, float] = dict(_identifier().rank(sample))
    best = next(iter(ranked))
    english = ranked[_ENGLISH] + ranked[_PIDGIN]
    if not is_short and ranked[_PIDGIN] > _SURELY:
        return _PIDGIN
    if english >= _NO_ENGLISH:
        return _ENGLISH if best in (_ENGLISH, _PIDGIN) else None
    return best if not is_short or not _is_latin(sample) or _has_sentence(sample) else None


def _is_latin(text: str) -> bool:
    return len(_LATIN.findall(text)) * 2 >= len(_LETTER.findall(text))


def _has_sentence(text: str) -> bool:
    """Whether there are words that are no names, which are alike in all languages."""
    words: list[str] = _COMMON_WORD.findall(text)
    return sum(word.islower() for word in words) >= _FEWEST_WORDS


@cache
def _identifier() -> Any:
    # Its model takes 0.4 s and, while it is unpacked, 100 MB: nothing for commands that read no articles.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
