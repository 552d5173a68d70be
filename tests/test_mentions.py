"""Mentions: which words stand for which actor or place, and in which post."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg import reference
from kg.article.clean import squeeze
from kg.article.model import Article, Block
from kg.document import Document, documents
from kg.mentions import Cast, Mention, cast
from kg.namespaces import DEFAULT_BASE, WD
from kg.settings import Settings

RUSSIA, USA, UKRAINE, CHINA = f"{WD}Q159", f"{WD}Q30", f"{WD}Q212", f"{WD}Q148"
LAVROV, PUTIN = f"{WD}Q58217", f"{WD}Q7747"


def document(*paragraphs: str, day: str | None = "2024-01-01") -> Document:
    blocks = [
        Block("heading" if text.startswith("# ") else "paragraph", text.removeprefix("# ")) for text in paragraphs
    ]
    published = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    article = Article("test", tuple(blocks), published=published)
    return next(documents([article], Settings()))


def read(*paragraphs: str, day: str | None = "2024-01-01") -> Cast:
    return cast(document(*paragraphs, day=day))


def mention(found: Cast, text: str, nth: int = 0) -> Mention:
    fitting = [m for m in found.mentions if m.text == text]
    assert len(fitting) > nth, f"{text!r} is not among {[m.text for m in found.mentions]}"
    return fitting[nth]


def label(found: Cast, text: str, nth: int = 0) -> str:
    return found.entities[mention(found, text, nth).actor].label


# --- names


@pytest.mark.parametrize(
    ("text", "name", "type", "kind"),
    [
        ("The United States condemned the attack.", "United States", "state", "name"),
        ("Russian assets were frozen.", "Russian", "state", "noun"),
        ("NATO expanded eastwards.", "NATO", "organisation", "name"),
        ("Hamas released two hostages.", "Hamas", "armed-group", "name"),
        ("The Houthis fired on a ship.", "Houthis", "armed-group", "name"),
        ("Russians went to the polls.", "Russians", "group", "name"),
        ("The West must act, he said.", "West", "group", "name"),
        ("He threatened to seize Western assets.", "Western", "group", "noun"),
        ("Shells fell on Belgorod overnight.", "Belgorod", "place", "name"),
        ("The Kremlin rejected the claim.", "Kremlin", "state", "metonym"),
    ],
)
def test_types_and_kinds(text, name, type, kind):
    found = mention(read(text), name)
    assert (found.type, found.kind) == (type, kind)


def test_a_surname_is_a_person_whatever_the_model_calls_it():
    found = read("Sergey Lavrov met reporters in Moscow.", "Lavrov’s comments come in the wake of the talks.")
    assert mention(found, "Lavrov").actor == mention(found, "Sergey Lavrov").actor == LAVROV


def test_other_spellings_are_the_same_person():
    found = read("Russia’s UN representative Vassily Nebenzia accused the US of lying.")
    assert label(found, "Vassily Nebenzia") == "Vasily Nebenzya"


def test_a_namesake_in_another_post_and_state_is_not_linked():
    found = read("Canadian hockey coach Sergey Lavrov and Canadian Finance Minister Sergey Lavrov won the cup.")
    assert mention(found, "Sergey Lavrov", 1).actor != LAVROV
    assert mention(read("Russian Foreign Minister Sergey Lavrov won the cup."), "Sergey Lavrov").actor == LAVROV


def test_two_people_of_one_surname_stay_two():
    found = read("Rosa Almonte met her brother. Pedro Almonte declined to comment. Almonte left early.")
    rosa, pedro = mention(found, "Rosa Almonte"), mention(found, "Pedro Almonte")
    assert rosa.actor != pedro.actor
    assert mention(found, "Almonte").actor not in (rosa.actor, pedro.actor)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Donald Trump left. His niece Mary Trump stayed. Officials praised Trump.", "Donald Trump"),
        ("Mary Trump stayed. Donald Trump left. Officials praised Trump.", "Donald Trump"),
        ("Carla Ruiz left. Her brother Tomas Ruiz stayed. Miners praised Ruiz.", "Ruiz"),
        ("Tomas Ruiz left. Ruiz is tired. Carla Ruiz stayed. Miners praised Ruiz.", "Ruiz"),
        ("Carla Ruiz left. Tomas Ruiz stayed. Ruiz is tired. Mr Ruiz wept. Miners praised Ruiz.", "Tomas Ruiz"),
        ("Tomas Ruiz left. Carla Ruiz stayed. Miners praised Mrs Ruiz.", "Carla Ruiz"),
        ("Tomas Ruiz left with his son Carlos Ruiz. Miners praised the younger Ruiz.", "Carlos Ruiz"),
        ("Tomas Ruiz left with his son Carlos Ruiz. Miners praised the elder Ruiz.", "Tomas Ruiz"),
        ("Tomas Ruiz left with Carlos Ruiz. Miners praised the elder Ruiz.", "Ruiz"),
        ("Zedekai Ruiz left with his wife, Ruth Ruiz. Miners praised Mrs Ruiz.", "Ruth Ruiz"),
        ("Joe Biden left. Hunter Biden, his son, was indicted. Biden wept. He slept.", "Biden"),
        ("President Tomas Ruiz left. His son Carlos Ruiz wept. Ruiz praised the miners. He left.", "Ruiz"),
        ("Tomas Ruiz left. Carla Ruiz stayed. Miners praised Ruiz.", "Ruiz"),
        ("Tomas Ruiz left. Miners praised Ruiz.", "Tomas Ruiz"),
    ],
)
def test_a_surname_of_two_is_that_of_whom_the_text_is_about(text, meant):
    found = read(text)
    named = [m for m in found.mentions if m.kind == "name"]
    assert found.entities[named[-1].actor].label == meant


def test_an_unknown_person_is_provisional_and_the_same_in_every_article():
    one, other = read("Mayor Zed Quillfeather resigned."), read("Zed Quillfeather, the mayor, wept.")
    actor = mention(one, "Zed Quillfeather").actor
    assert actor == mention(other, "Zed Quillfeather").actor
    assert one.entities[actor].provisional
    assert actor.startswith(f"{DEFAULT_BASE}actor/zed-quillfeather-")


def test_an_unknown_surname_alone_stays_within_its_article():
    found = read("Mr Quillfeather resigned on Monday.")
    assert "#g-" in mention(found, "Quillfeather").actor


def test_what_an_apposition_tells_wins_over_a_guess():
    found = read("Fighters left Krasnopol, a village in eastern Ukraine. Its ruling party, Silver Dawn, protested.")
    assert mention(found, "Krasnopol").type == "place"
    assert mention(found, "Silver Dawn").type == "organisation"


def test_a_disputed_place_names_its_claimants_and_no_single_state():
    found = read("Crimea held a referendum in 2014.")
    crimea = found.entities[mention(found, "Crimea").actor]
    assert crimea.state is None
    assert set(crimea.claimants) == {RUSSIA, UKRAINE}
    assert set(crimea.claimants) <= found.entities.keys()


def test_a_town_has_coordinates_and_its_country():
    belgorod = read("An attack on the Russian city of Belgorod killed two people.")
    place = belgorod.entities[mention(belgorod, "Belgorod").actor]
    assert place.country == "RUS"
    assert place.latitude == pytest.approx(50.6, abs=0.2)


# --- metonyms


@pytest.mark.parametrize(
    "text",
    [
        "The US is unprepared to respect {}’s interests.",
        "{} has warned its neighbours.",
        "Talks with {} have failed.",
        "Sanctions against {} were extended.",
        "Aid to {} was cut.",
        "Pressure on {} is growing.",
        "They urged {} to seek a compromise.",
        "The plan was rejected by {}.",
        "{} is wary of the offer.",
        "Relations between {} and Tokyo are poor.",
    ],
)
def test_a_capital_that_acts_feels_owns_or_is_addressed_is_its_state(text):
    found = mention(read(text.format("Moscow")), "Moscow")
    assert (found.kind, found.type, found.actor) == ("metonym", "state", RUSSIA)


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met in {}.",
        "Explosions were heard near {}.",
        "A train from {} was late.",
        "Missiles hit {} at dawn.",
        "{} was hit by drones.",
        "{}’s suburbs were flooded.",
        "The minister flew to {} on Monday.",
        "A court in {} is to decide.",
    ],
)
def test_a_capital_where_something_happens_is_a_place(text):
    found = mention(read(text.format("Moscow")), "Moscow")
    assert (found.kind, found.type, found.country) == ("name", "place", "RUS")


def test_whoever_rules_in_a_capital_makes_its_name_the_government() -> None:
    found = mention(read("The political establishment in Moscow is nervous."), "Moscow")
    assert (found.kind, found.type, found.country) == ("metonym", "state", "RUS")


def test_brussels_is_the_union_unless_belgium_is_named():
    assert label(read("Brussels rejected the plan."), "Brussels") == "European Union"
    assert label(read("Brussels rejected the plan, which Belgium had opposed."), "Brussels") == "Belgium"


# --- descriptive phrases


@pytest.mark.parametrize(
    ("text", "phrase", "type", "country", "anonymous"),
    [
        ("The US elite overlooks this.", "US elite", "group", "USA", False),
        ("Iranian officials denied it.", "Iranian officials", "group", "IRN", True),
        ("A senior official said so.", "senior official", "person", None, True),
        ("People familiar with the matter said so.", "People familiar with the matter", "group", None, True),
        ("The Iranian foreign ministry denied it.", "Iranian foreign ministry", "organisation", "IRN", False),
        ("Syrian rebels took the town.", "Syrian rebels", "armed-group", "SYR", False),
        ("The government of Sudan resigned.", "government of Sudan", "organisation", "SDN", False),
        ("Two Ukrainian soldiers were killed.", "Two Ukrainian soldiers", "group", "UKR", False),
        ("The country’s central bank raised rates.", "country’s central bank", "organisation", None, False),
        (
            "The political establishment in Washington sees Russia as an adversary.",
            "political establishment in Washington",
            "group",
            "USA",
            False,
        ),
        ("Critics of Russia were jailed.", "Critics of Russia", "group", None, True),
        ("Russian and Chinese diplomats walked out.", "Russian and Chinese diplomats", "group", None, True),
    ],
)
def test_phrases_are_local_actors_of_their_state(text, phrase, type, country, anonymous):
    cast_ = read(text)
    found = mention(cast_, phrase)
    assert (found.type, found.kind, found.country, found.anonymous) == (type, "noun", country, anonymous)
    assert "#g-" in found.actor
    entity = cast_.entities[found.actor]
    assert entity.provisional
    assert (entity.state in cast_.entities) is (country is not None and type != "armed-group")


@pytest.mark.parametrize("text", ["The US sees Russia as an adversary.", "The victim was a general."])
def test_what_is_said_of_somebody_is_no_actor(text):
    assert all(m.text not in ("adversary", "general") for m in read(text).mentions)


def test_fighters_of_a_known_group_act_as_the_group():
    found = read("Houthi rebels fired on a ship. The rebels boasted of it.")
    assert mention(found, "Houthi rebels").actor == mention(found, "rebels").actor
    assert label(found, "rebels") == "Houthis"


def test_two_unnamed_officials_are_two_and_the_same_officials_are_one():
    found = read("A senior official said so. A senior official denied it. Iranian officials left. The officials wept.")
    assert mention(found, "senior official").actor != mention(found, "senior official", 1).actor
    assert mention(found, "officials").actor == mention(found, "Iranian officials").actor


def test_the_innermost_mention_covers_a_token():
    doc = document("Russia’s defence ministry said so.")
    found = cast(doc)
    by_token = {doc.parse.text[t]: found.mentions[i].text for t, i in found.at.items()}
    assert by_token == {
        "Russia": "Russia",
        "’s": "Russia’s defence ministry",
        "defence": "Russia’s defence ministry",
        "ministry": "Russia’s defence ministry",
    }


# --- posts


@pytest.mark.parametrize(
    ("text", "name", "words", "country"),
    [
        ("Russian Foreign Minister Sergey Lavrov said so.", "Sergey Lavrov", "Russian Foreign Minister", "RUS"),
        ("Antony Blinken, the US secretary of state, said so.", "Antony Blinken", "US secretary of state", "USA"),
        ("U.S. Secretary of State Antony Blinken said so.", "Antony Blinken", "U.S. Secretary of State", "USA"),
        ("Russia’s UN representative Vassily Nebenzia left.", "Vassily Nebenzia", "Russia’s UN representative", "RUS"),
        ("The president of France, Emmanuel Macron, left.", "Emmanuel Macron", "president of France", "FRA"),
        ("President Vladimir Putin said so.", "Vladimir Putin", "President", "RUS"),
        ("Kremlin spokesman Dmitry Peskov said so.", "Dmitry Peskov", "Kremlin spokesman", "RUS"),
        ("German Chancellor Olaf Scholz said so.", "Olaf Scholz", "German Chancellor", "DEU"),
    ],
)
def test_the_post_beside_a_name_is_the_tenure_of_that_day(text, name, words, country):
    doc = document(text)
    found = cast(doc)
    position = found.posts[mention(found, name).id]
    assert position.words is not None
    assert (position.words.text, position.country, position.running) == (words, country, "yes")
    assert doc.text[position.words.start : position.words.end] == words
    tenure = found.tenures[position.tenure]
    assert tenure.holder == mention(found, name).actor
    assert not tenure.provisional
    assert tenure.position in found.entities


def test_later_mentions_share_the_post_without_its_words():
    found = read("Russian Foreign Minister Sergey Lavrov spoke first. Lavrov said no. He left.")
    first = found.posts[mention(found, "Sergey Lavrov").id]
    for later in (mention(found, "Lavrov"), mention(found, "He")):
        assert found.posts[later.id].tenure == first.tenure
        assert found.posts[later.id].words is None


def test_a_name_alone_is_in_the_foremost_post_of_the_day():
    found = read("Vladimir Putin praised the army.", day="2024-01-01")
    assert found.tenures[found.posts[mention(found, "Vladimir Putin").id].tenure].role == "head_of_state"
    found = read("Vladimir Putin praised the army.", day="2010-01-01")
    assert found.tenures[found.posts[mention(found, "Vladimir Putin").id].tenure].role == "head_of_government"


def test_after_what_is_known_a_tenure_is_unknown_and_without_a_day_too():
    for day in ("2031-01-01", None):
        found = read("Russian Foreign Minister Sergey Lavrov said so.", day=day)
        assert found.posts[mention(found, "Sergey Lavrov").id].running == "unknown"


@pytest.mark.parametrize(
    "text",
    [
        "Former U.S. President Barack Obama said so.",
        "President Barack Obama said so.",
        "Barack Obama, the ex-president, said so.",
    ],
)
def test_nobody_is_given_a_post_that_was_over(text):
    found = read(text)
    assert label(found, "Barack Obama") == "Barack Obama"
    assert mention(found, "Barack Obama").id not in found.posts


def test_a_post_unknown_to_the_reference_is_of_this_article():
    found = cast(document("Ukrainian prosecutor Zed Quillfeather said so."))
    position = found.posts[mention(found, "Zed Quillfeather").id]
    tenure = found.tenures[position.tenure]
    assert tenure.provisional
    assert "#t-" in tenure.iri
    assert (tenure.label, tenure.country, tenure.known_until) == ("Ukrainian prosecutor", "UKR", "2024-01-01")


# --- what points back


@pytest.mark.parametrize(
    ("text", "word", "stands_for"),
    [
        ("Lavrov criticized the US for its attempts to impose a defeat on Russia.", "its", "United States"),
        ("Lavrov criticized the US for its acts on Russia and for its reluctance to talk.", "its", "United States"),
        ("Sergey Lavrov spoke. He warned the US.", "He", "Sergey Lavrov"),
        ("Angela Merkel met Vladimir Putin, and she warned him.", "she", "Angela Merkel"),
        ("Iran said it would respond.", "it", "Iran"),
        ("Protesters said they would stay.", "they", "Protesters"),
        ("Sergey Lavrov arrived. The foreign minister spoke.", "foreign minister", "Sergey Lavrov"),
        ("Recep Tayyip Erdogan arrived. The Turkish leader spoke.", "Turkish leader", "Recep Tayyip Erdoğan"),
        ("The Russian president spoke.", "Russian president", "Vladimir Putin"),
        ("The European Union met. The bloc froze the assets.", "bloc", "European Union"),
        ("Hamas met. The group rejected the offer.", "group", "Hamas"),
    ],
)
def test_pronouns_and_definite_nouns(text, word, stands_for):
    assert label(read(text), word) == stands_for


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It is unclear whether talks will resume.", "It"),
        ("He said nothing.", "He"),
        ("Iran and Iraq met Oman and Qatar. It was angry.", "It"),
        ("France, Spain and Italy met. Ursula von der Leyen joined them.", "them"),
    ],
)
def test_what_is_not_sure_stays_unresolved(text, word):
    assert all(m.text != word for m in read(text).mentions)


def test_headings_are_skipped_when_looking_back():
    found = read("Sergey Lavrov spoke first.", "# Vladimir Putin Prepares to Answer", "He warned the US.")
    assert label(found, "He") == "Sergey Lavrov"


def test_the_next_president_is_not_the_present_one():
    found = read("The next Russian president will inherit the war.")
    assert mention(found, "next Russian president").actor != PUTIN
    assert mention(read("The Russian president will inherit the war."), "Russian president").actor == PUTIN


def test_forces_belong_to_the_state_that_its_stands_for():
    assert mention(read("Russia said its forces had withdrawn."), "its forces").country == "RUS"


# --- the whole


def test_the_seed_article(seed_path):
    from kg.article import read as articles

    doc = next(documents([next(articles(seed_path))], Settings()))  # type: ignore[list-item]
    found = cast(doc)
    names = {m.text: found.entities[m.actor].iri for m in found.mentions if m.type == "person" and m.kind == "name"}
    assert names["Sergey Lavrov"] == names["Lavrov"] == LAVROV
    assert names["Vladimir Putin"] == PUTIN
    stated = {
        found.entities[found.mentions[int(id_[1:]) - 1].actor].label: (p.words.text, p.country, p.running)
        for id_, p in found.posts.items()
        if p.words
    }
    assert stated == {
        "Sergey Lavrov": ("Russian Foreign Minister", "RUS", "yes"),
        "Vladimir Putin": ("President", "RUS", "yes"),
        "Dmitry Peskov": ("Kremlin spokesman", "RUS", "yes"),
        "Vasily Nebenzya": ("Russia’s UN representative", "RUS", "yes"),
    }
    assert [m.kind for m in found.mentions if m.text == "Moscow"] == ["metonym"]
    assert [m.type for m in found.mentions if m.text == "Washington"] == ["state", "state"]
    assert all(m.actor == LAVROV for m in found.mentions if m.text == "He")


def test_it_is_the_same_every_time(seed_path):
    from kg.article import read as articles

    docs = [next(documents([next(articles(seed_path))], Settings())) for _ in range(2)]  # type: ignore[list-item]
    assert cast(docs[0]) == cast(docs[1])


WORDS = st.sampled_from(
    """the The a Russia Russia’s Moscow US Lavrov Sergey President official minister , . ’ “ ” - said in of its
    He they Kremlin China’s Foreign Ministry rebels attack ! ? 2014 É 中国
    \u200d 😀 it""".split()  # noqa: SIM905
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example("Ministry of the")
@given(
    st.one_of(st.lists(WORDS, min_size=1, max_size=25).map(" ".join), st.text(max_size=80)).map(squeeze).filter(bool)
)
def test_any_text_keeps_what_others_rely_on(text):
    doc = document(text)
    found = cast(doc)
    for number, m in enumerate(found.mentions, 1):
        assert m.id == f"m{number}"
        assert doc.text[m.start : m.end] == m.text
        assert not m.text.lower().startswith(("the ", "a ", "an "))
        assert not m.text.endswith(("’s", "'s"))
        assert m.actor in found.entities
        state = found.entities[m.actor].state
        assert state is None or state in found.entities
    assert [m.start for m in found.mentions] == sorted(m.start for m in found.mentions)
    assert len({(m.start, m.end) for m in found.mentions}) == len(found.mentions)
    assert set(found.posts) <= {m.id for m in found.mentions}
    assert {p.tenure for p in found.posts.values()} == found.tenures.keys()
    assert set(found.at.values()) <= set(range(len(found.mentions)))


def test_states_of_the_reference_are_what_the_tests_take_them_for():
    assert {reference.state(c, DEFAULT_BASE).iri for c in ("RUS", "USA", "UKR", "CHN")} == {  # type: ignore[union-attr]
        RUSSIA,
        USA,
        UKRAINE,
        CHINA,
    }


# --- what a name's own words and the text's own explanations tell


@pytest.mark.parametrize(
    ("text", "name", "type"),
    [
        ("He joined the Northern Progress Party in 1990.", "Northern Progress Party", "organisation"),
        ("Floods reached Quillfeather County on Monday.", "Quillfeather County", "place"),
        ("The Workers' Unity Party won.", "Workers' Unity Party", "organisation"),
        ("Olga Quillfeather was elected.", "Olga Quillfeather", "person"),
    ],
)
def test_the_words_of_a_name_tell_its_kind(text, name, type):
    assert mention(read(text), name).type == type


def test_an_abbreviation_means_what_the_text_says():
    found = read("The Northern Rivers Council (NRC) met on Monday. The NRC rejected the plan.")
    actors = {mention(found, text, n).actor for text, n in (("Northern Rivers Council", 0), ("NRC", 0), ("NRC", 1))}
    assert len(actors) == 1


def test_a_surname_and_its_office_find_the_holder_of_that_day():
    for day, label_ in (("2016-09-16", "Barack Obama"), ("2009-05-01", "Barack Obama")):
        found = read("President Obama’s decision was welcomed in the United States.", day=day)
        assert label(found, "Obama") == label_
    found = read("President Obama’s decision was welcomed in the United States.", day="2023-09-16")
    assert found.entities[mention(found, "Obama").actor].provisional


def test_a_family_name_alone_is_its_renowned_bearer_where_the_text_names_the_state():
    assert label(read("The United States will not yield, Trump said."), "Trump") == "Donald Trump"
    found = read("Kenya will not yield, Trump said.")
    assert found.entities[mention(found, "Trump").actor].provisional


def test_a_family_name_alone_waits_for_its_post():
    found = read("The United States will not yield, Trump said.", day="2010-05-01")
    assert found.entities[mention(found, "Trump").actor].provisional


def test_a_family_name_that_several_may_bear_stays_open():
    found = read("Kim said on Monday that North Korea had been wronged.", day="2010-05-01")
    assert found.entities[mention(found, "Kim").actor].provisional


@pytest.mark.parametrize("name", ["Manuel Lopez Obrador", "Barack Hussein Obama"])
def test_a_part_of_a_long_name_is_enough(name):
    found = read(f"{name} spoke in Mexico and in the United States.")
    assert mention(found, name).actor.startswith(WD)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Crown Prince Mohammed bin Salman met him in Jeddah.", "Mohammed bin Salman"),
        ("He met Chinese Foreign Minister Wang Yi.", "Wang Yi"),
    ],
)
def test_a_title_is_no_part_of_a_name(text, name):
    assert mention(read(text), name).type == "person"


def test_a_first_name_that_the_model_missed_is_part_of_the_name():
    assert mention(read("Britain sanctions Russian oligarch Oleg Deripaska."), "Oleg Deripaska").type == "person"


def test_the_end_of_a_full_name_stands_for_the_whole():
    found = read("French far-right leader Marine Le Pen lost the vote.", "Le Pen left early.")
    assert mention(found, "Le Pen").actor == mention(found, "Marine Le Pen").actor


def test_a_byname_is_the_same_person():
    found = read("The force is led by Mohamed Hamdan Dagalo, known as Hemedti.", "Hemedti denied it.")
    assert label(found, "Hemedti", 1) == "Mohamed Hamdan Dagalo"


def test_a_town_is_a_place_where_armies_take_it():
    for text, town in (("Russian forces took Bakhmut.", "Bakhmut"), ("Rebels in Syria seized Afrin.", "Afrin")):
        assert mention(read(text), town).type == "place"


def test_it_goes_on_about_the_state_whose_office_spoke():
    found = read("China halted imports from Taiwan. Its customs office blamed pests. On Friday it sanctioned Pelosi.")
    assert mention(found, "it").actor == CHINA


def test_what_is_called_a_serious_matter_is_no_state():
    found = read("Japan said five missiles had landed, and Nobuo Kishi called it a serious matter.")
    assert not [m for m in found.mentions if m.text == "it"]
    assert label(read("Japan said that it had landed."), "it") == "Japan"


def test_whom_others_are_asked_to_free_may_be_another_than_who_asks():
    found = read("Mohamed Bazoum has been held since July.", "Volker Turk urged the generals to release him.")
    assert not [m for m in found.mentions if m.text == "him"]
    found = read("Volodymyr Zelensky urged his allies to help him.")
    assert label(found, "him") == "Volodymyr Zelenskyy"


def test_one_inhabitant_is_not_the_state():
    found = read("Ten Thais and a Filipino were freed.")
    one = found.entities[mention(found, "Filipino").actor]
    assert (one.type, one.country, one.state) == ("person", "PHL", None)
    assert found.entities[mention(found, "Thais").actor].state is not None


def test_unknown_names_in_a_list_of_places_are_places():
    found = read("Five were killed in raids on Sanaa, Hodeidah, Hajjah and Saada.")
    assert [mention(found, name).type for name in ("Hajjah", "Saada")] == ["place", "place"]


def test_a_post_in_an_international_body_is_not_the_one_that_was_held_at_home():
    text = "EU foreign policy chief Josep Borrell condemned it."
    found = read(text)
    assert found.tenures[found.posts[mention(found, "Josep Borrell").id].tenure].country is None
    while_minister_of_spain = read(text, day="2019-06-15")
    assert not while_minister_of_spain.posts


def test_a_post_in_a_body_makes_nobody_speak_for_his_own_state():
    found = read("IMF chief Mateusz Morawiecki announced a loan.", day="2024-03-26")
    assert [position.country for position in found.posts.values()] == [None]


def test_a_ministry_in_a_capital_is_that_states():
    assert mention(read("The Foreign Ministry in Beijing protested."), "Foreign Ministry").country == "CHN"


def test_a_body_whose_name_begins_with_a_state_is_that_states():
    assert mention(read("The Norwegian Fisheries Directorate closed the port."), "Norwegian Fisheries Directorate")
    found = read("The U.S. Court of Appeals upheld the ban.")
    assert mention(found, "U.S. Court of Appeals").country == "USA"


@pytest.mark.parametrize("text", ["Renewable energy sources are cheap.", "It is a source of tension."])
def test_not_every_source_speaks(text):
    assert all("source" not in m.text for m in read(text).mentions)


def test_a_first_name_tells_he_from_she():
    found = read("Angela Merkel met Joe Biden. She was pleased.", "Joe Biden met Angela Merkel. She was pleased.")
    assert {label(found, "She", n) for n in range(2)} == {"Angela Merkel"}


# --- what whole articles taught


def at_home(*paragraphs: str, dateline: str) -> Cast:
    blocks = tuple(Block("paragraph", text) for text in paragraphs)
    published = datetime(2024, 1, 1, tzinfo=UTC)
    return cast(next(documents([Article("test", blocks, published=published, dateline=dateline)], Settings())))


def test_the_ministry_is_of_the_state_whose_capital_the_article_comes_from():
    found = at_home("Niger closed its border.", "Soldiers were killed, the defence ministry said.", dateline="NIAMEY")
    assert mention(found, "defence ministry").country == "NER"


@pytest.mark.parametrize(
    ("opening", "open_", "clear", "dateline", "country"),
    [
        ("Ukraine held on.", "Russia launched 40 drones", "Drones were launched", "KYIV", "UKR"),
        ("Niger closed its border.", "France left", "Soldiers were killed", "NIAMEY", "NER"),
    ],
)
def test_the_ministry_is_of_no_state_where_another_acts(opening, open_, clear, dateline, country):
    def of(clause: str) -> str | None:
        found = at_home(opening, f"{clause}, the defence ministry said.", dateline=dateline)
        return mention(found, "defence ministry").country

    assert (of(open_), of(clear)) == (None, country)


@pytest.mark.parametrize(("dateline", "country"), [("PARIS", None), ("NIAMEY", "NER")])
def test_the_ministry_is_of_no_state_that_the_text_does_not_name(dateline, country):
    found = at_home("Niger closed its border.", "Soldiers were killed, the defence ministry said.", dateline=dateline)
    assert mention(found, "defence ministry").country == country


def test_brussels_is_not_only_belgiums():
    found = at_home("Belgium blocked a text.", "Many were hurt, the defence ministry said.", dateline="BRUSSELS")
    assert mention(found, "defence ministry").country is None


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Suspected jihadists near the border with Mali fled.", "Suspected jihadists", None),
        ("Western diplomats in Kyiv left.", "Western diplomats in Kyiv", None),
        ("Officials in Kyiv left.", "Officials in Kyiv", "UKR"),
        ("Police in Srinagar said so.", "Police in Srinagar", "IND"),
        ("An Israeli-American hostage was freed.", "Israeli-American hostage", None),
        ("The US stands with its ally.", "its ally", None),
        ("The leader of Trinidad and Tobago left.", "leader of Trinidad and Tobago", "TTO"),
        ("At least 25 people were killed.", "At least 25 people", None),
        ("Police blamed the Front, a little-known group.", "little-known group", None),
    ],
)
def test_phrases_and_whose_they_are(text, words, country):
    assert mention(read(text), words).country == country


@pytest.mark.parametrize(
    ("of_thing", "of_actor", "words"),
    [
        ("The two held a prisoner exchange on Sunday.", "The two freed a prisoner on Sunday.", "prisoner"),
        ("The warship HMS Trent will sail.", "Mr Trent will sail.", "Trent"),
        ("The aircraft carrier sailed.", "The aircraft crew sailed.", "aircraft crew"),
        ("It bought nine Black Hawk helicopters.", "It bought nine British helicopters.", "British"),
        ("The drills, codenamed Freedom Shield, began.", "The drills of the Freedom Party began.", "Freedom Party"),
        ("They met in person.", "They met a person.", "person"),
    ],
)
def test_things_are_no_actors(of_thing, of_actor, words):
    assert [m.text for m in read(of_actor).mentions if m.type != "place" and m.text != "two"] == [words]
    assert not [m.text for m in read(of_thing).mentions if m.type != "place" and m.text != "two"]


def test_the_group_behind_its_name_is_the_same():
    found = read("The Islamic State group claimed it.")
    assert mention(found, "Islamic State group").actor == mention(found, "Islamic State").actor


def test_those_of_whom_some_are_told_apart():
    found = read(
        "The Baltic states banned 11 officials, among them a judge.", "Police held three men, two of them Poles."
    )
    assert mention(found, "them").actor == mention(found, "11 officials").actor
    assert mention(found, "them", 1).actor == mention(found, "three men").actor


def test_of_two_namesakes_the_surname_is_the_one_in_office():
    found = read("Prime Minister Lee Hsien Loong and his brother Lee Hsien Yang disagreed.", "Lee left.")
    assert mention(found, "Lee").actor == mention(found, "Lee Hsien Loong").actor


@pytest.mark.parametrize(
    ("text", "pronoun", "meant"),
    [
        ("Peter Okot met David Mbeki. Kenya arrested him.", "him", None),
        ("Peter Okot left. Kenya arrested him.", "him", "Peter Okot"),
        ("Peter Okot met David Mbeki. He praised Kenya.", "He", "Peter Okot"),
        ("Peter Okot met Maria Mbeki. Kenya arrested him.", "him", "Peter Okot"),
        ("Omar Deri wept. His son Ali Deri praised the court. He left.", "He", None),
        ("Omar Deri wept. His wife Maria Deri praised the court. He left.", "He", "Omar Deri"),
        ("Prosecutor John Mills said Peter Okot struck a guard. He also robbed a bank, Mills said.", "He", None),
        ("Peter Okot wept. Kim Mbeki, his cousin, left.", "his", "Peter Okot"),
        ("John Mills said it rained. He also robbed a bank, Mills said.", "He", "John Mills"),
        ("Peter Okot is on trial. The prosecutor, John Mills, said he robbed a bank.", "he", None),
        ("The prosecutor, John Mills, said he would appeal.", "he", "John Mills"),
    ],
)
def test_a_pronoun_that_may_be_two_is_open(text, pronoun, meant):
    found = read(text)
    them = [m for m in found.mentions if m.text == pronoun]
    assert (found.entities[them[-1].actor].label if them else None) == meant


@pytest.mark.parametrize(
    ("text", "post", "meant"),
    [
        (
            "Indian foreign ministry spokesman Ravi Deol smiled. The military spokesman left.",
            "military spokesman",
            None,
        ),
        ("Army spokesman Ravi Deol smiled. The military spokesman left.", "military spokesman", "Ravi Deol"),
        (
            "White House spokesman Jon Kray smiled. The State Department spokesman left.",
            "State Department spokesman",
            None,
        ),
        ("White House spokesman Jon Kray smiled. The White House spokesman left.", "White House spokesman", "Jon Kray"),
        ("Indian Defence Minister Ravi Deol smiled. The French minister wept. The minister left.", "minister", None),
        ("Indian Defence Minister Ravi Deol smiled. The minister left.", "minister", "Ravi Deol"),
        ("UN spokesman Jon Kray smiled. The Israeli army spokesman wept. The spokesman left.", "spokesman", None),
        ("Indian minister Ravi Deol met his French counterpart Jon Kray. The minister left.", "minister", None),
        ("Indian spokeswoman Ann Deol smiled. The spokesman left.", "spokesman", None),
        (
            "French President Emmanuel Macron met Charles Michel. The president of the Commission left.",
            "president",
            None,
        ),
        ("Police chief Ravi Deol smiled. The opposition chief, Jon Kray, wept. The chief left.", "chief", None),
    ],
)
def test_a_post_is_its_holders_only_where_nobody_else_may_be_meant(text, post, meant):
    found = read(text)
    last = [m for m in found.mentions if m.text.startswith(post)][-1]
    label = found.entities[last.actor].label
    assert label == meant if meant else label == last.text


@pytest.mark.parametrize(
    ("text", "name", "type"),
    [
        ("The road to Kutumba was cut. Police attacked Kutumba.", "Kutumba", "place"),
        ("Soldiers near Amodou killed nine people. Amodou was attacked again.", "Amodou", "place"),
        ("Police arrested Okello. A guard stood near Okello.", "Okello", "person"),
        ("The army entered Lokiri, a commune in the east. Lokiri was shelled.", "Lokiri", "place"),
        ("Puerto Moreno was attacked by gunmen.", "Puerto Moreno", "place"),
        ("Bandar Kamil was bombed on Monday.", "Bandar Kamil", "place"),
        ("Prince Bandar bin Sultan criticised Iran.", "Bandar bin Sultan", "person"),
        ("N'Golo Sidibé accused France of lying.", "N'Golo Sidibé", "person"),
        ("MBS met envoys. Mohammed bin Salman praised China.", "MBS", "person"),
        ("AMLO criticised the court.", "AMLO", "person"),
    ],
)
def test_what_an_unknown_name_is_by_where_it_stands(text, name, type):
    found = [m for m in read(text).mentions if m.text == name]
    assert found[-1].type == type


def test_initials_are_the_person_whose_full_name_the_text_has():
    found = read("MBS met envoys. Mohammed bin Salman praised China.")
    assert mention(found, "MBS").actor == mention(found, "Mohammed bin Salman").actor


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Local Serbs in Zvecan threw stones.", None),
        ("Serb gunmen in Kosovo killed a policeman.", None),
        ("Russian troops in Ukraine killed a policeman.", "RUS"),
        ("Hungarians in Romania criticised the law.", None),
        ("Hungarians in Budapest criticised the law.", "HUN"),
        ("The Strasbourg court condemned the arrest.", None),
        ("The Hague tribunal condemned the arrest.", None),
        ("A Strasbourg court condemned the arrest.", "FRA"),
        ("Turkey's Syrian allies shelled a village.", None),
        ("Fighters loyal to Russia shelled a village.", None),
        ("Syrian allies shelled a village.", None),
        ("Iranian fighters shelled a village.", "IRN"),
    ],
)
def test_of_which_state_people_are(text, state):
    found = next(m for m in read(text).mentions if m.type in ("group", "armed-group", "organisation"))
    assert found.country == state


def test_other_initials_are_another_person():
    found = read("President George W. Bush met George H.W. Bush.")
    assert mention(found, "George W. Bush").actor != mention(found, "George H.W. Bush").actor
    same = read("President George W. Bush met Chirac. George Bush left.")
    assert mention(same, "George W. Bush").actor == mention(same, "George Bush").actor


def test_a_court_of_another_state_is_not_the_famous_one():
    found = read("The United States protested.", "Venezuela's Supreme Court issued a warrant.")
    assert mention(found, "Supreme Court").country == "VEN"


def test_a_town_taken_for_a_person_is_known_by_its_governor():
    found = read("Russia shelled Kherson, and Kherson governor Oleksandr Prokudin fled.")
    assert {m.type for m in found.mentions if m.text == "Kherson"} == {"place"}


def test_who_is_named_right_behind_is_meant_before():
    found = read("Three officers died, the interior minister said.", "Interior Minister Victor Torres blamed a gang.")
    assert mention(found, "interior minister").actor == mention(found, "Victor Torres").actor


def test_a_house_speaker_is_no_american_by_that():
    of_nobody = read("The Philippines and the United States met House Speaker Jose Abad.")
    of_chile = read("The Philippines and the United States met Chilean House Speaker Jose Abad.")
    assert (mention(of_nobody, "Jose Abad").country, mention(of_chile, "Jose Abad").country) == (None, "CHL")


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("Lammy spoke to President Paul Kagame and warned him.", "him", "Paul Kagame"),
        ("Biden met Xi Jinping and told him that talks had failed.", "him", "Xi Jinping"),
    ],
)
def test_whoever_acts_does_not_do_so_to_himself(text, word, meant):
    found = read(text)
    assert mention(found, word).actor == mention(found, meant).actor


def test_what_is_to_be_dealt_with_is_nobody():
    dealt_with = read("The European Union agreed.", "Belgium asked for it to be suspended.")
    speaking = read("The European Union agreed.", "Belgium said it had failed.")
    assert [m.text for m in dealt_with.mentions] == ["European Union", "Belgium"]
    assert label(speaking, "it") == "Belgium"


def test_an_adjective_of_two_states_is_that_of_the_one_named():
    assert mention(read("Congolese officials spoke in Kinshasa."), "Congolese").country == "COD"
    assert mention(read("Congolese officials spoke in Brazzaville."), "Congolese").country == "COG"


def test_in_a_new_paragraph_he_is_whoever_spoke_last_else_nobody():
    met = read("Vladimir Putin met Xi Jinping in Beijing.", "He accused Japan of lying.")
    assert [m.text for m in met.mentions if m.kind == "pronoun"] == []
    spoke = read("Vladimir Putin criticised Xi Jinping in Beijing.", "He accused Japan of lying.")
    assert mention(spoke, "He").actor == mention(spoke, "Vladimir Putin").actor
    alone = read("Vladimir Putin rested in Sochi.", "He accused Japan of lying.")
    assert mention(alone, "He").actor == mention(alone, "Vladimir Putin").actor
