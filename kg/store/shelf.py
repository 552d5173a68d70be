"""What a store keeps beside its graph: the texts that articles were read from, and former revisions."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from kg import namespaces as ns
from kg.errors import MissingTextError, StoreError
from kg.store.files import TEMPORARY, remove_folder, write_whole

SUFFIX = ".json.gz"


class Shelf(Protocol):
    """Kept texts by the SHA-256 of their content, and former revisions by article."""

    def read(self, sha: str) -> bytes:
        """The text's record.

        Raises:
            StoreError: it is not there, or damaged.
        """

    def write(self, sha: str, record: bytes) -> bool:
        """Keeps a record; it is on the disk when this returns. False where it was there already, and whole."""

    def remove(self, sha: str) -> None: ...

    def keep_former(self, article: str, name: str, lines: Iterable[str], sha: str | None) -> None:
        """Keeps the graph that a new revision is about to replace, with its text."""

    def forget(self, article: str) -> None:
        """Removes the former revisions of an article, and what it was before it was curated."""

    def forget_former(self, article: str) -> None:
        """Removes the former revisions of an article, texts and all."""

    def keep_original(self, article: str, name: str, lines: Iterable[str]) -> None:
        """Keeps, as N-Quads lines, what an article was before curation made it the graph of this name."""

    def original(self, article: str, name: str) -> list[str] | None:
        """What the article was that curation made the graph of this name; None where it made none."""

    def drop_originals(self, article: str, but: str | None) -> None:
        """Removes what is kept of an article, but for that of the graph of this name."""

    def originals(self) -> list[str]:
        """The last parts of the IRIs of the articles of which something is kept."""

    def curation(self) -> str:
        """The curation file in force; empty where there is none."""

    def keep_curation(self, text: str) -> None:
        """Puts a curation file in force, which is not yet carried out."""

    def is_carried_out(self) -> bool:
        """Whether the curation file in force was carried out to its end."""

    def carried_out(self) -> None:
        """Notes that it was."""


class MemoryShelf:
    """Holds texts in memory, and no former revisions."""

    def __init__(self) -> None:
        self._texts: dict[str, bytes] = {}
        self._originals: dict[str, dict[str, list[str]]] = {}
        self._curation, self._is_carried_out = "", True

    def read(self, sha: str) -> bytes:
        try:
            return self._texts[sha]
        except KeyError:
            raise _missing(sha) from None

    def write(self, sha: str, record: bytes) -> bool:
        is_new = self._texts.get(sha) != record
        self._texts[sha] = record
        return is_new

    def remove(self, sha: str) -> None:
        self._texts.pop(sha, None)

    def keep_former(self, article: str, name: str, lines: Iterable[str], sha: str | None) -> None:
        """Nothing: a store in memory has no past."""

    def forget(self, article: str) -> None:
        self._originals.pop(_tail(article), None)

    def forget_former(self, article: str) -> None:
        """Nothing: there is none."""

    def keep_original(self, article: str, name: str, lines: Iterable[str]) -> None:
        self._originals.setdefault(_tail(article), {})[name] = list(lines)

    def original(self, article: str, name: str) -> list[str] | None:
        return self._originals.get(_tail(article), {}).get(name)

    def drop_originals(self, article: str, but: str | None) -> None:
        kept = self._originals.pop(_tail(article), {})
        if but in kept:
            self._originals[_tail(article)] = {but: kept[but]}

    def originals(self) -> list[str]:
        return sorted(self._originals)

    def curation(self) -> str:
        return self._curation

    def keep_curation(self, text: str) -> None:
        self._curation, self._is_carried_out = text, False

    def is_carried_out(self) -> bool:
        return self._is_carried_out

    def carried_out(self) -> None:
        self._is_carried_out = True


class FolderShelf:
    """Files, each written whole or not at all: ``texts/3f/3fa9….json.gz``, ``history/{article}/{name}.nq.gz``.

    What was before curation lies likewise in ``originals``, the curation file in force in ``curation.txt``, and
    ``curation.unfinished`` beside it until it is carried out.
    """

    def __init__(self, folder: Path) -> None:
        self._texts, self._history, self._originals = folder / "texts", folder / "history", folder / "originals"
        self._curation, self._unfinished = folder / "curation.txt", folder / "curation.unfinished"

    def path(self, sha: str) -> Path:
        return self._texts / sha[:2] / (sha + SUFFIX)

    def read(self, sha: str) -> bytes:
        import gzip
        import zlib

        path = self.found(self.path(sha))
        try:
            return gzip.decompress(path.read_bytes())
        except FileNotFoundError:
            raise _missing(sha) from None
        except (OSError, EOFError, zlib.error) as error:
            hint = "import the article again"
            raise StoreError(f"this kept text cannot be read: {error}", where=str(path), hint=hint) from None

    def found(self, path: Path) -> Path:
        """Where a file lies that belongs in some place, or would lie."""
        return path

    def discard(self, path: Path) -> None:
        """Removes a file that is needed no more, and the folder that it was alone in."""
        path.unlink(missing_ok=True)
        with suppress(OSError):
            path.parent.rmdir()

    def write(self, sha: str, record: bytes) -> bool:
        if self.path(sha).exists() and self._is_whole(sha, record):
            return False
        write_whole(self.path(sha), _compressed(record))
        return True

    def _is_whole(self, sha: str, record: bytes) -> bool:
        try:
            return self.read(sha) == record
        except StoreError:
            return False

    def remove(self, sha: str) -> None:
        self.discard(self.path(sha))

    def keep_former(self, article: str, name: str, lines: Iterable[str], sha: str | None) -> None:
        folder = self._revisions(article)
        write_whole(folder / f"{name}.nq.gz", _compressed("".join(f"{line}\n" for line in lines).encode("utf-8")))
        if sha and (kept := self.path(sha)).exists() and not (copy := folder / kept.name).exists():
            write_whole(copy, kept.read_bytes())

    def forget(self, article: str) -> None:
        self.forget_former(article)
        self._discard_all(self._originals / _tail(article))

    def forget_former(self, article: str) -> None:
        self._discard_all(self._revisions(article))

    def _discard_all(self, folder: Path) -> None:
        for path in list(folder.glob("*")):
            self.discard(path)

    def keep_original(self, article: str, name: str, lines: Iterable[str]) -> None:
        path = self._original(_tail(article), name)
        content = _compressed("".join(f"{line}\n" for line in lines).encode("utf-8"))
        if not path.exists() or path.read_bytes() != content:
            write_whole(path, content)

    def original(self, article: str, name: str) -> list[str] | None:
        import gzip
        import zlib

        path = self.found(self._original(_tail(article), name))
        try:
            return gzip.decompress(path.read_bytes()).decode("utf-8").split("\n")[:-1]
        except FileNotFoundError:
            return None
        except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
            what = f"what this article was before it was curated cannot be read: {error}"
            raise StoreError(what, where=str(path), hint="import the article again") from None

    def drop_originals(self, article: str, but: str | None) -> None:
        for path in list((self._originals / _tail(article)).glob("*")):
            if path != self._original(_tail(article), str(but)):
                self.discard(path)

    def originals(self) -> list[str]:
        return sorted(path.name for path in self._originals.glob("*"))

    def curation(self) -> str:
        try:
            return self._curation.read_text("utf-8")
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(f"the curation in force cannot be read: {error}", where=str(self._curation)) from None

    def keep_curation(self, text: str) -> None:
        write_whole(self._unfinished, b"")
        write_whole(self._curation, text.encode("utf-8"))

    def is_carried_out(self) -> bool:
        return not self._unfinished.exists()

    def carried_out(self) -> None:
        if not self._curation.stat().st_size:
            self._curation.unlink()
        self._unfinished.unlink(missing_ok=True)

    def former(self, article: str) -> Iterator[Path]:
        """The N-Quads files of an article's former revisions, oldest first."""
        found = [(path.stat().st_mtime_ns, path.name, path) for path in self._revisions(article).glob("*.nq.gz")]
        return (path for _, _, path in sorted(found))

    def texts(self) -> Iterator[tuple[str, Path]]:
        """The texts kept, each with its hash."""
        for path in sorted(self._texts.glob(f"*/*{SUFFIX}")):
            yield path.name.removesuffix(SUFFIX), path

    def articles(self) -> Iterator[tuple[str, Path]]:
        """The folders with former revisions of an article, or what it was before curation; its IRI's last part."""
        for path in sorted((*self._history.glob("*"), *self._originals.glob("*"))):
            yield path.name, path

    def sweep(self, is_named: Callable[[str], bool], is_stored: Callable[[str], bool]) -> None:
        """Removes what a killed writer left: half files, texts that no article names, the past of articles that went.

        ``is_named`` tells whether an article was read from the text of a hash, ``is_stored`` whether there is an
        article whose IRI ends so.
        """
        for folder in (self._texts, self._history, self._originals):
            for path in list(folder.glob(f"*/*{TEMPORARY}")):
                path.unlink()
        for sha, _ in list(self.texts()):
            if not is_named(sha):
                self.remove(sha)
        for tail, folder in list(self.articles()):
            if not is_stored(tail):
                remove_folder(folder)

    def _original(self, tail: str, name: str) -> Path:
        return self._originals / tail / f"{name}.nq.gz"

    def _revisions(self, article: str) -> Path:
        return self._history / _tail(article)


def _tail(article: str) -> str:
    """The name of an article's folder."""
    return ns.article_graph(article).rpartition("/")[2]


def _compressed(content: bytes) -> bytes:
    """Gzip without a clock reading: the same bytes in, the same bytes out."""
    import gzip

    return gzip.compress(content, compresslevel=6, mtime=0)


def _missing(sha: str) -> MissingTextError:
    return MissingTextError("the store keeps no text of this hash", where=sha)
