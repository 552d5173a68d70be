"""The samples, served."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import serving


@pytest.fixture(scope="session")
def served(store: Path) -> Iterator[str]:
    """The address of a server on the samples."""
    with serving(store) as address:
        yield address
