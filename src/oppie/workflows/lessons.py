"""What a run learns of operators, for later runs of the same user."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from oppie.model.change import TOGETHER
from oppie.model.event import Event, RolloutEnded
from oppie.model.experience import Experience
from oppie.model.score import Evaluated, Score
from oppie.orchestrator.leanings import summed
from oppie.ports import Observer


@dataclass(frozen=True, slots=True)
class Lessons:
    """An Observer that passes on what it hears, and keeps which operators helped.

    Only what was executed counts: the same project again, out of the cache, teaches nothing new.

    Attributes:
        before: the score of the base.
        then: who is told as well.
    """

    before: Score
    then: Observer
    _rows: list[tuple[str, bool]] = field(default_factory=list)

    def on(self, event: Event) -> None:
        """Note what a candidate's last Change did."""
        self.then.on(event)
        if isinstance(event, RolloutEnded) and not event.evaluated.cached:
            self._note(event.evaluated)

    def learned(self, context: str) -> Sequence[Experience]:
        """The run's experiences, in a context such as the project's type."""
        return summed(self._rows, context)

    def _note(self, evaluated: Evaluated) -> None:
        score, operator = evaluated.score, evaluated.candidate.change.origin.operator
        if score is None or operator == TOGETHER:
            return
        first = not evaluated.candidate.parent.changes
        helped = score.reached or (first and score.value > self.before.value)
        self._rows.append((operator, helped))
