"""Writes a large graph of realistic articles: the graphs of the samples, copied under new IRIs, days and actors.

    python tests/bench/articles.py QUADS OUT.nq [--seed N] [--samples SAMPLES.nq] [--store FOLDER]

Each copy is what kg could have written: its IRIs are minted as kg mints them, all its days move together, and states,
people, bodies and places of the reference facts take the parts of the sample's own (``cast``). The words stay as they
are. The same number and seed give the same bytes; without --samples the samples are read first, which takes the
language model. --store loads the file into a new store, too, which holds no texts.
"""

import argparse
import hashlib
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from random import Random

from cast import BASE, Cast, frequent, outlets, tenure
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg import namespaces as ns
from kg import reference
from kg.facts.model import Facts, Reading
from kg.graph import article_graphs
from kg.graph.terms import CLASSES
from kg.graph.write import Provenance
from kg.reference import Entity, Tenure

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
FIRST_DAY, DAYS = date(2015, 1, 1), 3650
"""Articles are published from this day on, over ten years."""

_TYPES = {ns.KG + name: type for type, name in CLASSES.items()}
_DATED = {f"<{ns.XSD}date>", f"<{ns.XSD}dateTime>"}
_UNIQUE = {f"<{ns.KG}textHash>", f"<{ns.KG}keptText>"}
_TENURE = {f"<{ns.KG}{name}>" for name in ("inTenure", "tenureRunning", "positionStated", "positionStatedStart")}

Line = tuple[str, str, str]
"""Subject, predicate and object as N-Quads has them."""


@dataclass(frozen=True)
class Template:
    """The graph of one sample.

    Attributes:
        article: its IRI.
        lines: its triples, in order.
        roles: the actors and places of the shared graphs that it names.
    """

    article: str
    lines: tuple[Line, ...]
    roles: tuple[Entity, ...]

    @cached_property
    def published(self) -> date:
        return date.fromisoformat(self._of(self.article, "publicationDay")[1:11])

    @cached_property
    def publisher(self) -> str:
        return next(o for _, p, o in self.lines if p == f"<{ns.SCHEMA}publisher>")

    @cached_property
    def address(self) -> tuple[str | None, str | None]:
        """The article's address and id, which its IRI is made of."""
        found = {p: o[1:-1] for s, p, o in self.lines if s == f"<{self.article}>"}
        return found.get(f"<{ns.SCHEMA}url>"), found.get(f"<{ns.DCTERMS}identifier>")

    @cached_property
    def posts(self) -> dict[str, tuple[str, date, date]]:
        """Statement -> its speaker, and the first and last day on which it may have been made, for known posts."""
        own = {(s, p): o for s, p, o in self.lines}
        return {
            s: (own[s, f"<{ns.KG}speaker>"][1:-1], *self._days(own, s))
            for s, p, o in self.lines
            if p == f"<{ns.KG}inTenure>" and not o.startswith(f"<{self.article}#")
        }

    def _days(self, own: dict[tuple[str, str], str], statement: str) -> tuple[date, date]:
        given = [own.get((statement, f"<{ns.KG}{name}>")) for name in ("earliest", "latest")]
        if own.get((statement, f"<{ns.KG}timePrecision>")) == f"<{ns.code('precision', 'publication')}>":
            given = []
        days = [date.fromisoformat(day[1:11]) for day in given if day] or [self.published]
        return days[0], days[-1]

    def _of(self, subject: str, name: str) -> str:
        return next(o for s, p, o in self.lines if s == f"<{subject}>" and p == f"<{ns.KG}{name}>")


class Shared:
    """The two graphs that articles share; every node is described once."""

    def __init__(self, samples: Iterable[Quad]) -> None:
        self._samples: dict[str, list[Quad]] = {}
        self._known: set[str] = set()
        self._told: set[str] = set()
        for quad in samples:
            if "graph/article/" not in str(quad.graph_name):
                self._samples.setdefault(_iri(quad.subject), []).append(quad)

    def entity(self, iri: str) -> Entity | None:
        """An actor or place as the reference facts or the samples describe it; None of anything else."""
        if (found := reference.entity(iri, BASE)) or iri not in self._samples:
            return found
        said = {_iri(quad.predicate): quad.object for quad in self._samples[iri]}
        types = (_TYPES.get(_iri(quad.object)) for quad in self._samples[iri])
        type = next(filter(None, types), None)
        state, label = said.get(ns.KG + "ofState"), getattr(said.get(ns.RDFS + "label"), "value", "")
        return type and Entity(iri, label, type, state=state and _iri(state), provisional=True)  # type: ignore[arg-type, return-value]

    def described(self, iris: Iterable[str], given: Iterable[Entity]) -> Iterator[str]:
        """What is to be said of these nodes, and of those that they name, if it has not been said before."""
        known = {entity.iri: entity for entity in given}
        entities: list[Entity] = []
        tenures: list[Tenure] = []
        todo = sorted(set(iris))
        while todo:
            if (iri := todo.pop()) in self._known:
                continue
            self._known.add(iri)
            if (held := reference.tenure(iri, BASE)) is not None:
                tenures.append(held)
                todo += held.related
            elif (entity := known.get(iri) or reference.entity(iri, BASE)) is not None:
                entities.append(entity)
                todo += entity.related
            else:
                own = () if iri in self._told else self._samples.get(iri, ())
                self._told.add(iri)
                yield from (f"{quad} .\n" for quad in own)
                todo += [_iri(quad.object) for quad in own if _iri(quad.object) in self._samples]
        facts = Facts(entities=tuple(entities), tenures=tuple(tenures))
        graphs = article_graphs(Reading(f"{BASE}article/none", "bench", "", facts), Provenance("bench", "0", "0"), BASE)
        for iri, quads in (graphs.reference | graphs.actors).items():
            if iri not in self._told:  # bodies that are described since others are their members
                self._told.add(iri)
                yield from (f"{quad} .\n" for quad in quads)


def samples() -> list[Quad]:
    """The quads of the samples, as kg extracts them."""
    kg = Path(sys.executable).parent / "kg"
    command = [str(kg), "extract", str(SAMPLES), "--format", "nquads"]
    return read(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def read(nquads: bytes) -> list[Quad]:
    return list(parse(nquads, format=RdfFormat.N_QUADS))


def lines(count: int, seed: int, quads: Iterable[Quad] | None = None) -> Iterator[str]:
    """About ``count`` quads as lines of N-Quads, copied from ``quads`` (else from the samples): whole articles."""
    quads = sorted(set(samples() if quads is None else quads), key=str)
    shared = Shared(quads)
    templates = _templates(quads, shared)
    number = written = 0
    while written < count:
        chance = Random(f"{seed} {number}")
        for line in _copy(chance.choice(templates), shared, chance, f"{seed}-{number}"):
            written += 1
            yield line
        number += 1


def quads(count: int, seed: int) -> Iterator[Quad]:
    """The same as quads."""
    for line in lines(count, seed):
        yield from parse(line, format=RdfFormat.N_QUADS)


def _templates(quads: Iterable[Quad], shared: Shared) -> list[Template]:
    graphs: dict[str, list[Quad]] = {}
    for quad in quads:
        if "graph/article/" in (graph := str(quad.graph_name)):
            graphs.setdefault(graph, []).append(quad)
    return [_template(graph, shared) for _, graph in sorted(graphs.items())]


def _template(graph: list[Quad], shared: Shared) -> Template:
    is_article = NamedNode(ns.KG + "Article")
    article = next(_iri(quad.subject) for quad in graph if quad.object == is_article)
    named = sorted({_iri(quad.object) for quad in graph})
    roles = [entity for iri in named if (entity := shared.entity(iri))]
    of_states = [s for role in roles if role.state and (s := shared.entity(role.state))]
    lines = tuple((str(quad.subject), str(quad.predicate), str(quad.object)) for quad in graph)
    return Template(article, lines, tuple({role.iri: role for role in (*roles, *of_states)}.values()))


def _copy(template: Template, shared: Shared, chance: Random, name: str) -> Iterator[str]:
    """One article made of a template, after what is new about the nodes of the shared graphs that it names."""
    published = FIRST_DAY + timedelta(chance.randrange(DAYS))
    shift = published - template.published
    cast = Cast(template.roles, chance, published.year)
    outlet = frequent(outlets(), chance)
    publisher = Entity(ns.actor(BASE, outlet, "media-outlet", None), outlet, "media-outlet", provisional=True)
    url, id = (part and f"{part}-{name}" for part in template.address)
    article = ns.article(BASE, url=url, id=id, text=template.article + name)
    exchanged = {f"<{role}>": f"<{player}>" for role, player in cast.actors.items()}
    exchanged[template.publisher] = f"<{publisher.iri}>"
    posts = {
        statement: tenure(cast.actors.get(speaker, speaker), str(first + shift), str(last + shift))
        for statement, (speaker, first, last) in template.posts.items()
    }

    def value(s: str, p: str, o: str) -> str | None:
        """What stands in a copy's triple; None where the copy has none."""
        if p in _TENURE and s in posts:
            post = posts[s]
            return None if post is None else f"<{post.iri}>" if p == f"<{ns.KG}inTenure>" else o
        if o[0] == "<":
            return f"<{url}>" if p == f"<{ns.SCHEMA}url>" else exchanged.get(o, o)
        if o[-1] == ">" and o.rpartition("^^")[2] in _DATED:
            return f'"{date.fromisoformat(o[1:11]) + shift}{o[11:]}'
        if p in _UNIQUE:
            return f'"{hashlib.sha256((o + name).encode()).hexdigest()}"'
        return f'"{id}"' if p == f"<{ns.DCTERMS}identifier>" else o

    triples = dict.fromkeys((s, p, new) for s, p, o in template.lines if (new := value(s, p, o)) is not None)
    yield from shared.described(_named(triples), [*cast.provisional, publisher])
    graph = ns.article_graph(article)
    text = "".join(f"{s} {p} {o} <{graph}> .\n" for s, p, o in triples)
    # Not splitlines(): a literal may hold U+2028.
    yield from (line + "\n" for line in text.replace(template.article, article).split("\n")[:-1])


def _named(triples: Iterable[Line]) -> Iterator[str]:
    """The nodes of the shared graphs that an article names: none of ours, none of its own."""
    for _, p, o in triples:
        if o[0] == "<" and p != f"<{ns.SCHEMA}url>" and "/article/" not in o:
            yield o[1:-1]


def _iri(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def write(file: Path, text: Iterable[str]) -> None:
    """Writes a file that is there whole or not at all."""
    part = file.with_name(file.name + ".part")
    with part.open("w", encoding="utf-8") as out:
        out.writelines(text)
    part.replace(file)


def fill(folder: Path, file: Path) -> None:
    """Makes a store of N-Quads, with the ontology and without texts; it is there whole or not at all."""
    from kg.store.folder import open_folder_store

    part = folder.with_name(folder.name + ".part")
    with open_folder_store(part, BASE) as store:
        store.bulk_load(file)
    part.replace(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("quads", type=int)
    parser.add_argument("out", type=Path, metavar="OUT.nq")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--samples", type=Path, help="N-Quads of the samples, as `kg extract` writes them")
    parser.add_argument("--store", type=Path, help="a folder to be made")
    given = parser.parse_args()
    write(given.out, lines(given.quads, given.seed, given.samples and read(given.samples.read_bytes())))
    if given.store:
        fill(given.store, given.out)


if __name__ == "__main__":
    main()
