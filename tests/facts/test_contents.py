"""How far somebody's words reach, of which day they are, whose they are, and what is no statement at all."""

import pytest
from reading import reading


def _said(sentence):
    return [(s.cue.text, s.content_text) for s in reading(sentence).facts.statements if s.cue]


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("Much of the grain, the harbour master told Reuters, has yet to be loaded.",
         "Much of the grain has yet to be loaded"),
        ("Feeding the herds, she told reporters, had cost them all they had.",
         "Feeding the herds had cost them all they had"),
        ("What he feared, he told the court, was that the guards would come back.",
         "What he feared was that the guards would come back"),
        ('Unless the dam is drained, the mayor warned, "the valley will drown".',
         "Unless the dam is drained the valley will drown"),
        ('The bridge, Fico added, was "falling to bits".', 'The bridge was "falling to bits"'),
        ("Bern called the loan dependent on the sale of the mine.", "the loan dependent on the sale of the mine"),
        ("The storm sank two ferries, the navy said, and damaged 30 boats.",
         "The storm sank two ferries and damaged 30 boats"),
        ("Madrid endorsed in March the plan for a tunnel.", "the plan for a tunnel"),
        ("Tirana supports the treaty, which was drafted by Norway.", "the treaty"),
        ("Iceland said the trawler had sunk off Greenland, which is ruled by Denmark.",
         "the trawler had sunk off Greenland"),
        # What looks alike.
        ("Iceland said the trawler had sunk where the ice was thick.", "the trawler had sunk where the ice was thick"),
        ("Peru asked for a truce, which would let the nuns leave.", "a truce, which would let the nuns leave"),
        ('When asked about the loan, Bernabe said, "there is no loan at all".', "there is no loan at all"),
        ("Bern called the loan a mistake on Friday.", "the loan a mistake"),
    ],
)  # fmt: skip
def test_how_far_a_content_reaches(sentence, content):
    assert content in [told for _, told in _said(sentence)]


@pytest.mark.parametrize(
    ("sentence", "contents"),
    [
        ("Envoys said Oman would host the talks, but no day has been set, officials said.",
         [("Envoys", "Oman would host the talks"), ("officials", "no day has been set")]),
        ("The navy seized the ship, state radio said, but fishermen said it had sunk.",
         [("state radio", "The navy seized the ship"), ("fishermen", "it had sunk")]),
        ("The camp is full: according to Oxfam, 900 families came on Monday.",
         [("Oxfam", "900 families came on Monday")]),
        ("Six miners drowned, a union official and two nurses said.",
         [("union official", "Six miners drowned"), ("two nurses", "Six miners drowned")]),
        ("The talks will move to Muscat, Oman said, and Kenya will send envoys.",
         [("Oman", "The talks will move to Muscat and Kenya will send envoys")]),
        ("The firm, a person briefed on the sale said, will leave Russia.",
         [("person", "The firm will leave Russia")]),
        ("A study by Oxfam and the BBC found that the river was foul.",
         [("study by Oxfam", "the river was foul"), ("BBC", "the river was foul")]),
        ("Sara, a nurse, said she had fled.", [("Sara", "she had fled")]),
        ("Envoys met in Muscat, Oman, and said the talks would go on.", [("Envoys", "the talks would go on")]),
    ],
)  # fmt: skip
def test_whose_words_they_are(sentence, contents):
    article = reading(sentence)
    assert [(*article.words(s.source), s.content_text) for s in article.facts.statements] == contents


@pytest.mark.parametrize(
    ("sentence", "value", "relation", "earliest"),
    [
        ("Peru welcomed the treaty signed on 19 December.", None, None, None),
        ("Peru condemned plans to hold a vote on 24 December.", None, None, None),
        ("Kenya's president, sworn in on Tuesday, condemned the coup.", None, None, None),
        ("Peru praised the nurses for saving the crew in May.", None, None, None),
        ("The UN said in a report covering the year to June 2023 that hunger had spread.", None, None, None),
        ("After meeting Modi on Tuesday, Lavrov said the talks had failed.", "2024-01-09", "in", "2024-01-09"),
        ("Peru condemned the coup on 19 December.", "2023-12-19", "in", "2023-12-19"),
        ("In a letter sent on Monday, Peru condemned the coup.", "2024-01-08", "in", "2024-01-08"),
        ("Peru has condemned the coup since late 2021.", "2021", "since", "2021-09-01"),
        ("Peru condemned the coup in late 2021.", "2021", "in", "2021-01-01"),
    ],
)
def test_the_day_of_a_statement(sentence, value, relation, earliest):
    article = reading(sentence)
    (statement,) = article.facts.statements
    time = article.time(statement.time) if statement.time else None
    assert (time and time.value, time and time.relation, time and time.earliest) == (value, relation, earliest)


@pytest.mark.parametrize(
    ("sentence", "states"),
    [
        ("The Kurdish-led administration in northeast Syria said the dam was safe.", []),
        ("The Kurdish administration in northern Iraq said the dam was safe.", []),
        ("The government in Damascus said the dam was safe.", ["[Syria]"]),
        ("The Conservative-led government in London said the dam was safe.", ["[United Kingdom]"]),
        ("President-elect Javier Milei said the dam was safe.", []),
        ("A student from Kosovo said the dam was safe.", []),
    ],
)
def test_for_whom_somebody_speaks(sentence, states):
    article = reading(sentence)
    assert article.words(*article.facts.statements[0].on_behalf_of) == states


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("Putin thinks Russia will attack Moldova.", "assert"),
        ("Putin says Russia will attack Moldova.", "threaten"),
        ("Governments must stop the shelling, the UN said.", "assert"),
        ("Russia must stop the shelling, the UN said.", "demand"),
        ('"Do you regret the war?" the host asked.', "question"),
        ('If the pilots are not freed, the general warned, "there will be no truce".', "threaten"),
        ("The widow is conscious of the risk.", None),
        ("Peru was ripped off by the dealers.", None),
        ("The senator ripped Peru for the loan.", "criticise"),
        ("The opposition favours lifting the ban.", "support"),
    ],
)
def test_what_an_act_is(sentence, act):
    found = [s.act for s in reading(sentence).facts.statements]
    assert found == ([act] if act else [])
