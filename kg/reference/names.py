"""How names are compared: the look-up and the build of the reference facts fold them by these same rules."""

import re
import unicodedata
from typing import Final, Literal

Shape = Literal["any", "capital", "acronym"]

_LETTERS: Final = str.maketrans(
    {
        **dict.fromkeys("'’‘ʼʻʿʾ`´′.·", ""),
        **dict.fromkeys("-‐‑‒–—/,_", " "),
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ə": "a", "&": " and ",
    }
)  # fmt: skip
_LONG_ACRONYM = 4


def key(name: str) -> str:
    """Name without case, accents, apostrophes, dots, dashes and a leading article: equal keys, same name.

    Idempotent: ``key(key(name)) == key(name)``.
    """
    folded = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    plain = "".join(c for c in folded if not unicodedata.combining(c)).casefold().translate(_LETTERS)
    words = re.findall(r"[\w+]+", plain)
    while len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)


def shape(form: str) -> Shape:
    """What case a text must show for this form of a name: "us" is not "US", "turkey" is not "Turkey"."""
    letters = [c for c in form if c.isalpha()]
    if not any(c.isupper() for c in letters):
        return "any" if any(c.islower() for c in letters) else "capital"
    return "acronym" if all(c.isupper() for c in letters) and len(letters) > 1 else "capital"


def fits(name: str, shape: Shape) -> bool:
    """Whether the case of a name as it stands in a text allows a form of this shape.

    An acronym of four letters or more may be written as a word ("Nato", "Unesco").
    """
    if shape == "any":
        return True
    letters = [c for c in name if c.isalpha()]
    if shape == "acronym":
        upper = all(c.isupper() for c in letters)
        return upper or (len(letters) >= _LONG_ACRONYM and letters[0].isupper() and len(name.split()) == 1)
    last = re.split(r"[\s\-‐‑–]+", name.strip())[-1] if name.strip() else ""
    first = next((c for c in last if c.isalpha()), "")
    return not first.islower() or (any(c.isupper() for c in name) and len(last) <= len("de"))


_SOUNDS: Final = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"shch|sch|tsch|sz|sh", "S"),
        (r"tch|cz|ch|ci(?=[aou])", "C"),
        (r"zh", "Z"),
        (r"kh|gh", "h"),
        (r"ts|tz", "c"),
        (r"ph", "f"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"w|ff$", "v"),
        (r"oo|ou", "u"),
        (r"ee", "i"),
        (r"[iyj]+(?=[aeou])", ""),
        (r"[iyj]+", "i"),
        (r"e", "i"),
        (r"([a-zA-Z])\1+", r"\1"),
    )
]
_VOWELS = re.compile("[aiou]")


def skeleton(word: str) -> str:
    """Sound of a word of a name, the same for its usual romanisations: Nebenzia, Nebenzya; Zelensky, Zelenskyy."""
    sound = key(word).replace(" ", "")
    for pattern, replacement in _SOUNDS:
        sound = pattern.sub(replacement, sound)
    return sound[:-1] + "a" if sound.endswith("o") and len(sound) > 1 else sound


_SHORT = 3


def same_first_name(one: str, other: str) -> bool:
    """Whether two first names may be one: the same sound, an initial of it, or a Slavic pair (Sergey, Serhiy).

    Two names that differ in a final "a" are those of a man and of a woman: Oleksandr, Oleksandra.
    """
    a, b = key(one), key(other)
    if not a or not b:
        return False
    if min(len(a), len(b)) == 1:
        return a[0] == b[0]
    if a.endswith("a") != b.endswith("a"):
        return False
    if skeleton(a) == skeleton(b):
        return a.endswith("o") == b.endswith("o") or len(a) > len("mario")
    bones = [_VOWELS.sub("", skeleton(word)).replace("h", "g") for word in (a, b)]
    initials = [{"o": "a", "i": "i"}.get(skeleton(word)[0], skeleton(word)[0]) for word in (a, b)]
    return bones[0] == bones[1] and len(bones[0]) >= _SHORT and initials[0] == initials[1]
