"""What texts are read with: cues, titles, nouns, measures; YAML files in ``data/``, each read once when asked for."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kg.errors import ResourceError

_DATA = Path(__file__).resolve().parent / "words"
# The C parser is ten times faster, and every build of PyYAML for our platforms has it.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load(name: str) -> Any:
    """The content of ``data/{name}.yaml``: plain dicts, lists and strings, shared by all callers, who change nothing.

    Raises:
        ResourceError: the file is missing.
    """
    file = _DATA / f"{name}.yaml"
    try:
        text = file.read_text("utf-8")
    except OSError:
        raise ResourceError("this lexicon is missing", where=str(file), hint="reinstall geopolitical-kg") from None
    return yaml.load(text, Loader=_Loader)  # noqa: S506 (a safe loader, chosen above)
