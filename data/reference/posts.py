"""Times in a post as rows."""

import re
from collections import defaultdict
from pathlib import Path

from tables import Row, Tables, read, split

from kg import namespaces
from kg.reference import names
from kg.reference.days import first_day, last_day, precision

NOT_OFFICIAL = {"movement_leader", "opposition_figure", "igo_head"}


def official(into: Tables, row: Row) -> bool:
    """Whether who holds a post acts for a state: not for an international body, a movement or the opposition."""
    if not row["iso3"] or row["role"] in NOT_OFFICIAL:
        return False
    return not any(name in into.stateless for name in _phrases(row["position"]))


def acts_for_state(into: Tables, posts: list[Row]) -> bool:
    """Whether a person's acts are acts of a state: whether the latest post was one of a state."""
    latest = max(post["start"] for post in posts)
    return any(official(into, post) for post in posts if post["start"] == latest)


def _phrases(text: str) -> set[str]:
    words = names.key(text).split()
    return {" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)}


def tenures(into: Tables, folder: Path, posts: dict[str, list[Row]], holders: dict[str, int]) -> None:
    """Times in a post; those that would share an IRI carry a digest of what tells them apart."""
    words = {row["iso3"]: split(row["adjectives"]) for row in read(folder, "demonyms")}
    of = {
        row["iso3"]: [("the " if row["article"] else "") + row["name"], *split(row["aliases"]), *words[row["iso3"]]]
        for row in read(folder, "states")
    }
    plain = defaultdict(list)
    for person, held in posts.items():
        for row in held:
            plain[_tenure_path(person, row)].append((person, row))
    for path, alike in plain.items():
        for person, row in alike:
            tail = namespaces.digest(*row.values(), digits=6) if len(alike) > 1 else ""
            _tenure(into, f"{path}-{tail}" if tail else path, holders[person], row, of)


def _tenure_path(person: str, row: Row) -> str:
    return f"tenure/{person.lower()}-{row['role'].replace('_', '-')}-{row['start'][:4] or 'x'}"


def _tenure(into: Tables, path: str, holder: int, row: Row, of: dict[str, list[str]]) -> None:
    country, acts = row["iso3"], official(into, row)
    body = row["organisation"]
    label = titled(row["position"], of[country] if acts else [_with_article(body), body])
    where = country.lower() or namespaces.slug(row["organisation"])
    position = f"position/{where}-{namespaces.slug(row['position'], 60)}"
    post = into.ids.get(position) or into.add(position, label, "position", country, **({} if acts else {"state": None}))
    start, end = certain(row["start"], row["end"], row["known_until"])
    known = first_day(row["known_until"])
    into.tenure.append(
        (
            path,
            holder,
            post,
            label,
            row["role"],
            country or None,
            start,
            precision(row["start"]),
            end,
            precision(row["end"]),
            end or (max(known, start) if known and start else known),
        )
    )


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


_BODY = re.compile(
    r"\b(Union|Nations|Organi[sz]ation|Fund|Agency|Commission|Council|Court|Committee|Parliament|Bank|Office|League)\b"
    r"|\b(High Commissioner|Programme|Conference|Assembly|Community|Republic|Secretariat|Federation|Association)\b"
)


def _with_article(body: str) -> str:
    return f"the {body}" if _BODY.search(body) else body


_TO = re.compile(r"(?=\s+(?:to|at) (?:the )?[A-Z])")


def titled(position: str, of: list[str]) -> str:
    """A post with the state or body that it belongs to, unless it names it: "Minister of Foreign Affairs of Russia".

    ``of`` holds the name with its article, then other names and adjectives.
    """
    if not of[0] or any(names.key(name) in _phrases(position) for name in of):
        return position
    before, *rest = _TO.split(position, maxsplit=1)
    return f"{before} of {of[0]}{rest[0]}" if rest else f"{position} of {of[0]}"
