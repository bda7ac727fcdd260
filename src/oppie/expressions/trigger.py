"""Triggers: when a run goes from the single loop to the tree search."""

from __future__ import annotations

from dataclasses import dataclass, fields

from oppie.expressions.safe import Expression, parse

DEFAULT = "complexity > 0.8 OR reflection_loops > 3"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a trigger may ask about.

    Attributes:
        complexity: probability in [0, 1] that the single loop will not solve the task
            within a tenth of the budget.
        reflection_loops: batches that ended without progress.
        failing_tests: tests that are to be fixed.
        files: files with suspicious lines.
        elapsed_s: seconds since the command began.
        budget_left: share of the budget that is left, in [0, 1].
    """

    complexity: float
    reflection_loops: int = 0
    failing_tests: int = 0
    files: int = 0
    elapsed_s: float = 0.0
    budget_left: float = 1.0


NAMES = tuple(field.name for field in fields(Facts))


@dataclass(frozen=True, slots=True)
class Trigger:
    """A parsed trigger; make it with :func:`trigger`."""

    expression: Expression

    def fires(self, facts: Facts) -> bool:
        """Whether the tree search is to take over now."""
        return self.expression.holds({name: getattr(facts, name) for name in NAMES})

    def why(self, facts: Facts) -> str:
        """The trigger and the values that it saw, for a person."""
        names = self.expression.names
        values = ", ".join(f"{name} {getattr(facts, name):g}" for name in names)
        return f"{self.expression.text} ({values})" if values else self.expression.text


def trigger(text: str = DEFAULT, where: str = "mcts_trigger") -> Trigger:
    """Parse a trigger such as ``complexity > 0.8 OR reflection_loops > 3``.

    Raises:
        ConfigError: bad syntax or an unknown name; ``where`` with the column.
    """
    return Trigger(parse(text, NAMES, where))
