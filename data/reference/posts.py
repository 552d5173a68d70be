"""Posts and times in them as rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tables import Tables, keyed

from kg.reference.days import first_day, last_day, precision

NOT_OFFICIAL = {"movement_leader", "opposition_figure", "igo_head"}
POSITION, TENURE = r"P[1-9]\d*", r"T[1-9]\d*"


@dataclass(frozen=True)
class Post:
    """A post.

    Attributes:
        entity: its number; ``title`` is what it is called, with the state or body that it belongs to.
        country: the state that it has to do with, or "".
        of_body: whether it belongs to an organisation, whoever that acts for.
    """

    entity: int
    title: str
    country: str
    of_body: bool


@dataclass(frozen=True)
class Held:
    """Somebody's time in a post."""

    path: str
    person: str
    post: Post
    role: str
    start: str
    end: str
    known_until: str

    @property
    def official(self) -> bool:
        """Whether who holds the post acts for a state: not for a body, a movement or the opposition."""
        return bool(self.post.country) and not self.post.of_body and self.role not in NOT_OFFICIAL

    def row(self, holder: int) -> tuple[Any, ...]:
        """As it stands in the look-up file."""
        start, end = certain(self.start, self.end, self.known_until)
        known = first_day(self.known_until)
        return (
            self.path,
            holder,
            self.post.entity,
            self.post.title,
            self.role,
            self.post.country or None,
            start,
            precision(self.start),
            end,
            precision(self.end),
            end or (max(known, start) if known and start else known),
        )


def acts_for_state(posts: list[Held]) -> bool:
    """Whether a person's acts are acts of a state: whether the latest post was one of a state."""
    latest = max(post.start for post in posts)
    return any(post.official for post in posts if post.start == latest)


def tenures(into: Tables, folder: Path) -> list[Held]:
    """Times in a post, in the order of the table; adds the posts."""
    rows = list(keyed(folder, "tenures", TENURE))
    unofficial = {row["position"] for row in rows if row["role"] in NOT_OFFICIAL}
    posts = dict(_posts(into, folder, unofficial))
    if unheld := sorted(posts.keys() - {row["position"] for row in rows}):
        raise ValueError(f"positions.csv: nobody holds {unheld[0]}")
    if unknown := sorted({row["position"] for row in rows} - posts.keys()):
        raise ValueError(f"tenures.csv: positions.csv has no {unknown[0]}")
    return [
        Held(
            path=f"tenure-{row['id']}",
            person=row["person"],
            post=posts[row["position"]],
            role=row["role"],
            start=row["start"],
            end=row["end"],
            known_until=row["known_until"],
        )
        for row in rows
    ]


def _posts(into: Tables, folder: Path, unofficial: set[str]) -> Iterator[tuple[str, Post]]:
    for row in keyed(folder, "positions", POSITION):
        organisation, country = row["organisation"], row["iso3"]
        if organisation and organisation not in into.organisations:
            raise ValueError(f"positions.csv: {row['id']}: organisations.csv has no {organisation!r}")
        more = {"state": None} if organisation or row["id"] in unofficial else {}
        body = into.bodies.get(organisation)
        entity = into.add(f"position-{row['id']}", row["title"], "position", country, body=body, **more)
        yield row["id"], Post(entity, row["title"], country, bool(organisation))


def certain(start: str, end: str, known_until: str) -> tuple[str | None, str | None]:
    """First and last day that the post was surely held, as far as the source's precision goes.

    "2012-05" to "2025-09" gives 2012-05-31 to 2025-09-01. Where that leaves nothing (both in one month), the
    days that enclose it.
    """
    first, last = last_day(start), first_day(end)
    known = last or first_day(known_until)
    if first and known and first > known:
        return (first_day(start), last_day(end)) if last else (max(first_day(start) or "", known), None)
    return first, last
