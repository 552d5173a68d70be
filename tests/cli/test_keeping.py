"""kg check, compact, backup and restore at a shell: a store is whole, forgets, and comes back."""

import json
from pathlib import Path

import pytest
from killing import files_with
from shell import Kg

SECRET = "Zanzarbia"
TEXTS = {
    "kept.txt": "Sergey Lavrov accused the United States of lying.\n",
    "secret.txt": f"Mira {SECRET} accused Iran of an attack on Kyiv.\n",
}


@pytest.fixture
def filled(kg: Kg) -> Kg:
    for name, text in TEXTS.items():
        Path(name).write_text(text)
        assert kg("import", "-q", name).code == 0
    return kg


def test_a_whole_store_is_told_as_that(filled: Kg) -> None:
    done = filled("check", "--format", "table")
    assert (done.code, done.out, done.err) == (0, "", "2 articles · 0 faults\n")
    assert json.loads(filled("check", "--format", "json").out) == []


def test_a_fault_is_told_with_what_to_do(filled: Kg) -> None:
    next(Path("kg-store/texts").rglob("*.gz")).unlink()
    done = filled("check", "--format", "json")
    assert done.code == 1
    (fault,) = json.loads(done.out)
    assert (fault["check"], fault["do"]) == ("text", "import the article again")
    assert [filled("import", "-q", name).code for name in TEXTS] == [0, 0]
    assert filled("check").code == 0


def test_what_is_retracted_is_in_no_file_once_the_store_is_compacted(filled: Kg) -> None:
    changed = TEXTS["secret.txt"] + f"{SECRET} denied it.\n"
    Path("secret.json").write_text(json.dumps({"id": "s", "text": TEXTS["secret.txt"]}))
    filled("import", "-q", "secret.json")
    Path("secret.json").write_text(json.dumps({"id": "s", "text": changed}))
    assert json.loads(filled("import", "secret.json").out)["articles"] == {"replaced": 1}
    told = filled("retract", "secret.txt", "s")
    assert told.code == 0
    assert "kg compact --store kg-store" in told.err
    assert files_with(Path("kg-store"), [SECRET])
    done = filled("compact")
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("compacted kg-store: ")
    assert files_with(Path("kg-store"), [SECRET]) == []
    assert filled("check").code == 0
    assert json.loads(filled("query", "articles").out)[0]["article"]


def test_a_backup_brings_a_store_back_to_the_byte(filled: Kg) -> None:
    exported, shown = filled("export").out, filled("show", "kept.txt").out
    done = filled("backup", "copy")
    assert done.code == 0
    assert done.err.startswith("copied kg-store to copy: ")
    assert filled("retract", "kept.txt").code == 0
    assert filled("restore", "copy", "--store", "again").code == 0
    assert filled("export", "--store", "again").out == exported
    assert filled("show", "kept.txt", "--store", "again").out == shown
    assert filled("check", "--store", "again").code == 0


def test_a_damaged_backup_is_no_store(filled: Kg) -> None:
    filled("backup", "copy")
    text = next(Path("copy/texts").rglob("*.gz"))
    text.write_bytes(text.read_bytes() + b"0")
    done = filled("restore", "copy", "--store", "again")
    assert done.code == 2
    assert f"{text}: the backup is damaged: not as it was written (take another one)" in done.err
    assert not Path("again").exists()


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["backup", "kg-store"], "kg-store: there is something already (name a folder that is not there yet)"),
        (["restore", "kg-store", "--store", "x"], "kg-store: no backup here (`kg backup` makes one)"),
        (["restore", "nowhere", "--store", "x"], "nowhere: no backup here (`kg backup` makes one)"),
        (["check", "--store", "nowhere"], "nowhere: no store here (`kg import` makes one)"),
        (["compact", "--store", "nowhere"], "nowhere: no store here (`kg import` makes one)"),
        (["backup", "x", "--store", "nowhere"], "nowhere: no store here (`kg import` makes one)"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(filled: Kg, command: list[str], told: str) -> None:
    done = filled(*command)
    assert (done.code, done.err) == (2, f"error: {told}\n")


def test_a_backup_that_names_a_file_elsewhere_is_refused(filled: Kg) -> None:
    filled("backup", "copy")
    Path("victim.txt").write_text("mine")
    listed = json.loads(Path("copy/files.json").read_text())
    Path("copy/files.json").write_text(json.dumps({**listed, "../victim.txt": "0"}))
    done = filled("restore", "copy", "--store", "again")
    assert done.code == 2
    assert "the backup is damaged" in done.err
    assert Path("victim.txt").read_text() == "mine"
    assert sorted(path.name for path in Path().glob("*again*")) == []


def test_a_backup_has_the_past_and_the_decisions_of_its_moment(filled: Kg) -> None:
    Path("decisions.txt").write_text('alias wd:Q159 "Rossiya"\n')
    filled("curate", "decisions.txt")
    before = filled("export").out
    filled("backup", "copy")
    Path("none.txt").write_text("")
    filled("curate", "none.txt")
    without = filled("export").out
    filled("restore", "copy", "--store", "again")
    assert filled("export", "--store", "again").out == before
    assert filled("curate", "--store", "again").out == 'alias wd:Q159 "Rossiya"\n'
    filled("curate", "none.txt", "--store", "again")
    assert filled("export", "--store", "again").out == without
    assert filled("check", "--store", "again").code == 0
