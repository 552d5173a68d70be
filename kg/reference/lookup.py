"""Look-ups in reference.sqlite: opened at the first question, by each process for itself, and never written."""

import os
import sqlite3
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from kg import resources
from kg.errors import ResourceError
from kg.namespaces import REFERENCE, WD
from kg.reference import names
from kg.reference.model import Candidate, Entity, Source, Tenure, running

_CACHED = 1 << 14
_FUZZY = 0.7
_POPULATION = 11  # the column of the view `called`
_OURS = ("place-", "position-", "tenure-", "person-", "organisation-", "state-")
_HINT = "in a checkout: python data/reference/build.py"


@cache
def _connection() -> sqlite3.Connection:
    try:
        file = resources.path("data", "reference", "reference.sqlite")
    except ResourceError as error:
        raise ResourceError(error.what, where=error.where, hint=_HINT) from None
    return sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


if hasattr(os, "register_at_fork"):  # a connection must not be carried across a fork
    os.register_at_fork(after_in_child=_connection.cache_clear)


def _rows(query: str, *parameters: object) -> list[tuple[Any, ...]]:
    return _connection().execute(query, parameters).fetchall()


@lru_cache(_CACHED)
def candidates(name: str, base: str) -> tuple[Candidate, ...]:
    """Actors that a name may stand for, the surest first: exact names, aliases, adjectives, capitals, metonyms.

    Accents, apostrophes, dots and dashes do not matter; case does ("us" is not "US", "turkey" no state). Places
    other than states have their own look-up, ``places``.
    """
    return tuple(sorted(_called(name, base, place=False), key=lambda c: (-c.score, c.entity.iri)))


@lru_cache(_CACHED)
def places(name: str, base: str) -> tuple[Candidate, ...]:
    """Places of this name, given or variant: areas known by name (disputed places) first, then by population."""
    return tuple(sorted(_called(name, base, place=True), key=lambda c: (c.how == "place", -c.population, c.entity.iri)))


def _called(name: str, base: str, *, place: bool) -> Iterable[Candidate]:
    found = _rows(
        "SELECT * FROM called WHERE key = ? AND (type = 'place') = ?",
        names.key(name),
        place,
    )
    return _surest(
        Candidate(_entity(row), how, score, row[_POPULATION] or 0)
        for *row, _key, how, score, shape in found
        if names.fits(name, shape)
    )


def _surest(found: Iterable[Candidate]) -> Iterable[Candidate]:
    """One reading for each entity."""
    best: dict[str, Candidate] = {}
    for candidate in found:
        known = best.get(candidate.entity.iri)
        if known is None or known.score < candidate.score:
            best[candidate.entity.iri] = candidate
    return best.values()


@lru_cache(_CACHED)
def fuzzy(name: str, base: str) -> tuple[Candidate, ...]:
    """People whose name may be another romanisation of this one (Vasili Nebenzja for Vasily Nebenzya).

    Only people of states that do not write in Latin letters: Smith and Smyth are two. The surnames sound the same
    and the first names agree (``names.same_first_name``); a single word finds nothing.
    Several people may be found: which of them is meant, post and date tell.
    """
    words = names.key(name).split()
    surname = names.skeleton(words[-1]) if len(words) > 1 else ""
    if not names.telling(surname) or not names.fits(name, "capital"):
        return ()
    found = _rows("SELECT * FROM sounding WHERE surname = ?", surname)
    agreeing = _surest(
        Candidate(_entity(row), "fuzzy", _FUZZY)
        for *row, _surname, first in found
        if names.same_first_name(words[0], first)
    )
    return tuple(sorted(agreeing, key=lambda c: c.entity.iri))


@lru_cache(_CACHED)
def state(iso3: str, base: str) -> Entity | None:
    """The state with this ISO 3166 alpha-3 code (XKX for Kosovo)."""
    return _only("SELECT * FROM described WHERE country = ? AND type = 'state'", iso3)


def state_of_alpha2(iso2: str, base: str) -> Entity | None:
    """The state with this ISO 3166 alpha-2 code (XK for Kosovo)."""
    code = _alpha3().get(iso2)
    return state(code, base) if code else None


@cache
def _alpha3() -> dict[str, str]:
    """ISO 3166 alpha-2 code -> alpha-3."""
    pairs = str(_rows("SELECT value FROM meta WHERE key = 'alpha2'")[0][0]).split("|")
    return {pair[:2]: pair[3:] for pair in pairs}


@cache
def past_states() -> frozenset[str]:
    """The codes of states that are no more: SUN, ZAR (``data/reference/states_past.csv``)."""
    return frozenset(str(_rows("SELECT value FROM meta WHERE key = 'past'")[0][0]).split("|"))


@lru_cache(_CACHED)
def entity(iri: str, base: str) -> Entity | None:
    """The entity with this IRI, described as every look-up does; None if the reference facts have no such thing."""
    path = _path(iri)
    return _only("SELECT * FROM described WHERE path = ?", path) if path else None


def state_of_demonym(word: str, base: str) -> Entity | None:
    """The state whose adjective or inhabitants a word names; None where it is none or two ("Congolese")."""
    found = [c.entity for c in candidates(word, base) if c.how in ("adjective", "demonym")]
    return found[0] if len(found) == 1 else None


@lru_cache(_CACHED)
def members(organisation: str, base: str) -> tuple[Entity, ...]:
    """The states that belong to an organisation, given by its IRI; none where the members are not known."""
    found = _rows("SELECT * FROM membership WHERE organisation = ? ORDER BY country", _path(organisation))
    return tuple(_entity(row) for row in found)


@lru_cache(_CACHED)
def memberships(state: str, base: str) -> tuple[Entity, ...]:
    """The organisations that a state, given by its IRI, belongs to, by IRI.

    Only those with a Wikidata id that tell states from one another: not the United Nations and others of three in four
    states or more; nor groups without a body, such as the Group of Seven (``members`` knows those of all).
    """
    found = _rows("SELECT * FROM belonging WHERE state = ?", _path(state))
    return tuple(sorted((_entity(row[1:]) for row in found), key=lambda organisation: organisation.iri))


@lru_cache(_CACHED)
def other_names(iri: str, base: str) -> tuple[str, ...]:
    """What else an actor or a place of the reference facts is called, whatever the text: "US", "Nebenzia", "Kharkov".

    Neither adjectives and inhabitants ("Russian"), nor what stands for it ("the Kremlin"), nor names that only a text
    settles ("the bloc").
    """
    found = _rows("SELECT other_names FROM entity WHERE path = ?", _path(iri))
    return tuple(sorted(name for (names_,) in found for name in names_.split("|") if name))


@lru_cache(_CACHED)
def tenures(person: str, base: str) -> tuple[Tenure, ...]:
    """The posts of a person, given by the IRI, the earliest first."""
    return _tenures("SELECT * FROM held WHERE holder = ?", _path(person))


@lru_cache(_CACHED)
def holders(iso3: str, role: str, day: str, base: str) -> tuple[Tenure, ...]:
    """Tenures of a kind of post of a state that were or may have been running on a day (``model.running`` tells).

    Those surely running come first. Kinds of post: ``data/reference/README.md``.
    """
    held = _tenures("SELECT * FROM held WHERE country = ? AND role = ?", iso3, role)
    sure = {tenure.iri: running(tenure, day) for tenure in held}
    return tuple(
        sorted((t for t in held if sure[t.iri] != "no"), key=lambda t: (sure[t.iri] != "yes", t.start or "", t.iri))
    )


@lru_cache(_CACHED)
def tenure(iri: str, base: str) -> Tenure | None:
    """The tenure with this IRI."""
    found = _tenures("SELECT * FROM held WHERE path = ?", _path(iri))
    return found[0] if found else None


@cache
def sources() -> tuple[Source, ...]:
    """Where the reference facts are from; the first stands for them as a whole."""
    return tuple(Source(*row) for row in _rows("SELECT page, licence, rights FROM source ORDER BY rowid"))


def sources_hash() -> str:
    """SHA-256 of the tables that the file was built from."""
    return str(_rows("SELECT value FROM meta WHERE key = 'sources'")[0][0])


def _tenures(query: str, *parameters: object) -> tuple[Tenure, ...]:
    found = (
        Tenure(
            iri=_iri(path),
            holder=_iri(holder),
            label=label,
            position=_iri(post),
            state=state and _iri(state),
            body=body and _iri(body),
            country=country,
            start=start,
            end=end,
            known_until=until,
            start_precision=start_precision,
            end_precision=end_precision,
            role=role,
        )
        for (
            path,
            holder,
            label,
            post,
            state,
            body,
            country,
            start,
            end,
            until,
            start_precision,
            end_precision,
            role,
        ) in _rows(query, *parameters)
    )
    return tuple(sorted(found, key=lambda t: (t.start or "", t.iri)))


def _only(query: str, parameter: str) -> Entity | None:
    found = _rows(query, parameter)
    return _entity(found[0]) if found else None


def _entity(row: "list[Any] | tuple[Any, ...]") -> Entity:
    path, label, type_, country, state, latitude, longitude, precision, claimants, held_by, body = row[:11]
    return Entity(
        iri=_iri(path),
        label=label,
        type=type_,
        country=country,
        state=state and _iri(state),
        latitude=latitude,
        longitude=longitude,
        precision=precision,
        claimants=tuple(_iri(claimant) for claimant in claimants.split("|") if claimant),
        held_by=tuple(_iri(holder) for holder in held_by.split("|") if holder),
        body=body and _iri(body),
    )


def _iri(path: str) -> str:
    return (WD if path[0] == "Q" else REFERENCE) + path


def _path(iri: str) -> str | None:
    for start, kinds in ((WD, "Q"), (REFERENCE, _OURS)):
        path = iri.removeprefix(start)
        if path != iri and path.startswith(kinds):
            return path
    return None
