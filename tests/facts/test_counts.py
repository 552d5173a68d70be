"""Tolls: how many, and of which attack."""

import pytest
from reading import counted, reading


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("The bombing left 12 dead and 30 injured.", [("killed", 12, 12, None), ("injured", 30, 30, None)]),
        ("The death toll from the attack in Moscow rose to 137.", [("killed", 137, 137, None)]),
        ("Twelve people were killed when missiles hit Kharkiv.", [("killed", 12, 12, "people")]),
        ("Three policemen died in an ambush in Peshawar.", [("killed", 3, 3, "policemen")]),
        ("The clashes, in which 11 people died, began in Tripoli.", [("killed", 11, 11, "people")]),
        ("Israel's bombardment has killed more than 14,000 Palestinians.", [("killed", 14001, None, "Palestinians")]),
        ("Soldiers shot dead two Syrians in Homs.", [("killed", 2, 2, "Syrians")]),
        ("Four of its soldiers were killed in the attack on Goma.", [("killed", 4, 4, "soldiers")]),
        ("A policeman was killed in an attack on Karachi.", [("killed", 1, 1, "policeman")]),
        ("An attack on Kabul killed more than a dozen civilians.", [("killed", 13, None, "civilians")]),
        ("An attack on Kabul killed between 30 and 40 worshippers.", [("killed", 30, 40, "worshippers")]),
        ("Iran deported hundreds of thousands of Afghans.", [("expelled", 200000, None, "Afghans")]),
        ("According to officials, 14 people were killed in an attack on Rafah.", [("killed", 14, 14, "people")]),
    ],
)
def test_the_toll_of_an_attack(sentence, counts):
    (event,) = reading(sentence).facts.events
    assert counted(event) == counts


def test_harm_in_two_places_gives_the_attack_no_place():
    (event,) = reading(
        "One person was killed in Kharkiv and six were wounded in Odesa in Russian attacks."
    ).facts.events
    assert counted(event) == [("killed", 1, 1, "person"), ("injured", 6, 6, None)]
    assert event.place is None


def test_harm_in_one_place_does():
    (event,) = reading("One person was killed in Odesa in a Russian attack.").facts.events
    assert event.place is not None


def test_a_toll_of_an_attack_tells_the_attack_and_one_of_a_disaster_nothing():
    (event,) = reading("The death toll from the attack in Kabul rose to 20.").facts.events
    assert event.coding.type == "ASSAULT"
    assert reading("The death toll from the earthquake in Morocco rose to 2,000.").facts.events == ()
