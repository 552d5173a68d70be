"""What an analyst looks up and expects to find, in the reference facts as they ship."""

import os
import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import reference
from kg.namespaces import REFERENCE, WD
from kg.reference import Candidate, Tenure, lookup, running
from kg.reference.model import side

BASE = "https://kg.example/"
LAVROV, PUTIN, NEBENZYA, RUSSIA, UKRAINE = (WD + q for q in ("Q58217", "Q7747", "Q1000053", "Q159", "Q212"))


def found(name: str) -> list[tuple[str, str]]:
    return [(c.entity.label, c.how) for c in reference.candidates(name, BASE)]


def one(name: str) -> Candidate:
    (candidate,) = reference.candidates(name, BASE)
    return candidate


def post(person: str, role: str, day: str) -> Tenure:
    (tenure,) = [t for t in reference.tenures(person, BASE) if t.role == role and running(t, day) == "yes"]
    return tenure


@pytest.mark.parametrize(
    ("name", "label", "how"),
    [
        ("Russia", "Russia", "name"),
        ("the Russian Federation", "Russia", "alias"),
        ("Russian", "Russia", "adjective"),
        ("Russians", "Russia", "demonym"),
        ("Moscow", "Russia", "capital"),
        ("Kremlin", "Russia", "metonym"),
        ("the Kremlin", "Russia", "metonym"),
        ("US", "United States", "alias"),
        ("U.S.", "United States", "alias"),
        ("White House", "United States", "metonym"),
        ("UK", "United Kingdom", "alias"),
        ("British", "United Kingdom", "adjective"),
        ("Britons", "United Kingdom", "demonym"),
        ("Dutch", "Netherlands", "adjective"),
        ("Spaniard", "Spain", "demonym"),
        ("Turkey", "Türkiye", "alias"),
        ("Turkiye", "Türkiye", "name"),
        ("Kiev", "Ukraine", "capital"),
        ("Kosovo", "Kosovo", "name"),
        ("Taiwanese", "Taiwan", "adjective"),
        ("Palestinian", "Palestine", "adjective"),
        ("Nato", "North Atlantic Treaty Organization", "alias"),
        ("IAEA", "International Atomic Energy Agency", "alias"),
        ("G7", "Group of Seven", "alias"),
        ("Pentagon", "United States Department of Defense", "alias"),
        ("al-Shabaab", "Al-Shabaab", "name"),
        ("Sergey Lavrov", "Sergey Lavrov", "name"),
        ("Sergei Lavrov", "Sergey Lavrov", "alias"),
        ("Lavrov", "Sergey Lavrov", "surname"),
        ("Antony Blinken", "Antony Blinken", "name"),
    ],
)
def test_a_name_finds_what_it_stands_for(name: str, label: str, how: str) -> None:
    assert found(name) == [(label, how)]


@pytest.mark.parametrize(
    "word", ["us", "turkey", "chad", "jordan", "georgia", "mali", "who", "is", "polish", "Us", "It"]
)
def test_an_ordinary_word_is_no_name(word: str) -> None:
    assert found(word) == []


def test_a_name_of_two_bodies_finds_both_and_settles_nothing() -> None:
    assert {label for label, _ in found("Congolese")} == {"DR Congo", "Republic of the Congo"}
    assert reference.state_of_demonym("Congolese", BASE) is None
    assert reference.state_of_demonym("Nigerien", BASE) == reference.state("NER", BASE)


def test_what_only_the_text_settles_is_marked() -> None:
    assert found("the bloc") == [("European Union", "contextual")]
    brussels = reference.candidates("Brussels", BASE)
    assert {c.entity.label for c in brussels} >= {"Belgium", "European Union"}
    assert all(c.score < 0.5 for c in brussels)


def test_an_actor_with_a_wikidata_id_is_not_provisional() -> None:
    lavrov = one("Sergey Lavrov").entity
    assert (lavrov.iri, lavrov.type, lavrov.country, lavrov.state, lavrov.provisional) == (
        LAVROV, "person", "RUS", RUSSIA, False,
    )  # fmt: skip


def test_a_person_known_without_one_has_an_iri_of_ours() -> None:
    peskov = one("Dmitry Peskov").entity
    assert peskov.iri == f"{REFERENCE}person-dmitry-peskov-RUS"
    assert (peskov.provisional, peskov.state) == (False, RUSSIA)
    (spokesman,) = reference.tenures(peskov.iri, BASE)
    assert (spokesman.label, spokesman.role) == ("Press Secretary of the President of Russia", "spokesperson")
    assert running(spokesman, "2024-01-01") == "yes"


def test_acts_of_armed_groups_companies_and_outlets_are_not_acts_of_a_state() -> None:
    for name, body in (("Hamas", "Hamas"), ("Houthis", "Houthis"), ("Gazprom", None), ("TASS", None)):
        assert side(one(name).entity) == (one(body).entity.iri if body else None), name
    assert side(one("FSB").entity) == RUSSIA


def test_companies_and_outlets_belong_to_their_state_and_armed_groups_to_none() -> None:
    assert {name: one(name).entity.state for name in ("Hamas", "Houthis", "Gazprom", "TASS")} == {
        "Hamas": None,
        "Houthis": None,
        "Gazprom": RUSSIA,
        "TASS": RUSSIA,
    }


@pytest.mark.parametrize("name", ["António Guterres", "Hassan Nasrallah", "Yahya Saree", "Kaja Kallas"])
def test_who_speaks_for_no_state_is_not_rolled_up_to_one(name: str) -> None:
    person = one(name).entity
    assert person.state is None
    latest = max(reference.tenures(person.iri, BASE), key=lambda t: t.start or "")
    assert latest.state is None


def last_post(name: str) -> Tenure:
    return max(reference.tenures(one(name).entity.iri, BASE), key=lambda t: t.start or "")


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("António Guterres", "United Nations"),
        ("Mark Rutte", "NATO"),
        ("Kaja Kallas", "European Union"),
        ("Ursula von der Leyen", "European Union"),  # of its Commission
        ("Roberta Metsola", "European Union"),  # of its Parliament
        ("Volker Türk", "United Nations"),  # of an office of it
        ("Rafael Grossi", "IAEA"),  # an agency with members of its own
        ("Ismail Haniyeh", "Hamas"),
        ("Abu Obeida", "Hamas"),  # of its Qassam Brigades
        ("Yahya Saree", "Houthis"),
        ("Zabihullah Mujahid", "Taliban"),
        ("Brahim Ghali", "Polisario Front"),
        ("Yevgeny Prigozhin", "Wagner Group"),  # never its sponsor
        ("Muse Bihi Abdi", "Authorities of Somaliland"),
    ],
)
def test_a_post_of_a_body_is_held_for_the_body(name: str, body: str) -> None:
    held = last_post(name)
    assert (held.state, held.body) == (None, one(body).entity.iri)


@pytest.mark.parametrize("name", ["Marwan Barghouti", "Muqtada al-Sadr", "Mirjana Spoljaric Egger", "Simon Stiell"])
def test_a_post_of_an_opposition_a_party_or_a_charity_is_held_for_no_side(name: str) -> None:
    held = last_post(name)
    assert (held.state, held.body) == (None, None)


def test_no_post_is_one_of_a_state_and_of_a_body() -> None:
    both = "SELECT path FROM entity WHERE body IS NOT NULL AND state IS NOT NULL"
    assert lookup._rows(both) == []
    assert len(lookup._rows("SELECT path FROM entity WHERE type = 'position' AND body IS NOT NULL")) > 100


@pytest.mark.parametrize(
    ("organ", "body"),
    [
        ("European Commission", "European Union"),
        ("UN Security Council", "United Nations"),
        ("North Atlantic Council", "NATO"),
        ("African Union Commission", "African Union"),
        ("Qassam Brigades", "Hamas"),
    ],
)
def test_an_organ_has_its_body(organ: str, body: str) -> None:
    assert one(organ).entity.body == one(body).entity.iri


@pytest.mark.parametrize("name", ["European Union", "NATO", "IAEA", "Hamas", "Wagner Group", "Gazprom", "FSB"])
def test_a_body_or_another_organisation_is_no_organ(name: str) -> None:
    assert one(name).entity.body is None


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("António Guterres", "Secretary-General of the United Nations"),
        ("Hassan Nasrallah", "Secretary-General of Hezbollah"),
        ("Rishi Sunak", "Prime Minister of the United Kingdom"),
        ("Antony Blinken", "Secretary of State of the United States"),
        ("Linda Thomas-Greenfield", "Ambassador of the United States to the United Nations"),
    ],
)
def test_a_post_is_called_with_the_state_or_body_it_belongs_to(name: str, label: str) -> None:
    assert label in {t.label for t in reference.tenures(one(name).entity.iri, BASE)}


@pytest.mark.parametrize(
    "name",
    ["Vassily Nebenzia", "Vasily Nebenzya", "Vasili Nebenzja", "Vassili Nebenzya", "V. Nebenzia", "Vasiliy Nebenziya"],
)
def test_spellings_of_one_name_are_one_person(name: str) -> None:
    people = {c.entity.iri for c in (*reference.candidates(name, BASE), *reference.fuzzy(name, BASE))}
    assert people == {NEBENZYA}


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Vladimir Zelenskiy", "Volodymyr Zelenskyy"),
        ("Alyaksandr Lukashenka", "Alexander Lukashenko"),
        ("Serhiy Lavrov", "Sergey Lavrov"),
        ("Dmitrii Medvedev", "Dmitry Medvedev"),
        ("Mohamed Javad Zarif", "Mohammad Javad Zarif"),
    ],
)
def test_another_romanisation_is_found(name: str, label: str) -> None:
    assert label in {c.entity.label for c in reference.fuzzy(name, BASE)}


@pytest.mark.parametrize(
    "name", ["Peskov", "Ivan Nebenzya", "Oleksandra Lukashenko", "Vasily Nabonza", "sergey lavrof"]
)
def test_a_near_name_of_somebody_else_is_not(name: str) -> None:
    assert reference.fuzzy(name, BASE) == ()


def test_namesakes_stay_apart() -> None:
    namesakes = {c.entity.iri for c in reference.candidates("Andris Bērziņš", BASE)}
    assert len(namesakes) == 2
    first, second = ({t.iri for t in reference.tenures(iri, BASE)} for iri in namesakes)
    assert first.isdisjoint(second)


def test_a_post_has_its_holder_state_and_days() -> None:
    foreign = post(LAVROV, "foreign_minister", "2024-01-01")
    assert foreign.iri == f"{REFERENCE}tenure-T12981"
    assert foreign.label == "Minister of Foreign Affairs of Russia"
    assert foreign.position == f"{REFERENCE}position-P3856"
    assert (foreign.state, foreign.country, foreign.start, foreign.end) == (RUSSIA, "RUS", "2004-03-09", None)
    assert reference.tenure(foreign.iri, BASE) == foreign
    assert post(PUTIN, "head_of_state", "2024-01-01").start == "2012-05-07"
    assert post(NEBENZYA, "un_ambassador", "2024-01-01").label == (
        "Permanent Representative of Russia to the United Nations"
    )


@pytest.mark.parametrize(
    ("iso3", "role", "day", "holder"),
    [
        ("RUS", "foreign_minister", "2024-01-01", "Sergey Lavrov"),
        ("USA", "foreign_minister", "2024-01-01", "Antony Blinken"),
        ("USA", "head_of_state", "2016-06-01", "Barack Obama"),
        ("UKR", "head_of_state", "2024-01-01", "Volodymyr Zelenskyy"),
        ("GBR", "head_of_government", "2024-08-01", "Keir Starmer"),
        ("FRA", "head_of_state", "2024-01-01", "Emmanuel Macron"),
    ],
)
def test_who_held_a_post_on_a_day(iso3: str, role: str, day: str, holder: str) -> None:
    sure = [t for t in reference.holders(iso3, role, day, BASE) if running(t, day) == "yes"]
    (person,) = {t.holder for t in sure}
    described = reference.entity(person, BASE)
    assert described is not None
    assert described.label == holder


def tenure(**days: str) -> Tenure:
    return Tenure(iri=f"{BASE}tenure/x", holder=LAVROV, label="post", **days)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        ("2004-03-08", "no"),
        ("2004-03-09", "yes"),
        ("2024-06-30", "yes"),
        ("2024-07-01", "unknown"),
    ],
)
def test_an_open_tenure_is_sure_up_to_the_last_day_known(day: str, answer: str) -> None:
    assert running(tenure(start="2004-03-09", known_until="2024-06-30"), day) == answer


def test_a_tenure_that_ended_is_over() -> None:
    ended = tenure(start="2004-03-09", end="2010-01-01", known_until="2010-01-01")
    assert [running(ended, day) for day in ("2010-01-01", "2010-01-02")] == ["yes", "no"]


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        ("2011-12-31", "no"),
        ("2012-02-01", "unknown"),
        ("2012-12-31", "yes"),
        ("2015-05-01", "yes"),
        ("2015-05-20", "unknown"),
        ("2015-06-01", "no"),
    ],
)
def test_a_source_that_tells_the_year_or_month_leaves_its_days_unknown(day: str, answer: str) -> None:
    given_ = tenure(start="2012-12-31", start_precision="year", end="2015-05-01", end_precision="month")
    assert running(given_, day) == answer


def test_nothing_known_is_unknown() -> None:
    assert running(tenure(), "2024-01-01") == "unknown"


@given(
    start=st.dates(date(1990, 1, 1), date(2026, 1, 1)),
    lasting=st.integers(0, 9000),
    after=st.integers(1, 5000),
)
def test_running_never_contradicts_the_days(start: date, lasting: int, after: int) -> None:
    end = start + timedelta(days=lasting)
    closed = tenure(start=start.isoformat(), end=end.isoformat())
    assert running(closed, start.isoformat()) == running(closed, end.isoformat()) == "yes"
    assert running(closed, (end + timedelta(days=after)).isoformat()) == "no"
    assert running(closed, (start - timedelta(days=after)).isoformat()) == "no"


def test_a_town_has_coordinates_and_its_state() -> None:
    belgorod, *_ = reference.places("Belgorod", BASE)
    place = belgorod.entity
    assert (place.iri, place.country, place.state, place.precision) == (
        f"{REFERENCE}place-578072", "RUS", RUSSIA, "city",
    )  # fmt: skip
    assert place.latitude == pytest.approx(50.6, abs=0.05)
    assert place.longitude == pytest.approx(36.6, abs=0.05)
    assert belgorod.population > 300_000
    assert (place.provisional, place.claimants) == (False, ())


@pytest.mark.parametrize("name", ["Crimea", "Simferopol", "Sevastopol"])
def test_a_disputed_place_has_claimants_and_a_holder_but_no_sovereign(name: str) -> None:
    place = reference.places(name, BASE)[0].entity
    assert (place.country, place.state) == (None, None)
    assert place.claimants == (UKRAINE, RUSSIA)
    assert place.held_by == (RUSSIA,)


def test_a_claimed_town_held_by_its_recognised_state_keeps_that_state() -> None:
    kramatorsk = reference.places("Kramatorsk", BASE)[0].entity
    assert (kramatorsk.state, kramatorsk.claimants) == (UKRAINE, (UKRAINE, RUSSIA))


def test_states_of_disputed_recognition_carry_their_claimants() -> None:
    kosovo, taiwan = one("Kosovo").entity, one("Taiwan").entity
    assert (kosovo.held_by, taiwan.held_by) == ((kosovo.iri,), (taiwan.iri,))
    assert {kosovo.claimants[1], taiwan.claimants[1]} == {one("Serbia").entity.iri, one("China").entity.iri}


def test_the_larger_town_of_a_name_comes_first() -> None:
    donetsk, other, *_ = reference.places("Donetsk", BASE)
    assert donetsk.population > other.population
    assert [p.entity.label for p in reference.places("Odessa", BASE)[:1]] == ["Odesa"]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Belgorod", "578072"),  # a town, by its GeoNames id
        ("Texas", "4736286"),  # so is a region that has one in the tables
        ("Greenland", "3425505"),  # and a disputed place
        ("Kharkiv Oblast", "UA.07"),  # a region without: GeoNames' code
        ("Crimea", "UA.11"),
        ("Donbas", "D2"),  # what GeoNames does not have
    ],
)
def test_a_place_has_the_key_of_its_table_never_a_name(name: str, key: str) -> None:
    assert reference.places(name, BASE)[0].entity.iri == f"{REFERENCE}place-{key}"


def test_towns_of_one_name_in_one_state_have_two_iris() -> None:
    springfields = [c.entity for c in reference.places("Springfield", BASE)]
    assert len({p.iri for p in springfields}) == len(springfields) > 1


def test_members_of_an_organisation() -> None:
    g7 = reference.members(one("G7").entity.iri, BASE)
    assert {m.country for m in g7} == {"CAN", "DEU", "FRA", "GBR", "ITA", "JPN", "USA"}
    assert len(reference.members(one("NATO").entity.iri, BASE)) == 32
    assert reference.members(LAVROV, BASE) == ()


@pytest.mark.parametrize("name", ["Russia", "Sergey Lavrov", "Dmitry Peskov", "NATO", "Wagner Group"])
def test_an_iri_is_described_as_the_look_up_describes_it(name: str) -> None:
    described = one(name).entity
    assert reference.entity(described.iri, BASE) == described


def test_posts_and_places_are_described_too() -> None:
    position = reference.entity(f"{REFERENCE}position-P3856", BASE)
    assert position is not None
    assert (position.label, position.type) == ("Minister of Foreign Affairs of Russia", "position")
    crimea = reference.places("Crimea", BASE)[0].entity
    assert reference.entity(crimea.iri, BASE) == crimea


@pytest.mark.parametrize(
    "iri",
    [
        LAVROV,
        f"{REFERENCE}place-578072",
        f"{REFERENCE}position-P3856",
        f"{REFERENCE}person-dmitry-peskov-RUS",
        f"{REFERENCE}organisation-O1",
        f"{REFERENCE}state-YUG",
    ],
)
def test_the_reference_facts_are_the_same_under_another_base(iri: str) -> None:
    assert reference.entity(iri, "https://graph.test/x/") == reference.entity(iri, BASE) is not None


@pytest.mark.parametrize(
    "iri", [f"{BASE}place-578072", f"{WD}place-578072", f"{REFERENCE}Q159", f"{BASE}Q159", f"{REFERENCE}actor/x"]
)
def test_an_iri_of_another_namespace_is_nobody(iri: str) -> None:
    assert reference.entity(iri, BASE) is None


def test_what_is_not_there_is_not_found() -> None:
    assert found("Nobody Atall") == []
    assert reference.places("Nowhereville", BASE) == ()
    assert reference.state("ZZZ", BASE) is None
    assert reference.entity(WD + "Q0", BASE) is None
    assert reference.tenures(WD + "Q0", BASE) == ()
    assert found("") == []


def test_nothing_is_opened_or_read_at_import() -> None:
    script = "import kg.reference; from kg.reference import lookup as l; print(l._connection.cache_info().currsize)"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "0\n"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this platform")
def test_a_forked_process_opens_its_own_connection() -> None:
    script = """
import os
from kg import reference
from kg.reference import lookup
parent = lookup._connection()
child = os.fork()
if child == 0:
    own = lookup._connection() is not parent and reference.state("RUS", "x:/").label == "Russia"
    os._exit(0 if own else 1)
raise SystemExit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) or lookup._connection() is not parent)
"""
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
