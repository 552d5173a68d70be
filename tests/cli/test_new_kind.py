"""A kind of fact that kg does not have: made here, registered by a line, and nothing else of kg touched.

What it needs in kg proper: a folder under kg/facts, a line in kg/facts/kinds.py, a writer in kg/graph with a line in
kg/graph/kinds.py, and its terms and shapes in ontology/.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

import pytest
from pyoxigraph import NamedNode
from reading import document
from shell import Kg

from kg import conformance
from kg.document import Document
from kg.english import tree
from kg.errors import RefusedError
from kg.facts import fields, kinds
from kg.facts.identity import identified
from kg.facts.kind import Found, Kind, Page, Search
from kg.facts.model import Facts, Factuality, Participant
from kg.facts.rules import RuleExtractor
from kg.facts.voice.voices import Voice
from kg.graph import article_graphs, read_facts
from kg.graph import kinds as graph_kinds
from kg.graph.fact_reader import FactReader
from kg.graph.fact_writer import FactWriter, actors
from kg.graph.kind import GraphKind
from kg.graph.portable import portable
from kg.graph.write import Provenance
from kg.mentions.model import Entity
from kg.pipeline import reading
from kg.spans import Words

TEXT = (
    "Germany won the Nobel Prize in 2020. Russia said Iran won the Nobel Prize. "
    "Rumours that Mali won the Nobel Prize spread."
)
VOUCHED = Factuality()


@dataclass(frozen=True, slots=True)
class Award:
    id: str
    start: int
    end: int
    what: Words
    who: tuple[Participant, ...] = ()
    follows: tuple[str, ...] = ()
    time: str | None = None
    factuality: Factuality = VOUCHED
    according_to: str | None = None
    score: float = 0.5


@dataclass(frozen=True, slots=True)
class Prize:
    token: int


class Awards(Kind[Prize, Award]):
    name, letter, form = "awards", "a", Award
    leaves = ("statements",)
    refers: ClassVar = {"follows": ("events",)}

    def find(self, page: Page, taken: Collection[int]) -> Search[Prize]:
        words = page.scene.parse.text
        tokens = (t for t in range(1, len(words)) if words[t - 1 : t + 1] == ("Nobel", "Prize"))
        return Search([Prize(t) for t in tokens if t not in taken])

    def build(self, page: Page, drafts: Sequence[Prize], voices: Sequence[Voice], found: Found) -> Sequence[Award]:
        return [
            self._award(page, draft, voice, found, f"a{i + 1}")
            for i, (draft, voice) in enumerate(zip(drafts, voices, strict=True))
        ]

    def _award(self, page: Page, draft: Prize, voice: Voice, found: Found, id: str) -> Award:
        scene, time = page.scene, found.dated.get(draft.token)
        sentence = scene.sentence_span(draft.token)
        return Award(
            id,
            sentence.start,
            sentence.end,
            what=scene.words(draft.token - 1, draft.token + 1),
            who=scene.participants(tree.actives(scene.parse, scene.parse.head[draft.token])),
            time=time.id if time else None,
            factuality=voice.factuality,
            according_to=f"s{voice.speaker + 1}" if voice.speaker is not None else None,
        )

    def key(self, fact: Award, text: str, voice: str) -> str:
        return "|".join((text[fact.start : fact.end], fact.what.text, voice))

    def json(self, fact: Award, entities: Mapping[str, Entity]) -> fields.Json:
        who = [fields.participant(p) for p in fact.who]
        return {"id": fact.id, "who": who, "what": fact.what.text, "according_to": fact.according_to}


def write(w: FactWriter, node: NamedNode, award: Award) -> None:
    w.quads.kg(node, "recipient", *actors(award.who))
    w.quads.phrase(node, "asset", award.what)


def read(r: FactReader, node: str) -> Award:
    common = r.common(node)
    shared = {name: common[name] for name in ("id", "start", "end", "time", "factuality", "according_to", "score")}
    return Award(what=r.words(node, "asset"), who=r.part(node, "recipient"), **shared)


@pytest.fixture(autouse=True)
def awards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "KINDS", (*kinds.KINDS, Awards()))


def test_it_is_extracted_in_its_voice_and_counted_where_it_is_nobodys_word(kg: Kg) -> None:
    Path("prize.txt").write_text(TEXT)
    (told,) = [json.loads(line) for line in kg("extract", "prize.txt").out.splitlines()]
    (statement,) = told["statements"]
    ids = [award["id"] for award in told["awards"]]
    assert all(id.startswith("a-") and len(id) == len(statement["id"]) for id in ids)
    assert [award["according_to"] for award in told["awards"]] == [None, statement["id"]]
    assert [told["text"][who["start"] : who["end"]] for a in told["awards"] for who in a["who"]] == ["Germany", "Iran"]
    assert statement["reports"] == [ids[1]], "what stands in a statement is reported by it"
    assert told["unread"] == {"nobody's word": 1}


def test_its_ids_last_when_other_sentences_come_before_it() -> None:
    read_from = [document(TEXT), document(f"It rained. {TEXT}")]
    first, second = ([award.id for award in identified(facts_of(d), d.text).of(Award)] for d in read_from)
    assert first == second


def facts_of(read_from: Document) -> Facts:
    return RuleExtractor()(read_from)


@pytest.mark.parametrize(
    ("slip", "told"),
    [
        ({"follows": ("e9",)}, "award 'a1': follows 'e9', which is no event"),
        ({"time": "t9"}, "award 'a1': time 't9' is not among the times"),
        ({"according_to": "s9"}, "award 'a1': according_to 's9' is no statement"),
        ({"who": (Participant("urn:x"),)}, "award 'a1': who 'urn:x' is not among the entities"),
        ({"what": Words(0, 7, "Prize")}, "award 'a1': what: 'Prize' where the text has 'Germany' (0 to 7)"),
    ],
)
def test_it_is_held_against_the_protocol(slip: dict, told: str) -> None:
    read_from = document(TEXT)
    facts = facts_of(read_from)
    first, *rest = facts.others
    with pytest.raises(RefusedError, match="extractor 'other': ") as refused:
        conformance.check(replace(facts, others=(replace(first, **slip), *rest)), read_from.text, "other", "a.txt")
    assert told in str(refused.value)


def test_a_fact_of_a_kind_that_nobody_knows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    read_from = document(TEXT)
    facts = Facts(others=facts_of(read_from).others[:1])
    monkeypatch.setattr(kinds, "KINDS", kinds.KINDS[:-1])
    with pytest.raises(RefusedError, match="Award is no kind of fact"):
        conformance.check(facts, read_from.text, "other", "a.txt")


def test_it_goes_into_a_graph_and_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    written_so = GraphKind(
        Award,
        "Award",
        write,
        read,
        lambda award, sides: sides.acting(award.who, sides.days(None)),
        lambda award, sides: [],
    )
    monkeypatch.setattr(graph_kinds, "KINDS", (*graph_kinds.KINDS, written_so))
    whole = reading(document(TEXT), RuleExtractor())
    graphs = article_graphs(whole, Provenance("rules", "0", "0"))
    back = read_facts(graphs.all_quads(), whole.article)
    assert len(back.others) == 2
    assert back.others == portable(whole.facts).others


def test_without_terms_in_the_ontology_it_is_not_stored(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    written_so = GraphKind(Award, "Award", write, read, lambda award, states: [], lambda award, states: [])
    monkeypatch.setattr(graph_kinds, "KINDS", (*graph_kinds.KINDS, written_so))
    Path("prize.txt").write_text(TEXT)
    done = kg("import", "prize.txt")
    assert done.code == 1
    assert "Award" in done.err


def test_kinds_are_found_behind_those_that_they_leave_words_to() -> None:
    told = [kind.name for kind in kinds.in_order(kinds.KINDS)]
    assert told.index("statements") < told.index("sanctions") < told.index("events")
    assert next(iter(kinds.in_order(reversed(kinds.KINDS)))).name == "statements"
    with pytest.raises(ValueError, match="no order for events"):
        kinds.in_order([kinds.Events()])
