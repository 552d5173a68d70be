"""kg: a geopolitical event knowledge graph.

>>> import kg
>>> reading = kg.extract("Russian Foreign Minister Sergey Lavrov accused the United States of waging war on Russia.")
>>> [statement.act for statement in reading.facts.statements]
['accuse']

docs/python.md has more. Names are imported when first used, so that ``import kg`` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.face import Store as Store
    from kg.face import extract as extract
    from kg.face import readings as readings
    from kg.settings import Settings as Settings

__version__ = "0.2.0"

__all__ = ["Settings", "Store", "__version__", "extract", "readings"]

_WHERE = {"Store": "kg.face", "extract": "kg.face", "readings": "kg.face", "Settings": "kg.settings"}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), name)
