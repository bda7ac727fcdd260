"""What a run leaves behind for later runs to learn from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Experience:
    """How often an operator was tried in a context, and how often it helped.

    Attributes:
        operator: as in :class:`oppie.model.change.Origin`.
        context: what it was tried on, such as the failing test's exception class.
        tried: candidates executed.
        helped: those of them that scored above their parent.
    """

    operator: str
    context: str
    tried: int
    helped: int


@dataclass(frozen=True, slots=True)
class RouterOutcome:
    """One task as the router saw it, and what became of it.

    Attributes:
        features: the router's features, in its own order.
        solved: whether the single loop solved it within a tenth of the budget.
    """

    features: tuple[float, ...]
    solved: bool
