"""What kg itself writes is no source: stores, their backups, and the archives of what it fetched."""

import json
import shutil
from pathlib import Path

import pytest
from test_store import BASE, RUDOLF, article

from kg.article import Article, Options, folder, own
from kg.errors import KgError, SkippedError, SourceError
from kg.fetch.client import Response
from kg.fetch.kept import Archive
from kg.store.folder import open_folder_store
from kg.store.folder.backup import backup
from kg.store.shelf import FolderShelf

TEXT = "It rained in Norstad all day, said a clerk of the town on Monday, and the river rose."
PAGE = f"<html><body><article><h1>Rain in Norstad</h1><p>{TEXT}</p></article></body></html>"
SHA = "ab" * 32


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """A folder with an article in it."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("It rains in Norstad, said a clerk on Monday.")
    return tmp_path / "in"


def store(at: Path) -> Path:
    with open_folder_store(at, BASE) as opened:
        opened.replace(article("a", RUDOLF))
        opened.publish()
    FolderShelf(at).write(SHA, json.dumps({"text": "It rained."}).encode())
    return at


def told(at: Path, kept: Path | None = None) -> tuple[list[str], list[str], list[str]]:
    """The files of the articles, what is passed over, and what is refused."""
    found = list(folder.articles(at, Options(), kept))
    return (
        [item.source.removeprefix(f"{at}/") for item in found if isinstance(item, Article)],
        [str(item).removeprefix(f"{at}/") for item in found if isinstance(item, SkippedError)],
        [str(item) for item in found if isinstance(item, KgError) and not isinstance(item, SkippedError)],
    )


@pytest.mark.parametrize("name", ["kg-store", "mine", "deep/er"])
def test_a_store_in_a_folder_is_passed_over_as_one(given: Path, name: str) -> None:
    store(given / name)
    assert told(given) == (["a.txt"], [f"{name}: {own.STORE}"], [])


def test_a_backup_of_a_store_is_passed_over_as_one(given: Path, tmp_path: Path) -> None:
    backup(store(tmp_path / "store"), given / "copy")
    assert told(given) == (["a.txt"], [f"copy: {own.BACKUP}"], [])
    (given / "copy" / "store.json").unlink()
    assert told(given) == (["a.txt"], [f"copy: {own.BACKUP}"], [])


def test_a_store_that_lost_a_file_is_one_all_the_same(given: Path) -> None:
    (store(given / "s") / "store.json").unlink()
    assert own.kind(given / "s") == own.STORE
    shutil.rmtree(given / "s" / "snapshots")  # as the folder beside a store behind SPARQL
    assert told(given) == (["a.txt"], [f"s: {own.STORE}"], [])


def test_a_store_that_is_just_being_made_is_passed_over(given: Path) -> None:
    (given / "s").mkdir()
    (given / "s" / "unclean").write_bytes(b"new")
    (given / "s" / "LOG.txt").write_text("It rains in Norstad, said a clerk on Monday.")
    assert told(given) == (["a.txt"], [f"s: {own.STORE}"], [])


def test_a_store_that_is_named_as_the_source_is_refused_with_what_to_do(given: Path, tmp_path: Path) -> None:
    at = store(tmp_path / "store")
    (error,) = folder.articles(at, Options())
    assert isinstance(error, SourceError)
    assert "this is a store of kg, no folder of articles (kg renew" in str(error)
    backup(at, tmp_path / "copy")
    (error,) = folder.articles(tmp_path / "copy", Options())
    assert "this is a backup of a store of kg, no folder of articles (kg restore" in str(error)


def test_folders_that_only_look_like_stores_are_read(given: Path) -> None:
    """By their names, or by files of the same names that hold something else."""
    text = "It snows in Norstad, said a clerk on Tuesday."
    for name, file, content in (
        ("kg-store", "a.txt", text),
        ("shop", "store.json", json.dumps({"text": text, "format": "news", "base": "Norstad"})),
        ("listed", "files.json", json.dumps([{"text": text}])),
        ("unclean", "unclean", ""),
        ("texts", "ab/story.json", json.dumps({"text": text})),
        ("x", "texts/ab/story.json", json.dumps({"text": text})),
        ("y", "snapshots/1/a.txt", text),
    ):
        (given / name / file).parent.mkdir(parents=True)
        (given / name / file).write_text(content)
        assert own.kind(given / name) is None
    found, _, refused = told(given)
    assert refused == []
    assert len(found) == 7


def fetched(at: Path) -> Path:
    Archive(at).add(
        Response("https://a.example/1", "https://a.example/1", 200, "OK", {"content-type": "text/html"}, PAGE.encode())
    )
    (at / "watch-0a1b2c3d.json").write_text('{"feeds": {}}')
    return at


def test_what_kg_fetched_into_its_folder_is_not_read_twice(given: Path) -> None:
    kept = fetched(given / "kg-web")
    (kept / "mine.txt").write_text("It snows in Norstad, said a clerk on Tuesday.")
    assert told(given, kept) == (
        ["a.txt", "kg-web/mine.txt"],
        [f"kg-web: {own.ARCHIVES} (give it by name to read it)"],
        [],
    )


def test_archives_of_kg_are_read_where_they_are_named_or_lie_elsewhere(given: Path, tmp_path: Path) -> None:
    kept = fetched(given / "kg-web")
    (kept / "watch-0a1b2c3d.json").unlink()
    assert len(told(kept, kept)[0]) == 1
    assert len(told(given, tmp_path / "kg-web")[0]) == 2


def test_a_crawl_of_others_in_that_folder_is_read(given: Path) -> None:
    import gzip

    kept = given / "kg-web"
    kept.mkdir()
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE.encode()
    head = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nContent-Length: {len(body)}"
    name = "20240301T000000-1.warc.gz"
    (kept / name).write_bytes(gzip.compress(head.encode() + b"\r\n\r\n" + body + b"\r\n\r\n"))
    assert told(given, kept)[1] == []
    assert len(told(given, kept)[0]) == 2
