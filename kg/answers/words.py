"""Small words of tables."""

from typing import Final

NO_BREAK: Final = "\u00a0"
"""A space at which a cell is not wrapped."""


def number(count: int, what: str) -> str:
    """A number of things in words."""
    return f"{count} {what}{'' if count == 1 else 's'}"
