"""The command `kg serve`."""

import os
import signal
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

import click

from kg.cli import limits as of_queries
from kg.cli.options import settings
from kg.cli.render import complain
from kg.errors import UsageError
from kg.serve.limits import Limits
from kg.settings import Settings

_AMOUNT: Final = click.FloatRange(min=0)
_NUMBER: Final = click.IntRange(min=0)
_DEFAULTS: Final = Limits()
_WORKERS: Final = max(2, os.cpu_count() or 2)


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Listen at this address; 0.0.0.0 is every one.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--url", metavar="URL", help="Where clients find it, behind a proxy: https://news.example/kg.")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=_WORKERS,
    metavar="N",
    help=f"Processes for SPARQL, and as many for the library and pages.  [default: {_WORKERS}, one a core]",
)
@click.option(
    "--timeout",
    type=_AMOUNT,
    metavar="SECONDS",
    default=of_queries.SECONDS,
    help=f"Of a query; 0: no limit.  [default: {of_queries.SECONDS:g}]",
)
@click.option(
    "--memory",
    type=_AMOUNT,
    metavar="GB",
    default=of_queries.GIGABYTES,
    help=f"Of a query; 0: no limit.  [default: {of_queries.GIGABYTES:g}]",
)
@click.option(
    "--rows",
    type=_NUMBER,
    metavar="N",
    default=_DEFAULTS.rows,
    help=f"Of an answer; 0: no limit.  [default: {_DEFAULTS.rows:,}]",
)
@click.option(
    "--cors",
    metavar="ORIGINS",
    default="*",
    show_default=True,
    help="Whose web pages may ask: origins with commas between, * for all, none.",
)
@click.option("--allow-service", is_flag=True, help="Let SERVICE in SPARQL ask other machines.")
@click.option("--plain-editor", is_flag=True, hidden=True)  # as where npm was not there when kg was built
@click.option("--log", is_flag=True, help="A line on stderr for each request.")
@settings("store")
def command(
    host: str,
    port: int,
    url: str | None,
    workers: int,
    timeout: float,
    memory: float,
    rows: int,
    cors: str,
    allow_service: bool,
    plain_editor: bool,
    log: bool,
    settings: Settings,
) -> None:
    """Serve a store over HTTP: a SPARQL endpoint, the library of queries, pages.

    It shows what is stored while articles are imported beside it, and changes nothing. A query that goes beyond a
    limit is answered by an error, never by a part of its answer.
    """
    from kg.serve.app import app
    from kg.serve.pool import started
    from kg.serve.server import listening, run
    from kg.serve.service import Offer, at_address
    from kg.store import open_view

    if not isinstance(settings.store, Path):
        raise UsageError("a store behind SPARQL has an endpoint of its own", hint="kg pull copies it into a folder")
    with open_view(settings.store) as view:  # which tells what is wrong with it before anybody asks
        base = view.base
    limits = Limits(timeout, memory, rows)
    origins = () if cors == "none" else tuple(origin.strip() for origin in cors.split(",") if origin.strip())
    offer = Offer(settings.store, base, limits, url and at_address(url), origins, allow_service)
    if plain_editor:
        offer = replace(offer, has_editor=False)
    with listening(host, port) as at, started(settings.store, limits, workers) as pool:
        complain(f"serving {settings.store} at {url or _address(*at.getsockname()[:2])}/ (Ctrl-C ends it)")
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        with suppress(KeyboardInterrupt):  # so a server ends, and has done what it was to do
            run(app(offer, pool), at, log=log)


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
