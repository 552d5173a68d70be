"""The command line: finds the command, turns errors into one line and an exit code."""

import atexit
import errno
import os
import signal
import sys
from importlib import import_module
from types import FrameType
from typing import Any, Final

import click

from kg import __version__
from kg.cli.render import complain
from kg.errors import KgError

COMMANDS: Final = {
    "import": "Read articles into a store.",
    "watch": "Ask feeds for what is new, and import it.",
    "extract": "Read articles and print what they say.",
    "validate": "Hold graphs against the shapes.",
    "query": "Ask a store: a query by name, a file, or SPARQL from stdin.",
    "serve": "Serve a store over HTTP: SPARQL, the library, pages.",
    "mcp": "Serve a store to assistants (Model Context Protocol).",
    "actors": "List actors, search them, propose which are the same.",
    "curate": "Decide who is who: a file with a decision a line.",
    "show": "Show facts, actors or articles.",
    "explain": "Open the sentence behind a fact.",
    "rules": "List the rules that have a name and can be switched off.",
    "export": "Write a store, or one article, as RDF, tables or annotations.",
    "load": "Load a store, or files, into a store behind SPARQL.",
    "pull": "Copy a store behind SPARQL into a folder.",
    "stats": "Count what a store holds.",
    "retract": "Take articles out of a store.",
    "compact": "Write a store anew: what was retracted then stands in none of its files.",
    "check": "Tell whether a store is whole, and how what is not is mended.",
    "backup": "Copy a store as it is now into a new folder.",
    "restore": "Make a store of a backup.",
    "renew": "Read the kept texts of a store anew, into a new store.",
}
"""Command -> its line in `kg --help`; the modules behind them are imported when called, for a fast start."""


_FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EMFILE, errno.ENFILE, errno.EIO)
_CLOSED: Final = (errno.EROFS, errno.EACCES, errno.EPERM)
_NO_NAME: Final = (errno.ENAMETOOLONG, errno.ENOTDIR, errno.ELOOP)
_OF_THE_MACHINE: Final = frozenset((*_FULL, *_CLOSED, *_NO_NAME))
"""What a full disk, a read-only place or a name that no file can have is answered by: no fault of kg."""


class _ReaderLeft(Exception):  # noqa: N818 (no error: `kg query ... | head` is content)
    """Who reads our output wants no more of it."""


class _Lazy(click.Group):
    """Knows its commands by name and imports only the one that is called."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Before click sees it, who would call it a failure.
            raise _ReaderLeft from None

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
    """Entry point of the console script.

    Without ``args`` the process is over when the command is; with them, and after an error, SystemExit tells the code.
    Exit codes: 0 done, 1 data refused, 2 bad usage or source, 3 our bug, 128 + n ended by signal n.
    """
    _open_standard_streams()
    signal.signal(signal.SIGTERM, _terminated)
    try:
        code = cli.main(args=args, prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
    except (click.exceptions.Abort, KeyboardInterrupt):  # the latter where click itself was interrupted
        complain("error: interrupted")
        sys.exit(130)
    except click.ClickException as error:
        complain(f"error: {_one_line(error)}")
        sys.exit(2)
    except KgError as error:
        complain(f"error: {error}")
        sys.exit(error.exit_code)
    except (_ReaderLeft, BrokenPipeError):
        _discard_output()
        sys.exit(0)
    except Exception as error:
        sys.exit(_failed(error, verbose="-v" in (args or sys.argv) or "--verbose" in (args or sys.argv)))
    code = code if isinstance(code, int) else 0
    if args is None:
        _leave(code)
    sys.exit(code)


def _leave(code: int) -> None:
    """Ends a process that is done at once: to free all that it has loaded takes a tenth of a query's time."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # what was asked for is done
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _failed(error: Exception, *, verbose: bool) -> int:
    if isinstance(error, OSError) and error.errno in _OF_THE_MACHINE:
        complain(f"error: {error.filename or 'output'}: {error.strerror}")
        _discard_output()
        return 2
    if verbose:
        raise error
    complain(f"error: kg failed: {type(error).__name__}: {error} (a fault of kg: please report it; kg -v shows more)")
    return 3


def _open_standard_streams() -> None:
    """Streams that the caller closed lead nowhere; else the next file opened would get their number."""
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            if nowhere != number:
                os.dup2(nowhere, number)
                os.close(nowhere)
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8", closefd=False))


def _discard_output() -> None:
    """Lets what is left in the buffer go where it cannot fail, when the interpreter flushes at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _terminated(number: int, frame: FrameType | None) -> None:
    """Unwinds, so that workers stop and the store is closed."""
    sys.exit(128 + number)


def _one_line(error: click.ClickException) -> str:
    command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "kg"
    return f"{error.format_message().rstrip('.')} (see {command} --help)"
