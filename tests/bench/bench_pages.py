"""What a web page costs: its reader beside trafilatura alone, on pages given by path.

    python tests/bench/bench_pages.py PAGE... [--repeat N]

Told are milliseconds of processor time a page, each page read N times (3), the first time not counted: reading by kg
(text, title, dates, people, refusals), and the main text with metadata by trafilatura.
"""

import argparse
import gzip
import io
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from trafilatura import bare_extraction

from kg.article import Options, reading
from kg.article.source import Source


def by_kg(name: str, page: bytes) -> object:
    return list(reading.read_source(Source(name, io.BufferedReader(io.BytesIO(page))), Options(language="en")))


def by_trafilatura(name: str, page: bytes) -> object:
    return bare_extraction(page, include_comments=False, with_metadata=True)


def milliseconds(read: Callable[[str, bytes], object], pages: Sequence[tuple[str, bytes]], repeat: int) -> float:
    """Of one page, on average."""
    for name, page in pages:
        read(name, page)
    began = time.process_time()
    for _ in range(repeat):
        for name, page in pages:
            read(name, page)
    return (time.process_time() - began) * 1000 / repeat / len(pages)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="+", type=Path, metavar="PAGE")
    parser.add_argument("--repeat", type=int, default=3)
    told = parser.parse_args()
    pages = [(f"{path.name.removesuffix('.gz').removesuffix('.html')}.html", content(path)) for path in told.pages]
    size = sum(len(page) for _, page in pages) / len(pages) / 1000
    print(f"{len(pages)} pages of {size:.0f} kB")
    for name, read in (("kg", by_kg), ("trafilatura", by_trafilatura)):
        print(f"{name:12} {milliseconds(read, pages, told.repeat):6.1f} ms a page")


def content(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


if __name__ == "__main__":
    main()
