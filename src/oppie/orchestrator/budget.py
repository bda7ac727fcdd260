"""The ledger: what a run may spend is reserved before it is spent and settled after."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

from oppie.model.task import Budget

UNBOUNDED = sys.maxsize


@dataclass(frozen=True, slots=True)
class Spent:
    """What a run has used, over all its resumes.

    Attributes:
        seconds: of earlier processes; the clock counts this one's.
        rollouts: executed.
        usd: paid.
    """

    seconds: float = 0.0
    rollouts: int = 0
    usd: float = 0.0


@dataclass(slots=True)
class Ledger:
    """Keeps to a Budget: reserved and spent together never pass it. Used by one thread.

    Attributes:
        clock: seconds since this process began to work on the run.
        before: what earlier processes of the run spent.
    """

    budget: Budget
    clock: Callable[[], float]
    before: Spent = Spent()
    _rollouts: int = 0
    _usd: float = 0.0
    _reserved: int = 0
    _reserved_usd: float = 0.0

    def room(self) -> int:
        """How many rollouts may still be reserved; ``UNBOUNDED`` where none is stated."""
        budget = self.budget
        if budget.seconds is not None and self._seconds() >= budget.seconds:
            return 0
        if budget.usd is not None and self.usd() >= budget.usd:
            return 0
        if budget.rollouts is None:
            return UNBOUNDED
        return max(0, budget.rollouts - self.before.rollouts - self._rollouts - self._reserved)

    def reserve(self, *, usd: float = 0.0) -> bool:
        """Set one rollout and what it may cost aside; False when the budget has none left."""
        if self.room() <= 0:
            return False
        if self.budget.usd is not None and self.usd() + self._reserved_usd + usd > self.budget.usd:
            return False
        self._reserved += 1
        self._reserved_usd += usd
        return True

    def settle(self, *, executed: bool, reserved_usd: float = 0.0, usd: float = 0.0) -> None:
        """One reserved rollout came back: ``usd`` of ``reserved_usd`` was really paid.

        Raises:
            ValueError: nothing was reserved, or more was paid than was set aside.
        """
        if self._reserved <= 0 or usd > reserved_usd:
            raise ValueError("what is settled was not reserved")
        self._reserved -= 1
        self._reserved_usd -= reserved_usd
        self._rollouts += executed
        self._usd += usd

    def usd(self) -> float:
        """Paid so far, over all resumes."""
        return self.before.usd + self._usd

    def spent(self) -> float:
        """The largest share of any bound that is used, in [0, 1]; 0 without bounds."""
        rollouts = self.before.rollouts + self._rollouts
        used = (
            (self._seconds(), self.budget.seconds),
            (float(rollouts), self.budget.rollouts),
            (self.usd(), self.budget.usd),
        )
        shares = [min(1.0, have / of) if of else 1.0 for have, of in used if of is not None]
        return max(shares, default=0.0)

    def _seconds(self) -> float:
        return self.before.seconds + self.clock()
