"""The pipeline between an engine and the world: candidate in, Score out, nothing paid twice.

Each candidate is guarded, committed to the state tree, looked up in the journal and the
cache, reserved in the ledger, written ahead, executed, recorded and scored, in this order.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace

from oppie.errors import SandboxLostError
from oppie.model.change import TOGETHER, Candidate, Digest, State
from oppie.model.event import BestChanged, RolloutEnded
from oppie.model.observation import (
    InfrastructureFailure,
    Observation,
    RolloutResult,
    Tampering,
)
from oppie.model.score import Evaluated, Score
from oppie.orchestrator.looks import Looks
from oppie.orchestrator.recipe import Recipe
from oppie.orchestrator.tally import Tally
from oppie.orchestrator.world import World

PORTION = 6
"""What is in flight is this part of a budget in rollouts at most: what it comes to is to be known
when the rest is chosen, though a build could hold them all."""
FEWEST = 4


@dataclass(frozen=True, slots=True)
class _Flight:
    """A candidate that is being executed, by which recipe, and what an earlier look saw of it."""

    candidate: Candidate
    state: State
    recipe: Recipe
    earlier: Observation | None = None


class Evaluation:
    """Implements :class:`oppie.ports.Evaluator` over a :class:`World`."""

    def __init__(self, world: World, tally: Tally) -> None:
        self._world = world
        self._tally = tally
        self._ready: deque[Evaluated] = deque()
        self._flying: dict[int, _Flight] = {}
        self._twins: dict[Digest, list[tuple[Candidate, State]]] = {}
        self._seen: dict[Digest, Evaluated] = {}
        self._best: Score | None = None
        self._tickets = 0
        self._looks = Looks(world.recipe)

    def room(self) -> int:
        """How many more candidates may be submitted now."""
        if self.stop() is not None:
            return 0
        left = self._world.ledger.room()
        together = min(self._world.executor.capacity(), max(FEWEST, left // PORTION))
        return max(0, min(together - len(self._flying) - len(self._ready), left))

    def stop(self) -> str | None:
        """Why the search is to end now, or None."""
        ended = self._world.pace.stop()
        if ended is None and self._world.ledger.room() <= 0 and not self._flying:
            return "budget"
        return ended

    def submit(self, candidate: Candidate) -> None:
        """Begin to evaluate a candidate."""
        outside = [e.path for e in candidate.change.edits if not self._world.may_change(e.path)]
        if outside:
            self._refuse(candidate, f"it changes {outside[0]}, which may not be changed")
            return
        parent = candidate.parent
        snapshot = self._world.snapshots.apply(parent.snapshot, candidate.change.edits)
        state = State(snapshot, (*parent.changes, candidate.change))
        if snapshot in self._seen:
            self._again(candidate, state, self._seen[snapshot])
        elif snapshot in self._twins:
            self._twins[snapshot].append((candidate, state))
        elif broken := self._unsealed(snapshot):
            self._refuse(candidate, f"it changes tests in {broken}")
        else:
            recipe = self._looks.first(self._world.glance(self._before(candidate)))
            self._look_up_or_run(_Flight(candidate, state, recipe))

    def next(self) -> Evaluated | None:
        """The next outcome; None when nothing is in flight, or the time is up.

        Raises:
            SandboxLostError: no rollout can be run any more.
        """
        while not self._ready and self._flying:
            landed = self._world.executor.wait_for(self._world.pace.left_s())
            if landed is None:
                self._abandon()
            else:
                self._landed(*landed)
        return self._ready.popleft() if self._ready else None

    def _abandon(self) -> None:
        """What is in flight is not waited for any more: it takes longer than the budget."""
        for _ in self._flying:
            self._world.ledger.settle(executed=False)
        self._flying.clear()
        self._twins.clear()

    def _before(self, candidate: Candidate) -> Observation:
        """What was seen of a candidate's parent."""
        parent = self._seen.get(candidate.parent.snapshot)
        seen = parent.result if parent is not None else None
        return seen if isinstance(seen, Observation) else self._world.before

    def _refuse(self, candidate: Candidate, reason: str) -> None:
        self._ended(candidate, candidate.parent, Tampering(reason), cached=False)

    def _unsealed(self, snapshot: Digest) -> str:
        """A file whose tests are not those of the base; empty if there is none."""
        world = self._world
        before = {f.path: f.content or b"" for f in world.snapshots.diff(snapshot, world.base)}
        return next(
            (
                file.path
                for file in world.snapshots.diff(world.base, snapshot)
                if world.sealed(before.get(file.path, b"")) != world.sealed(file.content or b"")
            ),
            "",
        )

    def _look_up_or_run(self, flight: _Flight) -> None:
        world, key = self._world, flight.recipe.key(flight.state.snapshot)
        known = world.journal.known(key)
        if known is not None:
            self._tally.replayed += 1
            self._seen_to_end(flight, known, cached=True)
            return
        recalled = world.memory.recall(key)
        if recalled is not None:
            self._tally.cached += 1
            self._seen_to_end(flight, recalled, cached=True)
            return
        self._run(flight, key)

    def _run(self, flight: _Flight, key: Digest) -> None:
        world, snapshot = self._world, flight.state.snapshot
        if not world.ledger.reserve():
            refused = InfrastructureFailure("the budget has no rollout left", fatal=True)
            self._ended(flight.candidate, flight.state, refused, cached=False)
            return
        files = world.snapshots.diff(world.base, snapshot)
        world.journal.begun(key)
        self._tickets += 1
        self._flying[self._tickets] = flight
        self._twins.setdefault(snapshot, [])
        world.executor.submit(self._tickets, flight.recipe.rollout(snapshot, files))

    def _landed(self, ticket: int, result: RolloutResult) -> None:
        flight = self._flying.pop(ticket)
        world, key = self._world, flight.recipe.key(flight.state.snapshot)
        world.journal.ended(key, result)
        if isinstance(result, InfrastructureFailure) and result.fatal:
            raise SandboxLostError(
                f"the sandbox is gone: {result.reason}",
                hint="Nothing that was found is lost: when it is back, go on with oppie resume.",
            )
        world.ledger.settle(executed=isinstance(result, Observation))
        if isinstance(result, Observation):
            self._tally.executed += 1
            world.memory.remember(key, result)
        self._seen_to_end(flight, result, cached=False)

    def _seen_to_end(self, flight: _Flight, result: RolloutResult, *, cached: bool) -> None:
        """Done with a candidate, unless it is to be looked at again."""
        if isinstance(result, Observation):
            again = self._another(flight, result)
            if again is not None:
                self._look_up_or_run(again)
                return
            if flight.earlier is not None:
                result = self._looks.whole(flight.earlier, result)
            elif self._looks.glanced(flight.recipe):
                before = self._before(flight.candidate)
                result = self._looks.unchanged(flight.recipe, before, result)
        elif flight.earlier is not None:
            result = flight.earlier
        snapshot = flight.state.snapshot
        self._ended(flight.candidate, flight.state, result, cached=cached)
        for twin, its_state in self._twins.pop(snapshot, []):
            self._again(twin, its_state, self._seen.get(snapshot))

    def _another(self, flight: _Flight, seen: Observation) -> _Flight | None:
        """The same candidate for a further look; None where there is to be none."""
        together = flight.candidate.change.origin.operator == TOGETHER
        if flight.earlier is not None or together or self._world.ledger.room() <= 0:
            return None
        recipe = self._looks.again(flight.recipe, seen)
        if recipe is None:
            return None
        if len(recipe.targets) >= len(flight.recipe.targets):
            return replace(flight, recipe=recipe)
        world = self._world
        spared = world.spared(world.snapshots.diff(world.base, flight.state.snapshot))
        return replace(flight, recipe=recipe.sparing(spared), earlier=seen)

    def _again(self, candidate: Candidate, state: State, first: Evaluated | None) -> None:
        if first is None:
            lost = InfrastructureFailure("its twin did not run")
            self._ready.append(Evaluated(candidate, state, lost, None, cached=True))
            return
        self._ready.append(Evaluated(candidate, state, first.result, first.score, cached=True))

    def _ended(
        self, candidate: Candidate, state: State, result: RolloutResult, *, cached: bool
    ) -> None:
        score = self._world.metric.score(result) if isinstance(result, Observation) else None
        evaluated = Evaluated(candidate, state, result, score, cached=cached)
        if score is not None:
            self._seen[state.snapshot] = evaluated
        self._tally.count(result)
        self._ready.append(evaluated)
        self._tell(evaluated)

    def _tell(self, evaluated: Evaluated) -> None:
        world = self._world
        score = evaluated.score
        if score is not None and score.reached:
            origin = evaluated.candidate.change.origin
            place = (origin.path, origin.line, origin.operator)
            world.pace.reached(place, believed=world.believed(evaluated))
        world.observer.on(
            RolloutEnded(
                evaluated,
                executed=self._tally.executed + self._tally.replayed,
                cached=self._tally.cached,
                spent=world.ledger.spent(),
                seconds=world.pace.clock(),
            )
        )
        if score is not None and (self._best is None or score.value > self._best.value):
            self._best = score
            world.observer.on(BestChanged(evaluated, evaluated.candidate.change.summary))
