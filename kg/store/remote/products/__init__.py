"""What triple stores differ in, one file a product: addresses, default graph, limits, logins, what they refuse."""

import tomllib
from dataclasses import dataclass, field, fields
from functools import cache
from importlib import resources
from typing import Any, Final, Literal

from kg.errors import InternalError, UsageError

GENERIC: Final = "sparql"
"""The product of a store that is none of the others."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """What follows a store's root, empty for the root itself.

    Attributes:
        query: where queries are answered; the first is taken where a root was given.
        update: where updates are taken.
        graphs: where the Graph Store Protocol is spoken; None where it is not.
        dataset: where quads are taken, in the product's ``loads``; None where they are not.
    """

    query: tuple[str, ...]
    update: str
    graphs: str | None = None
    dataset: str | None = None


@dataclass(frozen=True, slots=True)
class Product:
    """One product.

    Attributes:
        name: as people call it.
        tested: the version that kg's tests run against; empty where none does.
        server: what its ``Server`` header begins with, in lower case; empty where that tells nothing.
        union: whether the default graph is the union of all: "always", by a "parameter" of the request, or by a
            "setting" of the store's own, which kg looks at.
        parameters: of a query over the union.
        transactions: whether a request that deletes and inserts is seen wholly or not at all.
        rows: how many rows it cuts an answer off at, without saying so in the answer; 0 where it does not.
        update_triples: how many triples an update may hold; 0 where nothing limits them.
        loads: the media type of quads that ``dataset`` takes.
        load_parameters: of a request that loads many graphs at once.
        login: the kind of login that it is known to want.
        bulk: the bulk loader that ``kg load --bulk`` drives; empty where there is none.
        blank_nodes: what stands before the name of a blank node in its SPARQL JSON, where the standard has nothing.
        connections: how many requests it writes together without their standing in each other's way.
        refuses: what it does not take, for the docs.
        notes: what else a user should know.
    """

    name: str
    tested: str
    server: str
    union: Literal["always", "parameter", "setting"]
    transactions: bool
    addresses: Addresses
    login: str
    refuses: tuple[str, ...]
    notes: tuple[str, ...]
    parameters: dict[str, str] = field(default_factory=dict)
    rows: int = 0
    update_triples: int = 0
    loads: str = ""
    load_parameters: dict[str, str] = field(default_factory=dict)
    bulk: str = ""
    blank_nodes: str = ""
    connections: int = 4


def names() -> list[str]:
    """What a profile may call its product, sorted."""
    return sorted(path.name.removesuffix(".toml") for path in _folder().iterdir() if path.name.endswith(".toml"))


@cache
def product(name: str) -> Product:
    """The product of this name.

    Raises:
        UsageError: there is none.
    """
    if name not in names():
        raise UsageError(f"unknown product {name!r}", hint=f"one of {', '.join(names())}")
    return parse(_folder().joinpath(f"{name}.toml").read_text("utf-8"), name)


def parse(text: str, name: str) -> Product:
    """A product's file.

    Raises:
        InternalError: it has a key that no product has, lacks one, or has a value of another type.
    """
    read = {key.replace("-", "_"): _value(value) for key, value in tomllib.loads(text).items()}
    try:
        addresses = Addresses(**{key: _value(value) for key, value in read.pop("addresses").items()})
        made = Product(addresses=addresses, **read)
    except (TypeError, KeyError, AttributeError) as error:
        raise InternalError(f"the file of the product {name!r} is wrong: {error}") from None
    for one in (made, addresses):
        for told in fields(one):
            kind = _KINDS.get(told.type)
            if kind and not isinstance(getattr(one, told.name), kind):
                raise InternalError(f"the file of the product {name!r} is wrong: {told.name} is no {kind.__name__}")
    if made.union not in ("always", "parameter", "setting") or (made.union == "parameter") != bool(made.parameters):
        raise InternalError(f"the file of the product {name!r} is wrong: union is {made.union!r}")
    return made


def of_server(header: str) -> str:
    """The name of the product that answers with this ``Server`` header."""
    told = header.lower()
    return next((n for n in names() if product(n).server and told.startswith(product(n).server)), GENERIC)


_KINDS: Final[dict[Any, type]] = {str: str, bool: bool, int: int, tuple[str, ...]: tuple, dict[str, str]: dict}
"""Type of a field -> what a value of it is in TOML."""


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _folder() -> Any:
    return resources.files(__name__)
