"""Whether a store is whole: each file, graph, text and name of it, and how what is not is mended."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from kg import curation
from kg.errors import InUseError, RefusedError, StoreError
from kg.store.embedded import EmbeddedView
from kg.store.folder import checking, open_folder_view
from kg.store.folder.about import read_about
from kg.store.folder.checking import Fault
from kg.store.folder.reading import opened_graph, was_killed
from kg.store.folder.snapshots import Snapshots
from kg.validation import of_store

State = Literal["at rest", "written", "killed"]
"""Of a store: nobody writes; somebody writes now; the last writer was killed, and nobody has written since."""

_LOST: Final = "kg compact writes anew what can be read; else kg restore a backup, or import anew"


@dataclass(frozen=True, slots=True)
class Check:
    """What was found, and which state the store was in: what is under way in it is no fault."""

    state: State
    articles: int
    faults: tuple[Fault, ...]


def check(folder: Path, *, engine: str = "shacl") -> Check:
    """Looks at all of a store in a folder: the newest snapshot, or after a kill what the killed writer stored too.

    Raises:
        StoreError: there is no store.
    """
    try:
        read_about(folder)
    except StoreError as error:
        if not Snapshots(folder).newest():
            raise
        return Check("at rest", 0, (Fault("store", str(folder), error.what, str(error.hint)),))
    began, files = Snapshots(folder).newest(), tuple(checking.of_files(folder))
    state = _state(folder)
    try:
        view = opened_graph(folder, wait=0) if state == "killed" else open_folder_view(folder)
    except StoreError as error:
        return Check(state, 0, (*files, Fault("graph", str(folder), error.what, _LOST)))
    with view:
        try:
            found = list(_faults(view, engine))
            at_rest = list(_faults_at_rest(folder, view)) if state == "at rest" else []
            number = sum(1 for _ in view.articles())
        except StoreError as error:  # met while the graph is read
            return Check(state, 0, (*files, Fault("graph", str(folder), error.what, _LOST)))
    if (_state(folder), Snapshots(folder).newest()) != (state, began):
        state, at_rest = "written", []  # somebody came meanwhile: what he has under way is no fault
    return Check(state, number, (*files, *found, *at_rest))


def _state(folder: Path) -> State:
    try:
        opened_graph(folder, wait=0).close()
    except InUseError:
        return "written"
    except StoreError:
        pass  # damaged, which is told elsewhere
    return "killed" if was_killed(folder) else "at rest"


def _faults(view: EmbeddedView, engine: str) -> Iterator[Fault]:
    yield from checking.of_texts(view)
    yield from checking.of_graphs(view)
    for report in of_store(view, engine=engine):
        if isinstance(report, RefusedError):
            continue  # an empty store, or a text that is told above
        for problem in report.violations:
            yield Fault("shapes", problem.focus, problem.message, checking.READ_AGAIN)


def _faults_at_rest(folder: Path, view: EmbeddedView) -> Iterator[Fault]:
    yield from checking.of_graph_files(folder)
    yield from checking.of_ontology(folder, view)
    yield from checking.of_leavings(folder, view)
    yield from checking.of_past(folder)
    yield from checking.of_index(folder, view)
    try:
        curation.in_force(view)
    except StoreError as error:
        yield Fault("curation", error.where or str(folder), error.what, error.hint or "kg curate another file")
