"""A measured run from its baseline to its Verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from random import Random

from oppie.model.change import State
from oppie.model.comparison import Comparison
from oppie.model.observation import Observation
from oppie.model.rollout import Stop
from oppie.model.task import Kind
from oppie.model.verdict import Verdict
from oppie.orchestrator.contest import Contest
from oppie.ports import Session
from oppie.workflows.choose import Place
from oppie.workflows.conclude import Ending
from oppie.workflows.desk import Desk
from oppie.workflows.measured import drawn
from oppie.workflows.measured.arena import Arena
from oppie.workflows.measured.bench import Opening, benchmark_of, opened
from oppie.workflows.measured.climb import Climb, Reached
from oppie.workflows.measured.confirm import LEAST_PAIRS, MOST_TRIED, Confirmer
from oppie.workflows.measured.instruments import Instruments
from oppie.workflows.measured.optimize import Heat, profile, proposals
from oppie.workflows.measured.seal import sealed
from oppie.workflows.measured.tune import Tuning, knobs_of
from oppie.workflows.prepare import START_S, VERIFY_RUNS, VERIFY_SHARE, VERIFY_STARTS, recipe_of
from oppie.workflows.project import Project
from oppie.workflows.stage import open_session
from oppie.workflows.workshop import Remembering

MOST_CONFIRMING = 0.6
"""Share of the budget that is kept, at most, for verifying and confirming."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What a measured run has set up.

    Attributes:
        kind: what is searched for.
        measuring: the Session in which the benchmark runs while the search goes on.
    """

    ending: Ending
    place: Place
    instruments: Instruments
    kind: Kind
    memory: Remembering
    measuring: Session


def examine(desk: Desk, project: Project) -> None:
    """What can be known to be wrong before a test has run.

    Raises:
        ProjectError: a measured run without a benchmark.
        ConfigError: a knob that is not there, or that measures.
    """
    if desk.request.kind == Kind.FIX or (desk.request.kind == "auto" and not desk.request.bench):
        return
    benchmark = benchmark_of(desk, project)
    if desk.request.knobs and desk.request.kind != Kind.OPTIMIZE:
        closed = sealed(benchmark, project.files, project.integration)
        knobs_of(desk, project, desk.workshop.measuring().tuner, closed, ())


def improve(stage: Stage, ahead: Callable[[], Session], stack: ExitStack) -> Verdict:
    """Search, verify, confirm.

    Args:
        stage: what is set up.
        ahead: begins to start another Session.
        stack: closes what is opened.

    Raises:
        ProjectError: there is no benchmark, it does not run, or nothing can be tuned.
        ConfigError: a knob, the metric or the target is wrong.
    """
    desk, project = stage.ending.desk, stage.ending.project
    benchmark = benchmark_of(desk, project)
    closed = sealed(benchmark, project.files, project.integration)
    desk.phase("measure")
    opening = opened(desk, benchmark, stage.measuring, stage.instruments)
    if opening.yardstick.met(opening.value):
        return drawn.met_already(stage.ending, stage.kind, opening)
    arena = _arena(stage, opening, closed, stack)
    desk.phase("search")
    reached, stopped_by = _search(stage, arena, closed)
    arena.executor.close()
    desk.phase("verify")
    tried = _tried(stage, arena, reached, ahead()) if reached else ()
    return drawn.verdict(stage.ending, stage.kind, arena, tried, stopped_by)


def _arena(
    stage: Stage, opening: Opening, closed: Callable[[str], bool], stack: ExitStack
) -> Arena:
    desk, project = stage.ending.desk, stage.ending.project
    place, baseline = stage.place, stage.ending.baseline
    recipe = replace(
        recipe_of(project, place, baseline, baseline.quick()), targets=(), stop=Stop.FIRST_BAD
    )

    def another() -> Session:
        return open_session(desk, project, place.sandbox, place.plan)

    executor = desk.workshop.execute(another, 1, place.session, 1)
    stack.callback(executor.close)
    allowed = project.may_change(desk.request)
    return Arena(
        desk=desk,
        project=project,
        opening=opening,
        session=stage.measuring,
        executor=executor,
        recipe=recipe,
        memory=stage.memory,
        ledger=desk.ledger(),
        deadline=_deadline(stage, opening),
        may_change=lambda path: allowed(path) and not closed(path),
    )


def _deadline(stage: Stage, opening: Opening) -> float:
    """The run's second by which the search has to end."""
    allowed = stage.ending.desk.request.budget.seconds
    if allowed is None:
        return float("inf")
    baseline = stage.ending.baseline
    once = sum(r.seconds for r in baseline.observation.results)
    verifying = START_S + VERIFY_STARTS * baseline.loading_s + VERIFY_RUNS * once
    confirming = 1.5 * 2 * LEAST_PAIRS * opening.seconds
    kept = min(VERIFY_SHARE * allowed, verifying) + confirming
    return allowed - min(MOST_CONFIRMING * allowed, kept)


def _search(
    stage: Stage, arena: Arena, closed: Callable[[str], bool]
) -> tuple[tuple[Reached, ...], str]:
    """The versions that were the best, the best first, and what ended the search."""
    desk, project, instruments = stage.ending.desk, stage.ending.project, stage.instruments
    contest = Contest(arena.gauge, Random(desk.request.seed), steady=arena.opening.steady)
    suspicions = profile(desk, project, arena.opening, stage.measuring, instruments)
    heat = Heat(project, arena.may_change, suspicions)
    if stage.kind is Kind.TUNE:
        knobs = knobs_of(desk, project, instruments.tuner, closed, heat.sources())
        found = Tuning(arena, contest, instruments.tuner, knobs, State(project.base)).run()
        return found, arena.stopped_by() or "exhausted"
    return _climb(stage, arena, contest, heat)


def _climb(
    stage: Stage, arena: Arena, contest: Contest, heat: Heat
) -> tuple[tuple[Reached, ...], str]:
    desk, project = stage.ending.desk, stage.ending.project

    def enough(state: State) -> bool:
        told = arena.measure(state.snapshot)
        value = None if told is None else arena.opening.yardstick.value(told)
        return value is not None and arena.opening.yardstick.met(value)

    propose = proposals(desk, stage.instruments, stage.ending.baseline, heat)
    climb = Climb(arena, contest, propose, enough, desk.request.first)
    found = climb.run(State(project.base))
    return found, arena.stopped_by() or ("exhausted" if climb.exhausted else "goal")


def _tried(
    stage: Stage, arena: Arena, reached: Sequence[Reached], fresh: Session
) -> Sequence[drawn.Tried]:
    """The best versions in a fresh sandbox, until one is confirmed."""
    desk, project = stage.ending.desk, stage.ending.project
    random = Random(desk.request.seed + 1)
    opening = arena.opening
    confirmer = Confirmer(desk, project.vst, project.base, opening, fresh, random)
    tried: list[drawn.Tried] = []
    for each in reached[:MOST_TRIED]:
        seen = _cold(stage, arena, each.state, fresh)
        comparison: Comparison | None = None
        if seen is not None and not drawn.broken(stage.ending.baseline, seen):
            comparison = confirmer.confirm(each.state.snapshot)
        tried.append(drawn.Tried(each, seen, comparison))
        if comparison is not None and comparison.better:
            break
    return tried


def _cold(stage: Stage, arena: Arena, state: State, fresh: Session) -> Observation | None:
    """Every test, patiently, in a new process."""
    desk, project = stage.ending.desk, stage.ending.project
    limits = replace(stage.ending.baseline.limits, total_s=max(1.0, desk.left_s()))
    recipe = replace(arena.recipe.thorough(limits), targets=(), others=())
    desk.journal.spend(overhead=1)
    files = project.vst.diff(project.base, state.snapshot)
    seen = fresh.run(recipe.rollout(state.snapshot, files))
    return seen if isinstance(seen, Observation) else None
