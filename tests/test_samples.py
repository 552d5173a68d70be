"""The samples are news of our own writing: whole, dated, with title and outlet, and copied from nowhere."""

import itertools
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.article import Article, read

SAMPLES = Path(__file__).resolve().parent.parent / "data" / "samples"
FILES = sorted(SAMPLES.iterdir())
WORDS = range(250, 601)
FEWEST = 13
RUN = 8


def articles(file: Path) -> list[Article]:
    return [article for article in read(file) if isinstance(article, Article)]


def words(text: str) -> list[str]:
    return ["".join(filter(str.isalnum, word)).lower() for word in text.split() if any(map(str.isalnum, word))]


def runs(text: str) -> Iterator[tuple[str, ...]]:
    found = words(text)
    return (tuple(found[at : at + RUN]) for at in range(len(found) - RUN + 1))


def text_of(article: Article) -> str:
    return "\n\n".join(block.text for block in article.blocks)


def test_there_are_enough_and_every_format_is_among_them() -> None:
    assert sum(len(articles(file)) for file in FILES) >= FEWEST
    assert {file.suffix for file in FILES} == {".jsonl", ".md", ".txt"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_sample_reads_whole(file: Path) -> None:
    found = list(read(file))
    assert found
    for article in found:
        assert isinstance(article, Article), article
        assert article.title
        assert article.publisher
        assert article.published
        assert sum(len(block.text.split()) for block in article.blocks) in WORDS


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_sample_is_named_by_its_day(file: Path) -> None:
    assert file.name.isascii()
    assert {str(article.published)[:10] for article in articles(file)} == {file.name[:10]}


def test_no_two_samples_share_a_title_or_an_address() -> None:
    found = [article for file in FILES for article in articles(file)]
    titles = [article.title for article in found]
    addresses = [article.url for article in found if article.url]
    assert len(set(titles)) == len(titles)
    assert len(set(addresses)) == len(addresses)


def test_one_line_of_json_holds_one_article() -> None:
    lines = {file.name: file.read_text("utf-8").splitlines() for file in FILES if file.suffix == ".jsonl"}
    assert max(len(found) for found in lines.values()) > 1
    assert all(json.loads(line)["text"] for found in lines.values() for line in found)


def test_two_outlets_tell_of_one_happening() -> None:
    by_day = itertools.groupby((a for file in FILES for a in articles(file)), key=lambda a: str(a.published)[:10])
    pairs = [told for _, group in by_day if len(told := list(group)) > 1]
    assert pairs
    for told in pairs:
        assert len({article.publisher for article in told}) == len(told)
        assert all("Kakhovka" in text_of(article) for article in told)


def test_samples_share_no_run_of_words_with_each_other() -> None:
    told = [set(runs(text_of(article))) for file in FILES for article in articles(file)]
    assert not set().union(*(one & other for one, other in itertools.combinations(told, 2)))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_sample_is_not_the_seed_article_in_disguise(file: Path, seed_text: str) -> None:
    seed = set(runs(seed_text))
    assert len(seed) > RUN
    assert not [run for article in articles(file) for run in runs(text_of(article)) if run in seed]


def test_a_copied_sentence_would_be_found() -> None:
    sentence = "The talks went on until the small hours of the morning."
    assert set(runs(f"He said: {sentence}")) & set(runs(f"{sentence.upper()} Then they ended."))
