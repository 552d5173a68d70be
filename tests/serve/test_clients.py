"""Clients that people have: SPARQLWrapper, rdflib's SPARQLStore, curl, and another store by SERVICE."""

import csv
import io
import json
import shutil
import subprocess

import pytest
import requests
import servers
from rdflib import URIRef
from rdflib.namespace import RDF
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, SPARQLWrapper

from kg import query as library

STATES = "SELECT ?state ?label { ?state a kg:State ; rdfs:label ?label } ORDER BY ?label"
DECLARED = f"""PREFIX kg: <https://w3id.org/geopolitical-kg/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
{STATES}"""


@pytest.mark.parametrize("method", ["GET", POST, POSTDIRECTLY])
def test_sparqlwrapper(served: str, method: str) -> None:
    client = SPARQLWrapper(f"{served}/sparql")
    client.setReturnFormat(JSON)
    client.setMethod("GET" if method == "GET" else POST)
    if method == POSTDIRECTLY:
        client.setRequestMethod(POSTDIRECTLY)
    client.setQuery(DECLARED)
    rows = client.queryAndConvert()["results"]["bindings"]
    assert "United States" in [row["label"]["value"] for row in rows]


def test_sparqlwrapper_asks_each_query_of_the_library(served: str) -> None:
    for name in library.names():
        if "SERVICE" in library.load(name).text:
            continue
        client = SPARQLWrapper(f"{served}/sparql", returnFormat=CSV)
        client.setMethod(POST)
        client.setQuery(library.load(name).text)
        assert client.query().convert().startswith(library.load(name).header.columns[0].encode()), name


def test_rdflibs_store(served: str) -> None:
    store = SPARQLStore(f"{served}/sparql")
    found = [str(row[1]) for row in store.query(DECLARED)]
    assert "United States" in found
    state = URIRef("https://w3id.org/geopolitical-kg/State")
    assert URIRef("http://www.wikidata.org/entity/Q30") in [
        s for (s, _, _), _ in store.triples((None, RDF.type, state))
    ]


def test_curl(served: str) -> None:
    if shutil.which("curl") is None:
        pytest.skip("no curl here")
    command = ["curl", "-sf", f"{served}/sparql", "--data-urlencode", f"query={STATES}", "-H", "Accept: text/csv"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "United States" in [row["label"] for row in csv.DictReader(io.StringIO(done.stdout))]


def test_another_store_asks_this_one_by_service(served: str, oxigraph_server: servers.Server) -> None:
    query = f"SELECT ?label {{ SERVICE <{served}/sparql> {{ {DECLARED.partition('{')[2].rpartition('}')[0]} }} }}"
    query = f"{DECLARED.partition('SELECT')[0]} {query}"
    answer = requests.post(
        oxigraph_server.query, data={"query": query}, headers={"Accept": "application/sparql-results+json"}, timeout=30
    )
    rows = json.loads(answer.text)["results"]["bindings"]
    assert "United States" in [row["label"]["value"] for row in rows]
