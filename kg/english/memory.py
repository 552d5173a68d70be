"""Questions to a parse that are asked again and again: asked once, and remembered with the parse."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec, TypeVar, cast

from kg.document import Parse

P = ParamSpec("P")
Answer = TypeVar("Answer")

_UNKNOWN: Final[Any] = object()


def remembered(ask: Callable[Concatenate[Parse, P], Answer]) -> Callable[Concatenate[Parse, P], Answer]:
    """Remembers what a question gives for the same tokens of a parse; the answer must be one that nobody changes."""
    name = f"{ask.__module__}.{ask.__qualname__}"

    @wraps(ask)
    def answer(parse: Parse, *args: P.args, **kwargs: P.kwargs) -> Answer:
        found = parse.answers.get((name, args), _UNKNOWN)
        if found is _UNKNOWN:
            found = parse.answers[name, args] = ask(parse, *args, **kwargs)
        return found  # type: ignore[no-any-return]

    return cast("Callable[Concatenate[Parse, P], Answer]", answer)
