"""A broken build is mended first, stage by stage: each goes on from the best of the one before.

Where a text does not parse, or a build fails, tests tell nothing apart. So what was found wrong
there is left behind as soon as something is better.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import IntEnum

from oppie.model.change import Candidate
from oppie.model.observation import UNREAD, Observation
from oppie.model.score import Evaluated
from oppie.model.search import Found, Propose, Root
from oppie.ports import Engine, Evaluator

FURTHER = "further"
"""Why a search ends whose candidates came to a further stage."""


class Stage(IntEnum):
    """How far tests come."""

    UNREAD = 0
    """A source does not parse."""
    UNBUILT = 1
    """Something does not compile, or cannot be imported."""
    BUILT = 2


OTHERS = {Stage.UNREAD: 8, Stage.UNBUILT: 32}
"""Candidates that are tried for a better one after the first that gets further."""
TOGETHER = {Stage.UNREAD: 4, Stage.UNBUILT: 1024}
"""Candidates in flight: what is to parse again shares no build with others, as a rule."""


def stage(seen: Observation) -> Stage:
    """The stage of the test that came the least far."""
    kinds = {result.failure.kind for result in seen.results if result.unbuilt and result.failure}
    if not kinds:
        return Stage.BUILT
    return Stage.UNREAD if kinds & UNREAD else Stage.UNBUILT


@dataclass(slots=True)
class Mending:
    """Implements :class:`oppie.ports.Evaluator` over another one, until something gets further.

    Attributes:
        inner: evaluates.
        at: the stage to get beyond.
        best: the candidate of the highest value that is beyond it, the first of equal ones.
    """

    inner: Evaluator
    at: Stage
    best: Root | None = None
    _left: int = field(default=0)
    _flying: int = 0
    _solved: bool = False

    def room(self) -> int:
        """How many more candidates may be submitted now."""
        room = min(self.inner.room(), TOGETHER[self.at] - self._flying)
        return max(0, room) if self.stop() is None else 0

    def submit(self, candidate: Candidate) -> None:
        """Begin to evaluate a candidate."""
        self._flying += 1
        self.inner.submit(candidate)

    def next(self) -> Evaluated | None:
        """The next outcome; None when nothing is in flight."""
        outcome = self.inner.next()
        if outcome is not None:
            self._flying -= 1
            self._note(outcome)
        return outcome

    def stop(self) -> str | None:
        """Why the search is to end now, or None; once the task is solved that is left to others."""
        enough = self.best is not None and self._left <= 0 and not self._solved
        return self.inner.stop() or (FURTHER if enough else None)

    def drain(self) -> list[Evaluated]:
        """What is in flight, waited for: the engine that began it has ended."""
        return list(iter(self.next, None))

    def _note(self, outcome: Evaluated) -> None:
        self._left -= 1
        score, seen = outcome.score, outcome.result
        if score is None or not isinstance(seen, Observation) or stage(seen) <= self.at:
            return
        self._solved |= score.reached
        if self.best is None:
            self._left = OTHERS[self.at]
        if self.best is None or score.value > self.best.score.value:
            self.best = Root(outcome.state, seen, score)


def search(
    engine: Callable[[], Engine], root: Root, propose: Propose, evaluator: Evaluator
) -> Found:
    """Search from ``root``, whose build is broken, and then from what gets further."""
    at = stage(root.observation)
    if at is Stage.BUILT:
        return engine().search(root, propose, evaluator)
    mending = Mending(evaluator, at)
    first = engine().search(root, propose, mending)
    if first.stopped_by != FURTHER or mending.best is None:
        return first
    late = [each for each in mending.drain() if each.score is not None and each.score.reached]
    then = search(engine, mending.best, propose, evaluator)
    best = sorted((*then.best, *first.best, *late), key=_worth, reverse=True)
    return replace(then, best=tuple(best), nodes=first.nodes + then.nodes)


def _worth(evaluated: Evaluated) -> tuple[bool, int, int]:
    score, fewest = evaluated.score, -len(evaluated.state.changes)
    return (False, 0, fewest) if score is None else (score.reached, score.fixed, fewest)
