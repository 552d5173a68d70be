"""Pronouns in facts: the right one or none."""

import pytest
from reading import reading


@pytest.mark.parametrize(
    "text",
    [
        "BRUSSELS (Reuters) - The EU adopted on Monday new sanctions against Russia over its invasion of Ukraine.",
        "Canada imposed sanctions on Russia over its invasion of Ukraine.",
        "Japan condemned Russia for its invasion of Ukraine.",
    ],
)
def test_a_reason_names_the_deed_of_whoever_is_hit(text):
    found = reading(text)
    assert [e.label for p in found.event("invasion").initiators for e in found.facts.entities if e.iri == p.actor] == [
        "Russia"
    ]


def test_a_condition_that_may_be_either_partys_names_none():
    condition = reading("Borrell said the bloc would impose sanctions on Iran if it attacked Israel.")
    reason = reading("Borrell said the bloc would impose sanctions on Iran because it attacked Israel.")
    assert not [e for e in condition.facts.events if e.initiators]
    assert reason.words(*reason.event("attacked").initiators) == ["it"]


def test_a_french_president_speaks_for_france():
    (statement,) = reading("Macron said that Israel had attacked Syria.").facts.statements
    assert [p.actor.rsplit("/", 1)[1] for p in statement.on_behalf_of] == ["Q142"]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("The leaders of Mali and Niger accused France of theft.", ["[Mali]", "[Niger]"]),
        ("The Chilean and Peruvian ambassadors rejected the claim.", ["[Chile]", "[Peru]"]),
        ("The governments of Spain, Ireland and Malta denied the report.", ["[Spain]", "[Ireland]", "[Malta]"]),
        ("Critics of Mali and Niger accused France of theft.", []),
    ],
)
def test_one_head_of_several_states_speaks_for_each(text, states):
    found = reading(text)
    (statement,) = found.facts.statements
    assert found.words(*statement.on_behalf_of) == states


def test_a_hyphen_between_two_names_makes_nobody_of_the_others_state():
    found = reading("Hamas denied it. The Israel-Hamas war began on October 7.")
    assert len({m.actor for m in found.facts.mentions if m.text == "Hamas"}) == 1
    assert found.words(*found.event("war").initiators) == ["Israel", "Hamas"]


def test_what_fighting_rages_in_is_a_place():
    found = reading("Fighting raged in El Fasher. El Fasher was shelled by the Rapid Support Forces on Thursday.")
    assert {m.type for m in found.facts.mentions if m.text == "El Fasher"} == {"place"}


def test_a_law_is_no_person():
    assert [m.text for m in reading("Republicans attacked Obamacare.").facts.mentions] == ["Republicans"]
    assert [m.text for m in reading("Republicans attacked Obama.").facts.mentions] == ["Republicans", "Obama"]


def test_who_was_killed_is_no_place():
    found = reading("Ukraine condemned the killing of Darya Dugina near Moscow.")
    place = found.event("killing").place
    assert place is None or found.document.text[place.start : place.end] == "Moscow"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ('Mark Lee, a lawyer, defended Ivan Petrov. "He was poor," Lee said.', "Ivan Petrov"),
        ('Mark Lee, a lawyer, defended Ivan Petrov. "When Petrov left, he was poor," he said.', "Ivan Petrov"),
        ('Emmanuel Macron said: "Vladimir Putin is a liar. He was poor."', "Vladimir Putin"),
        ('Bashar al-Assad met Vladimir Putin in Moscow. "He was poor," said Emmanuel Macron.', None),
        ('"I was rich," said Emmanuel Macron. "He was poor."', None),
        ("Emmanuel Macron said that he was poor.", "Emmanuel Macron"),
        ("Emmanuel Macron called himself “a man who knows when he was poor”.", "Emmanuel Macron"),
    ],
)
def test_he_in_a_quotation_is_not_who_speaks(text, meant):
    found = reading(text)
    at = text.lower().rindex("he was poor")
    actors = [m.actor for m in found.facts.mentions if m.start == at]
    assert [e.label for a in actors for e in found.facts.entities if e.iri == a] == ([meant] if meant else [])


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("General Omar Kassim leads the guard. The general condemned Chad.", "Omar Kassim"),
        ("Lieutenant General Ben Ode left the army. Days later the general condemned Chad.", "Ben Ode"),
        ("Major Kwame Mensah leads the junta. The officer condemned Chad.", "Kwame Mensah"),
        ("Admiral Paul Nkosi left Lagos. The military official condemned Chad.", "Paul Nkosi"),
        ("Juan Reyes, a judge in Lima, was ill. The judge condemned Chad.", "Juan Reyes"),
        ("Bishop Pedro Casal and General Omar Kassim spoke. The bishop condemned Chad.", "Pedro Casal"),
        ("General Paul Nkosi and General Omar Kassim spoke. The general condemned Chad.", "general"),
        ("Major Kwame Mensah left. A police officer was shot. The officer condemned Chad.", "police officer"),
        ("Omar Kassim leads the guard. The general condemned Chad.", "general"),
    ],
)
def test_a_rank_points_back_at_whom_it_brought_in(text, meant):
    found = reading(text)
    source = found.statement("condemned").source
    assert source is not None
    assert [e.label for e in found.facts.entities if e.iri == source.actor] == [meant]


@pytest.mark.parametrize(
    ("text", "words", "meant"),
    [
        ("Mali fights until the rebels give up and all who were seized in its raid are free.", "its", []),
        ("Mali said the rebels had fled during its raid on Kidal.", "its", ["Mali"]),
        ("Mali closed the road after gunmen attacked its embassy.", "its", ["Mali"]),
        ("Paris, sure that Eritrea smuggles gold, tries to keep the country from war.", "country", ["Eritrea"]),
        ("Russia attacked Ukraine on Monday. It has shelled the country since.", "country", ["Ukraine"]),
        ("Mali expelled the envoy. The country denied it.", "country", ["Mali"]),
        ("Russia attacked Ukraine. The country denied it.", "country", []),
        ("Mali expelled the envoy. Millions fled across the country.", "country", []),
        ("The EU told Serbia to end its attacks on Kosovo.", "its", ["Serbia"]),
        ("China asked North Korea to stop its missile tests.", "its", ["North Korea"]),
        ("Israel asked Oman to support its war on Hamas.", "its", ["Israel"]),
        ("Turkey accused Israel of killing nine men in its raid on the ship.", "its", ["Israel"]),
        ("Iran accused Israel of attacking its embassy.", "its", ["Iran"]),
        ("France backs Mali in its war on the jihadists.", "its", ["Mali"]),
        ("France joined Mali in its war on the jihadists.", "its", ["France"]),
        ("Russia attacked Ukraine, accusing it of theft.", "it", ["Ukraine"]),
        ("Israel fears Iran and wants to attack it.", "it", ["Iran"]),
        ("Iran wants to attack it.", "it", []),
        ("Hamas struck Israel. Iran will hit Israel unless it ends its raids.", "its", []),
        ("Saudi Arabia is close to a deal. It could end the attacks.", "It", []),
        ("Saudi Arabia signed a deal. It ended the attacks.", "It", ["Saudi Arabia"]),
    ],
)
def test_what_points_back_at_a_state_does_so_surely(text, words, meant):
    found = reading(text)
    at = text.rindex(words)
    actors = [m.actor for m in found.facts.mentions if m.start == at]
    assert [e.label for a in actors for e in found.facts.entities if e.iri == a and e.type == "state"] == meant
