"""Who says what, in the manners of different newsrooms."""

import pytest
from reading import reading


@pytest.mark.parametrize(
    ("sentence", "source", "cue", "content", "manner"),
    [
        ("Iran said that talks had failed.", "Iran", "said", "talks had failed", "indirect"),
        ("Iran said talks had failed.", "Iran", "said", "talks had failed", "indirect"),
        ("Officials say talks are failing.", "Officials", "say", "talks are failing", "indirect"),
        ('"The talks have failed," Iran said.', "Iran", "said", "The talks have failed", "direct"),
        ("“The talks have failed,” said Iran.", "Iran", "said", "The talks have failed", "direct"),
        ('Iran said: "The talks have failed."', "Iran", "said", "The talks have failed", "direct"),
        ("Iran said the talks were “a failure”.", "Iran", "said", "the talks were “a failure”", "mixed"),
        ("The talks, Iran said, had failed.", "Iran", "said", "The talks had failed", "indirect"),
        ("According to Iran, the talks failed.", "Iran", "According to", "the talks failed", "indirect"),
        ("As Iran noted, the talks failed.", "Iran", "noted", "the talks failed", "indirect"),
        (
            "Iran's claim that Israel attacked the port was false.",
            "Iran",
            "claim",
            "Israel attacked the port",
            "indirect",
        ),
        ("Iran pointed out that the talks had failed.", "Iran", "pointed out", "the talks had failed", "indirect"),
        ("Iran referred to the failed talks.", "Iran", "referred to", "the failed talks", "indirect"),
    ],
)
def test_source_cue_and_content(sentence, source, cue, content, manner):
    said = (article := reading(sentence)).statement(cue)
    assert article.words(said.source) == [source]
    assert (said.content_text, said.manner) == (content, manner)


@pytest.mark.parametrize(
    ("sentence", "cue", "act", "type_", "modes"),
    [
        ("Israel accused Iran of arming the rebels.", "accused", "accuse", "ACCUSE", ("allege",)),
        ("Israel blamed Iran for the attack.", "blamed", "accuse", "ACCUSE", ("allege",)),
        ("Israel criticised Iran for its silence.", "criticised", "criticise", "ACCUSE", ("disapprove",)),
        ("Israel lamented that Iran ignored the plan.", "lamented", "criticise", "ACCUSE", ("disapprove",)),
        ("Israel demanded that Iran withdraw its troops.", "demanded", "demand", "REQUEST", ("yield",)),
        ("Israel urged Iran to release the hostages.", "urged", "request", "REQUEST", ("yield",)),
        ("Israel called on Iran to release the hostages.", "called on", "request", "REQUEST", ("yield",)),
        ("Israel called for talks with Iran.", "called", "request", "REQUEST", ("meet",)),
        ("Israel said Iran must withdraw its troops.", "said", "demand", "REQUEST", ("yield",)),
        ("Israel threatened to attack Iran.", "threatened", "threaten", "THREATEN", ("violence",)),
        ("Israel warned that it would retaliate against Iran.", "warned", "threaten", "THREATEN", ()),
        ("Israel said it was ready to strike Iran's bases.", "said", "threaten", "THREATEN", ("violence",)),
        ("Israel revealed its readiness to seize Iranian assets.", "revealed", "threaten", "THREATEN", ("seize",)),
        ("Israel said it was ready to negotiate with Iran.", "said", "offer", "AGREE", ()),
        ("Israel offered Iran its friendship.", "offered", "offer", "AGREE", ()),
        ("Israel promised to release the prisoners.", "promised", "promise", "AGREE", ()),
        ("Israel said it would not negotiate with Iran.", "said", "reject", "REJECT", ("meet",)),
        ("Israel rejected the proposal.", "rejected", "reject", "REJECT", ()),
        ("Israel praised Iran for its restraint.", "praised", "praise", "SUPPORT", ()),
        ("Israel apologised for the mistake.", "apologised", "apologise", "CONCEDE", ()),
    ],
)
def test_an_act_that_is_an_event(sentence, cue, act, type_, modes):
    said = reading(sentence).statement(cue)
    assert said.coding is not None
    assert (said.act, said.coding.type, said.coding.modes) == (act, type_, modes)


@pytest.mark.parametrize(
    ("sentence", "cue", "act"),
    [
        ("Israel said the talks had failed.", "said", "assert"),
        ("Israel denied that it had attacked the port.", "denied", "deny"),
        ("Israel admitted that the strike was a mistake.", "admitted", "admit"),
        ("Israel predicted that prices would rise.", "predicted", "predict"),
        ("Israel declined to comment.", "declined", "reject"),
        ("Israel warned of famine in the region.", "warned", "warn"),
        ("Israel announced that the port had reopened.", "announced", "announce"),
        ("Israel regretted that the talks had failed.", "regretted", "assert"),
        ("Israel vowed that the killings would not go unanswered.", "vowed", "promise"),
    ],
)
def test_an_act_that_is_no_event(sentence, cue, act):
    said = reading(sentence).statement(cue)
    assert (said.act, said.coding) == (act, None)


def test_only_possible_if_is_a_demand():
    said = reading("Russia said that peace would only be possible if Ukraine disarmed.").statement("said")
    assert said.act == "demand"
    assert said.condition is not None
    assert said.condition.text == "if Ukraine disarmed"


def test_a_speaker_in_his_post_speaks_for_his_state():
    article = reading("In an interview, Russian Foreign Minister Sergey Lavrov said that talks had failed.")
    said = article.statement("said")
    assert article.words(*said.on_behalf_of) == ["[Russia]"]
    assert said.position is not None
    assert said.position.words is not None
    assert said.position.words.text == "Russian Foreign Minister"
    assert said.venue is not None
    assert said.venue.text == "interview"


def test_a_pronoun_speaks_for_whoever_it_stands_for():
    article = reading("Sergey Lavrov criticised the United States. He added that talks had failed.")
    assert article.statement("added").source.actor == article.statement("criticised").source.actor


def test_addressee_and_target():
    article = reading("France urged Iran to stop.", "France told Israel that Iran should stop.")
    assert article.words(*article.statement("urged").addressees) == ["Iran"]
    assert article.words(*article.statement("told").addressees) == ["Israel"]


def test_the_target_of_a_threat_is_whose_assets_they_are():
    article = reading("Russia threatened to seize Japanese assets.")
    assert article.words(*article.statement("threatened").targets) == ["Japanese"]


def test_an_unnamed_source_is_kept_and_marked():
    article = reading("A senior official said the talks had failed.")
    said = article.statement("said")
    assert said.source is not None
    entity = next(e for e in article.facts.entities if e.iri == said.source.actor)
    assert entity.anonymous
    assert entity.iri.startswith(article.document.iri + "#")


def test_a_passive_without_agent_names_no_source():
    article = reading("Iran was accused of arming the rebels.")
    said = article.statement("accused")
    assert said.source is None
    assert article.words(*said.targets) == ["Iran"]


def test_a_quotation_broken_by_its_cue_is_one_statement_in_two_pieces():
    (said,) = reading('"We are tired," Vucic said on Tuesday. "We want peace with everyone."').facts.statements
    assert len(said.content) == 2
    assert said.content_text == "We are tired We want peace with everyone."


def test_what_goes_on_without_a_that_belongs_to_the_content():
    said = reading("Lavrov asserted that Washington is wary but is unprepared to listen.").statement("asserted")
    assert said.content_text.endswith("but is unprepared to listen")


def test_adding_that_is_a_second_statement_of_the_same_speaker():
    article = reading("Macron said that France would send tanks, adding that Europe must do more.")
    first, second = article.statement("said"), article.statement("adding")
    assert first.content_text == "France would send tanks"
    assert second.source.actor == first.source.actor


def test_a_statement_inside_another_is_told_by_it():
    article = reading("Iran said that Israel had accused Syria of arming the rebels.")
    outer, inner = article.statement("said"), article.statement("accused")
    assert inner.according_to == outer.id
    assert inner.id in outer.reports
    assert outer.according_to is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Iran may say that the talks failed.",
        "The plan failed to condemn the attack.",
        "Islamabad recalled its ambassador.",
        "China's demand for oil rose.",
        "US support for Ukraine has waned.",
        "Police questioned two men.",
        "The army has committed war crimes.",
    ],
)
def test_what_is_no_statement(sentence):
    assert reading(sentence).facts.statements == ()


def test_a_statement_that_was_not_made_is_negative():
    said = reading("Iran did not say whether it would attend the talks.").statement("say")
    assert said.factuality.polarity == "negative"


def test_headings_make_no_statements():
    assert reading("Nothing happened.", title="Iran accuses Israel of lying").facts.statements == ()


def test_the_content_tells_whom_it_is_about_but_not_the_speaker():
    article = reading("Iran said that Israel and Iran had talked to Egypt.")
    assert article.words(*article.statement("said").about) == ["Israel", "Egypt"]


@pytest.mark.parametrize(
    ("sentence", "targets"),
    [
        ("Japan condemned the killing of two Filipino sailors.", []),
        ("Japan condemned the invasion of Ukraine.", []),
        ("Japan condemned the policies of Iran.", ["Iran"]),
        ("Japan condemned the attack by Iran.", ["Iran"]),
        ("Japan condemned Iran's attack on the ship.", ["Iran"]),
    ],
)
def test_whoever_suffers_a_deed_is_not_criticised_for_it(sentence, targets):
    found = reading(sentence)
    assert found.words(*found.statement("condemned").targets) == targets


QUOTED = [
    ("''We will act,'' Iran said. ''Soon.''", "Iran", ["We will act"]),
    (
        "“A dark day,” said Senator Maria Ressa, a member of the opposition, becoming the first to resign.",
        "Senator Maria Ressa",
        ["A dark day"],
    ),
    ('"We have nothing to hide," went on the minister.', "minister", ["We have nothing to hide"]),
    (
        '"We fear any war — and I mean any war — in Asia," Tusk said.',
        "Tusk",
        ["We fear any war — and I mean any war — in Asia"],
    ),
    (
        "Tusk echoed the warning: “The region is calm. Nobody wants war. But we prepare.”",
        "Tusk",
        ["The region is calm. Nobody wants war. But we prepare"],
    ),
    ('Mr Orban was blunt. "Hungary will not pay for this war."', "Mr Orban", ["Hungary will not pay for this war."]),
    ('As the president put it, "a deal is a deal".', "president", ["a deal is a deal"]),
]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ('"It would not be right," Cameron, who had led the campaign, said outside his house in London.', "Cameron"),
        ('"We are in contact," a spokeswoman for the council, Emily Horne, said of the recall.', "Emily Horne"),
        ('"We are not going anywhere," the chief executive, Shou Zi Chew, said in a video.', "Shou Zi Chew"),
    ],
)
def test_a_speaker_parted_from_his_verb_is_no_place_or_thing_behind_it(sentence, speaker):
    found = reading(sentence)
    assert speaker in found.words(found.facts.statements[0].source)[0]


@pytest.mark.parametrize(("sentence", "source", "content"), QUOTED)
def test_a_quotation_belongs_to_whoever_stands_beside_it(sentence, source, content):
    article = reading(sentence)
    (said,) = article.facts.statements
    assert article.words(said.source) == [source]
    told = [article.document.text[p.start : p.end].strip(".") for p in said.content]
    assert told == [words.strip(".") for words in content]


def test_a_quotation_goes_on_over_paragraphs_until_it_is_closed():
    (said,) = reading(
        '"We are tired," Vucic said. "We want peace.', '"We have said so.', '"We mean it."'
    ).facts.statements
    assert said.content_text == "We are tired We want peace. We have said so. We mean it."


INDIRECT = [
    ("The minister went on to explain that the tax was dead.", "explain", "the tax was dead"),
    ("Biden sought to reassure allies that he would stay.", "reassure", "he would stay"),
    ("Lula made it clear that the plan would go ahead.", "made", "the plan would go ahead"),
    ("Scholz is confident that the coalition will hold.", "confident", "the coalition will hold"),
    ("Kyiv's position is that the border is closed.", "position", "the border is closed"),
    ("In the view of the opposition, the vote was rigged.", "view", "the vote was rigged"),
    ("By the army's own account, forty soldiers died.", "account", "forty soldiers died"),
    ("Satellite images show that the bridge has been rebuilt.", "show", "the bridge has been rebuilt"),
    ("The party wants the vote to be rerun.", "wants", "the vote to be rerun"),
    ("Poland has called for the summit to be postponed.", "called", "the summit to be postponed"),
    ("They wondered aloud if the war would end.", "wondered", "if the war would end"),
    ("Modi hinted at a visit to Beijing.", "hinted", "a visit to Beijing"),
    ("The company, said its director, was not for sale.", "said", "The company was not for sale"),
    ("The paper quoted the minister as saying that the port was open.", "saying", "the port was open"),
    ("Kyiv denied that it had lied, and criticised what it called a smear.", "criticised", "what it called a smear"),
]


@pytest.mark.parametrize(("sentence", "cue", "content"), INDIRECT)
def test_ways_of_telling_what_somebody_says_or_thinks(sentence, cue, content):
    assert reading(sentence).statement(cue).content_text == content


def test_what_somebody_adds_of_himself_is_no_second_voice():
    (said,) = reading("Scholz said he was confident that the coalition would hold.").facts.statements
    assert said.cue.text == "said"


def test_neither_says_it():
    said = reading("Neither the ministry nor the army said who fired.").facts.statements
    assert {s.factuality.polarity for s in said} == {"negative"}


def test_only_when_is_a_condition():
    said = reading("Lavrov said talks could resume only when Kyiv recognised the annexation.").statement("said")
    assert said.condition is not None
    assert said.condition.text == "only when Kyiv recognised the annexation"


def test_where_somebody_spoke():
    article = reading("Speaking in Brussels, Stoltenberg said allies would spend more.")
    place = article.statement("said").place
    assert place is not None
    assert article.document.text[place.start : place.end] == "Brussels"


@pytest.mark.parametrize(
    "sentence",
    [
        "He requested anonymity.",
        "The embassy issued visas to 400 students.",
        "The central bank struck a note of caution.",
        "The company posted a profit.",
        "The Iran-backed group is small.",
        "If Putin says he wants peace, he should stop.",
    ],
)
def test_words_of_saying_that_say_nothing(sentence):
    assert reading(sentence).facts.statements == ()


def test_what_the_parser_hangs_on_the_accused_is_the_charge():
    article = reading("The junta accuses the rebels of terrorism.")
    said = article.statement("accuses")
    assert (article.words(*said.targets), said.content_text) == (["rebels"], "terrorism")


@pytest.mark.parametrize(
    ("sentence", "cue", "act"),
    [
        ("Japan called the launch a serious threat.", "called", "criticise"),
        ("Tokyo called it a violation of a UN resolution.", "called", "criticise"),
        ("Wang described the sanctions as illegal and unjustified.", "described", "criticise"),
        ('Petel called Azerbaijan\'s action "a crime".', "called", "criticise"),
        ("Modi called Bangladesh a trusted friend.", "called", "praise"),
        ("Blinken described the agreement as a historic achievement.", "described", "praise"),
        ("Tokyo called it a serious matter.", "called", "assert"),
        ("Trump called himself a victim of a hoax.", "called", "assert"),
        ("Erdogan called his own decision a mistake.", "called", "assert"),
        ("Russia sees Finland as a threat.", "sees", "assert"),
    ],
)
def test_a_bad_name_blames_and_a_good_one_praises(sentence, cue, act):
    assert reading(sentence).statement(cue).act == act


def test_naming_within_ones_own_words_is_no_second_statement():
    (said,) = reading("North Korea's foreign ministry denounced what it termed an act of aggression.").facts.statements
    assert said.act == "criticise"


@pytest.mark.parametrize(
    ("sentence", "cue", "content", "targets"),
    [
        ("Ireland asked for sanctions to be delayed.", "asked", "sanctions to be delayed", []),
        ("Hungary asked for the vote to be postponed.", "asked", "the vote to be postponed", []),
        ("Kyiv called for Russia to be expelled.", "called", "Russia to be expelled", ["Russia"]),
        (
            "The dispute went to the International Court of Justice, whose jurisdiction Caracas rejects.",
            "rejects",
            "jurisdiction",
            ["International Court of Justice"],
        ),
        (
            "Khartoum accused Nairobi of siding with rebels, a charge that Kenya called baseless.",
            "called",
            "siding with rebels",
            [],
        ),
        (
            "Rights groups say many were beaten in custody, a claim the ministry disputes.",
            "disputes",
            "many were beaten in custody",
            [],
        ),
        ("Maduro compared Guyana to a colony.", "compared", "Guyana to a colony", ["Guyana"]),
        (
            "The RSF denied receiving weapons from the United Arab Emirates, which also rejected the accusation.",
            "denied",
            "receiving weapons from the United Arab Emirates",
            [],
        ),
        ("Washington agreed to provide Peru with nine Black Hawk helicopters.", "agreed",
         "to provide Peru with nine Black Hawk helicopters", ["Peru"]),
        ("Haiti welcomed a promise by Jamaica to send 24 officers.", "promise", "to send 24 officers", []),
        ("Lula warned Maduro against unilateral measures.", "warned", "against unilateral measures", ["Maduro"]),
    ],
)  # fmt: skip
def test_whole_contents_and_right_targets(sentence, cue, content, targets):
    article = reading(sentence)
    said = article.statement(cue)
    assert (said.content_text, article.words(*said.targets)) == (content, targets)


@pytest.mark.parametrize(
    ("sentence", "cue", "content", "venue"),
    [
        ("Hamas claimed the attack in a statement.", "claimed", "the attack", "statement"),
        (
            "Putin stressed the importance of peace in a phone call.",
            "stressed",
            "the importance of peace",
            "phone call",
        ),
        ("Mudavadi told a news conference that talks had failed.", "told", "talks had failed", "news conference"),
        ("The Global Times said in an editorial that Manila was lost.", "said", "Manila was lost", "editorial"),
        ("Iran condemned threats made in a speech by Trump.", "condemned", "threats made in a speech by Trump", None),
    ],
)
def test_where_it_was_said_is_no_part_of_it(sentence, cue, content, venue):
    said = reading(sentence).statement(cue)
    assert (said.content_text, said.venue.text if said.venue else None) == (content, venue)


@pytest.mark.parametrize(
    "sentence",
    [
        "South Africa has referred Israel to the International Criminal Court.",
        "Germany committed troops to the mission.",
        "Hungary blocked a joint statement by the European Union condemning the violence.",
        "The ministers will meet in Hawaii, where they are expected to discuss joint patrols.",
    ],
)
def test_what_is_not_said_is_no_statement(sentence):
    assert not reading(sentence).facts.statements


def test_backing_that_somebody_is_accused_of_is_no_statement_of_his():
    (said,) = reading("India accused Pakistan of supporting terrorism.").facts.statements
    assert said.act == "accuse"


@pytest.mark.parametrize(
    ("sentence", "cue", "words"),
    [
        ("A British parliamentary report called for tariffs on Brazil.", "called", "British parliamentary report"),
        (
            "Wagner chief Yevgeny Prigozhin accused the generals of treason.",
            "accused",
            "Wagner chief Yevgeny Prigozhin",
        ),
        ("Then-president Hassan Rouhani rejected the plan.", "rejected", "Then-president Hassan Rouhani"),
        ("Ecuador's President Daniel Noboa said no.", "said", "Ecuador's President Daniel Noboa"),
    ],
)
def test_the_speaker_in_whole_words(sentence, cue, words):
    article = reading(sentence.replace("said no", "said that talks had failed"))
    assert article.words(article.statement(cue).source) == [words]


def test_a_report_is_not_the_state_of_its_authors():
    found = reading("A British parliamentary report called for tariffs on Brazil.").statement("called")
    assert found.source.actor.startswith("https://kg.example/article/")


@pytest.mark.parametrize("words", ["so long as Europe bought its oil", "as long as Europe bought its oil"])
def test_as_long_as_is_a_condition(words):
    said = reading(f"Tehran said it would keep to the deal {words}.").statement("said")
    assert said.condition.text == words


def test_troops_sent_to_somebody_are_no_threat():
    assert reading("France said it would send troops to Mali.").statement("said").act == "assert"
    assert reading("Iran said it would send troops against the rebels.").statement("said").act == "threaten"


@pytest.mark.parametrize(
    ("paragraphs", "speaker"),
    [
        (["“Kenya will send nurses to Chad in spring.” – President William Ruto"], "President William Ruto"),
        (["And from President William Ruto:", "“Kenya will send nurses to Chad in spring.”"], "President William Ruto"),
        (["Statement by William Ruto:", "“Kenya will send nurses to Chad in spring.”"], "William Ruto"),
        (["William Ruto:", "“Kenya will send nurses to Chad in spring.”"], "William Ruto"),
    ],
)
def test_a_quotation_belongs_to_the_name_behind_its_dash_or_in_the_line_above(paragraphs, speaker):
    article = reading(*paragraphs)
    assert [article.words(s.source) for s in article.facts.statements] == [[speaker]]


@pytest.mark.parametrize("line", ["Here are the main points:", "William Ruto met Paul Kagame in Kigali:"])
def test_a_line_above_that_names_no_speaker_gives_none(line):
    assert not reading(line, "“Kenya will send nurses to Chad in spring.”").facts.statements


def test_what_a_quotation_demands_is_a_statement_inside_it():
    article = reading('"We demand that Israel withdraw its troops," said Ayman Safadi.')
    demand = article.statement("demand")
    assert (demand.act, demand.content_text) == ("demand", "Israel withdraw its troops")
    assert demand.according_to == article.statement("said").id
    assert demand.source.actor == article.statement("said").source.actor


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("The garrison resisted the rebels for a week.", []),
        ("Peru resisted calls for a vote.", ["reject"]),
        ("Police blasted the crowd with water cannon.", []),
        ("The mayor blasted the cabinet over the strike.", ["criticise"]),
        ("The term refers to people who fled the war.", []),
        ("The envoy referred to people who fled the war.", ["assert"]),
    ],
)
def test_to_withstand_is_not_to_say(sentence, acts):
    assert [s.act for s in reading(sentence).facts.statements] == acts


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("Oslo said it backed the plan, a shift that angered Chad.", "it backed the plan"),
        ("Peru said it respected the pact, underscoring how far it had come.", "it respected the pact"),
        ("The court said the ban was lawful, which drew cheers from the gallery.", "the ban was lawful"),
        ("The judge said the fine was too low, though she did not say by how much.", "the fine was too low"),
        ("He called the law a disgrace, words that caused alarm in Oslo.", "the law a disgrace"),
        ("Peru said the ship, which flies a Maltese flag, was safe.", "the ship, which flies a Maltese flag, was safe"),
        ("Chad said the rebels had fled, leaving their guns behind.", "the rebels had fled, leaving their guns behind"),
        ("The army declared the operation over on Tuesday.", "the operation over"),
        ("The court declared the law void.", "the law void"),
        ("The raid, Omar wrote on his page, was carried out at dawn.", "The raid was carried out at dawn"),
        ("Oslo said its police would go to Haiti, though no date has been agreed.", "its police would go to Haiti"),
        (
            "Oslo said it was ready to sign, although its army was weak.",
            "it was ready to sign, although its army was weak",
        ),
        ("Omar said the dam had been hit but gave no details.", "the dam had been hit"),
        ("The navy said it had lost a boat, while rebels put the number at two.", "it had lost a boat"),
        ("Peru said it had lost a frigate, in what would be its first loss since May.", "it had lost a frigate"),
        ("Oslo said it would shut its border, the fourth such step this year.", "it would shut its border"),
        ("The ports, said a broker familiar with the plan, need cranes.", "The ports need cranes"),
        ("The king said he was re-elected in May.", "he was re-elected in May"),
        ("The army declared the siege over on Monday.", "the siege over"),
        ("The firm blames a fault for the delay.", "a fault for the delay"),
        ("Doctors credit the vaccine for the fall in deaths.", "the vaccine for the fall in deaths"),
        ("Omar met the envoys, according to a guard, and Oslo has sent a ship.", "Omar met the envoys"),
        ("He was not told, Omar said, of what he was accused.", "He was not told of what he was accused"),
        ("The boats, Omar said on Friday, had sunk.", "The boats had sunk"),
        ("Peru said the pass was shut, a forecast that few believed.", "the pass was shut"),
        ("Peru said the pass was shut, citing heavy snow.", "the pass was shut"),
        ("Hamas said it had hit the ship, in a statement posted on Telegram.", "it had hit the ship"),
        ("What the envoys want, says Omar, is to be left alone.", "What the envoys want is to be left alone"),
        ("Oslo accused rebels led by Omar Ali of looting gold.", "looting gold"),
        ("Oslo accused both the army and the rebels of theft.", "theft"),
        ("The widow asked to know where he is buried.", "to know where he is buried"),
        ("The envoy asked for time to read the file.", "time to read the file"),
        (
            "Omar told the court that the deal was void, that he had not signed it and that he would appeal.",
            "the deal was void, that he had not signed it and that he would appeal",
        ),
        ("Hamas dismissed talk of exile for its leaders.", "talk of exile for its leaders"),
        (
            "Two men died, one of them a priest, when a shell hit a market in Gao, Omar said on Telegram.",
            "Two men died, one of them a priest, when a shell hit a market in Gao",
        ),
        (
            "The report accuses both the army and the RSF of rape, of pillage and of arson.",
            "rape, of pillage and of arson",
        ),
        (
            "Under no circumstances, Omar told the Bundestag, would German soldiers be sent to Gao.",
            "Under no circumstances would German soldiers be sent to Gao",
        ),
        ("Oslo condemned the raid on its embassy in Niamey by Chad.", "the raid on its embassy in Niamey by Chad"),
        (
            "The manifesto of the party promises free meals in schools, an end to fees and a ban on new wells.",
            "free meals in schools, an end to fees and a ban on new wells",
        ),
        ("It is too early, Omar said, to speak of a truce.", "It is too early to speak of a truce"),
        ("The union wants the mine reopened and the men taken back.", "the mine reopened and the men taken back"),
        (
            "Oslo says it will hold a vote within a year, will cut pay and will publish its debts.",
            "it will hold a vote within a year, will cut pay and will publish its debts",
        ),
        ("Oslo accused Peru of theft and of lying about it.", "theft and of lying about it"),
        ("Omar called for lower taxes, for fewer rules and for a vote.", "lower taxes, for fewer rules and for a vote"),
        ("The generals ordered the gates to be shut.", "the gates to be shut"),
        ("The judge ordered the men to be freed.", "to be freed"),
        ("Omar rejected as an insult the offer of a rise of 4%.", "as an insult the offer of a rise of 4%"),
    ],
)
def test_a_content_has_all_that_was_said_and_no_remark_on_it(sentence, content):
    (said, *_) = reading(sentence).facts.statements
    assert said.content_text == content


@pytest.mark.parametrize(
    "setting", ["as talks began in Quito", "as crowds chanted", "as the court opened", "as guns fell silent"]
)
def test_what_happens_meanwhile_reports_nothing(setting):
    """Whereas "as officials say" does."""
    article = reading(f"Peru shelled Lima {setting}.")
    assert article.event("shelled").according_to is None
    assert not article.facts.statements
    told = reading("Peru shelled Lima, as officials say.")
    assert told.event("shelled").according_to == told.statement("say").id


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("Kenya condemned the attack and issued a condemnation of the attack.", ["condemned"]),
        ("Mali denied the charge, and its denial of the charge was brief.", ["denied"]),
        ("Iran accused Iraq of theft and accused Oman of theft.", ["accused", "accused"]),
        ("Iran denied the charge, and Oman denied the charge.", ["denied", "denied"]),
        ("Iran denied the charge. Iran denied the charge.", ["denied", "denied"]),
    ],
)
def test_what_a_sentence_says_twice_is_one_statement(text, cues):
    assert [s.cue.text for s in reading(text).facts.statements if s.cue] == cues


@pytest.mark.parametrize("behind", ["after a soldier was stabbed in Brest", "as rebels shelled Brest"])
def test_what_stands_behind_a_cue_that_ends_the_words_is_the_articles(behind):
    article = reading(f"Poland will send troops to its border, the minister said, {behind}.")
    assert article.statement("said").content_text == "Poland will send troops to its border"
    (event,) = [e for e in article.facts.events if e.coding.type == "ASSAULT"]
    assert event.according_to is None


def test_of_what_somebody_is_accused_stands_behind_those_who_accuse_him():
    article = reading("The minister, accused by the opposition of corruption, resigned on Tuesday.")
    said = article.statement("accused")
    assert (article.words(said.source), article.words(*said.targets), said.content_text) == (
        ["opposition"],
        ["minister"],
        "corruption",
    )


def test_which_behind_people_takes_up_the_whole_clause():
    said = reading("Experts said soldiers had fought beside the rebels, which Kigali called fiction.").statement(
        "called"
    )
    assert said.targets == ()
    assert reading("Kigali called the rebels a threat.").statement("called").targets != ()


def test_ones_own_border_is_no_target_of_the_threat_to_close_it():
    article = reading("President William Ruto threatened that Kenya would close its border with Somalia.")
    assert article.words(*article.statement("threatened").targets) == ["Somalia"]


def test_with_or_without_somebody_is_aimed_at_nobody():
    assert reading("Iran said it would close the strait with or without Russia.").statement("said").targets == ()


def test_what_one_of_two_who_discuss_stresses_is_said():
    article = reading(
        "Narendra Modi and Benjamin Netanyahu discussed the war with the Indian leader stressing the need for peace."
    )
    said = article.statement("stressing")
    assert (article.words(said.source), said.content_text) == (["Indian leader"], "the need for peace")


@pytest.mark.parametrize(
    ("sentence", "cue", "content"),
    [
        ("Egypt blamed the raid on the Muslim Brotherhood.", "blamed", "the raid"),
        ("Cuba blamed the embargo for shortages on the island.", "blamed", "the embargo for shortages on the island"),
        (
            "He said soldiers stationed 4 km away had not come until dawn.",
            "said",
            "soldiers stationed 4 km away had not come until dawn",
        ),
        (
            "Parliament passed a bill that critics say will muzzle the press, as police beat crowds outside.",
            "say",
            "that will muzzle the press",
        ),
        (
            "He signed a law that critics say gags the press and which the EU has condemned.",
            "say",
            "that gags the press",
        ),
        ("KYIV, May 7 (Reuters) - Russia attacked a depot, Ukraine said.", "said", "Russia attacked a depot"),
        ("KYIV (AP) — Russia has raided Odesa, Ukraine says, in May.", "says", "Russia has raided Odesa in May"),
        (
            "Critics say that the bill will muzzle the press as police beat crowds outside.",
            "say",
            "the bill will muzzle the press as police beat crowds outside",
        ),
    ],
)
def test_a_content_ends_where_what_was_said_ends(sentence, cue, content):
    assert reading(sentence).statement(cue).content_text == content


def test_whom_something_is_blamed_on_is_accused():
    found = reading("Egypt blamed the killing of two guards on smugglers.")
    assert found.words(*found.statement("blamed").targets) == ["smugglers"]
    found = reading("Egypt blamed smugglers for an attack on two guards.")
    assert found.words(*found.statement("blamed").targets) == ["smugglers"]


def test_a_town_before_whoever_speaks_says_nothing():
    found = reading("Russia has attacked Odesa, Ukraine says, in the worst raid of the year.")
    assert [found.words(s.source) for s in found.facts.statements] == [["Ukraine"]]
    found = reading("The deal is dead, Iran and Ukraine say, after the worst raid of the year.")
    assert [found.words(s.source) for s in found.facts.statements] == [["Iran"], ["Ukraine"]]


@pytest.mark.parametrize(
    ("sentence", "content", "voice"),
    [
        ("The army said it would not leave Goma and shelled Rutshuru on Monday.", "it would not leave Goma", None),
        (
            "The army said it had not left Goma and shelled Rutshuru on Monday.",
            "it had not left Goma and shelled Rutshuru on Monday",
            "said",
        ),
    ],
)
def test_a_past_behind_what_is_to_come_is_no_part_of_it(sentence, content, voice):
    found = reading(sentence)
    (said,) = found.facts.statements
    assert said.content_text == content
    assert found.event("shelled").according_to == (said.id if voice else None)


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("Camara maintains that he was asleep when it began and blames his aide.", "he was asleep when it began"),
        ("Bello called it an attempted coup and dissolved parliament.", "it an attempted coup"),
        ("Bello warned his people against travelling to Chad.", "against travelling to Chad"),
        ("Bello accused his people of travelling to Chad.", "travelling to Chad"),
        (
            "Bello called it an attempted coup and a dissolved parliament.",
            "it an attempted coup and a dissolved parliament",
        ),
    ],
)
def test_what_the_speaker_does_next_is_not_said(sentence, content):
    assert reading(sentence).facts.statements[0].content_text == content


@pytest.mark.parametrize(
    ("sentence", "speakers"),
    [
        ("The ministry summoned the Russian ambassador to demand the withdrawal of the forces.", ["ministry"]),
        ("The ministry summoned the Russian ambassador to explain the raid.", ["Russian ambassador"]),
        ("The court heard that couriers had carried cash.", []),
        ("The court ruled that couriers had carried cash.", ["court"]),
        ("Ships ran aground on a shoal which Beijing calls Xianbin Jiao.", []),
        ("Ships ran aground on a shoal which Beijing calls a natural part of China.", ["Beijing"]),
    ],
)
def test_who_speaks_and_what_is_no_statement(sentence, speakers):
    found = reading(sentence)
    assert [w for s in found.facts.statements for w in found.words(s.source)] == speakers


@pytest.mark.parametrize(
    ("sentence", "cue", "targets"),
    [
        ("The bloc threatened to use force to reinstate Bazoum.", "threatened", []),
        ("The bloc threatened to attack Mali.", "threatened", ["Mali"]),
        ("A lawmaker complained that villagers had been cheated.", "complained", []),
        ("A lawmaker complained that villagers had cheated.", "complained", ["villagers"]),
        ("He condemned Georgian Dream's actions.", "condemned", []),
        ("He condemned Georgian leaders.", "condemned", ["Georgian leaders"]),
        ("Rebel leaders denied harming refugees.", "denied", []),
    ],
)
def test_whom_a_statement_is_aimed_at(sentence, cue, targets):
    found = reading(sentence)
    assert found.words(*found.statement(cue).targets) == targets


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        (
            "The envoy went to Goma, where a raid has left, according to officials, ten people dead.",
            "where a raid has left ten people dead",
        ),
        ("Backed, according to UN experts, by Rwandan soldiers, the rebels took Goma.", "Backed by Rwandan soldiers"),
        ("The rebels, according to UN experts, took Goma.", "The rebels took Goma"),
    ],
)
def test_a_phrase_thrown_into_a_clause_tells_of_that_clause_alone(sentence, content):
    assert reading(sentence).statement("according to").content_text == content


@pytest.mark.parametrize(
    ("sentence", "cue", "targets"),
    [
        ("Poland offered military advisers.", "offered", []),
        ("Poland offered Haiti 2,000 troops.", "offered", ["Haiti"]),
        ("The council demanded his rival's release.", "demanded", []),
        ("The council demanded Israel's withdrawal from Gaza.", "demanded", ["Israel"]),
    ],
)
def test_what_is_offered_and_who_is_to_be_freed_is_not_asked(sentence, cue, targets):
    found = reading(sentence)
    assert found.words(*found.statement(cue).targets) == targets
