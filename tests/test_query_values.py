"""What a user gives for a parameter: sides, places, other names, codes of states, days told from today on."""

from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from test_queries import view as stored
from test_queries import world

from kg import namespaces as ns
from kg import query
from kg.errors import QueryError
from kg.query import days
from kg.query.terms import term
from kg.store import EmbeddedView, memory_store

TODAY = date(2024, 3, 31)


@pytest.fixture
def view() -> EmbeddedView:
    return stored(world.DATA)


@pytest.fixture
def at_easter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(days, "today", lambda: TODAY)


def value(given: str, type: str, view: query.Lookup) -> str:
    found = term(given, query.Parameter("it", type), view)
    return found.value


def day(given: str, bound: str | None, view: EmbeddedView) -> str:
    return term(given, query.Parameter("it", "date", bound=bound), view).value


# ---------------------------------------------------------------- sides


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("RUR", world.RURITANIA),
        ("League of the Meridian", world.LEAGUE),
        ("LoM", world.LEAGUE),
        ("lom", world.LEAGUE),
        ("Black Raiders", world.RAIDERS),
        ("Kingdom of Ruritania", world.RURITANIA),
    ],
)
def test_states_bodies_and_armed_groups_are_sides(given: str, expected: str, view: EmbeddedView) -> None:
    assert value(given, "side", view) == expected


@pytest.mark.parametrize(
    ("given", "noun"),
    [("Bank of Freedonia", "a company"), ("Rufus Firefly", "a person"), ("The Strelsau Herald", "a media outlet")],
)
def test_who_is_no_side_is_told_so(given: str, noun: str, view: EmbeddedView) -> None:
    told = rf"parameter 'it': {given} is {noun} and no side .ask who-said with speaker={given}, or actor-events"
    with pytest.raises(QueryError, match=told):
        value(given, "side", view)


def test_without_a_store_the_reference_facts_tell_it() -> None:
    nowhere = query.Nowhere(ns.DEFAULT_BASE)
    assert value("EU", "side", nowhere) == value("European Union", "side", nowhere)
    with pytest.raises(QueryError, match=r"Gazprom is a company and no side"):
        value("Gazprom", "side", nowhere)


def test_a_place_is_no_actor(view: EmbeddedView) -> None:
    with pytest.raises(QueryError, match=r"no actor is called 'Crimea' .it is a place: ask at-place with place=Crimea"):
        value("Crimea", "side", view)


@pytest.mark.parametrize("name", ["statements-between", "events-between"])
def test_queries_between_sides_say_so(name: str, view: EmbeddedView) -> None:
    with pytest.raises(QueryError, match=r"no side"):
        query.run(view, query.load(name), {"from": "Bank of Freedonia", "to": "RUR"})
    assert list(query.run(view, query.load(name), {"from": "LoM", "to": "Black Raiders"}))


def test_whoever_is_a_side_of_a_fact_is_one_whatever_its_class() -> None:
    store = memory_store()
    graph = ox.NamedNode(ns.reference_graph(store.base))
    party = ox.NamedNode(ns.WD + "Q990000051")
    for property, object in [
        (ns.RDF + "type", ox.NamedNode(ns.KG + "Party")),
        (ns.RDF + "type", ox.NamedNode(ns.KG + "Actor")),
        (ns.RDFS + "label", ox.Literal("Zenda First")),
    ]:
        store.engine.add(ox.Quad(party, ox.NamedNode(property), object, graph))
    with pytest.raises(QueryError, match=r"Zenda First is a party and no side"):
        value("Zenda First", "side", store)
    store.engine.add(ox.Quad(ox.NamedNode("http://x/fact"), ox.NamedNode(ns.KG + "fromSide"), party, graph))
    assert value("Zenda First", "side", store) == party.value


# ---------------------------------------------------------------- codes, actors and places


@pytest.mark.parametrize("kind", ["actor", "side", "actor-or-place", "place"])
@pytest.mark.parametrize("given", ["RU", "RUS"])
def test_codes_of_two_and_three_letters(kind: str, given: str) -> None:
    with memory_store() as empty:
        assert value(given, kind, empty) == ns.WD + "Q159"


@pytest.mark.parametrize(
    ("given", "label"), [("UK", "United Kingdom"), ("GB", "United Kingdom"), ("US", "United States"), ("XK", "Kosovo")]
)
def test_what_people_write_for_states(given: str, label: str) -> None:
    with memory_store() as empty:
        assert value(given, "side", empty) == value(label, "side", empty)


def test_a_code_that_is_a_name_as_well_is_for_the_user_to_settle() -> None:
    with memory_store() as empty, pytest.raises(QueryError, match=r"'AU' may be .*African Union.*Australia"):
        value("AU", "side", empty)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Red Marsh", world.MARSH),
        ("Marsh of Zenda", world.MARSH),
        ("zenda", world.ZENDA),
        ("Rufus Firefly", world.RUFUS),
        ("RUR", world.RURITANIA),
    ],
)
def test_an_actor_or_a_place(given: str, expected: str, view: EmbeddedView) -> None:
    assert value(given, "actor-or-place", view) == expected


def test_a_name_of_neither(view: EmbeddedView) -> None:
    with pytest.raises(QueryError, match=r"no actor or place is called 'Graustark'"):
        value("Graustark", "actor-or-place", view)


def test_an_actors_own_name_is_his_and_a_capital_may_stand_for_either() -> None:
    with memory_store() as empty:
        assert value("Luxembourg", "actor-or-place", empty) == ns.WD + "Q32"
        assert value("Kyiv", "actor", empty) == ns.WD + "Q212"
        with pytest.raises(QueryError, match=r"'Kyiv' may be .*Kyiv.*Ukraine.*give the IRI"):
            value("Kyiv", "actor-or-place", empty)


# ---------------------------------------------------------------- days told from today on


@pytest.mark.parametrize(
    ("given", "first", "last"),
    [
        ("today", "2024-03-31", "2024-03-31"),
        ("yesterday", "2024-03-30", "2024-03-30"),
        ("this-week", "2024-03-25", "2024-03-31"),
        ("last-week", "2024-03-18", "2024-03-24"),
        ("this-month", "2024-03-01", "2024-03-31"),
        ("last-month", "2024-02-01", "2024-02-29"),
        ("This-Year", "2024-01-01", "2024-12-31"),
        ("last-year", "2023-01-01", "2023-12-31"),
        ("-30d", "2024-03-01", "2024-03-01"),
        ("-2w", "2024-03-17", "2024-03-17"),
        ("-1m", "2024-02-29", "2024-02-29"),
        ("-6m", "2023-09-30", "2023-09-30"),
        ("-1y", "2023-03-31", "2023-03-31"),
    ],
)
@pytest.mark.usefixtures("at_easter")
def test_days_from_today_on(given: str, first: str, last: str, view: EmbeddedView) -> None:
    assert (day(given, "first", view), day(given, "last", view)) == (first, last)


@pytest.mark.parametrize("now", [date(2024, 1, 1), date(2023, 12, 31)])
def test_over_the_turn_of_the_year(now: date) -> None:
    first, last = days.relative("last-month", now) or (now, now)
    assert (first.day, last.day) == (1, 31 if now.month == 1 else 30)
    assert first.month == last.month == (12 if now.month == 1 else 11)


@pytest.mark.usefixtures("at_easter")
def test_where_a_day_is_asked_for_a_month_is_none(view: EmbeddedView) -> None:
    assert day("yesterday", None, view) == "2024-03-30"
    with pytest.raises(QueryError, match=r"'last-month' is no day \(as in 2024-01-31, yesterday or -30d\)"):
        day("last-month", None, view)


@pytest.mark.parametrize("given", ["last", "-30", "30d", "-30days", "-9999y", "last-day", "tomorrow"])
def test_other_words_are_no_days(given: str, view: EmbeddedView) -> None:
    with pytest.raises(QueryError, match=r"is no date .as in 2024, 2024-01 or 2024-01-31; yesterday"):
        day(given, "first", view)


def test_the_clock_is_read_in_one_place(monkeypatch: pytest.MonkeyPatch, view: EmbeddedView) -> None:
    """What a query asks for follows the clock, and nothing else of it does."""
    bound = []
    for now in (date(2024, 3, 3), date(2024, 3, 6)):
        monkeypatch.setattr(days, "today", lambda now=now: now)
        bound.append(len(list(query.run(view, query.load("who-said"), {"since": "yesterday", "until": "today"}))))
    assert bound == [2, 1]


# ---------------------------------------------------------------- groups


def test_every_query_is_in_a_group_and_every_group_has_one() -> None:
    used = {query.load(name).header.group for name in query.names()}
    assert used == set(query.groups())


def test_a_query_of_the_library_without_a_group_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg import resources

    folder = tmp_path / "queries"
    folder.mkdir()
    (folder / "groups.txt").write_text("Statements\nEvents\n")
    (folder / "stray.rq").write_text("SELECT ?s { ?s ?p ?o } ORDER BY ?s\n#+ summary: all\n#+ group: Others\n")
    monkeypatch.setattr(resources, "path", lambda *parts: tmp_path.joinpath(*parts))
    with pytest.raises(QueryError, match=r"in no group of the library: 'Others' \(group: one of Statements, Events\)"):
        query.load("stray")
