"""Finds ontology/, queries/ and data/ in an installed wheel or a checkout; no other module knows both places."""

from functools import cache
from pathlib import Path

from kg.errors import ResourceError

_PACKAGE = Path(__file__).resolve().parent


@cache
def _root() -> Path:
    shipped = _PACKAGE / "_resources"
    if shipped.is_dir():
        return shipped
    checkout = _PACKAGE.parent
    if (checkout / "pyproject.toml").is_file():
        return checkout
    raise ResourceError("the installation carries no resources", where=str(_PACKAGE), hint="reinstall geopolitical-kg")


def path(*parts: str) -> Path:
    """The path of a resource, such as ``path("ontology", "core.ttl")``.

    Raises:
        ResourceError: nothing lies there.
    """
    found = _root().joinpath(*parts)
    if not found.exists():
        raise ResourceError("this resource is missing", where=str(found), hint="reinstall geopolitical-kg")
    return found
