"""Which addresses are fetched: those of the web, never one of this machine or its networks unless that is allowed.

A name may lead to a private address, and lead elsewhere a moment later: so the peer that answers is looked at too.
"""

import ipaddress
import socket
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlsplit

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection

from kg.errors import SourceError

_PORTS: Final = {"http": 80, "https": 443}
_HINT: Final = "--allow-private fetches it"

_GLOBAL: Final = ipaddress.ip_network("2000::/3")
"""All of IPv6 that is given out to the web (RFC 4291)."""

_TUNNELS: Final = tuple(map(ipaddress.ip_network, ("2001::/32", "2002::/16")))
"""Addresses of IPv6 that hold one of IPv4, which may be private: Teredo, 6to4."""

_SPECIAL: Final = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32")))
"""Of IPv4, what some tables of private addresses lack: protocol assignments, relays, a cloud's own services."""


class PrivateAddressError(SourceError):
    """An address leads to this machine, or to a network that is not the web's."""


def check(url: str) -> None:
    """Holds that an address is of the web, before anything is sent there.

    Raises:
        PrivateAddressError: its host is, or has the address of, a machine of a private network.
        SourceError: its host has no address.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        found = socket.getaddrinfo(host, parts.port or _PORTS[parts.scheme], type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, ValueError):
        raise SourceError(f"no machine is known by the name {host}", where=url, hint="is it spelt so?") from None
    for *_, peer in found:
        if not is_public(str(peer[0])):
            raise PrivateAddressError(f"{host} is on this machine or a private network", where=url, hint=_HINT)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the web."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if ip.version == 4:
        return ip.is_global and not ip.is_multicast and not any(ip in network for network in _SPECIAL)
    return ip in _GLOBAL and ip.is_global and not any(ip in network for network in _TUNNELS)


OnConnect = Callable[[HTTPConnection], None]
"""Told of each connection when it stands."""


def only_public(connection: HTTPConnection) -> None:
    """Holds that whoever answered is on the web.

    Raises:
        PrivateAddressError: it is not.
    """
    peer = connection.sock.getpeername()[0] if connection.sock else ""
    if not is_public(str(peer)):
        connection.close()
        raise PrivateAddressError(f"{connection.host} is on this machine or a private network", hint=_HINT)


def pool(on_connect: OnConnect, **options: Any) -> PoolManager:
    """Connections each of which is told of before anything is sent."""

    class _HTTP(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            on_connect(self)

    class _HTTPS(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            on_connect(self)

    manager = PoolManager(**options)
    manager.pool_classes_by_scheme = {
        "http": type("Pool", (HTTPConnectionPool,), {"ConnectionCls": _HTTP}),
        "https": type("Pool", (HTTPSConnectionPool,), {"ConnectionCls": _HTTPS}),
    }
    return manager
