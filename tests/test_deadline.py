"""An article that takes too long is refused by its name, and costs no other one."""

import json
import signal
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

import kg
from kg.deadline import deadline
from kg.document import Document
from kg.errors import RefusedError
from kg.mentions import casting
from kg.pipeline import readings
from kg.settings import Settings, load

ENDLESS = "The endless war goes on."
GOOD = "China accused Japan of lying."
TOOK = "it took more than 1 s (shorten or part it, or give it more: article_seconds in the settings)"


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes a rule run on for a while where a text has the word, and fail at its end."""
    cast = casting.cast

    def cast_late(document: Document):
        began = time.thread_time()
        while "endless" in document.parse.text:
            if time.thread_time() - began > 6:  # of which a part is the system's, which the deadline does not count
                raise ValueError("the word")
        return cast(document)

    monkeypatch.setattr(casting, "cast", cast_late)


@pytest.fixture
def articles(tmp_path: Path) -> str:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps({"text": text}) for text in (GOOD, f"{GOOD} {ENDLESS}", GOOD)))
    return str(path)


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.usefixtures("endless")
def test_an_article_that_takes_too_long_is_refused_and_the_others_are_read(articles: str, workers: int) -> None:
    first, late, last = readings([articles], Settings(workers=workers, article_seconds=1))
    assert str(late) == f"{articles}:2: {TOOK}"
    assert isinstance(late, RefusedError)
    assert first.facts.statements
    assert last.facts == first.facts


@pytest.mark.usefixtures("endless")
def test_a_text_that_takes_too_long_is_refused() -> None:
    with pytest.raises(RefusedError, match="it took more than 1 s"):
        kg.extract(ENDLESS, settings=Settings(article_seconds=1))


@pytest.mark.usefixtures("endless")
def test_in_another_thread_an_article_takes_as_long_as_it_takes(articles: str, tmp_path: Path) -> None:
    summaries = []

    def add() -> None:
        with kg.Store(tmp_path / "store", write=True, settings=Settings(article_seconds=1)) as store:
            summaries.append(store.add([articles]))

    thread = threading.Thread(target=add)
    thread.start()
    thread.join()
    (summary,) = summaries
    assert summary.refused == []
    assert "the word" in summary.skipped[0]


def work(seconds: float) -> None:
    began = time.thread_time()
    while time.thread_time() - began < seconds:
        pass


def test_what_was_there_before_is_there_after() -> None:
    before = signal.signal(signal.SIGPROF, signal.SIG_IGN)
    signal.setitimer(signal.ITIMER_PROF, 1000, 500)
    try:
        with pytest.raises(RefusedError), deadline(1, "here"):
            work(5)
        assert signal.getsignal(signal.SIGPROF) is signal.SIG_IGN
        assert signal.getitimer(signal.ITIMER_PROF)[1] == 500
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def test_what_catches_the_refusal_is_told_again() -> None:
    def deaf() -> None:
        with suppress(RefusedError):
            work(5)
        work(5)

    with pytest.raises(RefusedError), deadline(1, "here"):
        deaf()


def test_the_time_is_no_part_of_what_is_read() -> None:
    assert load({"KG_ARTICLE_SECONDS": "5"}).article_seconds == 5
    assert Settings(article_seconds=5).hash() == Settings().hash()
