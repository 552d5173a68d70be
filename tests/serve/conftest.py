"""Servers over the samples, and over what strangers could have written."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import serving
from strangers import ADDRESSES, NAME, OVERRIDE, TEXT, TITLE


@pytest.fixture(scope="session")
def served(store: Path) -> Iterator[str]:
    """The address of a server on the samples, with the editor where it was built in."""
    with serving(store) as address:
        yield address


@pytest.fixture(scope="session")
def plain_address(store: Path) -> Iterator[str]:
    """The samples, served as where the editor was not built in."""
    with serving(store, "--plain-editor") as at:
        yield at


@pytest.fixture(scope="session")
def hostile_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Articles whose titles, names and addresses are to run, to break out, or to turn the text around."""
    from kg.importing import import_articles
    from kg.settings import load
    from kg.store import dump, open_store, open_view
    from kg.store.folder import open_folder_store

    folder = tmp_path_factory.mktemp("hostile")
    for number in range(3):
        url = f"https://news.example/{number}"
        article = {"title": TITLE, "text": TEXT.format(number=number), "publisher": f"<b>{OVERRIDE}Outlet", "url": url}
        (folder / f"{number}.json").write_text(json.dumps(article), "utf-8")
    files = [str(path) for path in sorted(folder.glob("*.json"))]
    assert import_articles(files, load({}), lambda: open_store(folder / "read")).exit_code == 0
    with open_view(folder / "read") as view:
        base, quads = view.base, "".join(f"{line}\n" for line in dump(view))
    # What no import lets in, as others may have written it to a store.
    for url, instead in ADDRESSES.items():
        assert f"<{url}>" in quads
        quads = quads.replace(f"<{url}>", f"<{instead}>")
    assert '"Sergey Lavrov"' in quads
    quads = quads.replace('"Sergey Lavrov"', f'"{NAME}"'.replace('"">', '"\\">'))
    (folder / "quads.nq").write_text(quads, "utf-8")
    with open_folder_store(folder / "store", base) as planted:
        planted.bulk_load(folder / "quads.nq")
    with serving(folder / "store") as at:
        yield at


@pytest.fixture
def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
