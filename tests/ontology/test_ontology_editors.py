"""Editors and reasoners of others: the ontology opens without the network, is OWL 2 DL and RL, and is consistent."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import owlready2
import pytest
from ontology_files import FILES, HERE, MODULES, ONTOLOGY, load_script
from rdflib import OWL, RDF, Graph, URIRef
from rdflib.compare import isomorphic

from kg import namespaces
from kg.shapes.terms import vocabulary
from kg.store import ontology as stored

Plant = Callable[[Graph, str], Graph]
MERGED = ONTOLOGY / "kg-merged.owl"
CATALOGUE = ONTOLOGY / "catalog-v001.xml"
JARS = Path(owlready2.__file__).parent / "pellet"
needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="needs a Java virtual machine")


@pytest.fixture(scope="module")
def merge() -> ModuleType:
    return load_script("merge")


@pytest.fixture(scope="module")
def merged() -> Graph:
    return Graph().parse(MERGED, format="xml")


def catalogue() -> dict[str, Path]:
    entries = ElementTree.parse(CATALOGUE).getroot()
    return {entry.attrib["name"]: ONTOLOGY / entry.attrib["uri"] for entry in entries}


def opened(path: Path) -> owlready2.World:
    """A world with one file of OWL in RDF/XML; owlready2 asks the network for imports, and has none to ask for."""
    world = owlready2.World()
    with path.open("rb") as file:
        world.get_ontology(namespaces.KG).load(fileobj=file)
    return world


def profiles(*files: Path) -> list[str]:
    """What the OWL API says of files, one line each: name, profile, then how many constructs fall outside it."""
    done = subprocess.run(
        ["java", "-cp", f"{JARS}/*", str(HERE / "Profiles.java"), str(CATALOGUE), *map(str, files)],
        capture_output=True,
        text=True,
        check=True,
    )
    return [line for line in done.stdout.splitlines() if line]


# --- the files that are made of the others ----------------------------------------------------------------------------


def test_the_merged_file_and_the_catalogue_are_current(merge: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert merge.main(["--check"]) == 0, capsys.readouterr().err


def test_a_file_that_is_not_current_is_named(
    merge: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (*FILES, MERGED, CATALOGUE):
        shutil.copy(path, tmp_path)
    monkeypatch.setattr(merge, "HERE", tmp_path)
    core = tmp_path / "core.ttl"
    core.write_text(core.read_text("utf-8").replace('"A human being."', '"Somebody."'), "utf-8")

    assert merge.main(["--check"]) == 1
    assert f"{tmp_path / MERGED.name}: not current; run python ontology/merge.py" in capsys.readouterr().err
    assert merge.main([]) == 0
    assert merge.main(["--check"]) == 0


def test_the_merged_file_holds_the_modules_and_one_header(merged: Graph, whole: Graph) -> None:
    headers = set(whole.subjects(RDF.type, OWL.Ontology))
    terms, expected = Graph(), Graph()
    for graph, copy in ((merged, terms), (whole, expected)):
        for triple in graph:
            if triple[0] not in headers:
                copy.add(triple)

    assert isomorphic(terms, expected)
    assert list(merged.subjects(RDF.type, OWL.Ontology)) == [URIRef(namespaces.KG)]
    assert not list(merged.objects(None, OWL.imports))


def test_no_part_of_ours_reads_the_merged_file_too(whole: Graph) -> None:
    read = list(stored.quads())

    assert len(read) == len(set(read)) == len(whole)
    assert vocabulary().classes >= {str(term) for term in whole.subjects(RDF.type, OWL.Class) if "w3id" in term}


def test_the_catalogue_finds_every_import_and_every_version(whole: Graph, alignments: Graph) -> None:
    found = catalogue()
    everything = whole + alignments

    assert {str(iri) for iri in everything.objects(None, OWL.imports)} <= found.keys()
    assert {str(iri) for iri in everything.objects(None, OWL.versionIRI)} <= found.keys()
    for iri, path in found.items():
        graph = Graph().parse(path)
        assert (URIRef(iri), RDF.type, OWL.Ontology) in graph or (None, OWL.versionIRI, URIRef(iri)) in graph


# --- owlready2, and HermiT through it ---------------------------------------------------------------------------------


def test_owlready2_opens_the_merged_file(classes: set[str], properties: set[str]) -> None:
    world = opened(MERGED)
    known = {e.iri for e in (*world.classes(), *world.object_properties(), *world.data_properties())}

    assert {namespaces.KG + name for name in classes | properties} <= known
    assert world[namespaces.KG + "Person"].is_a == [world[namespaces.KG + "Actor"]]
    assert not world.get_ontology(namespaces.KG).imported_ontologies


@needs_java
def test_a_reasoner_finds_every_class_satisfiable() -> None:
    assert unsatisfiable(opened(MERGED)) == []


@needs_java
def test_a_reasoner_finds_a_class_that_nothing_can_be(merged: Graph, plus: Plant, tmp_path: Path) -> None:
    planted = tmp_path / "planted.owl"
    plus(merged, "kg:Envoy a owl:Class ; rdfs:subClassOf kg:Person, kg:State .").serialize(planted, format="xml")

    assert unsatisfiable(opened(planted)) == ["Envoy"]


def unsatisfiable(world: owlready2.World) -> list[str]:
    owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
    return [class_.name for class_ in world.inconsistent_classes() if class_ is not owlready2.Nothing]


# --- the OWL API, which Protégé and ROBOT are built on ----------------------------------------------------------------


@needs_java
def test_every_file_is_owl_2_dl_and_rl() -> None:
    said = profiles(*FILES, MERGED)

    assert len(said) == 2 * (len(FILES) + 1)
    assert [line for line in said if not line.endswith(" 0")] == []
    assert f"kg.ttl imports {len(MODULES) + 2} OWL 2 DL 0" in said


@needs_java
def test_what_lies_outside_a_profile_is_counted(tmp_path: Path) -> None:
    odd = tmp_path / "odd.ttl"
    odd.write_text("@prefix e: <https://e.example/> . e: a <http://www.w3.org/2002/07/owl#Ontology> . e:a e:p e:b .")

    assert [line for line in profiles(odd) if not line.endswith(" 0")]
