"""From the baseline to everything that a search is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from oppie import __version__
from oppie.model.observation import Outcome
from oppie.orchestrator.recipe import Recipe
from oppie.ports import Session
from oppie.vst.environment import interpreter_fingerprint
from oppie.workflows.baseline import Baseline, rollout_limits
from oppie.workflows.choose import Place
from oppie.workflows.conclude import Ending
from oppie.workflows.desk import Desk
from oppie.workflows.hunt import Hunt
from oppie.workflows.project import Project
from oppie.workflows.search import scope
from oppie.workflows.stage import open_session
from oppie.workflows.turns import Turns
from oppie.workflows.workshop import Remembering

VERIFY_SHARE = 0.4
"""Share of the budget that is kept, at most, for minimising and verifying."""
VERIFY_RUNS = 1.6
"""Whole runs of the tests that the verification may need: once, colder than the baseline."""
VERIFY_STARTS = 1.0
"""Times that the tests are loaded for it: as at first, beside something else."""
START_S = 1.0
"""Wall seconds for all the rest."""


def hunt_of(ending: Ending, place: Place, memory: Remembering, spare: Session | None) -> Hunt:
    """Localise the fault and put the search together.

    Args:
        ending: the run, its project and its baseline.
        place: where rollouts run; its Session is the first worker's.
        memory: of earlier runs.
        spare: a Session that is starting already, for the second worker.
    """
    desk, project, baseline = ending.desk, ending.project, ending.baseline
    desk.phase("localise")
    looked_at = scope(baseline, project.files, project.integration, project.read)
    loops = desk.request.levers.loops
    limits = rollout_limits(baseline, loops=loops)
    recipe = replace(recipe_of(project, place, baseline, looked_at.others), limits=limits)
    spares = [spare] if spare is not None else []

    def another() -> Session:
        return spares.pop() if spares else open_session(desk, project, place.sandbox, place.plan)

    shared = Turns(place.session)
    executor = desk.workshop.execute(another, desk.workshop.jobs, shared, place.opened.batch)
    return Hunt(
        desk=desk,
        project=project,
        baseline=baseline,
        scope=looked_at,
        recipe=recipe,
        metric=desk.workshop.measure(baseline, looked_at.others, desk.request.metric),
        executor=executor,
        session=shared,
        judges=place.opened.judges,
        ledger=desk.ledger(),
        memory=memory,
        deadline=_deadline(desk, baseline),
    )


def recipe_of(project: Project, place: Place, baseline: Baseline, others: Sequence[str]) -> Recipe:
    """What the rollouts of a search have in common."""
    return Recipe(
        command=place.plan.command,
        environment=" ".join(_surroundings(project, place)),
        runner=__version__,
        targets=baseline.targets,
        others=tuple(others),
        limits=rollout_limits(baseline),
        patient_s=baseline.limits.test_s,
    )


def _surroundings(project: Project, place: Place) -> tuple[str, ...]:
    """All that a rollout sees beside the Snapshot: ignored files, interpreter, sandbox, passed."""
    plan = place.plan
    packages = interpreter_fingerprint(Path(plan.python)) if Path(plan.python).is_absolute() else ""
    about = (place.sandbox.name, place.sandbox.fingerprint(), place.opened.version)
    return (project.environment, packages, repr(plan.env), *about)


def _deadline(desk: Desk, baseline: Baseline) -> float:
    """The run's second by which the search has to end."""
    allowed = desk.request.budget.seconds
    if allowed is None:
        return float("inf")
    results = baseline.observation.results
    once = sum(r.seconds for r in results if r.outcome is not Outcome.TIMED_OUT)
    verifying = START_S + VERIFY_STARTS * baseline.loading_s + VERIFY_RUNS * once
    return allowed - min(VERIFY_SHARE * allowed, verifying)
