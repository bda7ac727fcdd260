"""Held-out tests: would the patch have been chosen, and pass, had some tests not been there?

The failing tests are dealt into folds. Candidates that fail tests of one fold alone would have
passed for patches without that fold; where the ranking prefers one of them, the held-out tests
were needed, so that nothing is left that confirms. It costs no rollout: what each candidate did
with each failing test was seen by the search.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from oppie.model.event import Event, RolloutEnded
from oppie.model.observation import Outcome
from oppie.model.score import Evaluated, Score
from oppie.model.verdict import Evidence, Holds
from oppie.ports import Observer
from oppie.workflows.rank import Ranking

FOLDS = 5
MOST = 20
"""Candidates kept of a fold, the likeliest."""
CHECK = "held-out tests"


@dataclass(frozen=True, slots=True)
class Folds:
    """An Observer that passes on what it hears, and keeps what passes all but one fold.

    Attributes:
        targets: the tests that are to pass.
        then: who is told as well.
    """

    targets: tuple[str, ...]
    then: Observer
    _kept: dict[int, list[Evaluated]] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """How many folds there are."""
        return min(FOLDS, len(self.targets))

    def on(self, event: Event) -> None:
        """Keep a candidate that fails within one fold."""
        self.then.on(event)
        if isinstance(event, RolloutEnded):
            evaluated = event.evaluated
            fold = self._fold(evaluated, evaluated.score) if evaluated.score else None
            if fold is not None:
                self._keep(fold, evaluated)

    def nearly(self, fold: int) -> Sequence[Evaluated]:
        """Candidates that pass all targets but some of this fold."""
        return self._kept.get(fold, ())

    def _fold(self, evaluated: Evaluated, score: Score) -> int | None:
        """The fold that holds all targets that the candidate fails; None where there is none."""
        missing = len(self.targets) - score.fixed
        seen = evaluated.observation
        largest = -(-len(self.targets) // max(1, self.number))
        if seen is None or self.number < 2 or not 0 < missing <= largest:  # noqa: PLR2004 - a split
            return None
        passed = {r.test for r in seen.results if r.outcome is Outcome.PASSED}
        folds = {at % self.number for at, t in enumerate(self.targets) if t not in passed}
        return folds.pop() if len(folds) == 1 else None

    def _keep(self, fold: int, evaluated: Evaluated) -> None:
        kept = self._kept.setdefault(fold, [])
        kept.append(evaluated)
        kept.sort(key=lambda each: -each.candidate.prior)
        del kept[MOST:]


def confirmed(folds: Folds, passing: Sequence[Evaluated], ranking: Ranking) -> Evidence:
    """What the held-out folds say of the candidates that pass everything."""
    tests = len(folds.targets)
    if folds.number < 2:  # noqa: PLR2004 - a split needs two
        detail = "weak: one failing test decides, so that none can be held out"
        return Evidence(CHECK, Holds.INCONCLUSIVE, detail)
    held = sum(_chosen(folds.nearly(n), passing, ranking) for n in range(folds.number))
    of = f"{held} of {folds.number} parts of the {tests} failing tests"
    if held == folds.number:
        return Evidence(CHECK, Holds.PASS, f"chosen without them, a patch passes {of}")
    detail = f"chosen without them, a patch passes only {of}: no test of the others confirms it"
    return Evidence(CHECK, Holds.INCONCLUSIVE, detail)


def _chosen(nearly: Sequence[Evaluated], passing: Sequence[Evaluated], ranking: Ranking) -> bool:
    """Whether one that passes everything would be chosen among those that pass the rest."""
    whole = {each.state.snapshot for each in passing}
    return ranking.likeliest((*passing, *nearly)).state.snapshot in whole
