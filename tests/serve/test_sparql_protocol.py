"""The W3C's test cases of the SPARQL 1.1 Protocol, written out as requests; and what clients may expect beside them."""

import gzip
import http.client
import json
import xml.etree.ElementTree as ET
from contextlib import closing
from urllib.parse import urlencode, urlsplit

import pyoxigraph as ox
import pytest
import requests

REFERENCE = "https://kg.example/graph/reference"
ACTORS = "https://kg.example/graph/actors"
ONTOLOGY = "https://w3id.org/geopolitical-kg/graph/ontology"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
ASK = "ASK {}"
IN_GRAPH = "ASK { GRAPH ?g { ?s ?p ?o } }"


def raw(address: str, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, str, bytes]:
    """A request as it is written here, and nothing else: status, media type, body."""
    with closing(http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)) as connection:
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        with connection.getresponse() as response:
            return response.status, response.getheader("Content-Type", "").partition(";")[0], response.read()


def get(address: str, **fields: str | list[str]) -> tuple[int, str, bytes]:
    return raw(address, "GET", f"/sparql?{urlencode(fields, doseq=True)}")


def truth(answer: tuple[int, str, bytes]) -> bool:
    status, type, body = answer
    assert status == 200, body
    assert type == "application/sparql-results+json"
    return bool(json.loads(body)["boolean"])


# --- what the protocol asks for: queries


def test_query_get(served: str) -> None:
    assert truth(get(served, query=ASK))


def test_query_post_form(served: str) -> None:
    assert truth(raw(served, "POST", "/sparql", urlencode({"query": ASK}).encode(), Content_Type=FORM))


def test_query_post_direct(served: str) -> None:
    assert truth(raw(served, "POST", "/sparql", ASK.encode(), Content_Type=QUERY))


def test_query_post_form_with_a_charset(served: str) -> None:
    body = urlencode({"query": ASK}).encode()
    assert truth(raw(served, "POST", "/sparql", body, Content_Type=f"{FORM}; charset=UTF-8"))


@pytest.mark.parametrize("how", ["get", "post"])
def test_query_dataset_default_graph(served: str, how: str) -> None:
    for graph, is_there in ((REFERENCE, True), (ACTORS, False)):
        query = "ASK { <http://www.wikidata.org/entity/Q30> a ?class }"
        if how == "get":
            assert truth(get(served, query=query, **{"default-graph-uri": graph})) is is_there
        else:
            path = f"/sparql?{urlencode({'default-graph-uri': graph})}"
            assert truth(raw(served, "POST", path, query.encode(), Content_Type=QUERY)) is is_there


def test_query_dataset_default_graphs_are_merged(served: str) -> None:
    query = "ASK { <http://www.wikidata.org/entity/Q30> a ?class . ?other a <http://www.w3.org/2002/07/owl#Class> }"
    graphs = {"default-graph-uri": [REFERENCE, ONTOLOGY]}
    assert truth(get(served, query=query, **graphs))
    assert truth(
        raw(served, "POST", "/sparql", urlencode({"query": query, **graphs}, doseq=True).encode(), Content_Type=FORM)
    )
    assert not truth(get(served, query=query, **{"default-graph-uri": REFERENCE}))


def test_query_dataset_named_graphs(served: str) -> None:
    query = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
    _, _, body = get(served, query=query, **{"named-graph-uri": [REFERENCE, ACTORS]})
    assert [row["g"]["value"] for row in json.loads(body)["results"]["bindings"]] == [ACTORS, REFERENCE]


def test_query_dataset_of_named_graphs_alone_has_an_empty_default_graph(served: str) -> None:
    assert not truth(get(served, query="ASK { ?s ?p ?o }", **{"named-graph-uri": REFERENCE}))


def test_query_dataset_of_default_graphs_alone_has_no_named_ones(served: str) -> None:
    assert not truth(get(served, query=IN_GRAPH, **{"default-graph-uri": REFERENCE}))


def test_query_dataset_full(served: str) -> None:
    query = "ASK { <http://www.wikidata.org/entity/Q30> a ?class . GRAPH ?g { kg:Statement a ?other } }"
    graphs = {"default-graph-uri": REFERENCE, "named-graph-uri": ONTOLOGY}
    assert truth(get(served, query=query, **graphs))
    assert truth(raw(served, "POST", f"/sparql?{urlencode(graphs)}", query.encode(), Content_Type=QUERY))


def test_the_dataset_of_the_request_goes_before_that_of_the_query(served: str) -> None:
    query = f"ASK FROM <{ACTORS}> {{ <http://www.wikidata.org/entity/Q30> a ?class }}"
    assert not truth(get(served, query=query))
    assert truth(get(served, query=query, **{"default-graph-uri": REFERENCE}))


@pytest.mark.parametrize("query", ["SELECT (1 AS ?one) {}", "ASK {}"])
def test_query_content_type_of_rows_and_truth(served: str, query: str) -> None:
    status, type, body = get(served, query=query)
    assert (status, type) == (200, "application/sparql-results+json")
    json.loads(body)


@pytest.mark.parametrize(
    "query", ["DESCRIBE <http://www.wikidata.org/entity/Q30>", "CONSTRUCT { <urn:a> <urn:b> 1 } {}"]
)
def test_query_content_type_of_triples(served: str, query: str) -> None:
    status, type, body = get(served, query=query)
    assert (status, type) == (200, "text/turtle")
    assert list(ox.parse(body, format=ox.RdfFormat.TURTLE))


# --- what it forbids


def test_bad_query_method(served: str) -> None:
    status, _, _ = raw(served, "PUT", f"/sparql?{urlencode({'query': ASK})}")
    assert status == 405


def test_bad_multiple_queries(served: str) -> None:
    assert get(served, query=[ASK, "SELECT * {}"])[0] == 400


def test_bad_query_wrong_media_type(served: str) -> None:
    assert raw(served, "POST", "/sparql", ASK.encode(), Content_Type="text/plain")[0] == 415


def test_bad_query_missing_form_type(served: str) -> None:
    assert raw(served, "POST", "/sparql", urlencode({"query": ASK}).encode())[0] == 415


def test_bad_query_missing_direct_type(served: str) -> None:
    assert raw(served, "POST", "/sparql", ASK.encode())[0] == 415


@pytest.mark.parametrize("body", ["ASK { ?s ?p 'é' }".encode("utf-16"), b"ASK { ?s ?p '\xff' }"])
def test_bad_query_non_utf8(served: str, body: bytes) -> None:
    assert raw(served, "POST", "/sparql", body, Content_Type=f"{QUERY}; charset=UTF-8")[0] == 400
    assert raw(served, "POST", "/sparql", body, Content_Type=f"{QUERY}; charset=UTF-16")[0] == 415


def test_bad_query_non_utf8_in_an_address(served: str) -> None:
    assert raw(served, "GET", "/sparql?query=ASK%20%7B%7D%23%FF")[0] == 400


def test_bad_query_syntax(served: str) -> None:
    status, type, body = get(served, query="ASK { ?s ?p")
    assert (status, type) == (400, "text/plain")
    assert b"not a SPARQL query" in body


def test_bad_query_in_address_and_body(served: str) -> None:
    assert raw(served, "POST", f"/sparql?{urlencode({'query': ASK})}", ASK.encode(), Content_Type=QUERY)[0] == 400


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("query", 400),
        ("default-graph-uri", 400),
        ("named-graph-uri", 400),
        ("using-graph-uri", 400),
        ("using-named-graph-uri", 400),
        ("update", 403),
    ],
)
def test_bad_form_with_more_in_the_address(served: str, name: str, status: int) -> None:
    path = f"/sparql?{urlencode({name: 'urn:none'})}"
    got, _, told = raw(served, "POST", path, urlencode({"query": ASK}).encode(), Content_Type=FORM)
    assert (got, told.count(b"\n")) == (status, 1), told
    assert name.encode() in told


def test_what_is_no_word_of_the_protocol_may_stand_in_the_address_of_a_form(served: str) -> None:
    body = urlencode({"query": "SELECT (1 AS ?one) {}"}).encode()
    assert raw(served, "POST", "/sparql?format=csv&own=1", body, Content_Type=FORM)[:2] == (200, "text/csv")
    both = body + b"&format=tsv"
    assert raw(served, "POST", "/sparql?format=csv", both, Content_Type=FORM)[1] == "text/tab-separated-values"


def test_bad_query_without_a_query(served: str) -> None:
    assert raw(served, "POST", "/sparql", b"", Content_Type=FORM)[0] == 400


@pytest.mark.parametrize(
    ("method", "path", "body", "type"),
    [
        ("POST", "/sparql", urlencode({"update": "DROP ALL"}).encode(), FORM),
        ("POST", "/sparql", b"DROP ALL", UPDATE),
        ("GET", f"/sparql?{urlencode({'update': 'DROP ALL'})}", None, ""),
        ("POST", "/sparql", b"", UPDATE),
    ],
)
def test_updates_are_refused_in_words(served: str, method: str, path: str, body: bytes | None, type: str) -> None:
    headers = {"Content_Type": type} if type else {}
    status, _, told = raw(served, method, path, body, **headers)
    assert status == 403
    assert b"updates are refused" in told
    assert truth(get(served, query="ASK { ?s ?p ?o }"))


@pytest.mark.parametrize(
    "query",
    [
        "DROP ALL",
        "clear default",
        "LOAD <http://127.0.0.1/>",
        "INSERT DATA { <urn:a> <urn:b> 1 }",
        "# SELECT\nPREFIX select: <urn:>\nwith <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "\\u0043REATE GRAPH <urn:g>",
    ],
)
def test_an_update_in_the_place_of_a_query_is_an_update(served: str, query: str) -> None:
    form = urlencode({"query": query}).encode()
    answers = [
        get(served, query=query),
        raw(served, "POST", "/sparql", form, Content_Type=FORM),
        raw(served, "POST", "/sparql", query.encode(), Content_Type=QUERY),
    ]
    assert [(status, b"updates are refused" in told) for status, _, told in answers] == [(403, True)] * 3
    assert raw(served, "GET", f"/sparql?{form.decode()}", Accept="text/html")[:2] == (403, "text/html")
    assert truth(get(served, query="ASK { ?s ?p ?o }"))


@pytest.mark.parametrize(
    "query", ["", "# CLEAR ALL", "CLEARALL", "clear:all", "<urn:a> <urn:b> 1", "PREFIX drop: <urn:>"]
)
def test_what_is_neither_query_nor_update_is_told_as_such(served: str, query: str) -> None:
    status, _, told = get(served, query=query)
    assert (status, b"not a SPARQL query" in told) == (400, True)


@pytest.mark.parametrize("query", ["# DROP ALL\nASK {}", "PREFIX clear: <urn:>\nASK {}", "BASE <urn:DROP>ASK{}"])
def test_a_query_that_names_what_updates_do_is_a_query(served: str, query: str) -> None:
    assert truth(get(served, query=query))


def test_service_is_refused(served: str) -> None:
    status, _, told = get(served, query="SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    assert (status, b"SERVICE asks another machine" in told) == (403, True)
    assert truth(get(served, query="ASK { BIND('SERVICE' AS ?word) }"))


# --- forms of answers

ROWS = "SELECT ?a ?b { VALUES (?a ?b) { (1 'x, \"y\"\\nz') (<urn:a> UNDEF) } }"


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "application/json", "*/*", "", "application/*"])
def test_rows_as_json(served: str, accept: str) -> None:
    status, _, body = raw(served, "GET", f"/sparql?{urlencode({'query': ROWS})}", Accept=accept)
    assert status == 200
    assert json.loads(body)["results"]["bindings"][0]["b"]["value"] == 'x, "y"\nz'


@pytest.mark.parametrize("accept", ["application/sparql-results+xml", "application/xml;q=0.9, text/x;q=1"])
def test_rows_as_xml(served: str, accept: str) -> None:
    _, _, body = raw(served, "GET", f"/sparql?{urlencode({'query': ROWS})}", Accept=accept)
    assert len(ET.fromstring(body).findall(".//{*}result")) == 2


def test_rows_as_csv_and_tsv(served: str) -> None:
    for accept, expected in (("text/csv", b'a,b\r\n1,"x, ""y""\nz"\r\nurn:a,\r\n'),
                             ("text/tab-separated-values", b'?a\t?b\n1\t"x, \\"y\\"\\nz"\n<urn:a>\t\n')):  # fmt: skip
        _, type, body = raw(served, "GET", f"/sparql?{urlencode({'query': ROWS})}", Accept=accept)
        assert (type, body) == (accept, expected)


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    ],
)
def test_triples_in_each_form(served: str, accept: str, format: ox.RdfFormat) -> None:
    query = "CONSTRUCT { ?s a ?c } { ?s a kg:State ; a ?c }"
    _, type, body = raw(served, "GET", f"/sparql?{urlencode({'query': query})}", Accept=accept)
    assert type == accept
    assert len(list(ox.parse(body, format=format))) > 5


def test_a_form_that_there_is_not(served: str) -> None:
    status, _, told = raw(served, "GET", f"/sparql?{urlencode({'query': ASK})}", Accept="image/png")
    assert (status, b"application/sparql-results+json" in told) == (406, True)


def test_the_form_may_stand_in_the_address(served: str) -> None:
    assert get(served, query=ROWS, format="csv")[1] == "text/csv"
    assert get(served, query=ROWS, format="turtle")[0] == 406


def test_our_prefixes_need_not_be_declared(served: str) -> None:
    assert truth(get(served, query="ASK { ?s a kg:Statement }"))


def test_a_term_that_the_ontology_does_not_have_is_told(served: str) -> None:
    told = requests.get(f"{served}/sparql", params={"query": "SELECT * { ?s a kg:Statemnt }"}, timeout=30)
    assert (told.status_code, "kg:Statement?" in told.headers["X-kg-Warning"]) == (200, True)


# --- what the web expects


def test_what_a_client_has_is_not_sent_again(served: str) -> None:
    first = requests.get(f"{served}/sparql", params={"query": ROWS}, timeout=30)
    again = {"If-None-Match": first.headers["ETag"]}
    second = requests.get(f"{served}/sparql", params={"query": ROWS}, headers=again, timeout=30)
    assert (second.status_code, second.content) == (304, b"")
    anything = {"If-None-Match": "*"}
    assert requests.get(f"{served}/about?iri=http://a.example/", headers=anything, timeout=30).status_code == 404
    elsewhere = requests.get(f"{served}/sparql", headers={"Host": "b.example", "Accept": "text/turtle"}, timeout=30)
    here = requests.get(f"{served}/sparql", headers={"Accept": "text/turtle"}, timeout=30)
    assert elsewhere.headers["ETag"] != here.headers["ETag"]
    other = requests.get(f"{served}/sparql", params={"query": ASK}, headers=again, timeout=30)
    assert other.status_code == 200


def test_what_changes_by_itself_has_no_etag(served: str) -> None:
    assert (
        "ETag" not in requests.get(f"{served}/sparql", params={"query": "SELECT (NOW() AS ?t) {}"}, timeout=30).headers
    )


def test_answers_are_gzipped_where_that_is_wanted(served: str) -> None:
    path = f"/sparql?{urlencode({'query': 'SELECT * { ?s ?p ?o } LIMIT 2000'})}"
    _, _, plain = raw(served, "GET", path)
    _, _, packed = raw(served, "GET", path, Accept_Encoding="gzip")
    assert gzip.decompress(packed) == plain
    assert len(packed) < len(plain) / 3


def test_head_tells_how_long_an_answer_is(served: str) -> None:
    path = f"/sparql?{urlencode({'query': 'SELECT * { ?s ?p ?o } LIMIT 2000'})}"
    head = requests.head(f"{served}{path}", headers={"Accept-Encoding": ""}, timeout=30)
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["Content-Length"]) == len(raw(served, "GET", path)[2])


def test_pages_of_others_may_ask(served: str) -> None:
    answer = requests.get(
        f"{served}/sparql", params={"query": ASK}, headers={"Origin": "https://a.example"}, timeout=30
    )
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    asked = {
        "Origin": "https://a.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    before = requests.options(f"{served}/sparql", headers=asked, timeout=30)
    assert (before.status_code, before.headers["Access-Control-Allow-Origin"]) == (200, "*")


# --- what it says of itself, and graphs

SERVICE = """PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
SELECT ?at {
  ?service a sd:Service ; sd:endpoint ?at ; sd:feature sd:UnionDefaultGraph ; sd:defaultDataset/sd:defaultGraph ?graph
}"""

OURS = """SELECT DISTINCT ?s {
  ?s a ?class FILTER(STRSTARTS(STR(?s), "https://kg.example/") && !CONTAINS(STR(?s), "#"))
} LIMIT 60"""


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/rdf+xml", "application/ld+json", "application/n-triples"]
)
def test_the_service_describes_itself(served: str, accept: str) -> None:
    answer = requests.get(f"{served}/sparql", headers={"Accept": accept}, timeout=30)
    store = ox.Store()
    store.load(answer.content, ox.RdfFormat.from_media_type(accept))
    found = list(store.query(SERVICE))
    assert [row["at"].value for row in found] == [f"{served}/sparql"]


def test_void_counts_what_the_store_has(served: str) -> None:
    answer = requests.get(f"{served}/.well-known/void", headers={"Accept": "text/turtle"}, timeout=30)
    store = ox.Store()
    store.load(answer.content, ox.RdfFormat.TURTLE)
    (row,) = store.query("SELECT ?n { ?d a <http://rdfs.org/ns/void#Dataset> ; <http://rdfs.org/ns/void#triples> ?n }")
    assert int(row["n"].value) > 10_000


def test_the_iri_of_the_whole_leads_to_its_description(served: str) -> None:
    answer = requests.get(f"{served}/dataset", headers={"Accept": "application/n-triples"}, timeout=30)
    assert "<https://kg.example/dataset> <http://rdfs.org/ns/void#triples>" in answer.text


def test_a_graph_is_read_by_its_name(served: str) -> None:
    answer = requests.get(
        f"{served}/graphs", params={"graph": ACTORS}, headers={"Accept": "application/n-triples"}, timeout=30
    )
    count = get(served, query=f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{ACTORS}> {{ ?s ?p ?o }} }}")[2]
    assert len(answer.text.splitlines()) == int(json.loads(count)["results"]["bindings"][0]["n"]["value"])
    assert requests.head(f"{served}/graphs", params={"graph": ACTORS}, timeout=30).status_code == 200


def test_the_default_graph_is_the_union(served: str) -> None:
    answer = requests.get(f"{served}/graphs?default", headers={"Accept": "application/n-triples"}, timeout=60)
    assert len(answer.text.splitlines()) > 10_000


@pytest.mark.parametrize(
    "asked", ["", "graph=https://kg.example/none", "graph=no%20iri", "graph=a:b&default", "default&default"]
)
def test_what_names_no_graph(served: str, asked: str) -> None:
    assert requests.get(f"{served}/graphs?{asked}", timeout=30).status_code in (400, 404)


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_graphs_are_not_written(served: str, method: str) -> None:
    assert (
        requests.request(method, f"{served}/graphs", params={"graph": ACTORS}, data=b"", timeout=30).status_code == 405
    )


def test_each_iri_of_ours_leads_somewhere(served: str) -> None:
    iris = [row["s"]["value"] for row in json.loads(get(served, query=OURS)[2])["results"]["bindings"]]
    assert len(iris) > 20
    for iri in iris:
        answer = requests.get(iri.replace("https://kg.example", served), headers={"Accept": "text/turtle"}, timeout=30)
        triples = list(ox.parse(answer.content, format=ox.RdfFormat.TURTLE))
        assert any(triple.subject == ox.NamedNode(iri) for triple in triples)


def test_an_article_leads_to_all_that_its_graph_says(served: str) -> None:
    iri = json.loads(get(served, query="SELECT ?a { ?a a kg:Article } LIMIT 1")[2])["results"]["bindings"][0]["a"][
        "value"
    ]
    answer = requests.get(
        iri.replace("https://kg.example", served), headers={"Accept": "application/n-triples"}, timeout=30
    )
    graph = iri.replace("/article/", "/graph/article/")
    assert set(answer.text.splitlines()) == set(
        requests.get(
            graph.replace("https://kg.example", served), headers={"Accept": "application/n-triples"}, timeout=30
        ).text.splitlines()
    )
    assert any("#" in line for line in answer.text.splitlines())


@pytest.mark.parametrize("iri", ["http://www.wikidata.org/entity/Q30", "https://w3id.org/geopolitical-kg/Statement"])
def test_iris_of_others_and_of_the_ontology_lead_somewhere_too(served: str, iri: str) -> None:
    answer = requests.get(f"{served}/about", params={"iri": iri}, headers={"Accept": "application/ld+json"}, timeout=30)
    assert answer.json()[0]["@id"] == iri


@pytest.mark.parametrize("iri", ["https://kg.example/none", 'https://kg.example/article/"', "no iri", ""])
def test_what_leads_nowhere_says_so(served: str, iri: str) -> None:
    answer = requests.get(f"{served}/about", params={"iri": iri}, timeout=30)
    assert answer.status_code in (400, 404)
    assert answer.text.strip()
