"""Where a store behind SPARQL is, and who asks it: what a profile in kg.toml tells, or an address alone.

    [stores.news]
    url = "https://host.example/sparql"
    product = "virtuoso"        # left out: told by the server itself
    user = "dba"                # its password: in KG_NEWS_PASSWORD, KG_STORE_PASSWORD or ~/.netrc

No secret stands here, on a command line, or in an address: it comes from the environment or a netrc when it is needed.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from kg.errors import UsageError

LOGINS: Final = ("basic", "digest", "bearer")

TIMEOUT: Final = 60
"""Seconds that a store may be silent before it counts as gone."""

_LONGEST: Final = 86_400

_HOST: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")
_ADDRESS: Final = re.compile(r"https?://[!-~]+", re.IGNORECASE)

_SECRET: Final = re.compile(r"pass|secret|token|key", re.IGNORECASE)
_NUMBERS: Final = ("timeout",)


@dataclass(frozen=True, slots=True)
class Remote:
    """A store behind SPARQL.

    Attributes:
        url: where it answers queries, or the root that its product's own addresses lie below.
        name: of the profile; empty where an address was given.
        product: one of ``kg.store.remote.products.names()``; None where the server tells.
        update: where it takes SPARQL updates, where that is not the product's usual address.
        graphs: where it speaks the Graph Store Protocol, likewise.
        login: "basic", "digest" or "bearer"; None takes what the product is known to want.
        user: who logs in.
        texts: folder for the texts and the history of articles that are imported.
        timeout: seconds that it may be silent.
    """

    url: str
    name: str = ""
    product: str | None = None
    update: str | None = None
    graphs: str | None = None
    login: str | None = None
    user: str | None = None
    texts: Path | None = None
    timeout: int = TIMEOUT

    def __str__(self) -> str:
        return self.url

    @property
    def folder(self) -> Path:
        """Where texts and history lie: as told, else below ``kg-remote`` by host and path, whatever name it has."""
        if self.texts is not None:
            return self.texts
        parts = urlsplit(self.url)
        path = re.sub(r"/(query|sparql)?/?$", "", parts.path)
        return Path("kg-remote") / re.sub(r"[^A-Za-z0-9.]+", "-", f"{parts.netloc}{path}").strip("-")

    @property
    def login_hint(self) -> str:
        """Where its password may stand."""
        own = f"KG_{self.name.upper().replace('-', '_')}_PASSWORD or " if self.name else ""
        return f"user and password by {own}KG_STORE_USER and KG_STORE_PASSWORD, KG_STORE_TOKEN, or a line in ~/.netrc"


@dataclass(frozen=True, slots=True)
class Login:
    """Who asks. ``secret`` is a password, or with "bearer" a token; it is in no ``repr``."""

    scheme: str
    user: str
    secret: str

    def __repr__(self) -> str:
        return f"Login({self.scheme!r}, {self.user!r})"


def at_address(url: str, **told: Any) -> Remote:
    """The store at an address.

    Raises:
        UsageError: it is none, or holds a user or a password, which would be seen by others and land in logs; what
            stands before its last @ is not shown.
    """
    if "@" in url:
        raise UsageError("an address holds no login", where=f"...@{url.rpartition('@')[2]}", hint=_HINT)
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if not _HOST.fullmatch(host) or ".." in host or not _ADDRESS.fullmatch(url):
        raise UsageError("no address", where=url, hint="such as https://host/sparql")
    return Remote(url, **told)


def profile(name: str, values: Any, file: Path) -> Remote:
    """A profile of ``[stores.NAME]``.

    Raises:
        UsageError: an unknown key, a secret, or a value of the wrong form.
    """
    where = f"{file}: stores.{name}"
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", name):
        raise UsageError("letters, digits, - and _ make the name of a store", where=where)
    if not isinstance(values, dict) or "url" not in values:
        raise UsageError("a store has a url", where=where, hint='url = "https://host/sparql"')
    for key, value in values.items():
        _check_value(key, value, where)
    told = {key: value for key, value in values.items() if key != "url"}
    if told.get("login", "basic") not in LOGINS:
        raise UsageError(f"login is {told['login']!r}", where=where, hint=" or ".join(LOGINS))
    if "texts" in told:
        told["texts"] = file.parent / _expanded(told["texts"], where)
    made = at_address(values["url"], name=name, **told)
    for key in ("update", "graphs"):
        if key in told and _place(at_address(told[key]).url) != _place(made.url):
            # A login is told for one host, and goes to no other.
            raise UsageError(f"{key} is at another host than url", where=where, hint="one profile a host")
    return made


def _check_value(key: str, value: Any, where: str) -> None:
    known = [f.name for f in fields(Remote) if f.name != "name"]
    if key not in known:
        secret = _SECRET.search(key)
        what = f"{key!r} does not belong in a file" if secret else f"unknown key {key!r}"
        raise UsageError(what, where=where, hint=_HINT if secret else f"known: {', '.join(known)}")
    kind = int if key in _NUMBERS else str
    if not isinstance(value, kind) or isinstance(value, bool) or not value:
        raise UsageError(f"{key} is {value!r}", where=where, hint="a whole number" if kind is int else "text")
    if isinstance(value, int) and not 1 <= value <= _LONGEST:
        raise UsageError(f"{key} is {value!r}"[:80], where=where, hint=f"1 to {_LONGEST} seconds")


def _place(url: str) -> tuple[str, str | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname


def _expanded(path: str, where: str) -> Path:
    try:
        return Path(path).expanduser()
    except RuntimeError as error:
        raise UsageError(f"no such folder: {error}", where=where) from None


def login(remote: Remote, usual: str, environ: Mapping[str, str] = os.environ) -> Login | None:
    """Who asks a store, ``usual`` being its product's kind of login; None where nothing is told.

    In this order: a token, then a password, each of ``KG_{NAME}_TOKEN`` and so on before ``KG_STORE_TOKEN``; then the
    netrc (``~/.netrc``, or ``NETRC``) of the host.

    Raises:
        UsageError: the netrc cannot be read, or a password is told and no user.
    """

    def told(what: str) -> str | None:
        own = f"KG_{remote.name.upper().replace('-', '_')}_{what}" if remote.name else ""
        name = own if environ.get(own) else f"KG_STORE_{what}"
        value = environ.get(name, "").strip()
        if not re.fullmatch(r"[ -~]*", value):
            raise UsageError("letters, digits and signs of ASCII go into a login, and this has others", where=name)
        return value or None

    if token := told("TOKEN"):
        return Login("bearer", remote.user or "", token)
    scheme = remote.login or usual or "basic"
    user = remote.user or told("USER")
    if password := told("PASSWORD"):
        if not user:
            raise UsageError("a password, but no user", where=remote.url, hint="KG_STORE_USER, or user in kg.toml")
        return Login(scheme, user, password)
    return _from_netrc(remote, scheme, user, environ)


def _from_netrc(remote: Remote, scheme: str, user: str | None, environ: Mapping[str, str]) -> Login | None:
    from netrc import NetrcParseError, netrc

    path = Path(environ.get("NETRC") or Path.home() / ".netrc")
    if not path.is_file():
        return None
    try:
        found = netrc(str(path)).authenticators(urlsplit(remote.url).hostname or "")
    except (NetrcParseError, OSError, UnicodeDecodeError) as error:
        told = error.msg if isinstance(error, NetrcParseError) else type(error).__name__
        raise UsageError(f"this netrc cannot be read: {told}", where=str(path)) from None
    if found is None or not found[2] or (user and found[0] != user):
        return None
    return Login(scheme, found[0], found[2])


_HINT: Final = "KG_STORE_USER and KG_STORE_PASSWORD or KG_STORE_TOKEN in the environment, or a line in ~/.netrc"
