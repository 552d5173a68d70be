"""The record that is kept of an article's text, read."""

import json
from typing import Any

from kg.errors import StoreError
from kg.store.base import View


def record(view: View, sha: str) -> dict[str, Any]:
    """What is kept under a hash: ``text``, and ``headings``, ``mentions``, ``given`` where there are such.

    Raises:
        MissingTextError: the store keeps none of this hash.
        StoreError: it is damaged.
    """
    try:
        read: Any = json.loads(view.kept(sha))
    except ValueError:
        read = None
    if not isinstance(read, dict) or not isinstance(read.get("text"), str):
        raise StoreError("this kept text is no record of kg's", where=sha, hint="import the article again")
    return read
