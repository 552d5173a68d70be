"""What stands in a web page and is none of its article: hidden, struck, of readers, of machines, of other articles."""

import time

import pytest
from test_html import BODY, DECLINED, FAILED, TOLD, article, page, texts

from kg.article.page import foreign, tree

OTHER = "The president of Westland threatened Eastland with war on Friday, his office said in a statement."


def paragraphs(body: str, around: str = "{}") -> list[str]:
    return texts(article(around.format(page(body))))


@pytest.mark.parametrize(
    "place",
    [
        "class=comments",
        "id=comment-list",
        "id=disqus_thread",
        "class=disqus-thread",
        "class='reader-comments on'",
        "hidden",
        "style='color: red; DISPLAY:none'",
        "class='visually-hidden'",
        "class='note sr-only'",
        "class=qc-cmp2-container",
        "class=gdpr",
        "id=onetrust-banner-sdk",
        "class='cookie-notice bottom'",
        "class='related'",
        "id=most-read",
    ],
)
def test_a_place_that_tells_what_it_is_holds_none_of_the_article(place: str) -> None:
    assert paragraphs(f"{BODY}<div {place}><p>{OTHER}</p></div>") == [FAILED, DECLINED, TOLD]


@pytest.mark.parametrize("place", ["class=commentary", "class='gdprs-law'", "hidden=until-found", "class=relatedness"])
def test_a_place_of_another_name_is_read(place: str) -> None:
    assert paragraphs(f"{BODY}<div {place}><p>{OTHER}</p></div>") == [FAILED, DECLINED, TOLD, OTHER]


@pytest.mark.parametrize("around", ["{}", "<h1>Talks fail</h1>{}"])
def test_what_is_most_of_a_page_or_has_its_heading_stays_whatever_it_is_called(around: str) -> None:
    root = tree.parsed(f"<html><body><div class=comments>{around.format(FAILED)}</div></body></html>", "a.html")
    foreign.take_out(root, None)
    assert FAILED in tree.text(root)


@pytest.mark.parametrize(
    "heading", ["Comments", "12 comments", "Comments (3)", "Read next", "Related stories:", "More from the capital"]
)
def test_below_some_headings_nothing_is_of_the_article(heading: str) -> None:
    assert paragraphs(f"{BODY}<h3>{heading}</h3><p>{OTHER}</p>") == [FAILED, DECLINED, TOLD]


def test_a_heading_of_other_articles_in_the_midst_takes_only_its_links_along() -> None:
    links = "<ul><li><a href=/1>Westland threatens Eastland again and again</a></li></ul>"
    body = f"<p>{FAILED}</p><h3>Read more</h3>{links}<p>{DECLINED}</p><p>{TOLD}</p><p>{OTHER}</p>"
    assert paragraphs(body) == [FAILED, DECLINED, TOLD, OTHER]


def test_a_heading_of_the_article_s_own_ends_what_leads_elsewhere() -> None:
    body = f"{BODY}<h3>Related</h3><p>{OTHER}</p><h3>What Sudland says</h3><p>Sudland will not pay, it said.</p>"
    assert paragraphs(body) == [FAILED, DECLINED, TOLD, "Sudland will not pay, it said."]


def test_of_articles_that_a_page_without_end_loads_only_its_own_is_read() -> None:
    further = f"<article><h1>War threatens</h1><p>{OTHER}</p></article>"
    shown = f"<html><head><title>Talks fail</title></head><body><main><article><h1>Talks fail</h1>{BODY}</article>"
    assert texts(article(f"{shown}{further}</main></body></html>")) == [FAILED, DECLINED, TOLD]


def test_the_posts_of_a_live_page_are_articles_of_its_own() -> None:
    posts = "".join(f"<article><h2>Post {n}</h2><p>{said}</p></article>" for n, said in enumerate((FAILED, TOLD)))
    shown = f"<html><head><title>Talks fail</title></head><body><main><h1>Talks fail</h1>{posts}</main></body></html>"
    assert texts(article(shown)) == [FAILED, TOLD]


@pytest.mark.parametrize(
    "part",
    ["<h3>Related</h3><p>x</p>", "<article><h1>A{}</h1></article>", "<p>x<sup>1</sup></p>", "<div hidden>x</div>"],
)
def test_strangers_pages_cost_no_more_than_their_size(part: str) -> None:
    """10,000 parts take some 2 s, and would take minutes if each were held against all others."""
    root = tree.parsed("".join(part.format(n) for n in range(10_000)), "a.html")
    began = time.process_time()
    foreign.take_out(root, None)
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Norland annexed the bay<sup>1</sup> in 2014<sup>[2]</sup>.", "Norland annexed the bay in 2014."),
        ("Norland annexed the bay<sup><a href=#n1>12</a></sup> by force.", "Norland annexed the bay by force."),
        ("Norland lost 10<sup>6</sup> tons of grain.", "Norland lost 10⁶ tons of grain."),
        ("Norland took 40 km<sup>2</sup> of the bay.", "Norland took 40 km² of the bay."),
        ("Norland took it on the 5<sup>th</sup> of May.", "Norland took it on the 5th of May."),
        ("Norland lost <del>12</del><ins>10</ins> men in the bay.", "Norland lost 10 men in the bay."),
        ("Norland lost <s>12</s> 10 men in the bay.", "Norland lost 10 men in the bay."),
    ],
)
def test_notes_and_struck_words_join_no_others(written: str, read: str) -> None:
    assert paragraphs(f"<p>{written}</p>{BODY}")[0] == read


@pytest.mark.parametrize(
    "note",
    [
        "An earlier version of this article said that Norland had attacked Sudland.",
        "Editor's note: The original version of this story said that Norland had attacked Sudland.",
        "This article has been corrected: it said that Norland had attacked Sudland.",
        "Correction (May 6): Norland did not attack Sudland, as this paper wrote on Monday.",
    ],
)
def test_a_note_of_what_was_wrong_is_no_fact_of_the_article(note: str) -> None:
    assert paragraphs(f"{BODY}<p>{note}</p>") == [FAILED, DECLINED, TOLD]


def test_a_sentence_about_a_correction_is_read() -> None:
    said = "The ministry said that the report had been corrected after Norland protested against it."
    assert paragraphs(f"{BODY}<p>{said}</p>")[-1] == said
