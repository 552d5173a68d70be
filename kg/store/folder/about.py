"""What a folder is: ``store.json``, which stands in the store and in each of its snapshots."""

import json
from pathlib import Path
from typing import Final, NamedTuple

from kg.errors import StoreError
from kg.store.files import write_whole

FORMAT: Final = 2
"""Of the folder, which files stand where. 1: readers and the writer shared one graph. 2: readers read snapshots."""

NAME: Final = "store.json"

UNCLEAN: Final = "unclean"
"""A file that stands there while somebody writes."""

NEW: Final = b"new"
"""Its content as long as there is no store yet."""

CURATION: Final = ("curation.txt", "curation.unfinished")
"""Files with the decisions in force, of which each snapshot has a copy."""

COPY: Final = "a copy of it stands in each folder of `snapshots`"


class About(NamedTuple):
    """The content of store.json.

    Attributes:
        format: of the folder.
        data: the model of the graphs.
        base: the IRI that data are minted under.
        ontology: the hash of the ontology's files that are loaded.
        graph: the folder of the engine.
    """

    format: int
    data: int
    base: str
    ontology: str
    graph: str = "graph"

    def write(self, folder: Path) -> None:
        write_whole(folder / NAME, (json.dumps(self._asdict(), indent=1) + "\n").encode())


def was_begun(folder: Path) -> bool:
    """Whether a first writer was ended before there was a store, so that what he left is none."""
    unclean = folder / UNCLEAN
    return unclean.exists() and unclean.read_bytes() == NEW


def read_about(folder: Path) -> About:
    """What a folder says of itself.

    Raises:
        StoreError: it is no store, or one of a later version of kg.
    """
    path = folder / NAME
    try:
        return _about(json.loads(path.read_bytes()), folder)
    except NotADirectoryError:
        raise StoreError("this is a file, a store is a folder", where=str(folder)) from None
    except FileNotFoundError:
        if (folder / "snapshots").is_dir() and not was_begun(folder):
            raise StoreError(f"a store that has lost its {NAME}", where=str(folder), hint=COPY) from None
        raise StoreError("no store here", where=str(folder), hint="`kg import` makes one") from None
    except OSError as error:
        raise StoreError(f"the store cannot be read: {error.strerror}", where=str(folder)) from None
    except (ValueError, TypeError, KeyError):
        raise StoreError("this does not describe a store", where=str(path), hint=COPY) from None


def _about(read: dict[str, object], folder: Path) -> About:
    format = read["format"]
    if format not in (1, FORMAT):
        raise StoreError(f"a store of format {format}; this kg reads format {FORMAT}", where=str(folder))
    graph = str(read.get("graph", "graph"))
    if "/" in graph or "\\" in graph or graph.startswith("."):
        raise ValueError(graph)
    data = int(str(read["data"]))
    return About(int(str(format)), data, str(read["base"]), str(read["ontology"]), graph)
