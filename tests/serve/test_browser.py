"""What an analyst does with the pages in a browser, on a desk and on a phone; and what axe-core finds in them."""

import csv
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import CHROMIUM, axe, chromium, faults, is_to_run
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from kg.serve.static_files import has_editor

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not is_to_run(CHROMIUM.is_file()), reason="Chromium is not installed"),
]
needs_editor = pytest.mark.skipif(not is_to_run(has_editor()), reason="the editor was not built in")
needs_npm = pytest.mark.skipif(not is_to_run(bool(shutil.which("npm"))), reason="npm brings axe-core")

HEIGHT = 850
FACT = re.compile(r"[sex]-[0-9a-f]{10}")
KINDS = {
    "first": "/",
    "library": "/queries",
    "form": "/queries/who-said",
    "answer": "/queries/who-said?about=US&act=accuse",
    "nothing": "/queries/sanctions?target=RUS&status=lifted",
    "fault": "/queries/who-said?about=Rusia",
    "fact": "/fact/s-3399853651",
    "article": "/article/add6dbd9d22700089431",
    "actor": "/about?iri=wd:Q159",
    "term": "/about?iri=code:act-accuse",
    "search": "/search?q=Russia",
    "plain": "/sparql?plain=1&query=SELECT+*+{+?s+a+kg:Statement+;+?p+?o+}+LIMIT+20",
    "missing": "/nope",
}
"""A page of each kind."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def opened(browser: Browser, width: int, scheme: str = "light") -> Page:
    """A page that asks nobody but this machine, and whose scripts and styles are all allowed."""
    page = browser.new_page(viewport={"width": width, "height": HEIGHT}, color_scheme=scheme)  # type: ignore[arg-type]
    page.set_default_timeout(15_000)
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.extend(of_policy(message)))
    page.asked, page.complaints = asked, complaints  # type: ignore[attr-defined]
    return page


def of_policy(message: ConsoleMessage) -> list[str]:
    return [message.text] if "Content Security Policy" in message.text else []


@pytest.fixture(params=[1280, 390], ids=["desk", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    page = opened(browser, request.param)
    yield page
    assert page.asked  # type: ignore[attr-defined]
    strangers = [url for url in page.asked if not url.startswith(("http://127.0.0.1:", "data:", "blob:"))]  # type: ignore[attr-defined]
    assert strangers == []
    assert page.complaints == []  # type: ignore[attr-defined]
    page.close()


def fits(page: Page) -> bool:
    """Whether nothing is wider than the page."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


# ---------------------------------------------------------------- six tasks


def test_who_accused_the_us_of_what_and_in_which_sentence(page: Page, served: str) -> None:
    page.goto(served)
    page.get_by_role("link", name="Questions", exact=True).click()
    page.get_by_role("link", name="who-said").click()
    page.get_by_label("about").fill("US")
    page.get_by_label("act").select_option("accuse")
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_text("5 rows · 5 articles · 1 outlet")).to_be_visible()
    row = page.locator("table.answer tbody tr", has_text="Nebenzya").first
    expect(row.locator("[data-label=voice]")).to_be_visible()
    assert fits(page)
    row.get_by_role("link", name=FACT).click()
    expect(page.locator("blockquote mark")).to_be_visible()
    expect(page.locator(".voice")).to_contain_text("article's voice")
    assert fits(page)


def test_which_sanctions_on_russia_as_csv(page: Page, served: str) -> None:
    page.goto(f"{served}/queries")
    page.get_by_role("link", name="sanctions", exact=True).click()
    page.get_by_label("target").fill("Russia")
    page.get_by_role("button", name="Ask").click()
    rows = page.locator("table.answer tbody tr").count()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV", exact=True).click()
    with Path(download.value.path()).open(encoding="utf-8", newline="") as file:
        records = list(csv.DictReader(file))
    assert len(records) == rows > 10
    assert all(record["voice"] for record in records)


def test_an_actor_and_what_he_says(page: Page, served: str) -> None:
    page.goto(served)
    page.get_by_label("Search for an actor").fill("Lavrov")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Sergey Lavrov").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sergey Lavrov")
    page.get_by_role("link", name="who-said, as speaker").click()
    expect(page.locator("table.answer tbody tr").first).to_contain_text("Lavrov")
    expect(page.locator(".meant")).to_contain_text("Sergey Lavrov")


@needs_editor
def test_sparql_in_the_editor(page: Page, served: str) -> None:
    page.goto(f"{served}/sparql")
    editor = page.locator("#yasgui .CodeMirror")
    editor.wait_for()
    query = "SELECT ?statement { ?statement a kg:Statement } LIMIT 5"
    page.evaluate("query => document.querySelector('#yasgui .CodeMirror').CodeMirror.setValue(query)", query)
    page.locator("#yasgui .yasqe_queryButton").click()
    links = page.locator("#yasgui .yasr_results a.kg-iri")
    expect(links).to_have_count(5)
    page.goto(links.first.get_attribute("href") or "")
    expect(page.locator("blockquote")).to_be_visible()


@needs_editor
def test_a_query_opens_in_the_editor_with_our_prefixes_declared(page: Page, served: str) -> None:
    page.goto(f"{served}/sparql?query=SELECT+*+{{+?s+a+kg:State+}}+LIMIT+3")
    tab = page.locator(".tabPanel.active")
    expect(tab.locator(".CodeMirror")).to_contain_text("PREFIX kg: <https://w3id.org/geopolitical-kg/>")
    expect(tab.locator(".CodeMirror")).not_to_contain_text("PREFIX wd:")
    expect(tab.locator(".parseErrorIcon")).to_have_count(0)


def test_sparql_in_the_plain_editor(page: Page, plain_address: str) -> None:
    page.goto(plain_address)
    page.get_by_role("link", name="SPARQL", exact=True).click()
    page.get_by_label("Query").fill("SELECT ?statement { ?statement a kg:Statement } LIMIT 5")
    page.get_by_role("button", name="Run").click()
    expect(page.locator("table.answer tbody tr")).to_have_count(5)
    assert fits(page)
    page.locator("table.answer a").first.click()
    expect(page.locator("blockquote")).to_be_visible()


def test_an_id_of_a_table_opens_its_fact_by_keys_alone(page: Page, served: str) -> None:
    page.goto(f"{served}/queries/denials?offset=0")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    link = page.locator("[data-label=statement] a").first
    id = link.inner_text()
    for _ in range(80):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"/fact/{id}"))
    expect(page.locator(".trail")).to_contain_text(id)


# ---------------------------------------------------------------- on each page


@pytest.fixture(scope="module")
def rules() -> str:
    return axe()


@needs_npm
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_grave_fault_of_accessibility(browser: Browser, rules: str, served: str, kind: str, scheme: str) -> None:
    for width in (1280, 390):
        page = opened(browser, width, scheme)
        page.goto(served + KINDS[kind])
        assert faults(page, rules) == []
        assert fits(page)
        assert page.complaints == []  # type: ignore[attr-defined]
        page.close()


@needs_npm
@needs_editor
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_grave_fault_of_the_editor(browser: Browser, rules: str, served: str, scheme: str) -> None:
    for width in (1280, 390):
        page = opened(browser, width, scheme)
        page.goto(f"{served}/sparql")
        page.locator("#yasgui .yasqe_queryButton").click()
        page.locator("#yasgui .yasr_results table").wait_for()
        assert faults(page, rules) == []
        page.close()


@needs_editor
def test_without_scripts_the_editor_is_the_plain_one(browser: Browser, served: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{served}/sparql")
    page.get_by_label("Query").fill("ASK { ?s a kg:Statement }")
    page.get_by_role("button", name="Run").click()
    expect(page.locator("table.answer tbody")).to_have_text(re.compile("yes"))
    page.close()


@needs_npm
def test_a_grave_fault_would_be_found(browser: Browser, rules: str, served: str) -> None:
    page = opened(browser, 1280)
    page.goto(f"{served}/queries/who-said")
    page.evaluate("document.querySelectorAll('label').forEach(label => label.remove())")
    assert "label" in {rule for rule, _ in faults(page, rules)}
    page.close()


def test_on_paper_there_is_no_form_but_what_was_asked(browser: Browser, served: str) -> None:
    page = opened(browser, 1280)
    page.goto(f"{served}/queries/who-said?about=US&act=accuse")
    page.emulate_media(media="print")
    for what in ("form.query", "header.site", ".skip"):
        expect(page.locator(what)).to_be_hidden()
    expect(page.locator(".asked")).to_have_text("about: US; act: accuse")
    expect(page.locator("table.answer")).to_be_visible()
    page.close()


def test_nothing_that_strangers_wrote_runs(browser: Browser, hostile_address: str) -> None:
    page = opened(browser, 1280)
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    for path in ("/", "/queries/who-said?offset=0", "/about?iri=wd:Q58217"):
        page.goto(hostile_address + path)
        assert page.locator("main img, main script").count() == 0
        assert page.complaints == []  # type: ignore[attr-defined]
    page.close()
