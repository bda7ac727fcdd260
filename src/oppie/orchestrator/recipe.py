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
    """

    command: str
    environment: str
    runner: str
    targets: tuple[str, ...]
    others: tuple[str, ...]
    limits: Limits
    stop: Stop = Stop.FIRST_BROKEN
    isolation: Isolation = Isolation.WARM

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

    def patient(self) -> Recipe:
        """The same without limits of single calls."""
        return replace(self, limits=replace(self.limits, calls_s=()))

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
        """Whether a call's limit alone ended it, and all that ran before had passed."""
        *before, last = observation.results or (None,)
        if last is None or last.outcome is not Outcome.TIMED_OUT:
            return False
        passed = all(result.outcome is Outcome.PASSED for result in before if result)
        return passed and last.seconds == dict(self.limits.calls_s).get(last.test)

    def thorough(self, limits: Limits) -> Recipe:
        """The same tests, all of them, in a new process: for verification."""
        return replace(self, limits=limits, stop=Stop.NEVER, isolation=Isolation.COLD)


@lru_cache(maxsize=64)
def _written(part: tuple[str, ...] | Limits) -> str:
    """All of it as text; large suites have thousands of names, and many candidates the same."""
    return repr(part)
