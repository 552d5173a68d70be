"""What commands that serve a store share: their limits, and the store."""

import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, Final

import click

from kg.cli import limits as of_queries
from kg.cli.options import settings as with_settings
from kg.errors import UsageError
from kg.serve.limits import Limits
from kg.settings import Settings

_AMOUNT: Final = click.FloatRange(min=0)
_NUMBER: Final = click.IntRange(min=0)
_DEFAULTS: Final = Limits()
_WORKERS: Final = max(2, os.cpu_count() or 2)

_OPTIONS: Final = (
    click.option(
        "--workers",
        type=click.IntRange(min=1),
        default=_WORKERS,
        metavar="N",
        help=f"Processes for SPARQL, and as many for the library and pages.  [default: {_WORKERS}, one a core]",
    ),
    click.option(
        "--timeout",
        type=_AMOUNT,
        metavar="SECONDS",
        default=of_queries.SECONDS,
        help=f"Of a query; 0: no limit.  [default: {of_queries.SECONDS:g}]",
    ),
    click.option(
        "--memory",
        type=_AMOUNT,
        metavar="GB",
        default=of_queries.GIGABYTES,
        help=f"Of a query; 0: no limit.  [default: {of_queries.GIGABYTES:g}]",
    ),
    click.option(
        "--rows",
        type=_NUMBER,
        metavar="N",
        default=_DEFAULTS.rows,
        help=f"Of an answer; 0: no limit.  [default: {_DEFAULTS.rows:,}]",
    ),
    click.option("--log", is_flag=True, help="A line on stderr for each request."),
    with_settings("store"),
)


def limits(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --workers, --timeout, --memory, --rows, --log and --store; the command gets ``limits`` and ``settings``."""

    @wraps(command)
    def wrapper(timeout: float, memory: float, rows: int, **given: Any) -> Any:
        return command(limits=Limits(timeout, memory, rows), **given)

    for option in reversed(_OPTIONS):
        wrapper = option(wrapper)
    return wrapper


def opened(settings: Settings) -> tuple[Path, str]:
    """The folder of the store and its base, opened once, which tells what is wrong with it before anybody asks.

    Raises:
        UsageError: the store is none in a folder.
        StoreError: it cannot be opened.
    """
    from kg.store import open_view

    if not isinstance(settings.store, Path):
        raise UsageError("a store behind SPARQL has an endpoint of its own", hint="kg pull copies it into a folder")
    with open_view(settings.store) as view:
        return settings.store, view.base


def address(host: str, port: int) -> str:
    """Where a server listens, as a client writes it."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
