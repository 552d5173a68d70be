"""Which form of an answer a client wants: by the header Accept (RFC 9110, 12.5.1), or by a name in the address."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from kg.errors import KgError


class NotAcceptableError(KgError):
    """A client wants a form that there is not."""


_MOST: Final = 100
"""Ranges of a header that are read."""


class _Wanted(NamedTuple):
    type: str
    quality: float


def chosen(accept: str, forms: Sequence[str]) -> str:
    """The one of some media types, best liked first by us, that a client likes best.

    Raises:
        NotAcceptableError: it wants none of them.
    """
    if not accept.strip():
        return forms[0]
    wanted = [_wanted(part) for part in accept.split(",", _MOST)[:_MOST] if part.strip()]
    liked = max(forms, key=lambda form: _quality(form, wanted))
    if _quality(liked, wanted) <= 0:
        raise NotAcceptableError(f"there is no {accept.strip()[:200]}", hint=f"one of {', '.join(forms)}")
    return liked


def wanted(accept: str, format: str | None, forms: Mapping[str, str], also: Sequence[str] = ()) -> str:
    """The media type that is wanted: of a short name in the address, else by the header.

    ``forms`` are the types by their short names, best liked first; ``also`` are others, which have none.

    Raises:
        NotAcceptableError: there is no such form.
    """
    if format is not None:
        return named(format, forms)
    return chosen(accept, list(dict.fromkeys((*forms.values(), *also))))


def is_browser(accept: str, *others: str) -> bool:
    """Whether a page is liked better than these types, as somebody with a browser does."""
    try:
        return chosen(accept, [*others, "text/html"]) == "text/html"
    except NotAcceptableError:
        return False


def named(name: str, forms: Mapping[str, str]) -> str:
    """The media type of a short name.

    Raises:
        NotAcceptableError: there is none of this name.
    """
    if name in forms.values():
        return name
    if name not in forms:
        raise NotAcceptableError(f"there is no format {name[:40]!r}", hint=f"one of {', '.join(forms)}")
    return forms[name]


def _wanted(part: str) -> _Wanted:
    type, *parameters = (piece.strip() for piece in part.split(";"))
    quality = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                quality = min(1.0, max(0.0, float(value)))
            except ValueError:
                quality = 0.0
    return _Wanted(type.lower(), quality)


def _quality(form: str, wanted: Sequence[_Wanted]) -> float:
    """How much a type is wanted: the most specific range that it is in decides."""
    main = form.partition("/")[0]
    for range in (form, f"{main}/*", "*/*"):
        if found := [each.quality for each in wanted if each.type == range]:
            return max(found)
    return 0.0
