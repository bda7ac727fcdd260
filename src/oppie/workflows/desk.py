"""What one run has on its desk: the request, the journal, the clock, who listens."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from oppie.model.event import Event, Noted, PhaseBegan
from oppie.orchestrator.budget import Ledger, Spent
from oppie.store.journal import RunJournal
from oppie.workflows.request import RunRequest
from oppie.workflows.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Stopwatch:
    """Wall seconds of a run over all its resumes.

    Attributes:
        before: seconds that earlier processes of the run took.
    """

    before: float = 0.0
    began: float = field(default_factory=time.monotonic)

    def __call__(self) -> float:
        """Seconds of the run so far."""
        return self.before + self.here()

    def here(self) -> float:
        """Seconds of this process."""
        return time.monotonic() - self.began


@dataclass(frozen=True, slots=True)
class Desk:
    """One run in this process; an :class:`oppie.ports.Observer` to its search."""

    request: RunRequest
    workshop: Workshop
    journal: RunJournal
    clock: Stopwatch

    def on(self, event: Event) -> None:
        """Tell all who listen: the terminal, the metrics and the stored tree."""
        self.workshop.observer.on(event)
        self.journal.tree.on(event)

    def note(self, *notes: str) -> None:
        """Tell the user facts, one line each."""
        for text in notes:
            if text:
                self.on(Noted(text))

    def phase(self, name: str) -> None:
        """Tell that a part of the run began."""
        self.on(PhaseBegan(name))

    def ledger(self) -> Ledger:
        """The ledger of the run, with what earlier processes spent."""
        counts = self.journal.counts()
        spent = Spent(seconds=self.clock.before, rollouts=counts.executed)
        return Ledger(self.request.budget, self.clock.here, spent)

    def left_s(self) -> float:
        """Seconds that the budget has left; infinite where it has no bound."""
        allowed = self.request.budget.seconds
        return float("inf") if allowed is None else allowed - self.clock()
