"""Whether a store is whole: each file, graph, text and name of it, and how what is not is mended."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from kg.errors import RefusedError, StoreError
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
    with_files = tuple(checking.of_files(folder))
    state, view, unopened = _opened(folder)
    if view is None:
        return Check(state, 0, (*with_files, *unopened))
    with view:
        try:
            found = list(_faults(folder, view, state, engine))
            return Check(state, sum(1 for _ in view.articles()), (*with_files, *found))
        except StoreError as error:  # met while the graph is read
            return Check(state, 0, (*with_files, Fault("graph", str(folder), error.what, _LOST)))


def _opened(folder: Path) -> tuple[State, EmbeddedView | None, list[Fault]]:
    state: State = "at rest"
    try:
        opened_graph(folder, wait=0).close()
    except StoreError as error:
        state = "written" if "being written" in error.what else "at rest"
    if state != "written" and was_killed(folder):
        state = "killed"
    try:
        return state, opened_graph(folder, wait=0) if state == "killed" else open_folder_view(folder), []
    except StoreError as error:
        return state, None, [Fault("graph", str(folder), error.what, _LOST)]


def _faults(folder: Path, view: EmbeddedView, state: State, engine: str) -> Iterator[Fault]:
    yield from checking.of_texts(folder, view)
    yield from checking.of_graphs(view)
    if state == "at rest":
        yield from checking.of_leavings(folder, view)
        yield from checking.of_index(folder, view)
    for report in of_store(view, engine=engine):
        if isinstance(report, RefusedError):
            continue  # an empty store, or a text that is told above
        for problem in report.violations:
            yield Fault("shapes", problem.focus, problem.message, checking.REIMPORT)
