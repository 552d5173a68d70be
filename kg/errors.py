"""Typed errors: each knows its exit code and says in one line what was wrong, where, and what to do."""

from typing import Any


class KgError(Exception):
    """Root of what kg raises on purpose.

    Attributes:
        exit_code: what the command line exits with (1 data refused, 2 bad usage or unreadable source, 3 our bug).
    """

    exit_code = 3

    def __init__(self, what: str, *, where: str | None = None, hint: str | None = None) -> None:
        super().__init__(what)
        self.what, self.where, self.hint = what, where, hint

    def __reduce__(self) -> "tuple[Any, ...]":
        return _restored, (type(self), self.args, self.__dict__)  # from process to process, whatever its constructor

    def __str__(self) -> str:
        line = f"{self.where}: {self.what}" if self.where else self.what
        return f"{line} ({self.hint})" if self.hint else line


def _restored(kind: type[KgError], args: tuple[Any, ...], fields: dict[str, Any]) -> KgError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(fields)
    return error


class UsageError(KgError):
    """A wrong option, parameter, name or setting."""

    exit_code = 2


class SourceError(KgError):
    """A source given by name cannot be read: missing, binary, too large, of an unknown encoding."""

    exit_code = 2


class FormatError(SourceError):
    """A source holds no articles, by its format: an image, a graph, a spreadsheet. In a folder it is passed over."""


class SkippedError(KgError):
    """A file of a folder that by its format holds no articles: told, and no fault."""

    exit_code = 0


class RefusedError(KgError):
    """One article among others is refused: empty, malformed, or its graph does not conform."""

    exit_code = 1


class StoreError(KgError):
    """The store cannot be opened or written: locked, of another version, or no store at all."""

    exit_code = 2


class InUseError(StoreError):
    """Another process has the store: one that writes, or one that reads where somebody wants to write."""


class MissingTextError(StoreError):
    """A text that a graph names is not kept here: whoever imported the article has it."""


class QueryError(KgError):
    """An unknown query or parameter, a value of the wrong type, or SPARQL that does not parse."""

    exit_code = 2


class UnknownNameError(QueryError):
    """A value names nobody and nothing, or more than one."""


class ForbiddenError(QueryError):
    """A query asks for what is not allowed here: other machines, or a change."""


class ResourceError(KgError):
    """A file that the installation should carry is missing."""

    exit_code = 3


class InternalError(KgError):
    """A fault of ours, met while one article was read: the others go on."""
