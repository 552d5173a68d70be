"""Options that several commands share."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from kg import settings as kg_settings

_CHOICES: dict[str, Callable[[Any], Any]] = {
    "store": click.option(
        "--store", metavar="STORE", help="Folder, address, or name in kg.toml.  [default: kg-store, or KG_STORE]"
    ),
    "base": click.option("--base", metavar="IRI", help="What data is minted under."),
    "model": click.option("--model", metavar="NAME", help="Installed spaCy pipeline to read with."),
    "extractor": click.option("--extractor", metavar="NAME", help="What reads the facts.  [default: rules]"),
    "engine": click.option("--engine", type=click.Choice(["shacl", "pyshacl"]), help="SHACL engine.  [default: shacl]"),
    "publisher": click.option("--publisher", metavar="NAME", help="Outlet of the articles that name none themselves."),
    "published": click.option("--published", metavar="TIME", help="When, for those that give no time (2024-01-31)."),
    "encoding": click.option("--encoding", metavar="NAME", help="Of texts, such as cp1252.  [default: found out]"),
    "language": click.option(
        "--language", metavar="CODE", help="Take every text to be in it: en.  [default: found out]"
    ),
    "map": click.option("--map", metavar="FIELD=COLUMN,...", help="Which columns or keys hold the fields: text=body."),
    "web": click.option(
        "--web", metavar="FOLDER", help="Where what is fetched is kept, as web archives.  [default: kg-web]"
    ),
    "follow": click.option("--follow", is_flag=True, default=None, help="Fetch the pages that feeds link to."),
    "allow_private": click.option(
        "--allow-private", is_flag=True, default=None, help="Fetch addresses of this machine and private networks too."
    ),
    "no_text": click.option(
        "--no-text", is_flag=True, default=None, help="Keep no texts, only the words that facts quote."
    ),
    "without": click.option("--without", multiple=True, metavar="NAME", help="Switch a rule off. May be repeated."),
    "workers": click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Processes.  [default: 1]"),
    "article_seconds": click.option(
        "--article-seconds",
        type=click.IntRange(min=1),
        metavar="N",
        help="CPU time an article may take.  [default: 60]",
    ),
}


READING = (
    "base", "model", "extractor", "engine", "publisher", "published", "workers", "article_seconds", "encoding",
    "language", "map", "web", "follow", "allow_private",
)  # fmt: skip
"""How sources are fetched and read, whatever becomes of them."""


def settings(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Adds these settings as options, and --config; the command gets them as one ``settings``."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def wrapper(config: Path | None, **given: Any) -> Any:
            chosen = {name: given.pop(name) for name in names}
            if chosen.get("without") == ():  # how click tells that it is not given
                chosen["without"] = None
            return command(settings=kg_settings.load(file=config, **chosen), **given)

        wrapped: Callable[..., Any] = click.option(
            "--config", type=click.Path(path_type=Path), metavar="FILE", help="Settings file.  [default: kg.toml]"
        )(wrapper)
        for name in reversed(names):
            wrapped = _CHOICES[name](wrapped)
        return wrapped

    return decorate


def quiet(command: Callable[..., Any]) -> Callable[..., Any]:
    """The switch that silences progress and summaries."""
    switched: Callable[..., Any] = click.option("-q", "--quiet", is_flag=True, help="No progress, no summary.")(command)
    return switched
