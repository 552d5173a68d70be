"""Facts of an extractor of others: each slip is told as its own, with the fact that has it."""

from dataclasses import replace

import pytest
from reading import document, reading

from kg import codes, conformance
from kg.errors import RefusedError
from kg.facts.model import Amount, Coding, Count, Event, Facts, Participant, Place, Sanction, Statement, Time
from kg.facts.statements.kind import Statements
from kg.mentions.model import Entity, Mention, Position, Tenure
from kg.pipeline import reading as read_whole
from kg.spans import Span, Words

TEXT = "Iran attacked Israel on Monday. Egypt said so for $5 million."
IRAN, EGYPT = "http://kg.example/iran", "http://kg.example/egypt"
EVENT = Event("e1", 0, 31, Words(5, 13, "attacked"), Coding("ASSAULT"), initiators=(Participant(IRAN, 0, 4, "m1"),))
STATEMENT = Statement("s1", 32, 61, "indirect", "assert", (Span(43, 45),), "so", Participant(EGYPT))
SANCTION = Sanction("x1", 0, 31, Words(5, 13, "attacked"), "imposed", ("tariff",))
FACTS = Facts(
    mentions=(Mention("m1", 0, 4, "Iran", "state", "name", IRAN),),
    statements=(STATEMENT,),
    events=(EVENT,),
    sanctions=(SANCTION,),
    times=(Time("t1", 24, 30, "Monday", "2024-01-08", "2024-01-08", "2024-01-08"),),
    amounts=(Amount("a1", 50, 60, "$5 million", "5000000", "USD"),),
    entities=(Entity(IRAN, "Iran", "state"), Entity(EGYPT, "Egypt", "state")),
    tenures=(Tenure("http://kg.example/t", EGYPT, "envoy"),),
)


def fault(facts: object) -> str:
    with pytest.raises(RefusedError) as refused:
        conformance.check(facts, TEXT, "other", "a.txt")
    assert refused.value.exit_code == 1
    line = str(refused.value)
    assert line.startswith("a.txt: extractor 'other': ")
    assert line.endswith(" (a fault of that extractor, not of the article)")
    return line.removeprefix("a.txt: extractor 'other': ").rpartition(" (")[0]


def with_event(**changes) -> Facts:
    return replace(FACTS, events=(replace(EVENT, **changes),))


def with_statement(**changes) -> Facts:
    return replace(FACTS, statements=(replace(STATEMENT, **changes),))


def with_sanction(**changes) -> Facts:
    return replace(FACTS, sanctions=(replace(SANCTION, **changes),))


def test_what_keeps_the_protocol_passes():
    conformance.check(FACTS, TEXT, "other", "a.txt")
    conformance.check(with_event(time="t1", amounts=("a1",), according_to="s1", happening="h"), TEXT, "other", "a.txt")
    conformance.check(with_statement(reports=("e1", "x1")), TEXT, "other", "a.txt")


COUNT = Count("n1", 0, 4, "Iran", "killed", 1, 1)


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (None, "gave None, no Facts"),
        (with_event(time="t9"), "event 'e1': time 't9' is not among the times"),
        (with_event(amounts=("a9",)), "event 'e1': amount 'a9' is not among the amounts"),
        (with_event(according_to="e1"), "event 'e1': according_to 'e1' is no statement"),
        (with_event(happening=""), "event 'e1': happening '' is no name"),
        (with_event(start=5, end=5), "event 'e1': characters 5 to 5 of a text of 61"),
        (with_event(end=62), "event 'e1': characters 0 to 62 of a text of 61"),
        (with_event(start="0"), "event 'e1': characters 0 to 31 of a text of 61"),
        (
            with_event(trigger=Words(5, 13, "shelled")),
            "event 'e1': trigger: 'shelled' where the text has 'attacked' (5 to 13)",
        ),
        (with_event(coding=Coding("WAR")), f"event 'e1': type 'WAR' is none of {', '.join(sorted(codes.TYPES))}"),
        (with_event(coding=Coding("ASSAULT", ("phone",))), "event 'e1': mode 'phone' is none of ASSAULT"),
        (with_event(recipients=(Participant("urn:x"),)), "event 'e1': recipient 'urn:x' is not among the entities"),
        (
            with_event(recipients=(Participant(IRAN, 0, 4, "m7"),)),
            "event 'e1': recipient: mention 'm7' is not among the mentions",
        ),
        (
            with_event(recipients=(Participant(IRAN, 0, None),)),
            "event 'e1': recipient: characters 0 to None of a text of 61",
        ),
        (with_event(place=Place("urn:x")), "event 'e1': place 'urn:x' is not among the entities"),
        (with_event(counts=(COUNT, COUNT)), "event 'e1': count 'n1' is there 2 times"),
        (with_event(score=2), "event 'e1': score 2 is not between 0 and 1"),
        (with_event(id="s1"), "fact 's1' is there 2 times"),
        (replace(FACTS, times=FACTS.times * 2), "time 't1' is there 2 times"),
        (with_statement(according_to="s1"), "statement 's1': according_to leads back to itself"),
        (with_statement(reports=("e9",)), "statement 's1': reports 'e9', which is no fact"),
        (with_statement(content_text="no"), "statement 's1': content_text 'no' where the text has 'so'"),
        (with_statement(content=()), "statement 's1': no content"),
        (with_statement(manner="loud"), "statement 's1': manner 'loud' is none of direct, indirect, mixed"),
        (
            with_statement(position=Position("urn:post", "yes")),
            "statement 's1': tenure 'urn:post' is not among the tenures",
        ),
        (with_sanction(follows=("s1",)), "sanction 'x1': follows 's1', which is no event or sanction"),
        (
            with_sanction(objective="peace"),
            f"sanction 'x1': objective 'peace' is none of {', '.join(sorted(codes.OBJECTIVES))}",
        ),
        (
            replace(FACTS, mentions=(replace(FACTS.mentions[0], actor="urn:x"),)),
            "mention 'm1': actor 'urn:x' is not among the entities",
        ),
        (
            replace(FACTS, amounts=(replace(FACTS.amounts[0], text="$6 million"),)),
            "amount 'a1': '$6 million' where the text has '$5 million' (50 to 60)",
        ),
        (
            replace(FACTS, tenures=(Tenure("urn:t", "urn:x", "envoy"),)),
            "tenure 'urn:t': its holder 'urn:x' is not among the entities",
        ),
    ],
)
def test_a_slip_is_told(facts, told):
    assert fault(facts) == told


def test_what_is_of_no_form_at_all_is_told():
    assert fault(with_event(factuality=None)).startswith("facts of a wrong form: AttributeError: ")
    assert fault(replace(FACTS, events=None)).startswith("facts of a wrong form: TypeError: ")


def test_an_article_is_refused_by_its_source_and_id():
    class Other:
        name, version = "other", "0"

        def __call__(self, document):
            return Facts(events=(Event("e1", 0, 4, Words(0, 4, "Iran"), Coding("ASSAULT"), time="t9"),))

    with pytest.raises(RefusedError, match=r"^test: extractor 'other': event 'e1': time 't9' is not among the times"):
        read_whole(document("Iran attacked Israel."), Other())


def test_our_own_fault_is_to_be_reported():
    with pytest.raises(RefusedError, match=r"please report it\)$"):
        conformance.check(with_event(time="t9"), TEXT, "rules", "a.txt")


def test_our_own_facts_conform():
    found = reading(
        "Russian Foreign Minister Sergei Lavrov accused the United States on Monday of seizing $300 billion.",
        "The EU imposed sanctions on Iran in 2023 after it killed 12 people in Syria.",
    )
    conformance.check(found.facts, found.document.text, "rules", "a.txt")


def test_the_codes_are_those_of_the_vocabularies(checkout):
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph()
    for name in ("vocabulary", "plover"):
        graph.parse(checkout / "ontology" / f"{name}.ttl")

    def values(*schemes: str) -> set[str]:
        base = rdflib.URIRef("https://w3id.org/geopolitical-kg/")
        concepts = [c for s in schemes for c in graph.subjects(rdflib.SKOS.inScheme, base + s)]
        return {str(graph.value(c, rdflib.SKOS.notation)) for c in concepts}

    assert values("code/act") == codes.ACTS
    assert values("code/status") == codes.STATUSES
    assert values("code/measure") == codes.MEASURES
    assert values("code/objective") == codes.OBJECTIVES
    assert values("code/count") == codes.COUNTS
    assert values("code/qualifier") == codes.QUALIFIERS
    assert {v.upper() for v in values("code/event")} | values("plover/type") == codes.TYPES
    assert values("plover/mode", "code/mode") == codes.MODES
    assert values("plover/context") == codes.CONTEXTS
    assert values("code/manner") == Statements.codes["manner"]
    assert values("code/certainty") == conformance._CERTAINTIES
    assert values("code/polarity") == conformance._POLARITIES
    assert values("code/tense") == conformance._TENSES
    assert values("code/relation") == conformance._RELATIONS
    assert values("code/running") == conformance._RUNNING
    assert values("code/amount") == conformance._AMOUNTS
