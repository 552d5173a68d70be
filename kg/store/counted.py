"""What `kg stats` counts, by class: the same in every store."""

from typing import Final

COUNTED: Final = {
    "statements": "Statement",
    "events": "EventDescription",
    "sanctions": "SanctionDescription",
    "actors": "Actor",
}
"""Field of ``Counts`` -> local name of the class."""
UNREAD: Final = "unreadFacts"
"""Local name of the property whose values are summed up as ``Counts.unread``."""
