"""What several test modules share: the seed article (where it lies beside the checkout) and small samples."""

from pathlib import Path

import pytest

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
