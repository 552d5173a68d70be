"""Sanctions as they are announced: packages, lists, relative clauses, decisions."""

import pytest
from reading import reading


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The European Union on Monday adopted a twelfth package of sanctions against Russia.", "adopted"),
        ("The European Union adopted on Monday new sanctions against Russia.", "adopted"),
        ("The EU voted on Monday to extend sanctions on Russia.", "extended"),
        ("The EU agreed to ban Russian diamonds.", "announced"),
        ("The EU imposed a raft of sanctions on Russia.", "imposed"),
        ("Putin criticised the sanctions that the EU imposed on Russia.", "imposed"),
    ],
)
def test_one_act_with_whoever_took_it_and_whom_it_hits(text, status):
    found = reading(text)
    (act,) = found.facts.sanctions
    assert act.status == status
    assert [w.removeprefix("European Union") for w in found.words(*act.imposers)] in (["EU"], [""])
    assert found.words(*act.targets) in (["Russia"], ["Russian"])
    assert act.according_to is None
    assert act.factuality.tense == "past"


def test_those_who_are_listed_are_hit_by_the_freeze_and_the_ban_as_well():
    found = reading(
        "The EU adopted sanctions against Russia, listing 61 individuals and 86 entities, freezing their assets and "
        "barring them from travel."
    )
    by_measure = {x.measures: found.words(*x.targets) for x in found.facts.sanctions}
    listed = ["61 individuals", "86 entities"]
    assert by_measure == {
        ("unspecified",): ["Russia"],
        ("entity-listing",): listed,
        ("asset-freeze",): listed,
        ("travel-ban",): listed,
    }


def test_a_list_is_of_sanctions_by_its_words():
    listed = reading("The United States put 61 companies on its sanctions list.")
    assert listed.words(*listed.sanction("imposed").targets) == ["61 companies"]
    assert reading("Greenpeace listed 61 companies.").facts.sanctions == ()


def test_who_declines_to_adopt_anothers_sanctions_imposes_none():
    found = reading("Switzerland declined to adopt the EU's sanctions against Russia.")
    assert found.words(*found.sanction("refused").imposers) == ["Switzerland"]
