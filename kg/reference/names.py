"""How names are compared: the look-up and the build of the reference facts fold them by these same rules."""

import re
import unicodedata
from functools import lru_cache
from typing import Final, Literal

Shape = Literal["any", "some", "capital", "acronym"]

_FOLDED: Final = str.maketrans(
    {
        **dict.fromkeys("'’‘ʼʻʿʾ`´′.·", ""),
        **dict.fromkeys("-‐‑‒–—/,_()", " "),
        "&": " and ", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ə": "a",
    }
)  # fmt: skip
_ARTICLE: Final = "the"
_SPELT_OUT: Final = 4


def key(name: str) -> str:
    """Name without case, accents, apostrophes, dots, dashes and a leading article: equal keys, same name.

    Idempotent: ``key(key(name)) == key(name)``.
    """
    folded = name.casefold().translate(_FOLDED)
    if not folded.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
        folded = plain.casefold().translate(_FOLDED)
    words = re.findall(r"[\w+]+", folded)
    while len(words) > 1 and words[0] == _ARTICLE:
        del words[0]
    return " ".join(words)


def shape(form: str) -> Shape:
    """What case a text must show for this form of a name: "us" is not "US", "turkey" is not "Turkey"."""
    letters = [c for c in form if c.isalpha()]
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return "acronym"
    if letters and not any(c.isupper() for c in letters):
        return "any" if any(c.islower() for c in letters) else "some"
    return "capital" if _capitalised(form) else "some"


def fits(name: str, shape: Shape) -> bool:
    """Whether the case of a name as it stands in a text allows a form of this shape.

    An acronym must be written as one; of four letters or more also as a word ("Nato", "Unesco"). Otherwise it is
    the last word that needs its capital ("al-Shabaab", "the West Bank"), or any word where the form's has none.
    """
    if shape == "any":
        return True
    letters = [c for c in name if c.isalpha()]
    if shape == "acronym":
        as_word = len(letters) >= _SPELT_OUT and letters[0].isupper() and " " not in name.strip()
        return as_word or all(c.isupper() for c in letters)
    if shape == "some":
        return not letters or any(not c.islower() for c in letters)
    return _capitalised(name)


def _capitalised(name: str) -> bool:
    last = re.split(r"[\s\-‐‑–]+", name.strip())[-1]
    return not next((c for c in last if c.isalpha()), "A").islower()


_SOUNDS: Final = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"shch|sch|tsch|sz|sh", "S"),
        (r"tch|cz|ch", "C"),
        (r"zh", "Z"),
        (r"kh|gh", "h"),
        (r"ts|tz", "c"),
        (r"ph|ff$", "f"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"oo|ou", "u"),
        (r"ee", "i"),
        (r"[iyj]+(?=[aeou])", ""),
        (r"[iyj]+|e", "i"),
        (r"([a-zA-Z])\1+", r"\1"),
        (r"(?<=.)o$", "a"),
    )
]
_VOWELS: Final = re.compile("[aiou]")
_TELLING: Final = 3


@lru_cache(1 << 12)
def skeleton(word: str) -> str:
    """Sound of a word of a name, the same for its usual romanisations: Nebenzia, Nebenzya; Zelensky, Zelenskyy."""
    sound = key(word).replace(" ", "")
    for pattern, replacement in _SOUNDS:
        sound = pattern.sub(replacement, sound)
    return sound


def telling(skeleton: str) -> bool:
    """Whether a surname's sound is long enough to tell people apart: that of Li or Xi is not."""
    return len(skeleton) >= _TELLING


def same_first_name(one: str, other: str) -> bool:
    """Whether two first names may be one: the same sound, an initial of it, or a Slavic pair (Sergey, Serhiy).

    Names that differ in a final "a" are those of a man and of a woman: Oleksandr, Oleksandra.
    """
    a, b = key(one), key(other)
    if min(len(a), len(b)) < 2:
        return a[:1] == b[:1] != ""
    if a.endswith("a") != b.endswith("a"):
        return False
    sounds = skeleton(a), skeleton(b)
    if sounds[0] == sounds[1]:
        return True
    bones = {_VOWELS.sub("", sound).replace("h", "g") for sound in sounds}
    initials = {sound[:1].replace("o", "a") for sound in sounds}
    return len(bones) == 1 and len(bones.pop()) >= _TELLING and len(initials) == 1
