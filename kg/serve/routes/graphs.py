"""Graphs and IRIs by address: Graph Store Protocol (reading), where our IRIs lead, VoID."""

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kg import namespaces as ns
from kg.query.terms import iri as written_iri
from kg.serve.http import RequestError
from kg.serve.jobs.sparql import GRAPH_NAMES, GRAPHS
from kg.serve.negotiation import wanted
from kg.serve.service import Service

_PAGES: Final = {**GRAPH_NAMES, "html": "text/html"}


async def graph(service: Service, request: Request) -> Response:
    """A graph of the store, as the Graph Store Protocol names it: ``?graph=IRI`` or ``?default``.

    Raises:
        KgError: it names none, or one that there is not.
    """
    names = request.query_params.multi_items()
    asked = [(name, value) for name, value in names if name in ("graph", "default")]
    if len(asked) != 1:
        raise RequestError(400, "name one graph: ?graph=IRI or ?default")
    ((name, value),) = asked
    iri = value if name == "graph" else None
    return await service.answer(request, "graph", {"iri": iri, "type": _type(request, GRAPH_NAMES)})


async def below_base(service: Service, request: Request) -> Response:
    """Where an IRI below our base leads, at the same path of this server."""
    path = request.path_params["path"]
    iri = f"{service.offer.base}{path}"
    if path.startswith("graph/"):
        return await service.answer(request, "graph", {"iri": iri, "type": _type(request, GRAPH_NAMES)})
    if iri == ns.dataset(service.offer.base):
        return await void(service, request)
    return await _node(service, request, iri)


async def about(service: Service, request: Request) -> Response:
    """What the store says of any IRI: ``?iri=``.

    Raises:
        KgError: it says nothing.
    """
    iris = request.query_params.getlist("iri")
    if len(iris) != 1 or not iris[0]:
        raise RequestError(400, "name one IRI: ?iri=")
    return await _node(service, request, iris[0])


async def void(service: Service, request: Request) -> Response:
    """The store described in VoID."""
    return await service.answer(request, "void", {"type": _type(request, GRAPH_NAMES)})


async def _node(service: Service, request: Request, iri: str) -> Response:
    if written_iri(iri) is None:
        raise RequestError(404, f"{iri[:200]!r} is no IRI")
    type = _type(request, _PAGES)
    if type == "text/html":
        return await service.answer(request, "thing", {"iri": iri, "at": service.at(request)})
    return await service.answer(request, "node", {"iri": iri, "type": type})


def _type(request: Request, forms: dict[str, str]) -> str:
    format = request.query_params.get("format") or None
    return wanted(request.headers.get("accept", ""), format, forms, also=list(GRAPHS))
