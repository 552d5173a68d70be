"""On whose side a fact stands. The table decides; each row is a sentence, and where it comes from and goes to."""

from datetime import UTC, datetime

import pytest
from reading import reading

from kg import namespaces
from kg.facts.sides import Sides
from kg.graph import kinds

PUBLISHED = datetime(2023, 6, 7, 9, 0, tzinfo=UTC)


def sides(text: str, published: datetime = PUBLISHED) -> tuple[list[str], list[str]]:
    """Labels of the sides that the only statement, else the only event or sanction, comes from and goes to."""
    facts = reading(text, published=published).facts
    (fact,) = facts.statements or facts.events or facts.sanctions
    kind, found = kinds.kind_of(fact), Sides(facts, published.isoformat(), namespaces.DEFAULT_BASE)
    label = {entity.iri: entity.label for entity in facts.entities}
    return [label[iri] for iri in kind.source(fact, found)], [label[iri] for iri in kind.target(fact, found)]


WHO = [
    # States, their organs, and who speaks in their posts.
    ("Kenya accused Somalia of lying.", ["Kenya"], ["Somalia"]),
    ("The Kremlin accused Norway of lying.", ["Russia"], ["Norway"]),
    ("The Polish interior ministry accused Belarus of lying.", ["Poland"], ["Belarus"]),
    ("Chad's envoy to the UN, Amina Sow, accused Libya of lying.", ["Chad"], ["Libya"]),
    ("A Danish diplomat accused Iran of lying.", ["Denmark"], ["Iran"]),
    ("Peruvian troops shelled Ecuador.", ["Peru"], ["Ecuador"]),
    # International bodies and alliances, and who speaks in theirs, whatever the passport.
    ("NATO accused Russia of lying.", ["North Atlantic Treaty Organization"], ["Russia"]),
    ("NATO officials accused Russia of lying.", ["North Atlantic Treaty Organization"], ["Russia"]),
    ("A senior EU diplomat accused Serbia of lying.", ["European Union"], ["Serbia"]),
    ("The EU's ambassador to Ukraine accused Russia of lying.", ["European Union"], ["Russia"]),
    ("The African Union's court in Tanzania rebuked Mali.", ["African Union"], ["Mali"]),
    ("ECOWAS spokesman Jean Kofi accused Niger of lying.", ["Economic Community of West African States"], ["Niger"]),
    # Armed groups and movements, those that govern among them, and who speaks for them.
    ("Hamas accused Israel of lying.", ["Hamas"], ["Israel"]),
    ("A Hamas spokesman accused Israel of lying.", ["Hamas"], ["Israel"]),
    ("Hezbollah spokesman Ali Nasr accused Israel of lying.", ["Hezbollah"], ["Israel"]),
    ("The spokesman for the Houthis accused Israel of lying.", ["Houthis"], ["Israel"]),
    ("Taliban officials accused Pakistan of lying.", ["Taliban"], ["Pakistan"]),
    ("The Hamas government accused Egypt of lying.", ["Hamas"], ["Egypt"]),
    # A proxy is a side of its own, never its sponsor's; none where only a phrase tells of it.
    ("Iran-backed militias shelled Jordan.", [], ["Jordan"]),
    ("The Wagner Group accused Ukraine of lying.", ["Wagner Group"], ["Ukraine"]),
    # Parts of states, chambers, members of parliaments, parties, the opposition: on nobody's side.
    ("The mayor of Lima, Rosa Paz, accused Chile of lying.", [], ["Chile"]),
    ("US Senator Ann Gray accused Germany of lying.", [], ["Germany"]),
    ("A French lawmaker accused Germany of lying.", [], ["Germany"]),
    ("The Georgian opposition accused Russia of lying.", [], ["Russia"]),
    ("The Labour Party accused Israel of lying.", [], ["Israel"]),
    # Companies, media, private people.
    ("Gazprom accused Poland of lying.", [], ["Poland"]),
    ("The Washington Post accused Saudi Arabia of lying.", [], ["Saudi Arabia"]),
    ("The French journalist Anne Dubois accused Iran of lying.", [], ["Iran"]),
    ("Israeli settlers shelled Jordan.", [], ["Jordan"]),
    # Whoever undergoes something counts to the state to which he belongs.
    ("Iran detained three American tourists.", ["Iran"], ["United States"]),
    ("The United States accused Gazprom of lying.", ["United States"], ["Russia"]),
    # Who is only spoken about is not addressed, and a place is no party.
    ("China said that Japan was rearming.", ["China"], []),
    ("Peruvian troops killed ten smugglers in Chile.", ["Peru"], []),
]


@pytest.mark.parametrize(("text", "source", "target"), WHO, ids=[text for text, *_ in WHO])
def test_sides(text: str, source: list[str], target: list[str]) -> None:
    assert sides(text) == (source, target)


@pytest.mark.parametrize(
    ("year", "source"),
    [
        (2011, ["Poland"]),  # prime minister
        (2016, ["European Union"]),  # president of the European Council
        (2021, []),  # leader of a party
        (2024, ["Poland"]),  # prime minister again
    ],
)
def test_a_person_stands_on_the_side_of_the_post_held_on_the_day(year: int, source: list[str]) -> None:
    day = datetime(year, 6, 7, 9, 0, tzinfo=UTC)

    assert sides("Donald Tusk accused Russia of lying.", day)[0] == source


def test_somebody_in_posts_of_two_sides_is_on_the_one_in_which_he_speaks_and_else_on_none() -> None:
    day = datetime(2023, 5, 7, 9, 0, tzinfo=UTC)

    assert sides("RSF leader Mohamed Hamdan Dagalo accused Egypt of lying.", day)[0] == ["Rapid Support Forces"]
    assert sides("Egypt accused Mohamed Hamdan Dagalo of lying.", day)[1] == []


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("The United States sanctioned Iran.", ["United States"], ["Iran"]),
        # Who asks takes the step, not whoever would impose; who breaks a sanction has no role, and is not its imposer.
        ("Ukraine urged the EU to sanction Belarus.", ["Ukraine"], ["Belarus"]),
        ("China violated US sanctions on Iran.", [], []),
    ],
)
def test_a_step_of_a_sanction_comes_from_the_side_that_takes_it(
    text: str, source: list[str], target: list[str]
) -> None:
    facts = reading(text, published=PUBLISHED).facts
    (step,) = facts.sanctions
    kind, found = kinds.kind_of(step), Sides(facts, PUBLISHED.isoformat(), namespaces.DEFAULT_BASE)
    label = {entity.iri: entity.label for entity in facts.entities}

    assert [label[iri] for iri in kind.source(step, found)] == source
    assert [label[iri] for iri in kind.target(step, found)] == target
