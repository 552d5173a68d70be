"""Speaks to a store behind SPARQL: queries and updates by SPARQLWrapper, graphs by the Graph Store Protocol.

Answers are streamed. Nothing is asked of another host than the one named: a redirect is refused, so that no login
travels on.
"""

import http.client
import random
import re
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, cast

from SPARQLWrapper import POST, URLENCODED, SPARQLWrapper

from kg import __version__
from kg.errors import KgError, StoreError
from kg.remote import Login
from kg.store.remote import faults
from kg.store.remote.endpoint import Endpoint

ROWS: Final = "application/sparql-results+json"
TRIPLES: Final = "application/n-triples"

_SAID: Final = 2000
"""Bytes of an error's body that are read."""

_DEADLOCK: Final = re.compile(rb"40001|deadlock", re.IGNORECASE)
_AGAIN: Final = 5
"""How often a request is sent again that another one of ours stood in the way of."""

Body = bytes | Iterable[bytes]


class Client:
    """One store, over connections that are kept.

    Raises, whatever is asked:
        StoreError: it cannot be reached, is silent too long, wants a login, fails, or its disk is full.
        QueryError: it refuses a query as wrong.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self._opener = _opener(endpoint)
        self._kept: Any = None
        self._closed = False

    def query(self, sparql: str, form: str, *, union: bool = True) -> http.client.HTTPResponse:
        """The answer to a query as it comes: SPARQL JSON to SELECT and ASK, N-Triples to CONSTRUCT and DESCRIBE.

        ``form`` is the query's first word, ``union`` whether its default graph is to be the union of all.
        """
        request = _Request(self.endpoint.query, self.endpoint.update, self._opener, self.endpoint.timeout)
        request.setQuery(sparql)
        request.queryType = form
        request.addCustomHttpHeader("Accept", ROWS if form in ("SELECT", "ASK") else TRIPLES)
        for name, value in self.endpoint.product.parameters.items() if union else ():
            request.addParameter(name, value)
        return self._sent(request, self.endpoint.query, asking=True)

    def update(self, sparql: str) -> None:
        """Runs an update; it is done when this returns."""
        self._done(sparql, "INSERT", "*/*")

    def call(self, sparql: str) -> None:
        """Asks a query at the address for updates, with the login that is wanted there."""
        self._done(sparql, "SELECT", ROWS)

    def _done(self, sparql: str, form: str, accept: str) -> None:
        """Sends what is done when its answer has come, whatever that says."""
        at = self.endpoint.update
        request = _Request(at, at, self._opener, self.endpoint.timeout)
        request.setQuery(sparql)
        request.queryType = form
        request.addCustomHttpHeader("Accept", accept)
        with self._sent(request, at) as response, _unbroken(at, self.endpoint):
            response.read()

    def get(self, graph: str) -> bytes:
        """A graph as N-Triples, by the Graph Store Protocol; nothing where it is not there."""
        return self._graph("GET", {"graph": graph}, accept=TRIPLES, missing=b"")

    def put(self, graph: str, triples: Body) -> None:
        """Puts N-Triples in the place of a graph."""
        self._graph("PUT", {"graph": graph}, triples, TRIPLES)

    def load(self, quads: Body) -> None:
        """Adds quads of any graphs, in the product's format."""
        product = self.endpoint.product
        self._graph("POST", product.load_parameters, quads, product.loads, url=self.endpoint.dataset)

    def close(self) -> None:
        """Lets connections go; nothing can be asked any more."""
        self._closed = True
        if self._kept is not None:
            self._kept.close()

    def _check_open(self) -> None:
        if self._closed:
            raise StoreError("this store is closed")

    def _sent(self, request: "_Request", where: str, *, asking: bool = False) -> http.client.HTTPResponse:
        self._check_open()
        try:
            return request.query().response
        except urllib.error.HTTPError as error:
            try:
                with error:
                    said = error.read(_SAID)
            except (OSError, http.client.HTTPException):
                said = b""
            raise self._refused(error.code, said, where, asking=asking) from None
        except (OSError, http.client.HTTPException) as error:
            raise faults.unreachable(error, where, self.endpoint.timeout) from None
        except ValueError:  # of a challenge that the library cannot read; its words may hold what was sent
            raise StoreError("the store asks for a login of another kind", where=where) from None

    def _graph(
        self,
        method: str,
        parameters: Mapping[str, str],
        body: Body | None = None,
        media: str = "",
        *,
        accept: str = "*/*",
        url: str | None = None,
        missing: bytes | None = None,
        again: int = _AGAIN,
    ) -> bytes:
        import requests

        self._check_open()
        where = url or self.endpoint.graphs or ""
        headers = {"Accept": accept, **({"Content-Type": media} if media else {})}
        timeout = self.endpoint.timeout
        try:
            with self._session().request(
                method,
                where,
                params=parameters,
                data=body,
                headers=headers,
                timeout=timeout,
                allow_redirects=False,
                stream=True,
            ) as response:
                # Of an error not more than is told of it.
                said = response.content if response.ok else next(response.iter_content(_SAID), b"")
        except requests.RequestException as error:
            raise faults.unreachable(error, where, timeout) from None
        if response.status_code == 500 and _DEADLOCK.search(said) and again:
            time.sleep(random.uniform(0.05, 0.5))  # noqa: S311 (no secret)
            return self._graph(
                method, parameters, body, media, accept=accept, url=url, missing=missing, again=again - 1
            )
        if response.status_code == 404 and missing is not None:
            return missing
        if response.status_code >= 300:
            raise self._refused(response.status_code, said[:_SAID], where)
        return bytes(said)

    def _session(self) -> Any:
        if self._kept is None:
            import requests

            self._kept = requests.Session()
            self._kept.headers["User-Agent"] = _AGENT
            self._kept.auth = _auth(self.endpoint.login)
        return self._kept

    def _refused(self, status: int, said: bytes, where: str, *, asking: bool = False) -> KgError:
        return faults.answered(
            status,
            said,
            where,
            logged_in=self.endpoint.login is not None,
            login_hint=self.endpoint.login_hint,
            asking=asking,
        )


@contextmanager
def _unbroken(where: str, endpoint: Endpoint) -> Iterator[None]:
    try:
        yield
    except (OSError, http.client.HTTPException) as error:
        raise faults.unreachable(error, where, endpoint.timeout) from None


_AGENT: Final = f"geopolitical-kg/{__version__}"


class _Request(SPARQLWrapper):
    """SPARQLWrapper by an opener of ours.

    Its own way with digest installs an opener for the whole process, and any way of its follows redirects.
    """

    def __init__(self, query: str, update: str, opener: urllib.request.OpenerDirector, timeout: int) -> None:
        super().__init__(query, updateEndpoint=update, agent=_AGENT)
        self._by = opener
        self.setTimeout(timeout)
        self.setMethod(POST)
        self.setRequestMethod(URLENCODED)
        self.setOnlyConneg(True)

    def setQuery(self, query: str | bytes) -> None:  # noqa: N802 (SPARQLWrapper's name)
        """Takes the query as it is: the library guesses its form by the first keyword anywhere, comments included."""
        self.queryString = str(query)

    def _query(self) -> tuple[http.client.HTTPResponse, str]:
        response = self._by.open(self._createRequest(), timeout=self.timeout)
        return cast("http.client.HTTPResponse", response), self.returnFormat


def _opener(endpoint: Endpoint) -> urllib.request.OpenerDirector:
    handlers: list[urllib.request.BaseHandler] = [_NoRedirect()]
    login = endpoint.login
    if login and login.scheme == "digest":
        known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        for address in {endpoint.query, endpoint.update}:
            known.add_password(None, address, login.user, login.secret)
        handlers.append(urllib.request.HTTPDigestAuthHandler(known))
    opener = urllib.request.build_opener(*handlers)
    if login and login.scheme != "digest":
        opener.addheaders = [("Authorization", _header(login))]
    return opener


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Makes none, so that the status is an error."""


def _header(login: Login) -> str:
    if login.scheme == "bearer":
        return f"Bearer {login.secret}"
    from base64 import b64encode

    return f"Basic {b64encode(f'{login.user}:{login.secret}'.encode()).decode()}"


def _auth(login: Login | None) -> Any:
    from requests.auth import AuthBase, HTTPDigestAuth

    if login and login.scheme == "digest":
        return HTTPDigestAuth(login.user, login.secret)

    class _Told(AuthBase):
        """Nothing but what we know: without one, requests would look into a netrc by itself."""

        def __call__(self, request: Any) -> Any:
            if login:
                request.headers["Authorization"] = _header(login)
            return request

    return _Told()
