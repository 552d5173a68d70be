"""Which addresses are fetched: those of the web, never one of this machine or its networks unless that is allowed.

A name may lead to a private address, and lead elsewhere a moment later: so the peer that answers is looked at too.
"""

import ipaddress
import socket
from typing import Any, Final
from urllib.parse import urlsplit

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection

from kg.errors import SourceError

_PORTS: Final = {"http": 80, "https": 443}
_HINT: Final = "--allow-private fetches it"


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
        if not _is_public(str(peer[0])):
            raise PrivateAddressError(f"{host} is on this machine or a private network", where=url, hint=_HINT)


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return ip.is_global and not ip.is_multicast and (mapped is None or mapped.is_global)


def _connected_to_the_web(connection: HTTPConnection) -> None:
    peer = connection.sock.getpeername()[0] if connection.sock else ""
    if not _is_public(str(peer)):
        connection.close()
        raise PrivateAddressError(f"{connection.host} is on this machine or a private network", hint=_HINT)


class _PublicHTTP(HTTPConnection):
    def connect(self) -> None:
        super().connect()
        _connected_to_the_web(self)


class _PublicHTTPS(HTTPSConnection):
    def connect(self) -> None:
        super().connect()
        _connected_to_the_web(self)


class _PublicHTTPPool(HTTPConnectionPool):
    ConnectionCls = _PublicHTTP


class _PublicHTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _PublicHTTPS


def pool(*, allow_private: bool, **options: Any) -> PoolManager:
    """Connections to the web; to private networks only where that is allowed."""
    manager = PoolManager(**options)
    if not allow_private:
        manager.pool_classes_by_scheme = {"http": _PublicHTTPPool, "https": _PublicHTTPSPool}
    return manager
