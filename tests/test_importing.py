"""The same article again: passed over where it would be read the same, replaced and told where its text is another."""

import gzip
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyoxigraph import Literal

from kg import importing, pipeline
from kg import namespaces as ns
from kg.cli.corrections import corrected as corrected_lines
from kg.correction import Correction, Difference, Told
from kg.importing import Summary, import_articles
from kg.settings import load
from kg.store import EmbeddedStore, View, dump, open_store, open_view
from kg.store.imports import IMPORTED_AT
from kg.stored import find_article, stored_article

STRIKE = "A Russian strike killed 12 people in Odesa, the Ukrainian military said."
OTHER = "China accused Japan of lying about the islands."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def imported(*sources: str, again: bool = False, **given: str) -> Summary:
    settings = load({}, **given)
    return import_articles(sources, settings, lambda: open_store(Path("store")), again=again)


def stored() -> list[str]:
    with open_view(Path("store")) as view:
        return list(view.articles())


def lines(*records: dict[str, str]) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


# --- what is stored as it would be read


def test_what_is_stored_is_passed_over_before_the_language_model_is_loaded(folder: Path) -> None:
    Path("a.txt").write_text(STRIKE)
    imported("a.txt")
    call = """
from pathlib import Path
from kg import pipelines, importing, settings, store
done = importing.import_articles(["a.txt"], settings.load({}), lambda: store.open_store(Path("store")))
print(dict(done.outcomes), pipelines.pipeline.cache_info().currsize)"""
    done = subprocess.run([sys.executable, "-c", call], check=True, capture_output=True, text=True)
    assert done.stdout == "{'unchanged': 1} 0\n"


def test_it_is_read_anew_where_that_is_asked(folder: Path) -> None:
    Path("a.txt").write_text(STRIKE)
    imported("a.txt")
    assert imported("a.txt", again=True).outcomes == {"unchanged": 1}
    assert imported("a.txt", again=True).facts.total() == 0


@pytest.mark.parametrize("given", [{"publisher": "The Harbour Post"}, {"published": "2024-03-06"}])
def test_it_is_read_anew_with_other_settings(folder: Path, given: dict[str, str]) -> None:
    Path("a.txt").write_text(STRIKE)
    imported("a.txt")
    assert imported("a.txt", **given).outcomes == {"replaced": 1}
    assert len(stored()) == 1


def test_it_is_read_anew_by_another_version(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text(STRIKE)
    imported("a.txt")
    monkeypatch.setattr(pipeline, "__version__", "99")
    done = imported("a.txt")
    assert done.outcomes == {"replaced": 1}
    assert done.corrections == []  # its text is the same


def test_a_text_that_was_lost_is_brought_back(folder: Path) -> None:
    Path("a.txt").write_text(STRIKE)
    imported("a.txt")
    next(Path("store/texts").glob("*/*")).unlink()
    assert imported("a.txt").outcomes == {"repaired": 1}
    assert imported("a.txt").outcomes == {"unchanged": 1}


def test_facts_that_were_lost_are_brought_back(folder: Path) -> None:
    Path("a.txt").write_text(STRIKE)
    imported("a.txt")
    (article,) = stored()
    with open_store(Path("store")) as store:
        assert isinstance(store, EmbeddedStore)
        whole = list(store.quads(ns.article_graph(article)))
        store.delete(whole[:10])
    assert imported("a.txt").outcomes == {"replaced": 1}
    with open_view(Path("store")) as view:
        assert set(view.quads(ns.article_graph(article))) == set(whole)


def test_of_two_revisions_in_one_import_the_last_one_stays(folder: Path) -> None:
    Path("a.jsonl").write_text(lines({"id": "a", "text": OTHER}))
    imported("a.jsonl")
    Path("b.jsonl").write_text(lines({"id": "a", "text": STRIKE}, {"id": "a", "text": OTHER}))
    imported("b.jsonl")
    with open_view(Path("store")) as view:
        assert view.query("ASK { ?s kg:act code:act-accuse }")


def test_two_workers_pass_over_and_store_the_same(folder: Path) -> None:
    Path("a.jsonl").write_text(lines(*({"id": str(n), "text": f"{OTHER} Part {n}."} for n in range(20))))
    call = """
from pathlib import Path
from kg import importing, settings, store
for _ in range(2):
    done = importing.import_articles(["a.jsonl"], settings.load({}, workers=2), lambda: store.open_store(Path("store")))
    print(dict(done.outcomes))"""
    done = subprocess.run([sys.executable, "-c", call], check=True, capture_output=True, text=True)
    assert done.stdout == "{'added': 20}\n{'unchanged': 20}\n"


# --- when, and from where


def test_the_time_of_an_import_is_that_of_the_present_text(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text(STRIKE)
    for day, text in ((1, STRIKE), (2, STRIKE), (3, OTHER)):
        Path("a.txt").write_text(text)
        monkeypatch.setattr(importing, "_now", lambda day=day: datetime(2026, 5, day, 9, tzinfo=UTC))
        imported("a.txt")
        with open_view(Path("store")) as view:
            told = [quad.object.value for quad in times(view)]
        assert told == [f"2026-05-0{3 if day == 3 else 1}T09:00:00Z"]


def times(view: View) -> list:
    return [quad for quad in view.quads(ns.imports_graph(view.base)) if quad.predicate == IMPORTED_AT]


def test_no_export_and_no_comparison_has_it(folder: Path) -> None:
    Path("a.txt").write_text(STRIKE)
    imported("a.txt")
    with open_view(Path("store")) as view:
        exported = "\n".join(dump(view))
        assert len(times(view)) == 1
    assert "importedAt" not in exported
    assert "killed 12" in exported


def test_it_goes_with_its_article(folder: Path) -> None:
    Path("a.txt").write_text(STRIKE)
    imported("a.txt")
    with open_store(Path("store")) as store:
        assert store.remove(find_article(store, "a.txt"))
        assert list(store.quads(ns.imports_graph(store.base))) == []


# --- who is the same article


def test_a_file_whose_text_is_another_is_the_same_article(folder: Path) -> None:
    Path("a.txt").write_text(STRIKE)
    imported("a.txt")
    Path("a.txt").write_text(OTHER)
    assert imported("a.txt").outcomes == {"replaced": 1}
    assert len(stored()) == 1


def test_a_file_is_found_by_its_path_though_its_text_is_another(folder: Path) -> None:
    Path("a.txt").write_text(STRIKE)
    imported("a.txt")
    (article,) = stored()
    Path("a.txt").write_text(OTHER)
    with open_view(Path("store")) as view:
        assert find_article(view, "a.txt") == article
    Path("a.txt").unlink()
    with open_view(Path("store")) as view:
        assert find_article(view, "a.txt") == article


def test_of_two_files_with_one_text_the_one_that_changes_leaves_the_other(folder: Path) -> None:
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(STRIKE)
    imported("a.txt", "b.txt")
    assert len(stored()) == 1
    Path("a.txt").write_text(OTHER)
    imported("a.txt", "b.txt")
    assert len(stored()) == 2


def test_equal_files_that_both_change_leave_nothing_behind(folder: Path) -> None:
    for text in (STRIKE, OTHER):
        Path("a.txt").write_text(f"{text} In the north.")
        Path("b.txt").write_text(f"{text} In the south." if text == OTHER else f"{text} In the north.")
        imported("a.txt", "b.txt")
    assert len(stored()) == 2


def test_a_file_that_is_renamed_and_then_changed_is_one_article(folder: Path) -> None:
    Path("a.txt").write_text(STRIKE)
    imported("a.txt")
    Path("a.txt").rename("b.txt")
    imported("b.txt")
    Path("b.txt").write_text(OTHER)
    assert imported("b.txt").outcomes == {"replaced": 1}
    assert len(stored()) == 1


def test_files_that_change_places_keep_their_articles(folder: Path) -> None:
    for first, second in ((STRIKE, OTHER), (OTHER, STRIKE), (OTHER, f"{STRIKE} It was dawn.")):
        Path("a.txt").write_text(first)
        Path("b.txt").write_text(second)
        imported("a.txt", "b.txt")
        assert len(stored()) == 2


def test_a_file_that_is_reached_by_a_link_too_is_one(folder: Path) -> None:
    Path("a.txt").write_text(STRIKE)
    Path("link.txt").symlink_to("a.txt")
    imported("a.txt", "link.txt")
    Path("a.txt").write_text(OTHER)
    imported("a.txt", "link.txt")
    assert len(stored()) == 1


def test_an_article_that_an_archive_holds_too_stays(folder: Path) -> None:
    Path("a.txt").write_text(STRIKE)
    with zipfile.ZipFile("a.zip", "w") as archive:
        archive.write("a.txt")
    imported("a.zip")
    imported("a.txt")
    Path("a.txt").write_text(OTHER)
    imported("a.zip", "a.txt")
    assert len(stored()) == 2


def test_lines_of_one_file_are_no_revisions_of_one_another(folder: Path) -> None:
    Path("a.jsonl").write_text(lines({"text": STRIKE}, {"text": OTHER}))
    imported("a.jsonl")
    Path("a.jsonl").write_text(lines({"text": OTHER}))
    assert imported("a.jsonl").outcomes == {"unchanged": 1}
    assert len(stored()) == 2


def test_a_file_that_holds_another_article_with_an_address_takes_nobody_s_place(folder: Path) -> None:
    for number in (1, 2):
        Path("latest.json").write_text(json.dumps({"url": f"https://news.example/{number}", "text": STRIKE}))
        imported("latest.json")
    assert len(stored()) == 2


def test_one_text_of_two_outlets_is_an_article_of_each_and_told(folder: Path) -> None:
    Path("a.jsonl").write_text(lines({"text": STRIKE, "publisher": "One"}, {"text": STRIKE, "publisher": "Two"}))
    done = imported("a.jsonl")
    assert done.outcomes == {"added": 2}
    (told,) = done.copies
    assert told.startswith("a.jsonl:2: the same text as https://kg.example/article/")


# --- what is kept of texts


def words_in(folder: Path) -> str:
    """All that lies in a folder, unpacked."""
    found = b""
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            found += gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    return found.decode("utf-8", "replace")


def test_of_texts_that_are_not_to_be_kept_the_words_of_facts_alone_stay(folder: Path) -> None:
    idle = "Nobody in the harbour remembers so much rain in one week."
    Path("a.txt").write_text(f"{STRIKE}\n\n{idle}")
    imported("a.txt")
    assert "harbour remembers" in words_in(Path("store"))
    imported("a.txt", no_text="true")
    with open_store(Path("store")) as store:
        store.publish()  # the snapshot that may have needed the text is gone
    kept = words_in(Path("store"))
    assert "killed 12 people" in kept
    assert "harbour remembers" not in kept


def test_so_it_is_for_articles_whose_publisher_reserves_that(folder: Path) -> None:
    page = (
        '<html lang="en"><head><title>Strike</title><meta name="robots" content="noarchive"></head><body><article>'
        f"<h1>Strike</h1><p>{STRIKE}</p><p>Nobody in the harbour remembers so much rain. {OTHER}</p></article>"
    )
    Path("a.html").write_text(page)
    imported("a.html")
    with open_view(Path("store")) as view:
        assert view.query('ASK { ?a kg:restriction "noarchive" }')
    kept = words_in(Path("store"))
    assert "killed 12 people" in kept
    assert "harbour remembers" not in kept


# --- corrections


def corrected(folder: Path, before: str, after: str) -> Correction:
    for text in (before, after):
        Path("a.jsonl").write_text(lines({"id": "a", "text": text, "published": "2024-03-06", "publisher": "Post"}))
        done = imported("a.jsonl")
    assert done.outcomes == {"replaced": 1}
    assert len(stored()) == 1
    (correction,) = done.corrections
    return correction


def differences(correction: Correction) -> set[tuple[str, str | None, str | None]]:
    return {(d.aspect, d.was, d.now) for told in correction.changed for d in told.differences}


def test_a_number_that_is_corrected(folder: Path) -> None:
    found = corrected(folder, STRIKE, STRIKE.replace("12", "10"))
    assert ("killed", "12 people", "10 people") in differences(found)
    assert (found.lost, found.gained) == ((), ())


def test_a_name_that_is_corrected(folder: Path) -> None:
    found = corrected(folder, OTHER, OTHER.replace("Japan", "South Korea"))
    assert ("targets", "Japan", "South Korea") in differences(found)
    assert (found.lost, found.gained) == ((), ())


def test_a_sentence_that_is_taken_out(folder: Path) -> None:
    found = corrected(folder, f"{OTHER} {STRIKE}", OTHER)
    assert {told.words for told in found.lost} == {STRIKE}
    assert (found.gained, found.changed) == ((), ())


def test_a_sentence_that_is_added(folder: Path) -> None:
    found = corrected(folder, OTHER, f"{OTHER} The European Union imposed sanctions on Belarus.")
    assert {told.kind for told in found.gained} == {"sanction"}
    assert (found.lost, found.changed) == ((), ())


def test_an_article_s_own_word_that_becomes_somebody_s_claim(folder: Path) -> None:
    found = corrected(folder, "Russia attacked Odesa on Monday.", "Ukraine said Russia attacked Odesa on Monday.")
    assert {told.kind for told in found.gained} == {"statement"}
    assert ("voice", None, "Ukraine") in differences(found)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("published", "2024-04-17", ("published", "2024-03-06T00:00:00Z", "2024-04-17T00:00:00Z")),
        ("title", "After the strike", ("title", "Strike", "After the strike")),
    ],
)
def test_another_day_or_title_is_told_too(folder: Path, field: str, value: str, told: tuple[str, str, str]) -> None:
    record = {"id": "a", "text": STRIKE, "published": "2024-03-06", "title": "Strike"}
    for changed in (record, {**record, field: value}):
        Path("a.jsonl").write_text(lines(changed))
        done = imported("a.jsonl")
    (correction,) = done.corrections
    assert [(d.aspect, d.was, d.now) for d in correction.fields] == [told]


def test_what_is_other_of_a_long_text_is_shown() -> None:
    long = "Russian forces struck the port of Odesa on Sunday night with a dozen missiles, killing"
    told = Told("e-1", "event", long, (Difference("content", f"{long} 12 people", f"{long} 10 people"),))
    correction = Correction("a/1", "a/1", "Strike", (), (), (), (told,))
    shown = list(corrected_lines([correction]))[1]
    assert "12 people → …" in shown
    assert "10 people" in shown


def test_a_paragraph_that_is_moved_changes_no_fact(folder: Path) -> None:
    moved = "The European Union imposed sanctions on Belarus."
    found = corrected(folder, f"{OTHER}\n\n{moved}", f"{moved}\n\n{OTHER}")
    assert (found.lost, found.gained, found.changed) == ((), (), ())


def test_the_same_store_comes_of_a_correction_and_of_the_corrected_text_alone(folder: Path) -> None:
    corrected(folder, STRIKE, OTHER)
    import_articles(["a.jsonl"], load({}), lambda: open_store(Path("anew")))
    with open_view(Path("store")) as one, open_view(Path("anew")) as other:
        assert list(dump(one)) == list(dump(other))
        assert one.counts() == other.counts()


def test_text_hashes_are_those_of_the_present_texts(folder: Path) -> None:
    corrected(folder, STRIKE, OTHER)
    with open_view(Path("store")) as view:
        hashes = [row["h"] for row in view.query("SELECT ?h { ?a kg:textHash ?h }")]  # type: ignore[union-attr]
    assert len(hashes) == 1
    assert isinstance(hashes[0], Literal)


# --- versions of agencies and feeds


def newsml(*versions: int, guid: str = "urn:wire:1") -> str:
    """A message with versions of one item; each hour a new one, of which each kills one more."""
    listed = "".join(
        f"""<newsItem guid="{guid}" version="{number}" xml:lang="en"><itemMeta><itemClass qcode="ninat:text"/>
        <versionCreated>2024-03-06T{10 + number}:00:00Z</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>
        <contentMeta><contentCreated>2024-03-06T11:00:00Z</contentCreated></contentMeta>
        <contentSet><inlineData>{killed(number)}</inlineData></contentSet></newsItem>"""
        for number in versions
    )
    return f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{listed}</itemSet></newsMessage>'


def killed(number: int) -> str:
    return f"A Russian strike killed {10 + number} people in Odesa, the Ukrainian military said."


def ninjs(*versions: int, **more: str) -> str:
    return lines(
        *(
            {"uri": "urn:wire:1", "type": "text", "version": str(number), "body_text": killed(number), **more,
             "firstcreated": "2024-03-06T11:00:00Z", "versioncreated": f"2024-03-06T{10 + number}:00:00Z"}
            for number in versions
        )
    )  # fmt: skip


def nitf(number: int) -> str:
    return f"""<nitf><head><docdata><du-key version="{number}"/><doc-id id-string="nitf-1"/></docdata></head><body>
    <body.content><p>{killed(number)}</p></body.content></body></nitf>"""


def atom(*versions: int) -> str:
    listed = "".join(
        f"""<entry><title>Strike on the port</title><link href="https://news.example/a"/><id>urn:wire:1</id>
        <published>2024-03-06T08:00:00Z</published><updated>2024-03-06T{10 + number}:00:00Z</updated>
        <content type="html">&lt;p&gt;{killed(number)}&lt;/p&gt;&lt;p&gt;{OTHER * 4}&lt;/p&gt;</content></entry>"""
        for number in versions
    )
    link = '<link href="https://news.example/"/>'
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Norland Times</title>{link}{listed}</feed>'


MANY = [("a.xml", newsml), ("a.jsonl", ninjs), ("a.atom", atom)]


def now_stored() -> str:
    (article,) = stored()
    with open_view(Path("store")) as view:
        return stored_article(view, article).text


@pytest.mark.parametrize(("name", "written"), MANY)
@pytest.mark.parametrize("order", [(1, 2, 3), (3, 2, 1), (2, 3, 1)])
def test_of_several_versions_in_a_source_the_newest_stays(
    folder: Path, name: str, written: Callable[..., str], order: tuple[int, ...]
) -> None:
    Path(name).write_text(written(*order))
    done = imported(name)
    assert killed(3) in now_stored()
    assert len(done.passed_over) == {(1, 2, 3): 0, (3, 2, 1): 2, (2, 3, 1): 1}[order]
    assert all("an older version than another one that came before it" in str(error) for error in done.passed_over)


@pytest.mark.parametrize(("name", "written"), MANY)
def test_an_older_version_than_the_stored_one_is_told_and_passed_over(
    folder: Path, name: str, written: Callable[..., str]
) -> None:
    for number in (2, 1):
        Path(name).write_text(written(number))
        done = imported(name)
    assert killed(2) in now_stored()
    assert ["an older version than the one that is stored" in str(error) for error in done.passed_over] == [True]
    Path(name).write_text(written(3))
    assert imported(name).outcomes == {"replaced": 1}
    assert killed(3) in now_stored()


def test_an_older_version_is_taken_where_all_is_to_be_read_again(folder: Path) -> None:
    for number in (2, 1):
        Path("a.xml").write_text(newsml(number))
        imported("a.xml", again=True)
    assert killed(1) in now_stored()


def test_versions_in_several_files_are_compared(folder: Path) -> None:
    for number, name in ((2, "a.nitf"), (1, "b.nitf")):
        Path(name).write_text(nitf(number))
    assert len(imported("a.nitf", "b.nitf").passed_over) == 1
    assert killed(2) in now_stored()


def test_a_version_of_the_same_moment_and_what_has_no_version_take_the_place_of_the_former(folder: Path) -> None:
    Path("a.xml").write_text(newsml(2))
    imported("a.xml")
    Path("a.xml").write_text(newsml(2).replace("killed 12", "killed 19"))
    assert imported("a.xml").outcomes == {"replaced": 1}
    for day in ("2024-03-07", "2024-03-06"):
        Path("b.jsonl").write_text(lines({"id": "b", "text": f"{OTHER} It did so on {day}.", "modified": day}))
        done = imported("b.jsonl")
    assert done.outcomes == {"replaced": 1}


def test_versions_of_other_items_are_not_compared(folder: Path) -> None:
    Path("a.xml").write_text(newsml(3))
    Path("b.xml").write_text(newsml(1, guid="urn:wire:2"))
    assert imported("a.xml", "b.xml").outcomes == {"added": 2}


def test_the_same_version_again_is_unchanged(folder: Path) -> None:
    Path("a.xml").write_text(newsml(1, 2))
    imported("a.xml")
    done = imported("a.xml")
    assert (done.outcomes, len(done.passed_over)) == ({"unchanged": 1}, 1)
