"""The command `kg mcp`."""

import click

from kg.cli.render import complain
from kg.cli.serving import address, limits, opened
from kg.errors import UsageError
from kg.serve.limits import Limits
from kg.settings import Settings


@click.command("mcp")
@click.option("--http", "is_http", is_flag=True, help="Speak Streamable HTTP at /mcp, not over stdin and stdout.")
@click.option("--host", help="With --http: listen at this address.  [default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(0, 65535), help="With --http; 0 takes a free one.  [default: 8000]")
@click.option("--url", metavar="URL", help="With --http: where clients find it, behind a proxy.")
@limits
def command(
    is_http: bool,
    host: str | None,
    port: int | None,
    url: str | None,
    workers: int,
    limits: Limits,
    log: bool,
    settings: Settings,
) -> None:
    """Serve a store to assistants, by the Model Context Protocol.

    Each query of the library is a tool; others search, open facts and articles, and take SPARQL. Nothing can be
    changed. Without --http an assistant starts this command itself and speaks to it over stdin and stdout.
    """
    given = [name for name, value in (("--host", host), ("--port", port), ("--url", url)) if value is not None]
    if given and not is_http:
        raise UsageError(f"{given[0]} goes with --http")
    folder, _ = opened(settings)
    if not is_http:
        from kg.mcp import stdio

        stdio.run(folder, limits, workers)
        return
    from kg.mcp import web
    from kg.serve.pool import started
    from kg.serve.server import listening, run
    from kg.serve.service import at_address

    host = host or "127.0.0.1"
    with listening(host, 8000 if port is None else port) as at, started(folder, limits, workers) as pool:
        shown = url and at_address(url)
        complain(f"serving {folder} at {shown or address(*at.getsockname()[:2])}{web.PATH} (Ctrl-C ends it)")
        run(web.app(pool, host, shown), at, log=log)
