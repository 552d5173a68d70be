"""The command `kg watch`."""

import sys
from datetime import timedelta
from functools import partial

import click

from kg.cli import render
from kg.cli.commands.import_ import tell
from kg.cli.options import settings
from kg.cli.progress import Progress, duration
from kg.cli.warned import tell_warnings
from kg.errors import UsageError
from kg.settings import Settings
from kg.watching import Round, Watch


@click.command("watch")
@click.argument("feeds", nargs=-1, metavar="FEED...")
@click.option(
    "--every", type=click.IntRange(min=1), default=15, show_default=True, metavar="MINUTES", help="Between two rounds."
)
@click.option("--rounds", type=click.IntRange(min=1), metavar="N", help="End after so many.  [default: never]")
@settings(
    "store", "base", "model", "extractor", "engine", "publisher", "workers", "article_seconds", "language", "web",
    "follow", "allow_private", "no_text"
)  # fmt: skip
def command(feeds: tuple[str, ...], every: int, rounds: int | None, settings: Settings) -> int:
    """Ask feeds for what is new, and import it; one line a round.

    FEED is the address of an RSS, Atom or JSON feed. A feed that has not changed is not sent again (ETag,
    Last-Modified); one that fails is asked less and less often; one that is gone for good no more. Ended or killed
    at any moment, the same command goes on.
    """
    from kg.pipeline import fetcher
    from kg.store import open_store

    if not feeds:
        raise UsageError("no feed given", hint="name the addresses of feeds")
    tell_warnings()
    opening = partial(open_store, settings.store, settings.base)
    watch = Watch(settings.web, settings, fetcher(settings), opening, timedelta(minutes=every))
    code = 0
    with watch.opened():
        for done in watch.rounds(feeds, rounds):
            code = max(code, _told(done))
            sys.stdout.flush()
    return code


def _told(done: Round) -> int:
    """Says what came of a round; the exit code for it."""
    render.emit(f"{done.at.strftime('%Y-%m-%d %H:%M:%S')}Z {done.feed}: {_outcome(done)}")
    if done.summary:
        return tell(done.summary, Progress(None, is_shown=False), format=None)
    return done.problem.exit_code if done.problem else 0


def _outcome(done: Round) -> str:
    if done.is_gone:
        return "gone for good, it is not asked again"
    if done.problem:
        return f"failed, {done.problem.what}; next in {duration(done.pause.total_seconds())}"
    if done.is_unchanged or done.summary is None:
        return "nothing new"
    counted = [f"{n} {what}" for what, n in sorted(done.summary.outcomes.items())]
    counted += [f"{len(done.summary.refused)} refused"] if done.summary.refused else []
    return ", ".join(counted) or "nothing new"
