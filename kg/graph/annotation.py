"""Facts as W3C Web Annotations: each fact's IRI as the body, its words in the article as the target."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from kg import namespaces as ns
from kg.graph.nodes import Nodes, Voice, voice

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"

_AROUND: Final = 32
"""Characters before and after the words, to find them by where the text has shifted."""


def annotations(nodes: Nodes, article: str, text: str | None) -> Iterator[dict[str, Any]]:
    """One annotation a fact, in the order of the article.

    A second body tells in words in whose voice the fact is: an allegation never leaves without its alleger. ``text``
    gives what stands before and after the words, where it is at hand.
    """
    extraction = f"{article}#extraction"
    for fact in nodes.facts():
        targets = [_target(nodes, article, span, text) for span in nodes.spans(fact)]
        name = f"{article}#annotation-{fact.rpartition('#')[2]}"
        yield {
            "id": name,
            "type": "Annotation",
            "motivation": "identifying",
            "creator": {
                "id": extraction,
                "type": "Software",
                "name": nodes.first(extraction, ns.KG + "extractor") or "unknown",
            },
            "generator": {
                "id": ns.KG,
                "type": "Software",
                "name": nodes.first(extraction, ns.SCHEMA + "softwareVersion") or "kg",
            },
            "body": [
                fact,
                {
                    "id": f"{name}-voice",
                    "type": "TextualBody",
                    "purpose": "describing",
                    "value": _told(nodes, fact, voice(nodes, fact)),
                    "format": "text/plain",
                    "language": "en",
                },
            ],
            "target": targets,
        }


def document(annotations: Iterable[dict[str, Any]], iri: str) -> Iterator[str]:
    """A collection with one page, piece by piece."""
    head = {
        "@context": CONTEXT,
        "id": iri,
        "type": "AnnotationCollection",
        "label": "Facts in their words",
    }
    page = {"id": f"{iri}-page", "type": "AnnotationPage", "startIndex": 0, "items": []}
    opened, _, closed = _indented({**head, "first": page}).partition("[]")
    total = 0
    yield opened + "["
    for annotation in annotations:
        total += 1
        yield ("," if total > 1 else "") + "\n   " + _indented(annotation).replace("\n", "\n   ")
    yield ("\n  ]" if total else "]") + closed.rstrip().removesuffix("}").rstrip() + f',\n "total": {total}\n}}\n'


def _target(nodes: Nodes, article: str, span: str, text: str | None) -> dict[str, Any]:
    start, end = nodes.span(span)
    around = (
        {"prefix": text[max(start - _AROUND, 0) : start], "suffix": text[end : end + _AROUND]}
        if text is not None
        else {}
    )
    return {
        "id": span,
        "type": "SpecificResource",
        "source": article,
        "selector": [
            {"id": f"{span}-position", "type": "TextPositionSelector", "start": start, "end": end},
            {
                "id": f"{span}-quote",
                "type": "TextQuoteSelector",
                "exact": nodes.first(span, ns.KG + "exact") or "",
                **around,
            },
        ],
    }


def _told(nodes: Nodes, fact: str, whose: Voice) -> str:
    """The fact's class and code, its voice and how that puts it: ``ClaimedEvent ASSAULT, according to ...``."""
    codes = [nodes.first(fact, ns.KG + name) for name in ("act", "status", "eventType")]
    what = " ".join(filter(None, (ns.value(iri) for iri in (nodes.leaf(fact), *codes) if iri)))
    by = "the article" if whose.vouched else f"{whose.name} only"
    if whose.statement and nodes.first(whose.statement, ns.KG + "polarity") == ns.code("polarity", "negative"):
        by = f"words that {whose.name} did not say"
    put = (nodes.first(fact, ns.KG + name) for name in ("polarity", "certainty", "tense"))
    return f"{what}, according to {by}: {', '.join(ns.value(iri) or iri for iri in put if iri)}"


def _indented(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
