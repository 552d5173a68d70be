"""Whose word first: what stands below a word of saying, thinking, wishing or showing is never told by the article."""

import pytest
from leaks import told, trials

SHARDS = 5
"""Has no divisor in common with the number of settings, so that each has its share of every setting."""

# What admits, recalls or learns of a thing takes it for granted, and so does who pleads guilty to it or points at it:
# to be kept short.
FACTIVE = {
    *("acknowledge", "admit", "allude", "concede", "confess", "discover", "forget", "know", "learn", "notice", "own"),
    *("plead", "point", "realise", "realize", "recall", "recognise", "recognize", "recollect", "refer", "regret"),
    "remember",
}
# Some of whose sentences the language model misreads: it takes "foresaw" for a noun, "rued" for somebody's participle.
MISREAD = {
    *("bet", "chime", "compare", "content", "foresee", "fret", "intimate", "irate", "laugh", "make", "quibble", "rue"),
    *("swear", "unsure", "wave"),
}


@pytest.mark.slow
@pytest.mark.parametrize("shard", range(SHARDS))
def test_nothing_leaks_and_who_speaks_is_heard(shard: int) -> None:
    tried = list(dict.fromkeys(trials()))[shard::SHARDS]
    found = list(zip(tried, told([trial.text for trial in tried]), strict=True))
    leaking = [trial for trial, result in found if result.leaks and trial.cue not in FACTIVE]
    assert [trial.text for trial in leaking if trial.cue not in MISREAD] == []
    assert len(leaking) < len(found) / 400
    named = [result for trial, result in found if trial.owner == "named"]
    assert sum(result.heard for result in named) > 0.85 * len(named)


def test_what_is_told_outside_all_regions_would_be_seen() -> None:
    (plain, quoted) = told(["Ukraine attacked Belgorod.", "Lavrov said that Ukraine had attacked Belgorod."])
    assert plain.leaks
    assert not plain.heard
    assert quoted.heard
    assert not quoted.leaks
