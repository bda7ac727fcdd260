"""``oppie.run/1``: a Verdict as programs read it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from oppie.cli.render.document import Document
from oppie.model.comparison import Comparison
from oppie.model.observation import TestCounts
from oppie.model.verdict import RolloutCounts, Routing, Verdict


class Project(Document):
    """The project as the run saw it."""

    root: str
    types: list[str]
    test: str


class Score(Document):
    """The metric's value before and after: in [0, 1] for a fix, else what was measured.

    ``measured`` is what the confirmation of a measured run saw, with its intervals.
    """

    before: float
    after: float
    measured: Comparison | None = None


class Tests(Document):
    """How many tests ended how; after comes from the cold verification."""

    before: TestCounts
    after: TestCounts


class Patch(Document):
    """Another verified patch."""

    patch: str
    score: float


class Check(Document):
    """One check of the evidence."""

    check: str
    verdict: Literal["pass", "fail", "inconclusive"]
    detail: str


class RunDocument(Document):
    """What a run did and found; see docs/contract.md."""

    schema_: Literal["oppie.run/1"] = Field(default="oppie.run/1", alias="schema")
    run: str
    kind: str
    status: Literal["solved", "improved", "unsolved", "nothing-to-do"]
    stopped_by: Literal["goal", "budget", "exhausted", "interrupted"]
    project: Project
    router: Routing
    sandbox: str
    seed: int
    jobs: int
    rollouts: RolloutCounts
    seconds: float
    seconds_to_first_solution: float | None
    cost_usd: float
    score: Score
    tests: Tests
    patch: str
    summary: str
    fixed: list[str]
    alternatives: list[Patch]
    evidence: list[Check]
    notes: list[str]


def run_document(verdict: Verdict) -> RunDocument:
    """The document of a Verdict; seconds to the millisecond."""
    first = verdict.seconds_to_first_solution
    return RunDocument(
        run=verdict.run,
        kind=verdict.kind,
        status=verdict.status.value,
        stopped_by=verdict.stopped_by.value,
        project=Project.model_validate(verdict.project),
        router=verdict.router,
        sandbox=verdict.sandbox,
        seed=verdict.seed,
        jobs=verdict.jobs,
        rollouts=verdict.rollouts,
        seconds=round(verdict.seconds, 3),
        seconds_to_first_solution=None if first is None else round(first, 3),
        cost_usd=verdict.cost_usd,
        score=Score(
            before=verdict.score_before, after=verdict.score_after, measured=verdict.measured
        ),
        tests=Tests(before=verdict.tests_before, after=verdict.tests_after),
        patch=verdict.patch,
        summary=verdict.summary,
        fixed=list(verdict.fixed),
        alternatives=[Patch.model_validate(each) for each in verdict.alternatives],
        evidence=[Check.model_validate(each) for each in verdict.evidence],
        notes=list(verdict.notes),
    )
