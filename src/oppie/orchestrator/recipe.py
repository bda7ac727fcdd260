"""How a Snapshot becomes a rollout, and what names that rollout."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from blake3 import blake3

from oppie.model.change import Digest
from oppie.model.observation import Observation, Outcome
from oppie.model.rollout import FileState, Isolation, Limits, Rollout, Stop


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that the rollouts of one search have in common.

    Attributes:
        command: the test command, in words.
        environment: fingerprint of what the Snapshot does not hold: interpreter, packages,
            ignored files, image, passed variables.
        runner: version of what runs inside.
        targets, others: see :class:`oppie.model.rollout.Rollout`.
        patient_s: what a test gets at a patient look, seconds.
    """

    command: str
    environment: str
    runner: str
    targets: tuple[str, ...]
    others: tuple[str, ...]
    limits: Limits
    stop: Stop = Stop.FIRST_BROKEN
    isolation: Isolation = Isolation.WARM
    patient_s: float = 10.0

    def rollout(self, snapshot: Digest, files: tuple[FileState, ...]) -> Rollout:
        """The rollout of a Snapshot that differs from the base by ``files``."""
        return Rollout(
            key=self.key(snapshot),
            files=files,
            targets=self.targets,
            others=self.others,
            limits=self.limits,
            stop=self.stop,
            isolation=self.isolation,
        )

    def key(self, snapshot: Digest) -> Digest:
        """BLAKE3 over all that decides what the rollout sees, so that none runs twice."""
        parts = (snapshot, self.command, self.environment, self.runner, self.stop, self.isolation)
        lists = (_written(self.targets), _written(self.others), _written(self.limits))
        text = "\0".join((*parts, *lists))
        return Digest(blake3(text.encode("utf-8", "surrogateescape")).hexdigest())

    def patient(self, seen: Observation) -> Recipe:
        """The same without limits of single calls; for what passed most tests without tight ones.

        A test that failed at once on the base may take its time where it passes.
        """
        limits = replace(self.limits, calls_s=())
        if self.nearly(seen):
            limits = replace(limits, tests_s=(), test_s=max(limits.test_s, self.patient_s))
        return replace(self, limits=limits)

    def nearly(self, seen: Observation) -> bool:
        """Whether half of the targets passed, or more."""
        passed = sum(result.outcome is Outcome.PASSED for result in seen.results)
        return 2 * passed >= len(self.targets)

    def widened(self, whole: Recipe) -> Recipe:
        """All tests of another recipe, within its own limits."""
        return replace(self, targets=whole.targets, others=whole.others)

    def beside(self, passed: tuple[str, ...]) -> Recipe:
        """Only targets that passed, so that the others run after them."""
        return replace(self, targets=passed)

    def sparing(self, spared: frozenset[str]) -> Recipe:
        """The same without some of the others; one is kept, so that it is seen with some."""
        kept = tuple(test for test in self.others if test not in spared)
        return replace(self, others=kept or self.others[:1])

    def cut_short(self, observation: Observation) -> bool:
        """Whether a tight limit alone ended it, and all that ran before had passed."""
        *before, last = observation.results or (None,)
        if last is None or last.outcome is not Outcome.TIMED_OUT:
            return False
        passed = all(result.outcome is Outcome.PASSED for result in before if result)
        called = last.seconds == dict(self.limits.calls_s).get(last.test)
        tight = self.nearly(observation) and last.seconds < self.patient_s
        return passed and (called or tight)

    def thorough(self, limits: Limits) -> Recipe:
        """The same tests, all of them, in a new process: for verification."""
        return replace(self, limits=limits, stop=Stop.NEVER, isolation=Isolation.COLD)


@lru_cache(maxsize=64)
def _written(part: tuple[str, ...] | Limits) -> str:
    """All of it as text; large suites have thousands of names, and many candidates the same."""
    return repr(part)
