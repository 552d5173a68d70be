"""What several test modules share: the seed article (where it lies beside the checkout), the samples, their store."""

from collections.abc import Iterator
from pathlib import Path

import killing
import pytest
import servers

CHECKOUT = Path(__file__).resolve().parent.parent
SEED = CHECKOUT.parent / "shared" / "seed" / "russia-urges-us.txt"


@pytest.fixture(scope="session")
def checkout() -> Path:
    return CHECKOUT


@pytest.fixture(scope="session")
def seed_path() -> Path:
    """The article that the project starts from; it is not ours to ship, so that tests on it skip elsewhere."""
    if not SEED.is_file():
        pytest.skip("the seed article is not beside the checkout")
    return SEED


@pytest.fixture(scope="session")
def seed_text(seed_path: Path) -> str:
    return seed_path.read_text("utf-8")


@pytest.fixture(scope="session")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two revisions of some articles, read: what killing.py writes to a store."""
    file = tmp_path_factory.mktemp("graphs") / "graphs"
    killing.prepared(file)
    return file


@pytest.fixture(scope="session")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Server]:
    """Oxigraph's server, for tests that clear it first."""
    with servers.oxigraph(tmp_path_factory.mktemp("oxigraph") / "data") as server:
        yield server


@pytest.fixture(scope="session")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Server]:
    """Virtuoso, likewise; kg logs in by the environment."""
    with (
        servers.virtuoso(tmp_path_factory.mktemp("virtuoso") / "data") as server,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv("KG_STORE_USER", "dba")
        patch.setenv("KG_STORE_PASSWORD", servers.PASSWORD)
        yield server


@pytest.fixture(scope="session")
def samples(checkout: Path) -> Path:
    return checkout / "data" / "samples"


@pytest.fixture(scope="session")
def store(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the samples, to read from."""
    from kg.importing import import_articles
    from kg.settings import load
    from kg.store import open_store

    folder = tmp_path_factory.mktemp("samples") / "store"
    summary = import_articles([str(samples)], load({}), lambda: open_store(folder))
    assert summary.exit_code == 0, summary.refused
    return folder
