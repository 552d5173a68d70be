"""The dictionary: one entry a lemma with all that is known of it, read once, when first asked for.

Files by first letter hold the entries (their form: ``kg/english/words/entry.py``), ``classes.yaml`` the classes of
words, and ``kg/english/tables/`` what is no word of a dictionary.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from kg.datafile import fault, read_words
from kg.english import tables
from kg.english.files import words_folder
from kg.english.words import reading
from kg.english.words.entry import Cue, Effect, Entry, Meaning, Naming, Part
from kg.english.words.happening import Sense, happenings
from kg.english.words.reading import effect

__all__ = [
    "Cue",
    "Effect",
    "Entry",
    "Meaning",
    "Naming",
    "Part",
    "Sense",
    "classes",
    "effect",
    "entries",
    "happenings",
    "of",
    "parts",
    "read_folder",
]

# The file of words that begin with no letter: "24-hour".
_NO_LETTER = "0"


@cache
def of(name: str) -> frozenset[str]:
    """The words and phrases of a class: "leading", "phases", "accidents" ...

    Raises:
        ResourceError: no class has that name.
    """
    if name not in classes():
        raise fault(f"no class of words is named {name!r}", "kg/english/words/classes.yaml", "see the names there")
    return _members().get(name, frozenset())


@cache
def parts(pos: str) -> dict[str, Part]:
    """Word or phrase -> what it is as a verb, noun, adj, adv, modal or prep."""
    return {lemma: entry.parts[pos] for lemma, entry in entries().items() if pos in entry.parts}


@cache
def entries() -> dict[str, Entry]:
    """Word or phrase -> its entry.

    Raises:
        ResourceError: the dictionary has a fault.
    """
    with _uncollected():
        return read_folder(words_folder())


@cache
def classes() -> dict[str, str]:
    """Name of a class of words -> one sentence that says what it is."""
    return dict(read_words(words_folder() / "classes.yaml"))


def read_folder(folder: Path) -> dict[str, Entry]:
    """The dictionary in a folder, entry by entry.

    Raises:
        ResourceError: a word stands twice or in the wrong file, or an entry has a fault.
    """
    known = reading.Known(
        frozenset(classes()),
        frozenset(happenings()),
        frozenset(tables.load("actors")),
        frozenset(tables.load("kinds")["vague"]),
    )
    found: dict[str, Entry] = {}
    for file in sorted(folder.glob("?.yaml")):
        for entry in _of_file(file, known):
            if entry.lemma in found:
                raise fault(f"{entry.lemma!r} stands twice", str(file), "make one entry of the two")
            found[entry.lemma] = entry
    return found


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without garbage collection: what is read stays, and looking it through again and again takes half the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _of_file(file: Path, known: reading.Known) -> Iterator[Entry]:
    letter, name = file.stem, file.name
    for lemma, given in read_words(file).items():
        first = lemma[0] if lemma[0].isascii() and lemma[0].isalpha() else _NO_LETTER
        if first != letter:
            raise fault(f"{lemma!r} stands in the wrong file", str(file), f"move it to {first}.yaml")
        if " " in lemma:
            raise fault(f"{lemma!r} is a phrase", str(file), 'write it as "~ off" or "rescue ~" under its head')
        yield from reading.entries(lemma, given, name, known)


@cache
def _members() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entry in entries().values():
        for name in entry.classes:
            found.setdefault(name, set()).add(entry.lemma)
    return {name: frozenset(members) for name, members in found.items()}
