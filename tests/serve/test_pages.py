"""The pages of kg serve, asked as a browser asks: what they say, where they lead, that nothing in them runs."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
import requests
from lxml import html
from serving import serving
from strangers import NAME, OVERRIDE, TITLE

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
DEPTH = 3
FACT = re.compile(r"[a-z]-[0-9a-f]{10}")


def asked(address: str, path: str, **headers: str) -> requests.Response:
    return requests.get(address + path, headers={**BROWSER, **headers}, timeout=30)


def page(address: str, path: str, status: int = 200) -> html.HtmlElement:
    answer = asked(address, path)
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    return html.fromstring(answer.content)


def told(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


# ---------------------------------------------------------------- what they say


def test_the_first_screen_tells_what_there_is(served: str) -> None:
    first = page(served, "/")
    assert "Read from 19 articles of 2015-02-12 to 2024-04-24" in told(first)
    assert len(first.xpath("//section[@aria-labelledby='newest']//li")) == 5
    assert f"{served}/sparql" in told(first)


def test_the_questions_to_try_have_rows(served: str) -> None:
    links = page(served, "/").xpath("//section[@aria-labelledby='try']//li/a/@href")
    assert len(links) == 3
    assert re.match(r"/queries/who-said\?target=[^&]+&act=accuse&", links[0]), "about= gives what only names them too"
    for link in links:
        assert page(served, link).xpath("//table[@class='answer']/tbody/tr")


def test_the_library_has_every_query_in_its_group(served: str) -> None:
    from kg import query

    library = page(served, "/queries")
    assert [told(group) for group in library.xpath("//main//h2")] == list(query.groups())
    assert sorted(told(name) for name in library.xpath("//dt")) == query.names()


def test_a_form_has_a_field_with_a_label_for_each_parameter(served: str) -> None:
    from kg import query

    for name in query.names():
        form = page(served, f"/queries/{name}").xpath("//form[@class='query']")[0]
        for parameter in query.load(name).header.params:
            (field,) = form.xpath(f".//*[@name='{parameter.name}']")
            assert form.xpath(f".//label[@for='{field.get('id')}']")
            assert (field.tag == "select") == bool(query.choices(parameter))
            assert (field.get("required") is not None) == parameter.required
            (help_,) = form.xpath(f".//*[@id='{field.get('aria-describedby')}']")
            assert parameter.help in told(help_)


def test_an_answer_tells_whose_word_each_row_is(served: str) -> None:
    answer = page(served, "/queries/who-said?about=US&act=accuse")
    assert told(answer.xpath("//caption")[0]) == "5 rows · 5 articles · 1 outlet"
    columns = [told(column) for column in answer.xpath("//thead//th")]
    assert "voice" in columns
    for row in answer.xpath("//tbody/tr"):
        cells = dict(zip(columns, row.xpath("td"), strict=True))
        assert told(cells["voice"])
        assert FACT.fullmatch(told(cells["statement"]))
        (link,) = cells["statement"].xpath(".//a/@href")
        assert re.fullmatch(rf"/fact/{told(cells['statement'])}\?article=[0-9a-f]{{20}}", link)
        assert cells["who"].xpath(".//a/@href")


def test_every_query_with_voices_shows_them(served: str) -> None:
    from kg import query

    for name in query.names():
        header = query.load(name).header
        if "voice" in header.columns and not any(p.required for p in header.params):
            found = page(served, f"/queries/{name}?offset=0")
            assert "voice" in [told(column) for column in found.xpath("//thead//th")], name


def test_a_parameter_given_twice_means_either(served: str) -> None:
    answer = page(served, "/queries/who-said?act=accuse&act=deny&offset=0")
    acts = {told(cell) for cell in answer.xpath("//td[@data-label='act']")}
    assert {"accuse", "deny"} <= acts
    assert answer.xpath("//select[@name='act']/option[@selected]/text()") == ["accuse", "deny"]


def test_a_value_given_as_an_iri_is_told_by_its_name(served: str) -> None:
    assert "wd:Q159: Russia" in told(page(served, "/queries/who-said?speaker=wd:Q159"))


def test_the_title_of_a_claim_tells_that_it_is_one(served: str) -> None:
    rows = requests.get(f"{served}/queries/events-between?from=RUS&to=UKR", timeout=30).json()
    for row in rows[:20]:
        found, id = page(served, f"/fact/{row['event'].partition('#')[2]}"), row["event"].partition("#")[2]
        facts = requests.get(f"{served}/fact/{id}?format=json", timeout=30).json()["facts"]
        is_claimed = row["voice"] != "article" or row["factuality"].startswith("negative")
        for title in (told(found.xpath("//title")[0]), told(found.xpath("//h1")[0]), facts[0]["headline"]):
            assert title.startswith("[") == is_claimed, title
    assert {row["voice"] != "article" for row in rows[:20]} == {True, False}


def test_no_page_of_a_thing_leads_to_what_the_store_tells_nothing_of(served: str) -> None:
    for iri in ("kg:Statement", "ref:place-707244", "wd:Q159", "plover:ASSAULT"):
        of = page(served, f"/about?iri={iri}")
        own = [href for href in of.xpath("//dl//dd/a/@href") if href.startswith("/")]
        assert own
        assert [href for href in own if requests.get(f"{served}{href}", timeout=30).status_code != 200] == []
    (elsewhere,) = page(served, "/about?iri=kg:Statement").xpath("//dd/a[contains(@href, 'owl#Class')]")
    assert elsewhere.get("href") == "http://www.w3.org/2002/07/owl#Class"


def test_an_answer_has_a_legend_of_what_its_columns_mean(served: str) -> None:
    answer = page(served, "/queries/sanctions?target=Russia")
    heads = [told(each) for each in answer.xpath("//table[@class='answer']//th")]
    legend = dict(zip(map(told, answer.xpath("//dl/dt")), map(told, answer.xpath("//dl/dd")), strict=True))
    assert legend["imposers"] == "who puts it in force"
    assert set(legend) <= set(heads)


def test_a_long_answer_comes_in_pages(served: str) -> None:
    first = page(served, "/queries/who-said?offset=0")
    assert told(first.xpath("//caption")[0]).startswith("first 200 of 312 rows")
    assert len(first.xpath("//tbody/tr")) == 200
    (following,) = first.xpath("//nav[@class='pages']/a[@rel='next']/@href")
    second = page(served, following)
    assert told(second.xpath("//caption")[0]).startswith("201 to 312 of 312 rows")
    assert len(second.xpath("//tbody/tr")) == 112
    assert not second.xpath("//a[@rel='next']")
    beyond = page(served, "/queries/who-said?offset=1000")
    assert "no rows from 1,001 on: only 312" in told(beyond)


@pytest.mark.parametrize(("format", "type"), [("csv", "text/csv; charset=utf-8"), ("json", "application/json")])
def test_an_answer_is_there_for_programs(served: str, format: str, type: str) -> None:
    answer = page(served, "/queries/sanctions?target=RUS")
    (link,) = answer.xpath(f"//p[contains(@class, 'links')]/a[contains(@href, 'format={format}')]/@href")
    found = asked(served, link)
    assert found.status_code == 200
    assert found.headers["Content-Type"] == type


def test_nothing_found_is_explained(served: str) -> None:
    found = page(served, "/queries/sanctions?target=RUS&status=lifted")
    assert "Nothing found" in told(found)
    assert "no rows:" in told(found)


@pytest.mark.parametrize(
    ("asks", "status", "field"),
    [
        ("who-said?about=Rusia", 404, "about"),
        ("who-said?since=2024-13", 400, "since"),
        ("events-between?from=RUS", 400, "to"),
        ("events-between?offset=0", 400, "from"),
        ("who-said?act=shout", 400, "act"),
    ],
)
def test_a_wrong_value_is_told_beside_its_field(served: str, asks: str, status: int, field: str) -> None:
    wrong = page(served, f"/queries/{asks}", status)
    (fault,) = wrong.xpath("//*[@role='alert']")
    assert told(fault)
    assert set(wrong.xpath("//*[@aria-invalid]/@name")) == {field}
    assert fault.xpath("ancestor::div[contains(@class, 'field')]")


def test_an_unknown_parameter_is_told_above_the_form(served: str) -> None:
    wrong = page(served, "/queries/who-said?abuot=US", 400)
    assert "no parameter 'abuot'" in told(wrong.xpath("//div[@role='alert']")[0])


def test_a_fact_shows_its_sentence_and_who_vouches(served: str) -> None:
    fact = page(served, "/fact/s-3399853651")
    assert fact.xpath("//blockquote//mark/text()")
    assert "in the article's voice" in told(fact)
    assert "vouches for" in told(fact)
    assert re.search(r"characters [\d,]+–[\d,]+", told(fact))
    (article,) = fact.xpath("//dt[.='Article']/following-sibling::dd[1]/a/@href")
    path, fragment = urldefrag(article)
    assert page(served, path).xpath(f"//li[@id='{fragment}']")


def test_a_sentence_of_several_articles_is_that_of_the_row_and_leads_to_each(hostile_address: str) -> None:
    rows = page(hostile_address, "/queries/who-said?offset=0").xpath("//td[@data-label='statement']//a/@href")
    ids = [urlsplit(link).path for link in rows]
    link = next(link for link, id in zip(rows, ids, strict=True) if ids.count(id) == 3)
    one = page(hostile_address, link)
    assert len(one.xpath("//article[@class='fact']")) == 1
    assert link.rpartition("=")[2] in one.xpath("//dt[.='Article']/following-sibling::dd[1]/a/@href")[0]
    (each,) = one.xpath("//p[@class='note']/a/@href")
    several = page(hostile_address, each)
    assert "This stands in 3 articles, word by word" in told(several)
    assert len(several.xpath("//article[@class='fact']//blockquote")) == 3


def test_an_article_has_an_element_for_each_fact(served: str) -> None:
    (link, *_) = page(served, "/").xpath("//section[@aria-labelledby='newest']//a/@href")
    article = page(served, link)
    facts = article.xpath("//ul[@class='facts']/li")
    assert facts
    assert [fact.get("id") for fact in facts] == [told(fact.xpath("a")[0]) for fact in facts]


def test_an_actor_leads_to_questions_that_fit(served: str) -> None:
    russia = page(served, "/about?iri=wd:Q159")
    links = russia.xpath("//section[@aria-labelledby='ask']//a/@href")
    assert "/queries/who-said?speaker=wd%3AQ159" in links
    assert "/queries/sanctions?target=wd%3AQ159" in links
    assert "/queries/statements-between?from=wd%3AQ159" not in links, "it needs another side"
    person = page(served, "/about?iri=wd:Q58217")
    assert not [link for link in person.xpath("//section[@aria-labelledby='ask']//a/@href") if "place=" in link]


def test_a_term_of_the_ontology_has_a_page(served: str) -> None:
    term = page(served, "/about?iri=code:act-accuse")
    assert "/queries/who-said?act=code%3Aact-accuse" in term.xpath("//a/@href")


@pytest.mark.parametrize(
    ("text", "kind"), [("Lavrov", "Person"), ("twelfth package", "article"), ("s-3399853651", "fact")]
)
def test_search_finds_by_name_title_and_id(served: str, text: str, kind: str) -> None:
    found = page(served, f"/search?q={text}")
    assert kind in told(found.xpath("//ul[contains(@class, 'results')]/li")[0])


def test_a_search_that_finds_nothing_says_so(served: str) -> None:
    assert "Nothing found" in told(page(served, "/search?q=zzzz"))


@pytest.mark.parametrize(
    "path", ["/nope", "/fact/s-0000000000", "/about?iri=wd:Q999999999", "/queries/who-sayd", "/static/x"]
)
def test_what_there_is_not_is_told_by_a_page(served: str, path: str) -> None:
    assert page(served, path, 404).xpath("//main/h1")
    plain = requests.get(served + path, headers={"Accept": "*/*"}, timeout=30)
    assert "html" not in plain.headers["Content-Type"]


# ---------------------------------------------------------------- SPARQL


def test_the_plain_editor_answers_by_a_table(plain_address: str) -> None:
    query = "SELECT ?s { ?s a kg:Statement } LIMIT 3"
    found = page(plain_address, f"/sparql?plain=1&query={requests.utils.quote(query)}")
    assert "was not built in" in told(found)
    assert found.xpath("//textarea")[0].text.strip() == query
    assert all(link.startswith("/fact/s-") for link in found.xpath("//tbody//a/@href"))
    assert not found.xpath("//script")


def test_the_plain_editor_shows_no_more_than_a_thousand_rows(plain_address: str) -> None:
    found = page(plain_address, "/sparql?plain=1&query=SELECT+*+{+?s+?p+?o+}")
    assert told(found.xpath("//caption")[0]) == "first 1,000 rows; there are more"
    assert len(found.xpath("//tbody/tr")) == 1000


@pytest.mark.parametrize(
    ("query", "shown"),
    [("ASK { ?s a kg:Sanction }", "no"), ("CONSTRUCT WHERE { ?s a kg:Sanction } LIMIT 1", "Nothing found.")],
)
def test_the_plain_editor_answers_other_forms(plain_address: str, query: str, shown: str) -> None:
    found = page(plain_address, f"/sparql?plain=1&query={requests.utils.quote(query)}")
    assert shown in told(found.xpath("//section[@aria-labelledby='answer']")[0])


def test_the_plain_editor_asks_the_graphs_of_the_address(plain_address: str) -> None:
    graphs = "default-graph-uri=https://kg.example/graph/actors"
    found = page(plain_address, f"/sparql?plain=1&{graphs}&query=ASK+{{+?s+a+kg:Statement+}}")
    assert told(found.xpath("//tbody")[0]) == "no"
    assert found.xpath("//input[@name='default-graph-uri']/@value") == ["https://kg.example/graph/actors"]
    (link, *_) = found.xpath("//p[contains(@class, 'links')]/a/@href")
    assert "default-graph-uri=https%3A%2F%2Fkg.example%2Fgraph%2Factors" in link


def test_the_plain_editor_tells_what_is_wrong(plain_address: str) -> None:
    found = page(plain_address, "/sparql?plain=1&query=SELEKT", 400)
    assert told(found.xpath("//*[@role='alert']")[0])
    assert "SELEKT" in found.xpath("//textarea")[0].text


def test_terms_are_there_for_completion(served: str) -> None:
    answer = requests.get(f"{served}/terms.json", timeout=30)
    terms = answer.json()["terms"]
    assert answer.json()["prefixes"]["kg"] == "https://w3id.org/geopolitical-kg/"
    assert {term["kind"] for term in terms} == {"class", "property", "code"}
    (accuse,) = [term for term in terms if term["name"] == "code:act-accuse"]
    assert accuse["label"] == "accuse"
    assert accuse["definition"]
    again = requests.get(f"{served}/terms.json", headers={"If-None-Match": answer.headers["ETag"]}, timeout=30)
    assert again.status_code == 304


# ---------------------------------------------------------------- where they lead


def crawled(address: str, depth: int, start: str = "/") -> Iterator[tuple[str, str, html.HtmlElement | None]]:
    """Each page that links lead to, as far as that: from where, its address, and what it is."""
    known, now = {start}, [("", start)]
    for _ in range(depth + 1):
        following = []
        for before, path in now:
            answer = asked(address, path)
            assert answer.status_code == 200, (before, path, answer.status_code)
            content = html.fromstring(answer.content) if "html" in answer.headers["Content-Type"] else None
            yield before, path, content
            for link in content.xpath("//a/@href | //link/@href | //script/@src") if content is not None else ():
                parts = urlsplit(urljoin(address + path, urldefrag(link)[0]))
                if f"{parts.scheme}://{parts.netloc}" != address:
                    assert parts.scheme in ("http", "https")
                    continue
                bare = f"{parts.path}?{parts.query}" if parts.query else parts.path
                if bare not in known and not is_more_of_a_kind(bare, known):
                    known.add(bare)
                    following.append((path, bare))
        now = following


KINDS = (
    re.compile(r"/fact/"),
    re.compile(r"/about\?.*format="),
    re.compile(r"/queries/[\w-]+\?"),
    re.compile(r"/about\?"),
)
ENOUGH = 60


def is_more_of_a_kind(path: str, known: set[str]) -> bool:
    """Whether enough pages of this kind are known, so that the crawl ends within a minute."""
    kind = next((kind for kind in KINDS if kind.match(path)), None)
    return kind is not None and sum(1 for each in known if kind.match(each)) >= ENOUGH


def test_no_link_is_broken(served: str) -> None:
    found = list(crawled(served, DEPTH))
    assert len(found) > 150
    for _, path, content in found:
        if content is not None:
            assert len(content.xpath("//h1")) == 1, path
            assert content.xpath("//title")[0].text.strip(), path
            ids = content.xpath("//@id")
            assert len(ids) == len(set(ids)), path


def test_every_link_begins_with_the_path_of_a_proxy(store: Path, free_port: int) -> None:
    with serving(store, "--port", str(free_port), "--url", "http://news.example/kg"):
        at = f"http://127.0.0.1:{free_port}"
        for path in (
            "/",
            "/queries",
            "/queries/who-said?about=US",
            "/fact/s-3399853651",
            "/sparql",
            "/search?q=Russia",
        ):
            found = page(at, path)
            links = found.xpath("//a/@href | //link/@href | //script/@src | //form/@action | //@data-endpoint")
            inside = [link for link in links if not link.startswith(("#", "http"))]
            assert inside
            assert all(link.startswith("/kg/") for link in inside)
        assert "Disallow: /kg/sparql" in asked(at, "/robots.txt").text


# ---------------------------------------------------------------- what comes with them


def test_files_are_kept_by_their_content(served: str) -> None:
    (style,) = page(served, "/").xpath("//link[@rel='stylesheet']/@href")
    named = asked(served, style)
    assert named.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert named.headers["Content-Encoding"] == "gzip"
    bare = asked(served, "/static/style.css")
    assert bare.headers["Cache-Control"] == "no-cache"
    assert asked(served, "/static/style.css", **{"If-None-Match": bare.headers["ETag"]}).status_code == 304
    assert asked(served, "/static/editor.js").headers["Content-Type"] == "text/javascript; charset=utf-8"


@pytest.mark.parametrize("name", ["../app.py", "..%2fapp.py", "%2e%2e/app.py", "/etc/passwd", "vendor/.lock-hash", ""])
def test_no_other_file_is_served(served: str, name: str) -> None:
    request = requests.Request("GET", f"{served}/static/").prepare()
    request.url = f"{served}/static/{name}"
    assert requests.Session().send(request, timeout=30).status_code == 404


def test_crawlers_are_kept_from_what_costs(served: str) -> None:
    lines = requests.get(f"{served}/robots.txt", timeout=30).text.splitlines()
    assert lines == ["User-agent: *", "Disallow: /sparql", "Disallow: /queries", "Disallow: /search"]


def test_styles_within_pages_are_for_the_editor_alone(served: str, plain_address: str) -> None:
    for at, path in ((served, "/"), (served, "/fact/s-3399853651"), (plain_address, "/sparql")):
        answer = asked(at, path)
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert not html.fromstring(answer.content).xpath("//@style | //style")


# ---------------------------------------------------------------- what strangers wrote

HOSTILE = ("/", "/search?q=gnp", "/queries/who-said?offset=0", "/queries/articles?offset=0", "/about?iri=wd:Q58217")


def hostile_pages(address: str) -> Iterator[tuple[str, html.HtmlElement]]:
    found = [*HOSTILE, *page(address, "/").xpath("//section[@aria-labelledby='newest']//a/@href")]
    found += page(address, "/queries/who-said?offset=0").xpath("//td[@data-label='statement']//a/@href")
    return ((path, page(address, path)) for path in dict.fromkeys(found))


def test_nothing_that_strangers_wrote_is_markup(hostile_address: str) -> None:
    for path, content in hostile_pages(hostile_address):
        assert not content.xpath("//script | //img | //b | //@onerror | //iframe"), path
        links = content.xpath("//@href | //@src | //@action")
        assert all(link.startswith(("/", "#", "https://news.example/")) for link in links), path
        outside = content.xpath("//a[starts-with(@href, 'http')]")
        assert all({"noopener", "noreferrer"} <= set(link.get("rel").split()) for link in outside), path
        assert OVERRIDE not in content.text_content(), path


def test_what_strangers_wrote_is_shown_as_they_wrote_it(hostile_address: str) -> None:
    first = told(page(hostile_address, "/"))
    assert TITLE.replace(OVERRIDE, "\ufffd") in first
    assert NAME.replace(OVERRIDE, "\ufffd") in told(page(hostile_address, "/queries/who-said?offset=0"))
    shown = [told(content) for path, content in hostile_pages(hostile_address) if path.startswith("/article/")]
    assert any("javascript:alert(1)//x" in each for each in shown)
    assert any("data:text/html,alert(2)" in each for each in shown)


@pytest.mark.parametrize(
    "path",
    ["/search?q={}", "/queries/who-said?speaker={}", "/sparql?plain=1&query={}", "/fact/{}", "/about?iri={}", "/{}"],
)
def test_what_is_asked_is_no_markup(served: str, path: str) -> None:
    evil = requests.utils.quote(f'"><script>alert(1)</script>{OVERRIDE}\x00', safe="")
    content = html.fromstring(asked(served, path.format(evil)).content)
    assert not [script for script in content.xpath("//script") if "alert" in script.text_content()]
    assert OVERRIDE not in content.text_content()


def test_a_server_called_by_another_name_links_to_itself_alone(served: str) -> None:
    content = html.fromstring(asked(served, "/", Host='evil.example"><script>').content)
    assert not content.xpath("//script")
    assert all(link.startswith(("/", "#")) for link in content.xpath("//a/@href"))
