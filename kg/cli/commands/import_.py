"""The command `kg import`."""

import sys
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from typing import Final

import click

from kg.answers.words import number
from kg.answers.written import json_text
from kg.article.extent import number_of_articles
from kg.cli import render
from kg.cli.corrections import corrected
from kg.cli.options import READING, quiet, settings
from kg.cli.progress import Progress
from kg.cli.warned import tell_warnings
from kg.errors import UsageError
from kg.facts import kinds
from kg.importing import Summary, import_articles, unread
from kg.settings import Settings

_SHOWN: Final = 4
"""How many facts a warning names."""


@click.command("import")
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option("--dry-run", is_flag=True, help="Read and check, store nothing.")
@click.option("--again", is_flag=True, help="Read anew what is stored as it would be read, too.")
@click.option("--format", type=click.Choice(["table", "json"]), help="Of the summary.  [default: table on a terminal]")
@settings("store", *READING, "no_text")
@quiet
def command(
    sources: tuple[str, ...], dry_run: bool, again: bool, format: str | None, settings: Settings, quiet: bool
) -> int:
    """Read articles into a store.

    SOURCE is a file, a folder, an address, or - for stdin. Texts, web pages, feeds, JSON lines, tables, PDF, Word
    files, mails, agency formats and archives of those are read: docs/sources.md. An article that is stored as it
    would be read is passed over; a new text of one takes the place of the former, and what that changed is told.
    What cannot be read or does not conform is refused with a reason, the rest is stored. A sentence on which a rule
    of kg fails is left out and told.
    """
    if not sources:
        raise UsageError("no file given", hint="name files, folders, or - for stdin")
    tell_warnings()
    open_store = None
    if not dry_run:
        from kg.store import open_store as open_folder

        open_store = partial(open_folder, settings.store, settings.base)
    is_shown = not quiet and sys.stderr.isatty()
    progress = Progress(number_of_articles(sources, settings.web) if is_shown else None, is_shown=is_shown)
    summary = Summary()
    try:
        import_articles(sources, settings, open_store, progress, again=again, summary=summary)
    except KeyboardInterrupt:
        progress.wipe()
        if summary.done:
            render.complain(_broken_off(summary))
        raise click.exceptions.Abort from None
    return tell(summary, progress, format=None if quiet else render.chosen(format))


def _broken_off(summary: Summary) -> str:
    stored = ", ".join(f"{n} {what}" for what, n in sorted(summary.outcomes.items()))
    return f"stored until here: {stored}; the same command goes on from there"


def tell(summary: Summary, progress: Progress, *, format: str | None) -> int:
    """Wipes progress away, says what was refused and left out, and with a format the summary; the exit code."""
    progress.wipe()
    for line in corrected(summary.corrections):
        render.complain(line)
    for line in _passed_over(summary):
        render.complain(line)
    for line in summary.copies:
        render.complain(f"copy: {line}; both are kept")
    for error in summary.refused:
        render.complain(f"refused: {error}")
    for line in summary.skipped:
        render.complain(f"warning: {line}")
    if format:
        render.emit(_told(summary, format))
    return summary.exit_code


def _passed_over(summary: Summary) -> Iterator[str]:
    """What is no article in a folder: a line for each kind, with the first few files."""
    kinds_: dict[str, list[str]] = {}
    for error in summary.passed_over:
        kinds_.setdefault(error.what, []).append(error.where or "")
    for what, files in kinds_.items():
        shown = ", ".join(files[:_SHOWN]) + (f" and {len(files) - _SHOWN} more" if len(files) > _SHOWN else "")
        yield f"passed over: {shown}: {what}"


def _told(summary: Summary, format: str) -> str:
    counted = {**summary.outcomes, **summary.facts, **summary.actors}
    if format == "json":
        report = {
            "articles": dict(summary.outcomes),
            "facts": {kind.name: summary.facts[kind.name] for kind in kinds.KINDS},
            "actors": {kind: summary.actors[kind] for kind in ("linked", "provisional", "described")},
            "warnings": dict(summary.warnings),
            "warned": summary.warned,
            "unread": dict(summary.unread),
            "skipped": summary.skipped,
            "passed_over": [str(error) for error in summary.passed_over],
            "copies": summary.copies,
            "corrections": [asdict(correction) for correction in summary.corrections],
            "refused": [str(error) for error in summary.refused],
        }
        return json_text(report, indent=1)
    articles = ", ".join(f"{n} {what}" for what, n in sorted(summary.outcomes.items())) or "none stored"
    facts = " · ".join(number(counted.get(kind.name, 0), kind.name.removesuffix("s")) for kind in kinds.KINDS)
    actors = (
        f"actors: {counted.get('linked', 0)} linked, {counted.get('provisional', 0)} provisional "
        f"(kg query provisional-actors), {counted.get('described', 0)} only described"
    )
    passed = f", {len(summary.passed_over)} files passed over" if summary.passed_over else ""
    lines = [f"articles: {articles}, {len(summary.refused)} refused{passed}"]
    lines += [f"facts: {facts}", actors] if summary.outcomes.keys() - {"unchanged"} else []
    lines += unread(summary.unread)
    lines += [f"sentences left out: {len(summary.skipped)}"] if summary.skipped else []
    lines += [f"warning: {m} ({_places(summary.warned[m])})" for m, _ in summary.warnings.most_common()]
    return "\n".join(lines)


def _places(facts: list[str]) -> str:
    """Ids of the facts that a warning is about, for kg explain."""
    shown = ", ".join(iri.rpartition("#")[2] or iri for iri in facts[:_SHOWN])
    rest = f" and {len(facts) - _SHOWN} more, which kg validate lists" if len(facts) > _SHOWN else ""
    return f"{shown}{rest}"
