"""Doubles: one file in memory, an evaluator and proposals that are plain functions of it.

Engines are tested and measured with these, so that no test needs a sandbox.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from blake3 import blake3

from oppie.model.change import Candidate, Change, Digest, Edit, Origin, State
from oppie.model.observation import Observation, RolloutResult
from oppie.model.score import Evaluated, Score
from oppie.model.search import Root

FILE = "file"
Judge = Callable[[bytes], tuple[RolloutResult, Score | None]]
Offers = Callable[[bytes], Iterable[tuple[Change, float]]]


def change(start: int, end: int, text: bytes, operator: str = "edit", line: int = 0) -> Change:
    """A Change of one edit of the scripted file."""
    origin = Origin("scripted", operator, FILE, line)
    return Change((Edit(FILE, start, end, text),), origin, f"{operator} {start}-{end} {text!r}")


@dataclass(slots=True)
class ScriptedWorld:
    """Implements Evaluator and Propose over one file in memory.

    Attributes:
        base: the file at the start.
        judge: what a rollout on a content sees; called once per execution.
        offers: Changes to a content with their priors, best first.
        capacity: rollouts in flight together.
        budget: rollouts that may be executed.
        contents: content by Snapshot.
        executed: contents in the order in which they ran.
    """

    base: bytes
    judge: Judge
    offers: Offers
    capacity: int = 1
    budget: int = 1000
    contents: dict[Digest, bytes] = field(default_factory=dict)
    executed: list[bytes] = field(default_factory=list)
    stopping: str | None = None
    _flying: deque[tuple[Candidate, State]] = field(default_factory=deque)
    _known: dict[Digest, tuple[RolloutResult, Score | None]] = field(default_factory=dict)

    def root(self) -> Root:
        """The base as the judge sees it."""
        result, score = self.judge(self.base)
        if not isinstance(result, Observation) or score is None:
            raise TypeError("the judge sees no Observation on the base")
        return Root(State(self._keep(self.base)), result, score)

    def propose(self, state: State, _observation: Observation) -> Iterator[Candidate]:
        """Implements :data:`oppie.model.search.Propose`."""
        for each, prior in self.offers(self.contents[state.snapshot]):
            yield Candidate(state, each, prior)

    def room(self) -> int:
        """Free places, as far as the budget goes."""
        left = self.budget - len(self.executed) - len(self._flying)
        return max(0, min(self.capacity - len(self._flying), left))

    def submit(self, candidate: Candidate) -> None:
        """Apply the Change; it is judged when its outcome is asked for."""
        content = self.contents[candidate.parent.snapshot]
        for edit in sorted(candidate.change.edits, reverse=True):
            content = content[: edit.start] + edit.text + content[edit.end :]
        changes = (*candidate.parent.changes, candidate.change)
        self._flying.append((candidate, State(self._keep(content), changes)))

    def next(self) -> Evaluated | None:
        """The outcome of what was submitted first."""
        if not self._flying:
            return None
        candidate, state = self._flying.popleft()
        cached = state.snapshot in self._known
        if not cached:
            self._run(state.snapshot)
        result, score = self._known[state.snapshot]
        if not isinstance(result, Observation):
            del self._known[state.snapshot]
        return Evaluated(candidate, state, result, score, cached=cached)

    def stop(self) -> str | None:
        """What a test wrote to ``stopping``, or ``budget`` when it is used up."""
        spent = len(self.executed) >= self.budget and not self._flying
        return self.stopping or ("budget" if spent else None)

    def _run(self, snapshot: Digest) -> None:
        self.executed.append(self.contents[snapshot])
        self._known[snapshot] = self.judge(self.contents[snapshot])

    def _keep(self, content: bytes) -> Digest:
        digest = Digest(blake3(content).hexdigest())
        self.contents[digest] = content
        return digest
