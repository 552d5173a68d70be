"""Reads the files of the dictionary and of its tables: YAML in which nothing may stand twice."""

from pathlib import Path
from typing import Any

import yaml

from kg.errors import ResourceError

_FOLDER = Path(__file__).resolve().parent
# The C parser is ten times faster, and every build of PyYAML for our platforms has it.
_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Once(_Parser):  # type: ignore[misc]
    """A safe loader that refuses a key that stands twice, where YAML keeps the last without a word."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in found:
                raise fault(f"{key!r} stands twice", f"line {key_node.start_mark.line + 1}", "make one of the two")
            found[key] = self.construct_object(value_node, deep=True)
        return found


_Once.add_constructor("tag:yaml.org,2002:map", lambda loader, node: loader.construct_mapping(node))


def words_folder() -> Path:
    """Where the dictionary lies: an entry a lemma, in files by first letter."""
    return _FOLDER / "words"


def tables_folder() -> Path:
    """Where closed tables lie that are no words of a dictionary: codings, kinds, units, names."""
    return _FOLDER / "tables"


def fault(what: str, where: str, hint: str) -> ResourceError:
    """The error of a file of the dictionary: one line that says what is wrong, where, and what to do."""
    return ResourceError(what, where=where, hint=hint)


def read(file: Path) -> Any:
    """The content of a YAML file: plain mappings, lists, strings and numbers.

    Raises:
        ResourceError: the file is missing, is no YAML, or has a key twice.
    """
    try:
        return yaml.load(file.read_text("utf-8"), Loader=_Once)  # noqa: S506 (a safe loader, chosen above)
    except OSError:
        raise fault("this file of the dictionary is missing", str(file), "reinstall geopolitical-kg") from None
    except yaml.YAMLError as error:
        raise fault(f"no YAML: {' '.join(str(error).split())}", str(file), "see the line") from None
    except ResourceError as error:
        raise fault(error.what, f"{file}, {error.where}", error.hint or "") from None
