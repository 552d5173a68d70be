"""What a validation finds."""

from dataclasses import dataclass
from typing import Final, Literal

from kg import namespaces as ns

Severity = Literal["Violation", "Warning"]

Check = Literal["shapes", "code", "across graphs"]
"""What finds a problem: any SHACL engine by the shapes alone, kg by one graph, or kg by what other graphs tell."""

SHAPES: Final = ns.KG + "shapes/"
"""Namespace of the shapes, and of the checks that are made in code."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a graph.

    Attributes:
        severity: "Violation" keeps the graph out of the store, "Warning" is stored and counted.
        focus: IRI of the node that it is about.
        path: IRI of the property, None where the node as a whole is meant.
        value: the offending value in N-Triples syntax, None where one is missing.
        shape: IRI of the shape or check that found it.
        message: what to do, for a reader.
        check: what it takes to find it; "shapes" where SHACL alone would do.
    """

    severity: Severity
    focus: str
    path: str | None
    value: str | None
    shape: str
    message: str
    check: Check = "shapes"

    def sort_key(self) -> tuple[str, str, str, str, str]:
        """Violations first, then by node, property, shape and value."""
        return self.severity, self.focus, self.path or "", self.shape, self.value or ""


@dataclass(frozen=True, slots=True)
class Report:
    """All problems of one graph, each once, in a fixed order."""

    problems: tuple[Problem, ...] = ()

    @property
    def violations(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity == "Violation")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity == "Warning")

    @property
    def conforms(self) -> bool:
        """Whether the graph may be stored: no violation, whatever the warnings."""
        return not self.violations
