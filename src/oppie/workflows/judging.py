"""Candidates in the order in which they are worth running, as far as can be told beforehand.

Batches of a stream are judged beside the tests as they are. Those that do what the original
does wherever failing tests come to them cannot help, and of those that do the same as one
another the first says enough: both kinds come last. When one turns out to reach the goal, those
like it come next, since what the tests do not tell apart may still be better.
"""

from __future__ import annotations

import heapq
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, islice

from oppie.model.change import Candidate, Change, Edit, State
from oppie.model.event import Event, RolloutEnded
from oppie.model.judging import ALIKE, UNKNOWN
from oppie.model.observation import Observation
from oppie.model.search import Propose

FIRST_BATCH = 24
MOST_BATCH = 384
"""Candidates that are judged together: the first few, then twice as many each time."""
USELESS = 0.02
REPEATED = 0.05
BRANCHED = 0.4
"""Urgency of what cannot help, and of what does the same as another candidate: where
a value is returned that is the end of it, elsewhere the two may still part where the tests as they
are never came to."""
MOST_FAILURES = 2
"""Batches without any answer, before nothing more is asked."""

Ask = Callable[[str, Sequence[Change]], tuple[str, ...]]
"""The classes of changes to one file; empty when there is no answer."""


@dataclass(slots=True)
class Judging:
    """Implements :data:`oppie.model.search.Propose` over another: orders what it proposes."""

    propose: Propose
    ask: Ask
    _source: Iterator[Candidate] | None = None
    _given: list[Candidate] = field(default_factory=list)
    _aside: dict[int, float] = field(default_factory=dict)
    _later: list[tuple[float, int, Candidate]] = field(default_factory=list)
    _alike: dict[str, list[Candidate]] = field(default_factory=dict)
    _class: dict[tuple[Edit, ...], str] = field(default_factory=dict)
    _next: deque[Candidate] = field(default_factory=deque)
    _taken: set[tuple[Edit, ...]] = field(default_factory=set)
    _ties: Iterator[int] = field(default_factory=count)
    _judged: set[tuple[Edit, ...]] = field(default_factory=set)
    _ended: set[tuple[Edit, ...]] = field(default_factory=set)
    _failures: int = 0

    def __call__(self, state: State, observation: Observation) -> Iterator[Candidate]:
        """Candidates on ``state``; on other states than the base, as they were judged there."""
        if state.changes:
            return self._as_on_base(self.propose(state, observation))
        if self._source is None:
            self._source = self._ordered(self.propose(state, observation))
        return self._again(self._source)

    def focused(self, batch: Sequence[Candidate]) -> list[Candidate]:
        """Of candidates on the base, asked for out of turn, those that are worth running now.

        What waits for its turn has it now; what was run, or put aside, does not come again.
        """
        pending = self._judged - self._ended
        waiting = [
            each
            for each in batch
            if each.change.edits in pending and each.change.likeness() not in self._aside
        ]
        return [*waiting, *self._fresh(batch)]

    def hear(self, event: Event) -> None:
        """What a candidate came to: those like one that reaches the goal come next."""
        if not isinstance(event, RolloutEnded):
            return
        score, candidate = event.evaluated.score, event.evaluated.candidate
        if not candidate.parent.changes:
            self._ended.add(candidate.change.edits)
        if score is not None and score.reached:
            alike = self._alike.pop(self._class.get(candidate.change.edits, UNKNOWN), [])
            wanted = candidate.promise
            self._next.extend(replace(each, urgency=wanted / each.prior) for each in alike)
            self._taken.update(each.change.edits for each in alike)

    def _again(self, source: Iterator[Candidate]) -> Iterator[Candidate]:
        """All candidates, those that were given before first: a stream may be read again."""
        at = 0
        while True:
            if at == len(self._given):
                candidate = next(source, None)
                if candidate is None:
                    return
                self._given.append(candidate)
            yield self._given[at]
            at += 1

    def _as_on_base(self, stream: Iterator[Candidate]) -> Iterator[Candidate]:
        """What was put aside on the base comes late, too."""
        later: list[tuple[float, int, Candidate]] = []
        for candidate in stream:
            factor = self._aside.get(candidate.change.likeness())
            if factor is not None:
                late = replace(candidate, urgency=factor)
                heapq.heappush(later, (-late.promise, next(self._ties), late))
                continue
            while later and -later[0][0] >= candidate.promise:
                yield heapq.heappop(later)[2]
            yield candidate
        yield from (heapq.heappop(later)[2] for _ in range(len(later)))

    def _ordered(self, stream: Iterator[Candidate]) -> Iterator[Candidate]:
        size = FIRST_BATCH
        while batch := list(islice(stream, size)):
            for candidate in self._fresh(batch):
                yield from self._before(candidate.promise)
                yield candidate
            size = min(2 * size, MOST_BATCH)
        yield from self._before(0.0)

    def _before(self, promise: float) -> Iterator[Candidate]:
        """What comes before a candidate of so much promise."""
        while self._next or (self._later and -self._later[0][0] >= promise):
            if self._next:
                yield self._next.popleft()
                continue
            later = heapq.heappop(self._later)[2]
            if later.change.edits not in self._taken:
                yield later

    def _fresh(self, batch: Sequence[Candidate]) -> list[Candidate]:
        """Those that were not judged before and are worth running now."""
        fresh = [each for each in batch if each.change.edits not in self._judged]
        self._judged.update(each.change.edits for each in fresh)
        return self._sifted(fresh)

    def _sifted(self, batch: Sequence[Candidate]) -> list[Candidate]:
        """Those of a batch that are worth running now; the others are put aside."""
        now: list[Candidate] = []
        for candidate, kind in zip(batch, self._classes(batch), strict=True):
            if kind == ALIKE:
                self._put_aside(candidate, USELESS)
            elif kind in self._alike:
                self._put_aside(candidate, REPEATED if _ends(kind) else BRANCHED)
                self._alike[kind].append(candidate)
            else:
                if kind != UNKNOWN:
                    self._alike[kind] = []
                    self._class[candidate.change.edits] = kind
                now.append(candidate)
        return now

    def _put_aside(self, candidate: Candidate, factor: float) -> None:
        self._aside[candidate.change.likeness()] = factor
        later = replace(candidate, urgency=factor)
        heapq.heappush(self._later, (-later.promise, next(self._ties), later))

    def _classes(self, batch: Sequence[Candidate]) -> list[str]:
        """Each candidate's class, that of another file being another."""
        classes = [UNKNOWN] * len(batch)
        paths: defaultdict[str, list[int]] = defaultdict(list)
        for at, candidate in enumerate(batch):
            found = {edit.path for edit in candidate.change.edits}
            if len(found) == 1:
                paths[found.pop()].append(at)
        for path, places in paths.items() if self._failures < MOST_FAILURES else ():
            told = self.ask(path, [batch[at].change for at in places])
            self._failures += not told
            for at, kind in zip(places, told, strict=False):
                classes[at] = kind if kind in (ALIKE, UNKNOWN) else f"{path} {kind}"
        return classes


def _ends(kind: str) -> bool:
    return "return" in kind or "raise" in kind
