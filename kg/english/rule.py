"""Rules with names: each can be listed, switched off, watched, and has a sentence that needs it and one to leave alone.

A rule is a function under ``@rule``. Its last argument is the token that it looks at, or what has one (``.token``):

>>> @rule("no-war", kind="exception", says="a war that is feared", needs="...", spares="...", neutral=False)
... def _is_feared(parse: Parse, token: int) -> bool: ...                                       # doctest: +SKIP

Switched off it is not asked, and gives its neutral result; where it gives any other, it has fired.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any, Final, Generic, Literal, ParamSpec, TypeVar, get_args

from kg.errors import UsageError

Kind = Literal["mend", "frame", "region", "exception"]
"""``mend``: of a parse. ``frame``: where the content of a cue stands. ``region``: what makes a stretch somebody's word.
``exception``: what reads like a fact and is none."""

P = ParamSpec("P")
R = TypeVar("R")

_NAME: Final = re.compile(r"[a-z]+(-[a-z]+)*")
_REGISTRY: Final[dict[str, "Rule[Any, Any]"]] = {}


@dataclass(frozen=True, slots=True)
class Firing:
    """That a rule did something, and at which token."""

    rule: str
    token: int


@dataclass(frozen=True, slots=True)
class _Watch:
    off: frozenset[str] = frozenset()
    fired: list[Firing] | None = None


_watch: ContextVar[_Watch | None] = ContextVar("kg.english.rule", default=None)
"""None, which costs a look only, unless somebody switches rules off or wants to know which ones fire."""


@dataclass(frozen=True, slots=True, eq=False)
class Rule(Generic[P, R]):
    """A function with a name.

    Attributes:
        says: what it holds, in a few words.
        needs: a sentence that is read otherwise where the rule is switched off.
        spares: one that looks alike, and that it leaves alone.
        neutral: what it gives where it has nothing to do.
    """

    name: str
    kind: Kind
    says: str
    needs: str
    spares: str
    neutral: R
    do: Callable[P, R]

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        watch = _watch.get()
        if watch is None:
            return self.do(*args, **kwargs)
        if self.name in watch.off:
            return self.neutral
        found = self.do(*args, **kwargs)
        if watch.fired is not None and found != self.neutral:
            at = args[-1]
            watch.fired.append(Firing(self.name, at if isinstance(at, int) else at.token))  # type: ignore[attr-defined]
        return found


def rule(
    name: str, *, kind: Kind, says: str, needs: str, spares: str, neutral: R
) -> Callable[[Callable[P, R]], Rule[P, R]]:
    """Makes a rule of a function, and registers it.

    Raises:
        ValueError: another rule has this name, or it is not written in kebab-case.
    """

    def register(do: Callable[P, R]) -> Rule[P, R]:
        if name in _REGISTRY or not _NAME.fullmatch(name):
            raise ValueError(f"a rule's name is lower-case-with-hyphens, and its own: {name!r}")
        made = Rule(name, kind, says, needs, spares, neutral, do)
        _REGISTRY[name] = made
        return made

    return register


def rules() -> tuple[Rule[Any, Any], ...]:
    """All rules of the modules that are loaded, kind by kind, in the order of their registration."""
    return tuple(sorted(_REGISTRY.values(), key=lambda rule: get_args(Kind).index(rule.kind)))


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Switches rules off, in this thread, as long as the context lasts.

    Raises:
        UsageError: there is no such rule.
    """
    check(names)
    watch = _watch.get()
    if names:
        watch = replace(watch or _Watch(), off=(watch or _Watch()).off.union(names))
    token = _watch.set(watch)
    try:
        yield
    finally:
        _watch.reset(token)


def check(names: Iterable[str]) -> None:
    """Refuses names that no rule has.

    Raises:
        UsageError: there is no such rule.
    """
    for name in names:
        if name not in _REGISTRY:
            raise UsageError(f"no rule {name!r}", hint=_near(name))


def _near(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, _REGISTRY, 1)
    return f"did you mean {near[0]!r}?" if near else "kg rules lists them"


@contextmanager
def firings() -> Iterator[list[Firing]]:
    """Collects which rules do something, and at which tokens, as long as the context lasts."""
    fired: list[Firing] = []
    token = _watch.set(replace(_watch.get() or _Watch(), fired=fired))
    try:
        yield fired
    finally:
        _watch.reset(token)
