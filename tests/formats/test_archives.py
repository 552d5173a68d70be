"""Archives: each member is read by its own format, and no bomb goes off."""

import bz2
import gzip
import io
import json
import lzma
import tarfile
import time
import zipfile
import zlib

import pytest
from formats.given import PARAGRAPHS, SAMPLE, TEXT, TITLE, Item, blocks, faults, items, one

from kg.article import Article, Options, read, sources
from kg.article.folder import articles as below
from kg.article.readers import archives
from kg.errors import FormatError, RefusedError, SkippedError, SourceError

RECORD = json.dumps({"title": TITLE, "text": TEXT}) + "\n"
PAGE = f"# {TITLE}\n\n{TEXT}\n"


def zipped(*members: tuple[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def tarred(*members: tuple[str, bytes | str], mode: str = "w") -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:
        for name, content in members:
            data = content.encode() if isinstance(content, str) else content
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


def kinds(found: list[Item]) -> list[type]:
    return [type(item) for item in found]


@pytest.mark.parametrize(
    "pack",
    [zipped, tarred, *(lambda *m, mode=mode: tarred(*m, mode=mode) for mode in ("w:gz", "w:bz2", "w:xz"))],
    ids=["zip", "tar", "tar.gz", "tar.bz2", "tar.xz"],
)
def test_members_are_read_by_their_own_formats_and_the_others_told(pack, tmp_path):
    data = pack(("a.md", PAGE), ("b/c.jsonl", RECORD * 2), ("d.png", b"\x89PNG\r\n"), ("e", "no name"), ("f.txt", ""))
    for folder in (None, tmp_path):
        found = items("x", data, folder=folder)
        assert kinds(found) == [Article, Article, Article, SkippedError, SkippedError, RefusedError]
        assert blocks(found[0]) == blocks(found[2]) == SAMPLE
        where = f"{folder}/x" if folder else "x"
        assert [item.source for item in found[:3]] == [f"{where}!a.md", f"{where}!b/c.jsonl:1", f"{where}!b/c.jsonl:2"]
        assert faults(found)[0] == f"{where}!d.png: this is an image, no text (kg reads no letters in images)"


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_file_that_is_packed_alone_is_read_under_its_own_name(pack):
    suffix = {gzip.compress: "gz", bz2.compress: "bz2", lzma.compress: "xz"}[pack]
    article = one(f"a/b.jsonl.{suffix}", pack(RECORD.encode()))
    assert (blocks(article), article.source) == (SAMPLE, f"a/b.jsonl.{suffix}!b.jsonl:1")


def test_an_article_knows_its_file_and_whether_that_holds_it_alone(tmp_path):
    (inside,) = items("a.zip", zipped(("a.md", PAGE)), folder=tmp_path)
    (alone,) = items("a.md", PAGE, folder=tmp_path)
    assert (inside.file, inside.is_alone) == (str(tmp_path / "a.zip"), False)
    assert (alone.file, alone.is_alone) == (str(tmp_path / "a.md"), True)


def test_a_zone_that_is_unknown_is_told_once(caplog):
    record = json.dumps({"text": TEXT, "published": "1 Jan 2024 08:44 IST"}) + "\n"
    assert kinds(items("a.zip", zipped(("b.zip", zipped(("a.jsonl", record)))))) == [Article]
    assert len(caplog.messages) == 1


def test_an_image_that_is_packed_alone_is_no_article():
    with pytest.raises(FormatError, match="image"):
        items("a.gz", gzip.compress(b"\x89PNG\r\n"))


def test_what_systems_leave_in_archives_is_passed_over():
    hidden = [("__MACOSX/._a.md", PAGE), (".git/a.md", PAGE), ("b/.hidden.txt", PAGE), ("Thumbs.db", "x")]
    assert kinds(items("a.zip", zipped(*hidden, ("a.md", PAGE)))) == [Article]
    assert kinds(items("a.tar", tarred(*hidden, ("a.md", PAGE)))) == [Article]


def test_a_name_that_leads_out_writes_nothing(tmp_path, monkeypatch):
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    for data in (zipped(("../../e.md", PAGE), ("/tmp/e.md", PAGE)), tarred(("../e.md", PAGE), ("/e.md", PAGE))):
        assert kinds(items("x", data)) == [Article, Article]
    assert [path.name for path in tmp_path.rglob("*")] == ["in"]


def test_archives_within_archives_are_read_and_not_for_ever():
    data: bytes = zipped(("a.md", PAGE))
    for _ in range(2):
        data = zipped(("x.zip", data))
    assert kinds(items("a.zip", data)) == [Article]
    for _ in range(3):
        data = zipped(("x.zip", data))
    assert faults(items("a.zip", data))[0].endswith("too many archives within archives (unpack it)")


def test_archives_by_the_thousand_within_one_are_not_all_opened():
    level = zipped(("a.md", PAGE))
    for _ in range(3):
        level = zipped(*((f"{n}.zip", level) for n in range(12)))
    found = items("a.zip", level)
    assert kinds(found).count(Article) < 1000
    assert "too many archives within one" in faults(found)[-1]


def test_a_member_that_unpacks_without_end_is_refused_and_the_others_are_read():
    bomb = zipped(("bomb.jsonl", b'{"text": "' + b"0" * 60_000_000), ("a.md", PAGE))
    found = items("a.zip", bomb)
    assert kinds(found) == [RefusedError, Article]
    alone = gzip.compress(b"[" + b'"x",\n' * 12_000_000)
    with pytest.raises(SourceError, match=r"more than 200 times its size|larger than"):
        items("a.json.gz", alone)


def test_lines_that_unpack_without_end_are_refused_where_they_grow():
    found = []
    with pytest.raises(SourceError, match="more than 200 times its size"):
        found.extend(items("a.jsonl.gz", gzip.compress(b"\n" * 60_000_000)))


def test_a_zip_whose_members_lie_over_one_another_is_refused():
    kernel = zlib.compress(b"0" * 1_000_000)
    data = bytearray(zipped(*((f"{n}.txt", b"0" * 1_000_000) for n in range(3))))
    assert len(data) > len(kernel)
    for at in range(len(data) - 4):
        if data[at : at + 4] == b"PK\x01\x02":
            data[at + 20 : at + 24] = (5_000_000).to_bytes(4, "little")
    with pytest.raises(SourceError, match=r"bomb|damaged"):
        items("a.zip", bytes(data))


def test_an_encrypted_member_is_told_with_what_to_do():
    data = bytearray(zipped(("a.md", PAGE), ("b.md", PAGE)))
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1
    found = items("a.zip", bytes(data))
    assert kinds(found) == [RefusedError, Article]
    assert faults(found) == ["a.zip!a.md: it is encrypted (unpack it with its password)"]


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.jsonl.gz", "a.jsonl.xz", "a.jsonl.bz2"])
def test_an_archive_that_breaks_off_is_told_and_nothing_before_it_lost(name):
    big = ("a.md", PAGE), ("b.jsonl", "".join(json.dumps({"text": f"{n} {TEXT}"}) + "\n" for n in range(3000)))
    lines = big[1][1].encode()
    data = {
        "a.zip": lambda: zipped(*big),
        "a.tar": lambda: tarred(*big),
        "a.tar.gz": lambda: tarred(*big, mode="w:gz"),
        "a.jsonl.gz": lambda: gzip.compress(lines),
        "a.jsonl.xz": lambda: lzma.compress(lines),
        "a.jsonl.bz2": lambda: bz2.compress(lines),
    }[name]()
    cut = data[: len(data) // 2]
    found, told = [], []
    try:
        found = items(name, cut)
        told = faults(found)
    except SourceError as error:
        told = [str(error)]
    assert any("breaks off" in line for line in told)
    if name == "a.tar":
        assert isinstance(found[0], Article)


class Pipe(io.RawIOBase):
    """Bytes that come one after the other, and not again."""

    def __init__(self, data: bytes) -> None:
        self.data = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:
        return self.data.readinto(buffer)


def test_an_archive_from_a_pipe_that_is_too_large_to_be_kept_is_told(monkeypatch):
    monkeypatch.setattr(sources, "SPOOLED", 100)
    with pytest.raises(SourceError, match="this is larger than 0 MB"):
        list(read("-", io.BufferedReader(Pipe(zipped(("a.md", PAGE))))))


def test_an_archive_from_a_pipe_is_read():
    (article,) = read("-", io.BufferedReader(Pipe(zipped(("a.md", PAGE)))))
    assert article.source == "-!a.md"
    assert blocks(article) == SAMPLE
    assert article.blocks[1].text == PARAGRAPHS[0]


@pytest.mark.parametrize("end", [1024, 1200])
def test_a_tar_archive_that_breaks_off_at_a_file_or_in_its_header_is_told(end):
    whole = tarred(("a.md", PAGE), ("b.md", PAGE))
    assert whole[1024:].startswith(b"b.md")
    found = items("a.tar", whole[:end])
    assert kinds(found) == [Article, RefusedError]
    assert faults(found)[0].startswith("a.tar: this tar archive breaks off or is damaged")


def test_a_tar_archive_that_breaks_off_behind_what_is_no_file_is_told():
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        link = tarfile.TarInfo("a.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/b.txt"
        archive.addfile(link)
        archive.addfile(link)
    assert kinds(items("a.tar", file.getvalue()[:700])) == [RefusedError]
    assert kinds(items("a.tar", file.getvalue())) == []


def test_an_archive_that_lists_too_many_files_is_refused_before_its_list_is_read(monkeypatch):
    monkeypatch.setattr(archives, "_MOST_MEMBERS", 2)
    assert kinds(items("a.zip", zipped(("a.md", PAGE), ("b.md", PAGE)))) == [Article, Article]
    data = bytearray(zipped(("a.md", PAGE), ("b.md", PAGE), ("c.md", PAGE)))
    end = data.rfind(b"PK\5\6")
    data[end + 8 : end + 12] = b"\1\0\1\0"  # what its end tells of their number is no bound
    with pytest.raises(SourceError, match="this archive lists more than 2 files"):
        items("a.zip", bytes(data))


MANY = 3_000_000


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("a.md", b"# A\n\n" + b"* a\n" * MANY, "a.md: this has more than 50,000 lines"),
        ("a.txt", b"a\r\n" * MANY, "a.txt: this has more than 50,000 lines"),
        ("a.eml", b"From: a@b.example\n\n" + b"a\n" * MANY, "a.eml: this has more than 50,000 lines"),
        ("a.md", b"# A\n\n" + b"* a\n" * 30_000, "a.md: this has more than 20,000 paragraphs"),
        ("a.html", b"<p>" + b"It rains.<br>" * 30_000, "a.html: this has more than 20,000 paragraphs"),
        ("a.nitf", b"<nitf><body><body.content>" + b"<p/>" * MANY + b"</body.content></body></nitf>",
         "a.nitf: this XML has more than 500,000 tags"),
        ("a.rss", b"<rss version='2.0'><channel>" + b"<item/>" * 30_000 + b"</channel></rss>",
         "a.rss: this feed has more than 20,000 items"),
        ("a.json", b"[" + b"{}," * MANY + b"{}]", "a.json: this JSON holds more values than articles do"),
        ("a.json", b"[" + b"1.5," * MANY + b"1]", "a.json: this JSON holds more values than articles do"),
    ],
)  # fmt: skip
def test_a_small_file_that_unpacks_to_more_than_an_article_is_refused_by_what_there_is_too_much_of(
    tmp_path, name, content, fault
):
    (tmp_path / f"{name}.gz").write_bytes(gzip.compress(content, 1))
    began = time.process_time()
    (found,) = below(tmp_path, Options())
    assert time.process_time() - began < 10
    assert str(found).startswith(f"{tmp_path}/{name}.gz!{fault}")


def test_blank_lines_are_one_and_count_as_one():
    assert blocks(one("a.md", PAGE.replace("\n\n", "\r\n" * 100_000))) == SAMPLE
