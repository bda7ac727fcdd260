"""Verdicts: how a run ended, with the patch and its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from oppie.model.comparison import Comparison
from oppie.model.observation import TestCounts


class Status(StrEnum):
    """What a run achieved."""

    SOLVED = "solved"
    IMPROVED = "improved"
    UNSOLVED = "unsolved"
    NOTHING_TO_DO = "nothing-to-do"


class StoppedBy(StrEnum):
    """What ended a run."""

    GOAL = "goal"
    BUDGET = "budget"
    EXHAUSTED = "exhausted"
    INTERRUPTED = "interrupted"


class Holds(StrEnum):
    """Whether one check of the evidence holds."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    FAIL = "fail"
    INCONCLUSIVE = "inconclusive"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One check that was made, what it said, and the detail for a person."""

    check: str
    verdict: Holds
    detail: str


@dataclass(frozen=True, slots=True)
class RolloutCounts:
    """What was run; see "Counting" in ``docs/contract.md``."""

    executed: int = 0
    cached: int = 0
    overhead: int = 0
    judged: int = 0
    infrastructure_failures: int = 0
    tampering: int = 0


@dataclass(frozen=True, slots=True)
class Routing:
    """What the router decided, and why."""

    complexity: float
    engine: str
    escalated: bool
    why: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another verified patch, worth less than the first."""

    patch: str
    score: float


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """The project as the run saw it."""

    root: str
    types: tuple[str, ...]
    test: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a run ended; ``oppie.run/1`` is this, rendered."""

    run: str
    kind: str
    status: Status
    stopped_by: StoppedBy
    project: ProjectFacts
    router: Routing
    sandbox: str
    seed: int
    jobs: int
    rollouts: RolloutCounts
    seconds: float
    seconds_to_first_solution: float | None
    cost_usd: float
    score_before: float
    score_after: float
    tests_before: TestCounts
    tests_after: TestCounts
    patch: str
    snapshot: str = ""
    """Digest of the workspace with the patch; empty when there is none."""
    summary: str = ""
    fixed: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    notes: tuple[str, ...] = ()
    measured: Comparison | None = None
    """What the confirmation of a measured run saw; None in a fix."""
