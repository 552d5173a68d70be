"""The command `kg rules`."""

from typing import Final

import click

from kg.cli import render

KINDS: Final = ("mend", "exception")
_COLUMNS: Final = ("name", "kind", "says")
_MORE: Final = ("needs", "spares")


@click.command("rules")
@click.option("--kind", type=click.Choice(KINDS), help="Only those of this kind.")
@click.option("--format", type=click.Choice(render.FORMATS), help="[default: table on a terminal, else json]")
def command(kind: str | None, format: str | None) -> None:
    """List the rules that have a name and can be switched off, in their order.

    A mend sets a parse right; an exception is what reads like a fact and is none. All formats but the table have a
    sentence that needs the rule, and one that looks alike and that it leaves alone.

    `kg extract --without NAME` reads without a rule, `kg explain --rules ID` tells which ones made a fact.
    """
    from kg.english.rule import rules
    from kg.extractor import load_extractor

    load_extractor("rules")  # with which they come
    shown = render.chosen(format)
    columns = _COLUMNS if shown == "table" else _COLUMNS + _MORE
    listed = ([getattr(rule, column) for column in columns] for rule in rules() if kind in (None, rule.kind))
    render.emit(render.rows(columns, listed, shown))
