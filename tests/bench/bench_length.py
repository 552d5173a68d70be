"""What the rules cost a word, by the length of an article: `python tests/bench/bench_length.py [--words N ...]`.

The articles are the samples, one behind another, with other people in each round. The parse is not counted.
"""

import argparse
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random

from kg import salvage
from kg.article import read
from kg.article.model import Article, Block
from kg.document import Document, documents
from kg.facts.rules import RuleExtractor
from kg.settings import Settings

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
LENGTHS = (400, 12_500, 50_000, 100_000)
SHORT = 40
"""Articles of the shortest length, so that it is measured over as many words as take some time."""
RUNS = 3

# What only a page of quotation marks, brackets or unfinished sentences holds: 32 kB each.
HOSTILE = {"quotation marks": '" ', "opening marks": "“ ", "brackets": "( ", "clauses": "that Japan said "}
HOSTILE_BYTES = 32_000


def blocks(settings: Settings) -> Iterator[Block]:
    """The paragraphs of the samples again and again, each time with other surnames."""
    articles = [a for path in sorted(SAMPLES.iterdir()) for a in read(path) if isinstance(a, Article)]
    people = {word for d in documents(articles, settings) for word in _surnames(d)}
    for number in count():
        names = {surname: _another(surname, number) for surname in people}
        for article in articles:
            for block in article.blocks:
                yield Block("paragraph", " ".join(_renamed(word, names) for word in block.text.split(" ")))


def article(source: Iterator[Block], words: int) -> Article:
    """An article of at least so many words."""
    taken: list[Block] = []
    while words > 0:
        taken.append(next(source))
        words -= len(taken[-1].text.split())
    return Article("bench", tuple(taken), id=str(len(taken)))


def hostile(text: str) -> Article:
    """An article of one paragraph that repeats a text."""
    return Article("hostile", (Block("paragraph", (text * HOSTILE_BYTES)[:HOSTILE_BYTES]),), id="hostile")


def milliseconds(read: list[Document]) -> float:
    """The rules' time for 1,000 words, the best of some runs."""
    extract, words = RuleExtractor(), sum(len(d.text.split()) for d in read)
    best = float("inf")
    for _ in range(RUNS):
        began = time.process_time()
        for document in read:
            extract(document)
        best = min(best, time.process_time() - began)
    return best * 1e6 / words


def _surnames(document: Document) -> Iterator[str]:
    text = document.parse.text
    yield from (text[end - 1] for _, end, label in document.parse.entities if label == "PERSON")


def _renamed(word: str, names: dict[str, str]) -> str:
    bare = word.strip('.,;:!?"“”()').removesuffix("’s").removesuffix("'s")
    return word.replace(bare, names[bare]) if bare in names else word


def _another(surname: str, number: int) -> str:
    chance = Random(f"{surname} {number}")
    return "".join(chance.choice(["ka", "ro", "vi", "len", "dor", "mas", "tu", "bel"]) for _ in range(3)).title()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, nargs="+", default=LENGTHS, help="lengths of the articles")
    settings = Settings()
    first = None
    for words in parser.parse_args().words:
        source = blocks(settings)
        copies = SHORT if words < 1_000 else 1
        found = milliseconds(list(documents((article(source, words) for _ in range(copies)), settings)))
        first = first or found
        print(f"{words:>7,} words: {found:6.1f} ms for 1,000 words, {found / first:.2f} times the first")
    for name, text in HOSTILE.items():
        began = time.process_time()
        document = next(documents([hostile(text)], settings))
        parsed = time.process_time()
        salvage.read(document, RuleExtractor())
        print(f"32 kB of {name}: {time.process_time() - parsed:.2f} s, and {parsed - began:.2f} s for the parse")


if __name__ == "__main__":
    main()
