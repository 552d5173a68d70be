"""Whose people and bodies are, and for whom they speak: a state only where it is told to be theirs."""

import pytest
from reading import reading


def speaks_for(text: str) -> list[str]:
    (said,) = reading(text).facts.statements
    return [part.actor.rsplit("/", 1)[-1] for part in said.on_behalf_of]


@pytest.mark.parametrize(
    ("speaker", "state"),
    [
        ("Chad's envoy to the UN, Amina Sow,", "Q657"),
        ("Omar Sy, the spokesman for Mali,", "Q912"),
        ("Omar Sy, a minister in Mali's government,", "Q912"),
        ("Mali's UN ambassador, Omar Sy,", "Q912"),
        ("The Polish interior ministry", "Q36"),
        ("The Belgian consulate in Goma", "Q31"),
    ],
)
def test_whose_post_or_body_it_is(speaker, state):
    assert speaks_for(f"{speaker} said that the talks had failed.") == [state]


@pytest.mark.parametrize(
    "speaker",
    [
        "Jean Roy, the UN envoy for Libya,",
        "The UN Libya envoy, Jean Roy,",
        "Ann Gray, Oxfam's director for Chad,",
        "Ann Gray, a researcher on Chad,",
        "Chad's exiled government",
        "Peru's breakaway administration",
        "The regional government of Tigray in Ethiopia",
        "The mayor of Lima, Rosa Paz,",
        "Polish MEP Jan Wolski",
        "The Georgian opposition leader Lasha Beridze",
        "Milan Lukic, the Bosnian Serb president,",
        "An Oslo-based court",
    ],
)
def test_who_speaks_for_no_state(speaker):
    assert speaks_for(f"{speaker} said that the talks had failed.") == []


@pytest.mark.parametrize(
    ("doers", "country"),
    [
        ("Rwanda-backed rebels", None),
        ("Pro-Russian separatists", None),
        ("Rwandan rebels", "RWA"),
        ("Rwanda-backed rebels in Burundi", "BDI"),
        ("Kosovo Serbs", None),
        ("Ethnic Serbs", None),
        ("Serbs", "SRB"),
    ],
)
def test_a_backer_a_seat_and_a_descent_are_no_state_of_theirs(doers, country):
    article = reading(f"{doers} shelled the town of Kavumu.")
    (event,) = article.facts.events
    (doer,) = event.initiators
    assert next(e.country for e in article.facts.entities if e.iri == doer.actor) == country


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("The Balochistan Liberation Army", "armed-group"),
        ("Rebel armies", "armed-group"),
        ("Ethnic armies", "armed-group"),
        ("The Peruvian army", "government-body"),
        ("The People's Liberation Army", "government-body"),
    ],
)
def test_an_army_of_rebels_is_no_body_of_a_state(name, kind):
    article = reading(f"{name} shelled the town of Kavumu.")
    (event,) = article.facts.events
    assert next(e.type for e in article.facts.entities if e.iri == event.initiators[0].actor) == kind


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("Russia's bombing of Kharkiv went on.", "UKR"),
        ("Rwanda's shelling of Kavumu, a Congolese town, went on.", "COD"),
        ("Troops shelled the Congolese town of Kavumu.", "COD"),
        ("Rwanda's bombardment of Kavumu went on.", None),
    ],
)
def test_a_place_is_not_of_the_state_that_bombs_it(sentence, state):
    article = reading(sentence)
    (event,) = article.facts.events
    assert next(e.country for e in article.facts.entities if e.iri == event.place.iri) == state
