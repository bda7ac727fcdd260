"""The last word: candidates made small, then all tests once more in a fresh sandbox."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from oppie.model.change import Digest, Edit, State
from oppie.model.observation import Observation
from oppie.model.score import Evaluated, Score
from oppie.orchestrator.recipe import Recipe
from oppie.orchestrator.world import Metric
from oppie.ports import Session
from oppie.workflows.minimise import edits_of, smallest
from oppie.workflows.tree import Tree

MOST_PATCHES = 3
LEAST_S = 1.0
"""The first candidate is verified for so long, even where the search took all of the time."""


def partly(
    found: Sequence[Evaluated], before: Score, targets: AbstractSet[str]
) -> tuple[Evaluated, ...]:
    """Those that repair a part and were not seen to break anything.

    First those with which tests ran that are to stay passed; the others may break one of them.
    """
    some = (e for e in found if e.score and e.score.fixed > before.fixed and not e.score.broken)

    def unseen(candidate: Evaluated) -> bool:
        seen = candidate.observation
        return seen is None or all(result.test in targets for result in seen.results)

    return tuple(sorted(some, key=unseen))


@dataclass(frozen=True, slots=True)
class Verified:
    """A Snapshot that held in a fresh sandbox."""

    snapshot: Digest
    observation: Observation
    score: Score
    evaluated: Evaluated


@dataclass(slots=True)
class Verifier:
    """Minimises and verifies on one fresh Session.

    Attributes:
        recipe: the search's, made thorough: every test, a new process.
        quick: the search's own recipe, which decides what may be left out of a patch.
        metric: the search's own, over the tests that ``quick`` runs.
        whole: over every test.
        left_s: seconds that the budget has left; no rollout takes longer.
        overhead: rollouts that were spent, counted here.
    """

    base: Digest
    tree: Tree
    session: Session
    recipe: Recipe
    quick: Recipe
    metric: Metric
    whole: Metric
    left_s: Callable[[], float]
    overhead: int = 0

    def verify(self, candidates: Sequence[Evaluated]) -> tuple[Verified, ...]:
        """Up to three distinct Snapshots that hold, in the order given; without time the first.

        Candidates are taken for what the search saw of them: one that reached the goal must
        reach it again; one that did not must at least be worth as much as the search said.
        """
        held: dict[Digest, Verified] = {}
        for at, candidate in enumerate(candidates):
            if len(held) == MOST_PATCHES or (at and self._out_of_time()):
                break
            snapshot = self._smallest(candidate)
            if snapshot in held:
                continue
            verified = self._cold(snapshot, candidate)
            if verified is not None:
                held[snapshot] = verified
        return tuple(held.values())

    def beginning(self, candidate: Evaluated) -> tuple[Verified, ...]:
        """The most of a partial repair's Changes, from the first one on, that hold by themselves.

        What a search goes on from may break what it did not run.
        """
        changes = candidate.state.changes
        for number in range(len(changes) - 1, 0, -1):
            if self._out_of_time():
                break
            snapshot = self.base
            for change in changes[:number]:
                snapshot = self.tree.apply(snapshot, change.edits)
            begun = replace(candidate, state=State(snapshot, changes[:number]))
            verified = self._cold(snapshot, begun)
            if verified is not None:
                return (verified,)
        return ()

    def _out_of_time(self) -> bool:
        return self.left_s() <= 0

    def _smallest(self, candidate: Evaluated) -> Digest:
        snapshot = candidate.state.snapshot
        files = self.tree.diff(self.base, snapshot)
        edits = edits_of(files, lambda path: self.tree.file(self.base, path))
        if len(edits) == 1 or candidate.score is None:
            return snapshot
        least = candidate.score.value

        def holds(chosen: Sequence[Edit]) -> bool:
            if self._out_of_time():
                return False
            return self._worth(self.tree.apply(self.base, chosen), self.quick) >= least

        return self.tree.apply(self.base, smallest(edits, holds))

    def _worth(self, snapshot: Digest, recipe: Recipe) -> float:
        seen = self._run(snapshot, recipe)
        return -1.0 if seen is None else self.metric.score(seen).value

    def _cold(self, snapshot: Digest, candidate: Evaluated) -> Verified | None:
        seen = self._run(snapshot, self.recipe)
        if seen is None or candidate.score is None:
            return None
        score = self.whole.score(seen)
        holds = score.reached if candidate.score.reached else score.fixed > 0 and not score.broken
        return Verified(snapshot, seen, score, candidate) if holds else None

    def _run(self, snapshot: Digest, recipe: Recipe) -> Observation | None:
        self.overhead += 1
        total_s = min(recipe.limits.total_s, max(LEAST_S, self.left_s()))
        recipe = replace(recipe, limits=replace(recipe.limits, total_s=total_s))
        rollout = recipe.rollout(snapshot, self.tree.diff(self.base, snapshot))
        result = self.session.run(rollout)
        return result if isinstance(result, Observation) else None
