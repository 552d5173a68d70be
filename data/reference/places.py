"""Towns, regions and disputed places as rows."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tables import Row, Tables, keyed, place_path, read, split

from kg.reference import names

PLACE, VARIANT = 0.9, 0.85
# A GeoNames id; the code of an area of GeoNames; a number of our own, where GeoNames has no such thing.
KEY = r"[1-9]\d*|[A-Z]{2}\.\w+|D[1-9]\d*"
NEAR = 0.5  # degrees


@dataclass(frozen=True)
class Claims:
    """Who claims and who holds a disputed place, as paths."""

    claimants: tuple[str, ...]
    held_by: tuple[str, ...]

    @property
    def disputed(self) -> bool:
        """Claimed by two, or held by another than claims it."""
        return len(self.claimants) > 1 or bool(set(self.held_by) - set(self.claimants))


def places(into: Tables, folder: Path) -> None:
    """Disputed places, then towns and regions, which take over the claims to the area in which they lie."""
    areas = _disputed(into, folder)
    held = {row["geonameid"]: row["held_by"] for row in read(folder, "held")}
    iso3 = {row["iso2"]: row["iso3"] for row in [*read(folder, "territories"), *read(folder, "states")]}
    disputed = defaultdict(list)
    for row in read(folder, "disputed"):
        disputed[names.key(row["place"])].append(row)
    for row in keyed(folder, "places", KEY, "key"):
        if _subsumed(row, disputed):
            continue
        country = iso3.get(row["iso2"], "")
        within = (row["key"], f"{row['iso2']}.{row['area']}", row["iso2"])
        claims = next((areas[area] for area in within if area in areas), None)
        more = _claimed(into, claims and _held(into, claims, held.get(row["key"])), country)
        country = more.pop("country")
        place = into.add(
            place_path(row["key"]),
            row["name"],
            "place",
            country,
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            precision="region" if row["kind"] == "region" else "city",
            population=int(row["population"]),
            also=split(row["aliases"]),
            **more,
        )
        into.call(place, [row["name"]], "place", PLACE)
        into.call(place, split(row["aliases"]), "place", VARIANT)


def _disputed(into: Tables, folder: Path) -> dict[str, Claims]:
    """Adds the places of disputed.csv; the claims to the areas of GeoNames that they cover."""
    areas = {}
    for row in keyed(folder, "disputed", KEY, "key"):
        claims = Claims(
            tuple(_actor(into, name) for name in split(row["claimants"])),
            tuple(_actor(into, name) for name in split(row["held_by"])),
        )
        sole = "" if claims.disputed else row["claimants"]
        place = into.add(
            place_path(row["key"]),
            row["place"],
            "place",
            sole,
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            precision=row["precision"],
            also=split(row["aliases"]),
            **(vars(claims) if claims.disputed else {}),
        )
        into.call(place, [row["place"]], "name")
        into.call(place, split(row["aliases"]), "alias")
        if claims.disputed:
            areas |= dict.fromkeys(split(row["areas"]), claims)
    return areas


def _actor(into: Tables, name: str) -> str:
    """The path of a state by its ISO code, or of an organisation by its name."""
    return into.states.get(name) or into.entity[into.organisations[name] - 1][1]


def _held(into: Tables, claims: Claims, holder: str | None) -> Claims:
    """The claims to a town whose holder is known for itself, in an area that is divided."""
    return Claims(claims.claimants, (_actor(into, holder),)) if holder else claims


def _claimed(into: Tables, claims: Claims | None, country: str) -> dict[str, Any]:
    """No one sovereign for a claimed town, except where the holder is also the state that GeoNames gives it to."""
    if claims is None:
        return {"country": country}
    agreed = claims.held_by == (into.states.get(country),)
    return {"country": country if agreed else "", **vars(claims)}


def _subsumed(row: Row, disputed: dict[str, list[Row]]) -> bool:
    """Whether a town is a disputed place itself: the same name at the same spot (Jerusalem)."""
    return row["kind"] != "region" and any(
        all(abs(float(row[axis]) - float(place[axis])) < NEAR for axis in ("latitude", "longitude"))
        for place in disputed.get(names.key(row["name"]), ())
    )
