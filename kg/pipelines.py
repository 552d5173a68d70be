"""The language models: installed spaCy pipelines, each loaded once a process, multiplied by the quickest library."""

import warnings
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from kg.errors import UsageError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_TUNED: Final = ("openblas", "accelerate", "mkl")
"""Parts of names of BLAS libraries that multiply a model's small matrices faster than blis, which thinc brings."""


@contextmanager
def parsed(model: str, texts: Iterable[str]) -> "Iterator[list[Doc]]":
    """Parses texts; the parses are gone with the context, and their memory with them.

    Raises:
        UsageError: no pipeline of this name is installed.
    """
    nlp = pipeline(model)
    with _one_thread(), nlp.memory_zone():
        yield list(nlp.pipe(texts))


@cache
def pipeline(model: str) -> "Language":
    """The pipeline of a name, loaded.

    Raises:
        UsageError: it is not installed.
    """
    import spacy
    from thinc.api import NumpyOps, get_current_ops, set_current_ops

    others = get_current_ops()
    if _is_tuned() and isinstance(others, NumpyOps):
        set_current_ops(NumpyOps(use_blis=False))
    try:
        with warnings.catch_warnings():
            # W095: the pipeline was trained with spaCy 3.7 and runs the same under 3.8.
            warnings.filterwarnings("ignore", message=r"\[W095\]")
            return spacy.load(model)
    except OSError:
        raise UsageError(f"the language model {model!r} is not installed", hint="pip install it by name") from None
    finally:
        set_current_ops(others)


@cache
def _is_tuned() -> bool:
    """Whether numpy multiplies by a library made for the processor; it says so itself, the same on every start."""
    import numpy

    built: Any = numpy.show_config(mode="dicts")
    name = str(built.get("Build Dependencies", {}).get("blas", {}).get("name", "")).lower()
    return any(known in name for known in _TUNED)


def _one_thread() -> AbstractContextManager[Any]:
    """Matrices this small gain nothing by threads, which workers would fight for."""
    limited: AbstractContextManager[Any] = _blas().limit(limits=1, user_api="blas")
    return limited


@cache
def _blas() -> Any:
    import threadpoolctl

    return threadpoolctl.ThreadpoolController()
