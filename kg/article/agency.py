"""What the formats of news agencies share: times of versions, and what an agency holds back or takes back."""

import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from kg.article import times
from kg.errors import RefusedError

_log = logging.getLogger(__name__)

_STATUSES: Final = {
    "canceled": "it was withdrawn by its agency",
    "cancelled": "it was withdrawn by its agency",
    "withheld": "it is withheld by its agency",
}


def refuse_withdrawn(status: str | None, where: str) -> None:
    """Holds an item against its status of publication: "stat:canceled", "usable".

    Raises:
        RefusedError: its agency has withdrawn it, or holds it back.
    """
    if what := _STATUSES.get((status or "").rpartition(":")[2].lower()):
        raise RefusedError(what, where=where)


def refuse_embargoed(until: str | None, where: str) -> None:
    """Holds an item against the time before which it may not be used.

    Raises:
        RefusedError: that lies ahead, or is no time.
    """
    if not until or times.is_none(until):
        return
    moment = times.told(until)
    if moment is None:
        raise RefusedError(f"its embargo is no time: {until:.40}", where=where)
    if moment > datetime.now(UTC):
        raise RefusedError(f"it is embargoed until {moment.isoformat()}", where=where)


def published_and_modified(
    first: Sequence[str | None], this: str | None, where: str
) -> tuple[datetime | None, datetime | None]:
    """When an item was first made, by the foremost of some fields that tells it, and when this version, if later."""
    for field in (*first, this):
        if field and times.is_none(field):
            _log.warning("%s: one of its dates is %.60s, which is none: it is left open", where, field)
    made = next((time for field in first if field and (time := times.told(field))), None)
    version = times.told(this) if this else None
    if made is None:
        return version, None
    return made, version if version and version > made else None
