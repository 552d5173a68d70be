"""The happenings that words may mean, with their coding and who takes part: ``kg/english/tables/happenings.yaml``."""

from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Final

from kg.codes import CONTEXTS, MODES_OF
from kg.datafile import fault, read_values
from kg.english.files import tables_folder

ROLES: Final = frozenset({"initiator", "recipient", "target", "aim", "company", "place"})


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word means as a happening.

    Attributes:
        companions: words that must hang on it, in any order (see ``Meaning``).
        of: the role of N2 in "N of N2"; noun_of: the class that N2 must be of.
        mutual: all parties take part alike; those after "with" are recipients where others precede.
        calendar: an appointed event (an election), which stands whoever mentions it.
        place_object: the object is where it happens ("visited Kyiv").
        subjects: the only ones who may do it, as in companions; empty means any. Nobody told is any, too.
        towards: prepositions that bring in the other side, where the type's own do not.
        giver: the preposition that brings in who does it, where the subject undergoes it ("received aid from X").
        needs: roles without which the word does not mean this; "company" is one other who takes part.
        name: of the happening.
    """

    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    companions: tuple[str, ...] = ()
    of: str = "recipient"
    noun_of: str | None = None
    mutual: bool = False
    calendar: bool = False
    place_object: bool = False
    subjects: tuple[str, ...] = ()
    towards: tuple[str, ...] | None = None
    giver: str | None = None
    needs: tuple[str, ...] = ()
    name: str = ""


_FIELDS: Final = frozenset(f.name for f in fields(Sense)) - {"companions", "name"}
_FLAGS: Final = frozenset({"mutual", "calendar", "place_object"})
_SINGLE: Final = frozenset({"type", "of", "noun_of", "giver"})


@cache
def happenings() -> dict[str, Sense]:
    """Name -> the happening, without companions.

    Raises:
        ResourceError: a happening has an unknown field, type, mode, context or role.
    """
    file = tables_folder() / "happenings.yaml"
    return {name: _happening(name, given, f"{file}, {name!r}") for name, given in read_values(file).items()}


def _happening(name: str, given: dict[str, Any], where: str) -> Sense:
    if unknown := given.keys() - _FIELDS:
        raise fault(f"unknown field {', '.join(sorted(unknown))}", where, f"known: {', '.join(sorted(_FIELDS))}")
    found: dict[str, Any] = {"modes": (), "contexts": ()}
    for key, value in given.items():
        if key in _FLAGS:
            found[key] = _checked(value, {True}, key, where)
        elif key in _SINGLE:
            found[key] = value
        else:
            found[key] = tuple(value) if isinstance(value, list) else (value,)
    type_ = _checked(found.get("type"), MODES_OF, "type of PLOVER", where)
    for mode in found["modes"]:
        _checked(mode, MODES_OF[type_], f"mode of {type_}", where)
    for context in found["contexts"]:
        _checked(context, CONTEXTS, "context", where)
    for role in (*found.get("needs", ()), found.get("of", "recipient")):
        _checked(role, ROLES, "role", where)
    return Sense(**found, name=name)


def _checked(given: Any, known: Any, what: str, where: str) -> Any:
    if given not in known:
        raise fault(f"unknown {what} {given!r}", where, f"known: {', '.join(sorted(map(str, known)))}")
    return given
