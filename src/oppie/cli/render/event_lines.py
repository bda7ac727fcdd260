"""``--events=FILE``: one JSON object a line for each thing that happens."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TextIO

from oppie.cli.render.document import Document, text
from oppie.model import event as events
from oppie.model.score import Evaluated


@dataclass(frozen=True, slots=True)
class Tried:
    """A candidate that was evaluated; ``value`` is None where no test ran to its end."""

    summary: str
    path: str
    line: int
    operator: str
    depth: int
    value: float | None
    reached: bool
    cached: bool
    result: str


@dataclass(frozen=True, slots=True)
class RolloutLine:
    """A rollout ended."""

    executed: int
    cached: int
    spent: float
    seconds: float
    candidate: Tried


@dataclass(frozen=True, slots=True)
class BestLine:
    """A better candidate than all before."""

    patch: str
    candidate: Tried


@dataclass(frozen=True, slots=True)
class EndedLine:
    """The run is over; its whole document is printed at the end, not here."""

    run: str
    status: str
    stopped_by: str


Line = (
    events.Noted
    | events.PhaseBegan
    | events.BaselineMeasured
    | events.Routed
    | events.NodeGrew
    | RolloutLine
    | BestLine
    | EndedLine
)


Name = Literal["noted", "phase", "baseline", "routed", "node", "rollout", "best", "ended"]

_NAMES: Mapping[type[Line], Name] = {
    events.Noted: "noted",
    events.PhaseBegan: "phase",
    events.BaselineMeasured: "baseline",
    events.Routed: "routed",
    events.NodeGrew: "node",
    RolloutLine: "rollout",
    BestLine: "best",
    EndedLine: "ended",
}


class EventLine(Document):
    """One line of the file; ``at`` is in seconds since the epoch."""

    event: Name
    at: float
    data: Line


@dataclass(frozen=True, slots=True)
class EventLines:
    """Writes every event."""

    to: TextIO
    clock: Callable[[], float] = time.time

    def on(self, event: events.Event) -> None:
        """Write it; a stream that cannot be written to is let be."""
        try:
            self.to.write(text(self._line(event)) + "\n")
            self.to.flush()
        except (OSError, ValueError):
            return

    def _line(self, event: events.Event) -> EventLine:
        line = _data(event)
        return EventLine(event=_NAMES[type(line)], at=self.clock(), data=line)


def _data(event: events.Event) -> Line:
    match event:
        case events.RolloutEnded(evaluated, executed, cached, spent, seconds):
            return RolloutLine(executed, cached, spent, seconds, _tried(evaluated))
        case events.BestChanged(evaluated, patch):
            return BestLine(patch, _tried(evaluated))
        case events.Ended(verdict):
            return EndedLine(verdict.run, verdict.status.value, verdict.stopped_by.value)
        case _:
            return event


def _tried(evaluated: Evaluated) -> Tried:
    change, score = evaluated.candidate.change, evaluated.score
    return Tried(
        summary=change.summary,
        path=change.origin.path,
        line=change.origin.line,
        operator=change.origin.operator,
        depth=evaluated.state.depth,
        value=None if score is None else score.value,
        reached=score is not None and score.reached,
        cached=evaluated.cached,
        result=type(evaluated.result).__name__,
    )
