"""Progress as plain lines: where there is no terminal, and in the log file."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TextIO

from oppie.cli.render.words import counted, several
from oppie.model import event as events
from oppie.model.score import Evaluated

PULSE_S = 5.0
"""Between two lines that only say how far the search is."""


@dataclass(slots=True)
class Lines:
    """Writes a line for each thing that a person should know.

    Attributes:
        verbose: a line for each rollout and each new node too.
        stamp: what each line begins with.
        clock: seconds, from any zero.
    """

    to: TextIO
    verbose: bool = False
    stamp: Callable[[], str] = str
    clock: Callable[[], float] = time.monotonic
    _pulse: float = field(init=False)

    def __post_init__(self) -> None:
        self._pulse = self.clock()

    def on(self, event: events.Event) -> None:
        """Write what is to be said of it; a stream that cannot be written to is let be."""
        line = self._line(event)
        if line:
            try:
                self.to.write(f"{self.stamp()}{line}\n")
                self.to.flush()
            except (OSError, ValueError):
                return

    def _line(self, event: events.Event) -> str:
        match event:
            case events.RolloutEnded():
                return self._rollout(event)
            case events.NodeGrew(number, parent, depth, label):
                return f"node {number} under {parent}, depth {depth}: {label}" * self.verbose
            case _:
                return _fact(event)

    def _rollout(self, event: events.RolloutEnded) -> str:
        if self.verbose:
            return f"rollout {event.executed}: {said(event.evaluated)}"
        now = self.clock()
        if now - self._pulse < PULSE_S:
            return ""
        self._pulse = now
        done = several(event.executed, "rollout")
        return (
            f"{done}, {event.executed / max(event.seconds, 0.001):.0f}/s, {event.spent:.0%} spent"
        )


def _fact(event: events.Event) -> str:
    match event:
        case events.Noted(text):
            return text
        case events.PhaseBegan(phase):
            return f"[{phase}]"
        case events.BaselineMeasured(counts, targets):
            return f"Tests: {counted(counts)}; to fix: {len(targets)}"
        case events.Routed(routing):
            return f"Engine: {routing.engine} ({routing.why})"
        case events.BestChanged(evaluated):
            return f"Better: {said(evaluated)}"
        case _:
            return ""


def said(evaluated: Evaluated) -> str:
    """A candidate and its value, on one line."""
    change = evaluated.candidate.change
    place = f"{change.origin.path}:{change.origin.line} " if change.origin.path else ""
    what = change.summary or change.origin.operator
    value = type(evaluated.result).__name__ if evaluated.score is None else ""
    shown = f"{evaluated.score.value:.3f}" if evaluated.score is not None else value
    return f"{place}{what} -> {shown}"
