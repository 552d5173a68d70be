"""The dictionary: one entry a lemma, and a loader that refuses each kind of fault in one line that says what to do."""

from collections import Counter
from pathlib import Path

import pytest

from kg.datafile import read_words
from kg.english import tables, words
from kg.english.files import words_folder
from kg.errors import ResourceError

LONGEST = 110


def refusal(folder: Path, text: str, name: str = "a.yaml") -> str:
    (folder / name).write_text(text, "utf-8")
    with pytest.raises(ResourceError) as refused:
        words.read_folder(folder)
    assert "\n" not in str(refused.value)
    return str(refused.value).removeprefix(f"{folder}/")


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{iss: leading}", "a.yaml, 'acts': unknown facet 'iss' (known: is, governs, government, outlook"),
        ("{verbs: {says: assert clause}}", "a.yaml, 'acts': unknown facet 'verbs'"),
        ("{verb: {say: assert clause}}", "a.yaml, 'acts': unknown facet 'say' of verb (known: says, means, first"),
        ("{adv: {says: assert clause}}", "a.yaml, 'acts': unknown facet 'says' of adv (known: effect)"),
        ("{is: leadin}", "a.yaml, 'acts': unknown class 'leadin' (see its list)"),
        ("{is: [leading, leading]}", "a.yaml, 'acts': leading stands twice in the list (strike one)"),
        ("{is: [leading, on]}", "a.yaml, 'acts': unknown class 'on' (see its list)"),
        ("{takes: {of: on}}", "a.yaml, 'acts': unknown facet 'takes'"),
        ("{government: {of: on}}", "a.yaml, 'acts': {'of': 'on'} is no word (write a word)"),
        ("{governs: flip sure}", "a.yaml, 'acts': unknown effect 'flip sure' (flip, future, and one of certain"),
        ("{verb: {says: asserts clause}}", "a.yaml, 'acts': unknown act 'asserts' (known: accuse, admit"),
        ("{verb: {says: assert clauses}}", "a.yaml, 'acts': unknown frame 'clauses' (known: as, blamed, clause"),
        ("{verb: {says: assert prep}}", "a.yaml, 'acts': frame 'prep' (a word of its own must go with prep)"),
        ("{verb: {says: 'assert clause:of'}}", "a.yaml, 'acts': frame 'clause:of' (a word of its own cannot go with"),
        ("{verb: {says: assert clause +alive}}", "a.yaml, 'acts': unknown feature of a cue 'alive' (known: animate"),
        ("{verb: {says: assert +animate}}", "a.yaml, 'acts': 'assert +animate' has no frame (known: clause, told"),
        (
            "{verb: {says: [assert clause, demand clause +animate]}}",
            "a.yaml, 'acts': clause stands in two uses, of which only the first is tried (strike the second)",
        ),
        ("{verb: {means: {strikes: ~}}}", "a.yaml, 'acts': unknown happening 'strikes' (see its list)"),
        ("{verb: {means: {kill: fire ~}}}", "a.yaml, 'acts': pattern 'fire ~' (write \"~ fire\" for a verb"),
        ("{verb: {means: {kill: ~ @peple}}}", "a.yaml, 'acts': unknown class 'peple' (see its list)"),
        ("{verb: {means: {kill: [~, ~]}}}", "a.yaml, 'acts': ('kill', ()) stands twice in means (strike one)"),
        (
            "{verb: {means: {kill: ~ @people, shoot: ~ @foe}}}",
            "a.yaml, 'acts': kill, shoot ask for as much as another, and none goes first (order them by first:)",
        ),
        ("{verb: {means: {kill: ~}, first: [kill]}}", "a.yaml, 'acts': first: kill is in no tie (strike it)"),
        ("{verb: {measure: {asset-freezing: ~}}}", "a.yaml, 'acts': unknown measure 'asset-freezing' (known: aid-"),
        ("{verb: {step: raised}}", "a.yaml, 'acts': unknown status 'raised' (known: adopted, announced"),
        ("{verb: {count: hurt}}", "a.yaml, 'acts': unknown kind of count 'hurt' (known: abducted"),
        ("{noun: {actor: bodies}}", "a.yaml, 'acts': unknown kind of actor 'bodies' (known: armed, body"),
        ("{mode: bombs}", "a.yaml, 'acts': unknown mode of ASSAULT 'bombs' (known: abduct, aerial"),
        ("{context: war}", "a.yaml, 'acts': unknown context 'war' (see its list)"),
        ("{'~ ~': {governs: flip}}", "a.yaml, 'acts': '~ ~' is no phrase (write \"~ off\" or \"rescue ~\")"),
        ("[leading]", "a.yaml, 'acts': an entry is a mapping of facets (see kg/english/words/entry.py)"),
    ],
)
def test_a_faulty_entry_is_refused(tmp_path: Path, entry: str, message: str) -> None:
    assert refusal(tmp_path, f"acts: {entry}\n").startswith(message)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("act: {is: leading}\nact: {is: phases}\n", "a.yaml, line 2: 'act' stands twice (make one of the two)"),
        ("act: {is: leading,\n  is: phases}\n", "a.yaml, line 2: 'is' stands twice (make one of the two)"),
        ("back: {is: leading}\n", "a.yaml: 'back' stands in the wrong file (move it to b.yaml)"),
        ("act up: {is: leading}\n", 'a.yaml: \'act up\' is a phrase (write it as "~ off" or "rescue ~" under its'),
        ("2: {is: leading}\n", "a.yaml: '2' stands in the wrong file (move it to 0.yaml)"),
        ("act: {is: [}\n", "a.yaml: no YAML: while parsing a flow"),
    ],
)
def test_a_faulty_file_is_refused(tmp_path: Path, text: str, message: str) -> None:
    assert refusal(tmp_path, text).startswith(message)


def test_a_phrase_that_two_words_head_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("air: {~ strike: {is: strikes}}\n")
    message = refusal(tmp_path, "strike: {air ~: {is: strikes}}\n", "s.yaml")
    assert message == "s.yaml: 'air strike' stands twice (make one entry of the two)"


def test_a_tie_is_decided_by_first_and_the_more_specific_meaning_goes_before_all(tmp_path: Path) -> None:
    meanings = "{kill: [~, ~ @people], shoot: ~ @foe, sue: ~ dead}".replace("sue", "take-to-court")
    (tmp_path / "a.yaml").write_text(f"act: {{verb: {{means: {meanings}, first: [shoot, kill]}}}}\n")
    means = words.read_folder(tmp_path)["act"].parts["verb"].means
    assert [m.happening for m in means] == ["take-to-court", "shoot", "kill", "kill"]


def test_a_cue_for_persons_alone_may_leave_its_frame_to_another_for_things(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("act: {verb: {says: [assert clause +animate, criticise clause]}}\n")
    says = words.read_folder(tmp_path)["act"].parts["verb"].says
    assert [(cue.act, cue.animate) for cue in says] == [("assert", True), ("criticise", False)]


def test_a_word_stands_once_in_order_on_lines_that_can_be_read() -> None:
    lemmas: list[str] = []
    for file in sorted(words_folder().glob("?.yaml")):
        own = list(read_words(file))
        assert own == sorted(own), file.name
        assert [line for line in file.read_text("utf-8").splitlines() if len(line) > LONGEST] == []
        lemmas += own
    assert len(lemmas) > 3000
    assert [lemma for lemma, times in Counter(lemmas).items() if times > 1] == []


def test_every_class_is_told_in_a_sentence_and_has_members() -> None:
    named_by_entities = tables.load("kinds")["kinds"]
    for name, sentence in words.classes().items():
        assert sentence.endswith("."), name
        assert words.of(name) or name in named_by_entities, name


def test_every_happening_has_words() -> None:
    meant = {m.happening for pos in ("verb", "noun") for part in words.parts(pos).values() for m in part.means}
    assert meant == words.happenings().keys()


def test_classes_in_tables_are_known() -> None:
    kinds = tables.load("kinds")
    named = {*kinds["kinds"], *kinds["anywhere"], *kinds["conveyed"], *kinds["same"], *kinds["same"].values()}
    wanted = {w.lstrip("@") for sense in words.happenings().values() for w in sense.subjects if w.startswith("@")}
    assert named | wanted <= words.classes().keys()


def test_an_unknown_class_is_an_error() -> None:
    with pytest.raises(ResourceError, match="no class of words is named 'leadin'"):
        words.of("leadin")


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"a": [1], "b": {"x": "y"}}, None),
        ({"a": [1]}, "t has not the sections a, b"),
        ({"a": [True], "b": {}}, "t: a is True, and no int"),
        ({"a": [1], "b": {"x": 1}}, "t: b: x is 1, and no str"),
        ({"a": [1], "b": {True: "y"}}, "t: b is True, and no str"),
    ],
)
def test_a_table_is_held_to_its_shape(given: object, problem: str | None) -> None:
    assert tables.misshapen(given, {"a": list[int], "b": dict[str, str]}, "t") == problem


def test_every_table_has_its_shape() -> None:
    for name in tables.NAMES:
        assert tables.load(name)
