"""The files themselves: they load in both engines, in one normal form, in one version, under their licences."""

from datetime import date
from pathlib import Path
from types import ModuleType

import pyoxigraph
import pytest
from ontology_files import FILES, HERE
from rdflib import DCTERMS, OWL, RDF, VANN, Dataset, Graph, URIRef

import kg
from kg import namespaces

NAMES = [path.stem for path in FILES]
MASTER = URIRef(namespaces.KG)


def wrong_versions(graph: Graph, version: str) -> list[str]:
    """What does not say this version: each ontology has one version and one version IRI that ends in it.

    The version IRIs lie below those of the modules, and none among the terms.
    """
    found = []
    for ontology in graph.subjects(RDF.type, OWL.Ontology):
        if [str(info) for info in graph.objects(ontology, OWL.versionInfo)] != [version]:
            found.append(f"{ontology} versionInfo")
        unversioned = f"{MASTER}ontology" if ontology == MASTER else str(ontology)
        if list(graph.objects(ontology, OWL.versionIRI)) != [URIRef(f"{unversioned}/{version}")]:
            found.append(f"{ontology} versionIRI")
    return found


def test_the_ontology_has_nine_files() -> None:
    assert NAMES == ["alignments", "claim", "core", "event", "kg", "plover", "provenance", "sanction", "vocabulary"]


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_both_engines_read_the_same_number_of_triples(path: Path) -> None:
    store = pyoxigraph.Store()
    store.load(path=str(path))

    assert len(store) == len(Graph().parse(path)) > 0


def test_both_engines_read_the_same_quads_of_the_sample() -> None:
    store = pyoxigraph.Store()
    store.load(path=str(HERE / "sample.trig"))
    dataset = Dataset()
    dataset.parse(HERE / "sample.trig")

    assert len(store) == len(list(dataset.quads())) > 300


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_file_is_its_own_normal_form(path: Path, normalise: ModuleType) -> None:
    text = path.read_text("utf-8")

    assert normalise.normal_form(text) == text


def test_the_normal_form_depends_on_the_triples_alone(normalise: ModuleType) -> None:
    one = """@prefix e: <https://e.example/> . @prefix unused: <https://x.example/> .
             e:b e:q "2", "1" . e:a a e:C ; e:p [ e:r (1 true) ] . # a comment"""
    two = "@prefix e: <https://e.example/> . e:a e:p [ e:r ( 1 true ) ] . e:b e:q '1' . e:a a e:C . e:b e:q '2' ."

    assert normalise.normal_form(one) == normalise.normal_form(two)
    assert normalise.normal_form(one) == (
        '@prefix e: <https://e.example/> .\n\ne:a a e:C ;\n    e:p [ e:r ( 1 true ) ] .\n\ne:b e:q "1", "2" .\n'
    )


def test_the_normal_form_keeps_every_triple(normalise: ModuleType) -> None:
    turtle = r"""@prefix e: <https://e.example/> .
                 e:a e:p "a \"b\" \\ \n c"@en, 1.50, -3, "x"^^e:t, <https://e.example/a.b/c#d> ."""

    assert set(Graph().parse(data=normalise.normal_form(turtle))) == set(Graph().parse(data=turtle))


def test_a_shared_blank_node_has_no_normal_form(normalise: ModuleType) -> None:
    with pytest.raises(ValueError, match="exactly one place"):
        normalise.normal_form("@prefix e: <https://e.example/> . e:a e:p _:x . e:b e:p _:x . _:x e:q 1 .")


def test_check_names_a_file_that_is_not_normal(
    tmp_path: Path, normalise: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "odd.ttl"
    path.write_text("@prefix e: <https://e.example/> . e:b e:p 1 . e:a e:p 1 .")

    assert normalise.main(["--check", str(path)]) == 1
    assert "odd.ttl: not in normal form" in capsys.readouterr().err

    assert normalise.main([str(path)]) == 0
    assert normalise.main(["--check", str(path)]) == 0


def test_every_file_says_the_version_of_the_package(whole: Graph, alignments: Graph) -> None:
    assert wrong_versions(whole + alignments, kg.__version__) == []


def test_another_version_is_noticed(whole: Graph) -> None:
    assert f"{namespaces.KG} versionInfo" in wrong_versions(whole, "99.0.0")
    assert f"{namespaces.KG} versionIRI" in wrong_versions(whole, "99.0.0")


def test_every_header_says_who_when_and_under_which_prefix(whole: Graph, alignments: Graph) -> None:
    everything = whole + alignments
    for ontology in everything.subjects(RDF.type, OWL.Ontology):
        created, modified = (str(everything.value(ontology, said)) for said in (DCTERMS.created, DCTERMS.modified))
        assert date(2026, 1, 1) < date.fromisoformat(created) <= date.fromisoformat(modified)
        assert everything.value(ontology, DCTERMS.creator)
        prefix = str(everything.value(ontology, VANN.preferredNamespacePrefix))
        assert namespaces.PREFIXES[prefix] == str(everything.value(ontology, VANN.preferredNamespaceUri))


def test_the_master_imports_every_module_but_the_alignments(whole: Graph, alignments: Graph) -> None:
    imported = set(whole.objects(MASTER, OWL.imports))

    assert imported == set(whole.subjects(RDF.type, OWL.Ontology)) - {MASTER}
    assert not imported & set(alignments.subjects(RDF.type, OWL.Ontology))
    assert not list(alignments.objects(None, OWL.imports))


def test_plover_alone_is_under_creative_commons_and_names_its_source(ontology: Path, whole: Graph) -> None:
    by_sa = URIRef("https://creativecommons.org/licenses/by-sa/4.0/")
    plover = URIRef(f"{namespaces.KG}ontology/plover")

    assert list(whole.subjects(DCTERMS.license, by_sa)) == [plover]
    assert (plover, DCTERMS.source, URIRef("https://github.com/openeventdata/PLOVER")) in whole
    assert "Open Event Data Alliance" in str(whole.value(plover, DCTERMS.rights))
    assert "Attribution-ShareAlike 4.0 International" in (ontology / "LICENSE-plover.md").read_text("utf-8")
