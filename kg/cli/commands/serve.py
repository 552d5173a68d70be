"""The command `kg serve`."""

from dataclasses import replace

import click

from kg.cli.render import complain
from kg.cli.serving import address, limits, opened
from kg.serve.limits import Limits
from kg.settings import Settings


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Listen at this address; 0.0.0.0 is every one.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--url", metavar="URL", help="Where clients find it, behind a proxy: https://news.example/kg.")
@click.option(
    "--cors",
    metavar="ORIGINS",
    default="*",
    show_default=True,
    help="Whose web pages may ask: origins with commas between, * for all, none.",
)
@click.option("--allow-service", is_flag=True, help="Let SERVICE in SPARQL ask other machines.")
@click.option("--plain-editor", is_flag=True, hidden=True)  # as where npm was not there when kg was built
@limits
def command(
    host: str,
    port: int,
    url: str | None,
    cors: str,
    allow_service: bool,
    plain_editor: bool,
    workers: int,
    limits: Limits,
    log: bool,
    settings: Settings,
) -> None:
    """Serve a store over HTTP: a SPARQL endpoint, the library of queries, pages, and tools for assistants at /mcp.

    It shows what is stored while articles are imported beside it, and changes nothing. A query that goes beyond a
    limit is answered by an error, never by a part of its answer.
    """
    from kg.mcp.web import mounted
    from kg.serve.app import app
    from kg.serve.pool import started
    from kg.serve.server import listening, run
    from kg.serve.service import Offer, at_address

    folder, base = opened(settings)
    origins = () if cors == "none" else tuple(origin.strip() for origin in cors.split(",") if origin.strip())
    offer = Offer(folder, base, limits, url and at_address(url), origins, allow_service)
    if plain_editor:
        offer = replace(offer, has_editor=False)
    with listening(host, port) as at, started(folder, limits, workers) as pool:
        complain(f"serving {folder} at {url or address(*at.getsockname()[:2])}/ (Ctrl-C ends it)")
        route, lifespan = mounted(pool, host, offer.url, origins)
        run(app(offer, pool, [route], lifespan), at, log=log)
