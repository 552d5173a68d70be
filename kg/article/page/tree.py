"""The elements of a page: parsed within bounds, so that no page costs more than its own article."""

from typing import Final

from lxml import etree, html
from lxml.html import HtmlElement

from kg.article.clean import squeeze
from kg.article.markup import trimmed
from kg.errors import RefusedError

_MOST_ELEMENTS: Final = 50_000
"""Articles have some 700 to 1,500 with all their menus; long live blogs have 20,000."""

_MOST_TAGS: Final = 1_000_000
"""Of which scripts and comments have some; to parse more takes as much memory as a page may."""

_UNREAD: Final = frozenset({"svg", "style", "template", "canvas", "map", "object", "embed"})


def parsed(markup: str, where: str) -> HtmlElement:
    """The root of a page.

    Raises:
        RefusedError: it has no elements, is nested too deeply, or has more elements than any article.
    """
    if markup.count("<") > _MOST_TAGS:
        raise _too_many(where)
    # XHTML tells an encoding that the text has no more.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(
            trimmed(markup.replace("\0", "")).encode("utf-8", "replace"), parser=parser, ensure_head_body=True
        )
    except etree.LxmlError:  # nothing but white space, or what is no markup at all
        raise RefusedError("this page is empty", where=where) from None
    if any(fault.type_name == "ERR_RESOURCE_LIMIT" for fault in parser.error_log):
        raise RefusedError(
            "this page is nested too deeply, or holds too long a text, to be read to its end",
            where=where,
            hint="save its text as plain text",
        )
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        raise _too_many(where)
    _drop(root, *_UNREAD)
    for element in root.iter("div", "p", "hr"):
        # It stands for a break, and is lost as what is empty is.
        if not len(element) and not (element.text or "").strip() and (element.tail or "").strip():
            element.tag = "br"
    return root


def _too_many(where: str) -> RefusedError:
    what = f"this page has more than {_MOST_ELEMENTS:,} elements"
    return RefusedError(what, where=where, hint="save its text as plain text")


def text(element: HtmlElement) -> str:
    """The text of an element on one line."""
    return squeeze("".join(element.itertext()))


def without_scripts(root: HtmlElement) -> str:
    """Takes the scripts out of a page, once what they tell of it is read, and what stands for them where none run.

    Returns:
        what is then visible, with what stood for the scripts.
    """
    _drop(root, "script")
    visible = text(root)
    _drop(root, "noscript")
    return visible


def _drop(root: HtmlElement, *tags: str) -> None:
    for element in list(root.iter(*tags)):
        element.drop_tree()
