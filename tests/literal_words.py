"""Finds lists of English words in code: they belong to the dictionary."""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from types import ModuleType
from typing import get_args

from kg import codes
from kg.english import tables, words
from kg.english.words import entry, frames, happening, reading
from kg.facts import model as facts
from kg.mentions import model as mentions
from kg.mentions import stretches
from kg.reference import model as reference

_WORD = re.compile(r"[a-z][a-z’'-]*(?: [a-z’'-]+)*\Z")


def lists_of_words(code: str, most: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Line and words of each set, tuple, list, table or split string that has more than ``most`` words.

    A list that has our own codes alone is none: statuses, types, kinds of entities, classes of words, names of fields.
    """
    tree = ast.parse(code)
    labels = {id(part) for node in ast.walk(tree) if _is_of_labels(node) for part in ast.walk(node)}
    for node in ast.walk(tree):
        found = tuple(w for w in _strings(node) if _WORD.match(w)) if id(node) not in labels else ()
        if len(found) > most and not set(found) <= own_codes():
            yield node.lineno, found  # type: ignore[attr-defined]


def own_codes() -> frozenset[str]:
    """The values that are no words: those of the model, of the ontology and of the dictionary's form."""
    found = {
        *codes.ACTS,
        *codes.STATUSES,
        *codes.MEASURES,
        *codes.COUNTS,
        *codes.CONTEXTS,
        *frames.FRAMES,
        *tables.NAMES,
    }
    found |= {mode for modes in codes.MODES_OF.values() for mode in modes}
    found |= {facet for known in reading._FACETS.values() for facet in known}
    found |= {*words.classes(), *tables.load("actors"), *tables.load("kinds")["kinds"], *happening.ROLES}
    found |= {role for role, _ in tables.load("posts")["roles"]}
    for module in (facts, mentions, reference, stretches, entry):
        found |= _of_model(module)
    return frozenset(found)


def _of_model(module: ModuleType) -> set[str]:
    """The values of a module's literals, and the names of its fields."""
    values = {value for literal in vars(module).values() for value in get_args(literal) if isinstance(value, str)}
    return values | {f.name for kind in vars(module).values() if is_dataclass(kind) for f in fields(kind)}


def _is_of_labels(node: ast.AST) -> bool:
    """Whether a node is a type with its values, or the list of what a module offers."""
    if isinstance(node, ast.Subscript):
        return isinstance(node.value, ast.Name) and node.value.id == "Literal"
    return isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets)


def _strings(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Set | ast.Tuple | ast.List):
        return [e.value for e in node.elts if isinstance(e, ast.Constant) and isinstance(e.value, str)]
    if isinstance(node, ast.Dict) and all(_is_constant(value) for value in node.values):
        return [e.value for e in node.keys if isinstance(e, ast.Constant) and isinstance(e.value, str)]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split":
        text = node.func.value
        return text.value.split() if isinstance(text, ast.Constant) and isinstance(text.value, str) else []
    return []


def _is_constant(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) or (isinstance(node, ast.UnaryOp) and _is_constant(node.operand))
