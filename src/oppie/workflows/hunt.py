"""The search of a run: from the baseline to candidates that are worth verifying."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from oppie.expressions.trigger import trigger
from oppie.model.change import State
from oppie.model.experience import Experience
from oppie.model.levers import Levers
from oppie.model.score import Score
from oppie.model.search import Found, Root, SearchSettings
from oppie.model.verdict import Routing
from oppie.orchestrator.budget import Ledger
from oppie.orchestrator.calibration import SHIPPED, calibrate
from oppie.orchestrator.evaluate import Evaluation
from oppie.orchestrator.features import Features, features
from oppie.orchestrator.hybrid import Router
from oppie.orchestrator.leanings import leanings
from oppie.orchestrator.pace import Pace
from oppie.orchestrator.recipe import Recipe
from oppie.orchestrator.tally import Tally
from oppie.orchestrator.world import Metric, World
from oppie.ports import Engine, Executor, Observer, Session
from oppie.workflows import mending
from oppie.workflows.baseline import Baseline
from oppie.workflows.breakage import broken_before
from oppie.workflows.desk import Desk
from oppie.workflows.glance import Glance
from oppie.workflows.held_out import Folds
from oppie.workflows.inquest import Asking
from oppie.workflows.lessons import Lessons
from oppie.workflows.ordering import Ordering
from oppie.workflows.project import Project
from oppie.workflows.propose import Proposals
from oppie.workflows.rank import Ranking
from oppie.workflows.reach import Spared
from oppie.workflows.search import Reaching, Scope, Suspecting
from oppie.workflows.solved import Solved
from oppie.workflows.workshop import Remembering


@dataclass(frozen=True, slots=True)
class Hunt:
    """Everything that a search is made of.

    Attributes:
        session: of the first worker; others may ask something of it too.
        judges: whether it can judge candidates.
        deadline: run's second by which the search has to end, so that the verification fits.
    """

    desk: Desk
    project: Project
    baseline: Baseline
    scope: Scope
    recipe: Recipe
    metric: Metric
    executor: Executor
    session: Session
    judges: bool
    ledger: Ledger
    memory: Remembering
    deadline: float

    def ranking(self) -> Ranking:
        """Which of the candidates that pass is to be preferred."""
        base, tree = self.project.base, self.project.vst
        tests = b"\n".join(tree.file(base, path) for path in self.scope.context)
        return Ranking(base, tree, tests)


@dataclass(frozen=True, slots=True)
class Caught:
    """What a search came to.

    Attributes:
        first_s: run's second at which the first candidate reached the goal.
        folds: what passes without some of the failing tests.
        learned: what the run says of operators.
    """

    found: Found
    routing: Routing
    tally: Tally
    features: Features
    before: Score
    first_s: float | None
    folds: Folds
    learned: Sequence[Experience]


def hunt(all_of_it: Hunt, solved: Callable[[], object]) -> Caught:
    """Route the task and search; ``solved`` is called when a candidate reaches the goal."""
    desk, baseline = all_of_it.desk, all_of_it.baseline
    pace = Pace(desk.clock, all_of_it.deadline, desk.request.first, began_s=desk.clock())
    tally = Tally()
    before = all_of_it.metric.score(baseline.observation)
    lessons = Lessons(before, Solved(desk, solved))
    folds = Folds(baseline.targets, lessons)
    glance = Glance(baseline, all_of_it.scope.suspicions)
    ordering = _ordering(all_of_it, glance.telling())
    evaluation = Evaluation(_world(all_of_it, pace, ordering.heard_by(folds), glance), tally)
    facts = features(baseline.observation, baseline.targets, all_of_it.scope.suspicions)
    router = _router(all_of_it, facts)

    def engine() -> Engine:
        return router.decide(SearchSettings(), Random(desk.request.seed))

    root = Root(State(all_of_it.project.base), baseline.observation, before, Reaching(baseline))
    if broken_before(baseline):
        found = mending.search(engine, root, ordering.propose, evaluation)
    else:
        found = engine().search(root, ordering.propose, evaluation)
    learned = lessons.learned(all_of_it.project.integration.name)
    return Caught(
        found, router.routing, tally, facts, before, pace.first_solution_s, folds, learned
    )


def _world(of: Hunt, pace: Pace, observer: Observer, glance: Glance) -> World:
    desk = of.desk
    return World(
        base=of.project.base,
        before=of.baseline.observation,
        snapshots=of.project.vst,
        recipe=of.recipe,
        executor=of.executor,
        metric=of.metric,
        journal=desk.journal,
        memory=of.memory,
        ledger=of.ledger,
        pace=pace,
        observer=observer,
        may_change=of.project.may_change(desk.request),
        sealed=of.project.sealed,
        glance=glance,
        spared=Spared(of.baseline.traces, of.project.read),
        believed=of.ranking().believed,
    )


def _router(of: Hunt, facts: Features) -> Router:
    desk = of.desk
    weights = calibrate(SHIPPED, of.memory.outcomes())
    return Router(
        features=facts,
        trigger=trigger(desk.request.trigger),
        progress=lambda: (desk.clock(), 1.0 - of.ledger.spent()),
        observer=desk,
        choice=desk.request.engine,
        weights=weights,
    )


def _ordering(of: Hunt, telling: tuple[str, ...]) -> Ordering:
    """The proposals, judged and added to as far as the levers say and the Session can."""
    levers = of.desk.request.levers if of.judges else Levers(growing=False, judging=False)
    spend = of.desk.journal.spend
    asking = Asking(
        of.session, of.baseline, telling, of.scope.others, lambda number: spend(judged=number)
    )
    proposals = _proposals(of)
    return Ordering(proposals, asking, levers, proposals.sources, of.scope.likely)


def _proposals(of: Hunt) -> Proposals:
    allowed = of.project.may_change(of.desk.request)
    return Proposals(
        contents=of.project.vst,
        proposers=of.desk.workshop.proposers(),
        base=of.project.base,
        sources=tuple(path for path in of.scope.sources if allowed(path)),
        context=of.scope.context,
        suspect=Suspecting(of.baseline, of.project.integration, of.scope, of.project.read),
        seed=of.desk.request.seed,
        leanings=leanings(of.memory.experiences(), of.project.integration.name),
    )
