"""What columns of the library mean, where a name alone does not tell."""

from collections.abc import Iterable
from functools import cache

from kg import resources
from kg.datafile import read_words


@cache
def meanings() -> dict[str, str]:
    """Column -> what it means."""
    read: dict[str, str] = read_words(resources.path("queries") / "columns.yaml")
    return read


def described(columns: Iterable[str]) -> str:
    """Columns in a line, with what they mean where that is not plain."""
    return ", ".join(f"{name} ({meanings()[name]})" if name in meanings() else name for name in columns)
