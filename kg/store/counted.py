"""What `kg stats` counts, by class: the same in every store."""

from typing import Final

COUNTED: Final = {
    "statements": "Statement",
    "events": "EventDescription",
    "sanctions": "SanctionDescription",
    "actors": "Actor",
}
"""Field of ``Counts`` -> local name of the class."""
UNREAD: Final = ("unreadReason", "unreadFacts")
"""Local names of the properties of ``Counts.unread``: why, and how many, which are summed up for each reason."""
