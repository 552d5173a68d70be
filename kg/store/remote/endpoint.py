"""A store behind SPARQL as it is spoken to: its product, the addresses, who asks."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from kg.remote import Login, Remote, login
from kg.store.remote import faults
from kg.store.remote.products import Addresses, Product, of_server, product


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where to send what; ``graphs`` and ``dataset`` are None where the product has none, ``login`` if none is told."""

    product: Product
    query: str
    update: str
    graphs: str | None
    dataset: str | None
    login: Login | None
    login_hint: str
    timeout: int


def endpoint(remote: Remote) -> Endpoint:
    """A store's endpoint; where no product is told, the server is asked which one it is.

    Raises:
        StoreError: it cannot be reached.
        UsageError: an unknown product, or a login that is told by halves.
    """
    url = remote.url.rstrip("/") if urlsplit(remote.url).path in ("", "/") else remote.url
    made = product(remote.product or of_server(_server(url, remote.timeout)))
    root, query = _root(url, made.addresses)
    of = made.addresses
    return Endpoint(
        product=made,
        query=query,
        update=remote.update or root + of.update,
        graphs=remote.graphs or (root + of.graphs if of.graphs is not None else None),
        dataset=root + of.dataset if of.dataset is not None else None,
        login=login(remote, made.login),
        login_hint=remote.login_hint,
        timeout=remote.timeout,
    )


def _root(url: str, addresses: Addresses) -> tuple[str, str]:
    """What an address begins with, and where it answers queries: the address may be either."""
    for tail in addresses.query:
        if tail and url.endswith(tail):
            return url.removesuffix(tail), url
    return url, url + addresses.query[0]


def _server(url: str, timeout: int) -> str:
    """The ``Server`` header of whatever answers at an address, whatever else it answers."""
    import requests

    try:
        with requests.get(url, timeout=timeout, allow_redirects=False, stream=True, auth=lambda r: r) as response:
            return str(response.headers.get("Server", ""))
    except requests.RequestException as error:
        raise faults.unreachable(error, url, timeout) from None
