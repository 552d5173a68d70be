"""What a look-up in the reference facts costs: `python tests/bench/bench_reference.py`."""

import statistics
import timeit
from collections.abc import Callable, Sequence

from kg.reference import lookup

BASE = "https://kg.example/"
RUNS, REPEATS = 2000, 5
QUESTIONS: Sequence[tuple[Callable[..., object], tuple[str, ...]]] = (
    (lookup.candidates, ("Sergey Lavrov", BASE)),
    (lookup.candidates, ("Nobody Atall", BASE)),
    (lookup.fuzzy, ("Vasili Nebenzja", BASE)),
    (lookup.places, ("Belgorod", BASE)),
    (lookup.state, ("RUS", BASE)),
    (lookup.tenures, ("http://www.wikidata.org/entity/Q58217", BASE)),
    (lookup.holders, ("RUS", "foreign_minister", "2024-01-01", BASE)),
)


def microseconds(call: Callable[[], object]) -> float:
    """Median over repeats of the time of one call."""
    return statistics.median(timeit.repeat(call, number=RUNS, repeat=REPEATS)) / RUNS * 1e6


def main() -> None:
    for question, parameters in QUESTIONS:
        asked = question.__wrapped__  # type: ignore[attr-defined]
        first = microseconds(lambda asked=asked, parameters=parameters: asked(*parameters))
        again = microseconds(lambda question=question, parameters=parameters: question(*parameters))
        print(f"{question.__name__}{parameters[:-1]}: {first:.1f} µs, asked again {again:.2f} µs")


if __name__ == "__main__":
    main()
