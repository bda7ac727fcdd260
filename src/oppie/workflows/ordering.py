"""The candidates of a search as the engine gets them: proposed, judged, added to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from oppie.model.change import Candidate, Change, State
from oppie.model.event import Event
from oppie.model.judging import Forced, Suggestion
from oppie.model.levers import Levers
from oppie.model.observation import Observation
from oppie.model.search import Propose
from oppie.ports import Observer
from oppie.workflows.growing import MOST_FOCUSED, Growing, Weigh
from oppie.workflows.inquest import Asking
from oppie.workflows.judging import Judging


class Focusing(Protocol):
    """What is asked of the proposals."""

    def __call__(self, state: State, observation: Observation) -> Iterator[Candidate]:
        """Candidates on a State."""

    def focused(self, state: State, observation: Observation, on: Change) -> Iterator[Candidate]:
        """Those for the lines of a Change."""


class Ordering:
    """Puts judging and growing around what the proposers propose.

    Attributes:
        propose: what the engine is given.
    """

    def __init__(
        self,
        proposals: Focusing,
        asking: Asking,
        levers: Levers,
        sources: Sequence[str],
        weigh: Weigh,
    ) -> None:
        """``sources`` are the files that may change, the most suspicious first."""
        first = next(iter(sources), "")

        def grow(path: str, forced: Sequence[Forced]) -> tuple[Suggestion, ...]:
            return asking.grow(path or first, forced) if first and levers.growing else ()

        def focus(state: State, seen: Observation, on: Change) -> list[Candidate]:
            stream = proposals.focused(state, seen, on)
            return self._judging.focused(list(islice(stream, MOST_FOCUSED)))

        self._judging = Judging(proposals, asking.judge if levers.judging else _silent)
        targets = frozenset(asking.baseline.targets)
        self._growing = Growing(self._judging, grow, focus, targets, weigh)
        self.propose: Propose = self._growing

    def heard_by(self, first: Observer) -> Observer:
        """An Observer that tells ``first`` and then what orders the candidates."""
        return _Both(first, self)

    def hear(self, event: Event) -> None:
        """Learn from what happened."""
        self._judging.hear(event)
        self._growing.hear(event)


@dataclass(frozen=True, slots=True)
class _Both:
    """Implements :class:`oppie.ports.Observer`."""

    first: Observer
    ordering: Ordering

    def on(self, event: Event) -> None:
        """Tell both."""
        self.first.on(event)
        self.ordering.hear(event)


def _silent(_path: str, _changes: Sequence[Change]) -> tuple[str, ...]:
    """Nothing is judged."""
    return ()
