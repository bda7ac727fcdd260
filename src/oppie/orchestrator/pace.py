"""When a search is to end: budget, a goal that was reached, a user who interrupts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

LONGEST_ENCORE_S = 10.0
SHORTEST_ENCORE_S = 2.0
LAX = 3
"""So many texts that reach the goal in one place: the tests say little of it."""
PATIENCE = 2.0
"""How much longer a better candidate is looked for then."""


@dataclass(slots=True)
class Pace:
    """Watches the clock of one search.

    After the first candidate that reaches the goal the search goes on for as long again, at
    least 2 s, at most 10 s, to find a better one; for twice as long where the tests let several
    texts pass in one place, and to the 10 s as long as all that reach the goal seem only to
    silence the tests. What came before the search, to load and run the tests as they were, says
    nothing of how long that takes.

    Attributes:
        clock: seconds since the command began.
        deadline: by which the search must have ended, room for the verification left out.
        first: stop at the first candidate that reaches the goal.
        interrupted: whether the user asked to stop.
        began_s: when the search began.
    """

    clock: Callable[[], float]
    deadline: float
    first: bool = False
    interrupted: Callable[[], bool] = field(default=lambda: False)
    began_s: float = 0.0
    first_solution_s: float | None = None
    _believed_s: float | None = None
    _places: Counter[Hashable] = field(default_factory=Counter)

    def reached(self, place: Hashable, *, believed: bool = True) -> None:
        """A candidate reached the goal now, by a change of one kind in one place.

        Args:
            place: where, and by which kind of change.
            believed: it does not seem only to silence the tests.
        """
        self._places[place] += 1
        now = self.clock()
        if self.first_solution_s is None:
            self.first_solution_s = now
        if believed and self._believed_s is None:
            self._believed_s = now

    def left_s(self) -> float:
        """Seconds until the deadline."""
        return self.deadline - self.clock()

    def stop(self) -> str | None:
        """``interrupted``, ``goal`` or ``budget`` when the search is to end, else None."""
        if self.interrupted():
            return "interrupted"
        now = self.clock()
        if self.first_solution_s is not None and now >= self._encore_ends(self.first_solution_s):
            return "goal"
        return "budget" if now >= self.deadline else None

    def _encore_ends(self, solved_s: float) -> float:
        if self.first:
            return solved_s
        latest_s = solved_s + LONGEST_ENCORE_S
        if self._believed_s is None:
            return latest_s
        encore_s = max(self._believed_s - self.began_s, SHORTEST_ENCORE_S)
        lax = max(self._places.values()) >= LAX
        return min(self._believed_s + encore_s * (PATIENCE if lax else 1.0), latest_s)
