"""The command line: finds the command, turns errors into one line and an exit code."""

import sys
from importlib import import_module
from typing import Any, Final

import click

from kg import __version__
from kg.errors import KgError

COMMANDS: Final = {
    "import": "Read articles into a store.",
    "extract": "Read articles and print what they say.",
    "validate": "Hold graphs against the shapes.",
    "query": "Ask a store: a query by name, a file, or SPARQL from stdin.",
    "show": "Show one fact, actor or article.",
    "explain": "Open the sentence behind a fact.",
    "export": "Write a store, or one article, as RDF.",
    "stats": "Count what a store holds.",
    "retract": "Take articles out of a store.",
}
"""Command -> its line in `kg --help`; the modules behind them are imported when called, for a fast start."""


class _Lazy(click.Group):
    """Knows its commands by name and imports only the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"kg.cli.commands.{cmd_name.replace('import', 'import_')}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, 1)
            raise click.UsageError(f"no command {args[0]!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kg", message="%(prog)s %(version)s")
@click.option("-v", "--verbose", is_flag=True, help="Tell on stderr what is going on.")
def cli(verbose: bool) -> None:
    """News articles into a graph of who said what about whom, who sanctioned whom, and what happened."""
    if verbose:
        import logging

        logging.basicConfig(level=logging.DEBUG, format="%(name)s: %(message)s")
        logging.getLogger("kg").setLevel(logging.DEBUG)


def main(args: list[str] | None = None) -> Any:
    """Entry point of the console script. Exit codes: 0 done, 1 data refused, 2 bad usage or source, 3 our bug."""
    try:
        code = cli.main(args=args, prog_name="kg", standalone_mode=False)
    except click.exceptions.Abort:
        _complain("interrupted")
        sys.exit(130)
    except click.ClickException as error:
        _complain(_one_line(error))
        sys.exit(2)
    except KgError as error:
        _complain(str(error))
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of our output has left, as `head` does: no fault, and nothing to say.
        sys.stdout = None
        sys.exit(0)
    except Exception as error:
        if "-v" in (args or sys.argv) or "--verbose" in (args or sys.argv):
            raise
        _complain(f"kg failed: {type(error).__name__}: {error} (a fault of kg: please report it; kg -v shows more)")
        sys.exit(3)
    sys.exit(code if isinstance(code, int) else 0)


def _one_line(error: click.ClickException) -> str:
    command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "kg"
    return f"{error.format_message().rstrip('.')} (see {command} --help)"


def _complain(line: str) -> None:
    click.echo(f"error: {' '.join(line.split())}", err=True)
