"""Reads data files of the package: YAML in which nothing may stand twice, and no key that its reader does not know."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from kg.errors import ResourceError

# The C parser is ten times faster, and every build of PyYAML for our platforms has it.
_Values: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Words: Final[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def fault(what: str, where: str, hint: str) -> ResourceError:
    """The error of a data file: one line that says what is wrong, where, and what to do."""
    return ResourceError(what, where=where, hint=hint)


def read_words(file: Path) -> Any:
    """The content of a file in which all is words: mappings, lists and strings; "on", "no" and "false" are words too.

    Raises:
        ResourceError: the file is missing, is no YAML, or has a key twice.
    """
    return _plain(_node(file, _Words), None, file)


def read_values(file: Path) -> Any:
    """The content of a file with numbers and truth values.

    Raises:
        ResourceError: the file is missing, is no YAML, or has a key twice.
    """
    return _plain(_node(file, _Values), _Values(""), file)


def hold_known(given: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    """Holds that a mapping has no keys but these.

    Raises:
        ResourceError: it has another one.
    """
    known = tuple(known)
    if strange := next((key for key in given if key not in known), None):
        raise fault(f"unknown key {strange!r}", where, f"one of {', '.join(known)}")


def hold_distinct(words: Iterable[str], where: str) -> None:
    """Holds that no word stands twice in a file.

    Raises:
        ResourceError: one does.
    """
    seen: set[str] = set()
    for word in words:
        if word in seen:
            raise fault(f"{word!r} stands twice", where, "make one of the two")
        seen.add(word)


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """What matches any of some regular expressions, without case; a blank in one is any white space."""
    return re.compile("|".join(f"(?:{phrase})" for phrase in phrases).replace(" ", r"\s+"), re.IGNORECASE)


def _node(file: Path, loader: Any) -> Any:
    try:
        return yaml.compose(file.read_text("utf-8"), Loader=loader)
    except OSError:
        raise fault("this file of kg is missing", str(file), "reinstall geopolitical-kg") from None
    except yaml.YAMLError as error:
        raise fault(f"no YAML: {' '.join(str(error).split())}", str(file), "see the line") from None


def _plain(node: Any, scalars: Any, file: Path) -> Any:
    """A node as plain Python; ``scalars`` makes values of its scalars, None leaves them as they are written."""
    if isinstance(node, yaml.ScalarNode):
        return node.value if scalars is None else scalars.construct_object(node)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, scalars, file) for item in node.value]
    found: dict[Any, Any] = {}
    for key_node, value in node.value if node is not None else ():
        key = _plain(key_node, scalars, file)
        if key in found:
            where = f"{file}, line {key_node.start_mark.line + 1}"
            raise fault(f"{key!r} stands twice", where, "make one of the two")
        found[key] = _plain(value, scalars, file)
    return found
