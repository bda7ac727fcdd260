"""The end of a run: candidates verified in a fresh sandbox, the Verdict drawn up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from oppie.model.experience import RouterOutcome
from oppie.model.observation import TestCounts
from oppie.model.task import Kind
from oppie.model.verdict import (
    Evidence,
    Holds,
    ProjectFacts,
    Routing,
    Status,
    StoppedBy,
    Verdict,
)
from oppie.orchestrator.recipe import Recipe
from oppie.ports import Session
from oppie.vst.patch import unified
from oppie.vst.worktree import find_root
from oppie.workflows import verdict as drawn
from oppie.workflows.baseline import Baseline
from oppie.workflows.breakage import account, broken_before, stays
from oppie.workflows.desk import Desk
from oppie.workflows.hunt import Caught, Hunt
from oppie.workflows.prefer import Preference, prefer
from oppie.workflows.project import Project
from oppie.workflows.stage import MOST_TOTAL_S
from oppie.workflows.verify import MOST_PATCHES, Verified, Verifier, partly
from oppie.workflows.worth import weighed, worth

SOON = 0.1
"""Share of the budget within which the single loop is to solve what is routed to it."""
UNSOLVED = "No patch was found that makes more tests pass and breaks none."
NO_ROUTE = Routing(0.0, "none", escalated=False, why="there was nothing to search for")


@dataclass(frozen=True, slots=True)
class Ending:
    """What the end of a run knows of its beginning."""

    desk: Desk
    project: Project
    sandbox: str
    test: str
    baseline: Baseline


def conclude(ending: Ending, of: Hunt, caught: Caught, session: Session) -> Verdict:
    """Verify the best candidates on a fresh Session and say what the run came to."""
    desk, baseline = ending.desk, ending.baseline
    preference = prefer(of, caught.found.best, session)
    verified = _verify(of, caught, preference, session)
    patches = [unified(ending.project.vst, ending.project.base, v.snapshot) for v in verified]
    status = drawn.status(verified)
    fixed = drawn.fixed(baseline, verified[0].observation) if verified else ()
    plain = bare(ending, status, _stopped_by(caught.found.stopped_by, status), caught.routing)
    return replace(
        plain,
        rollouts=replace(desk.journal.counts(), cached=caught.tally.cached),
        seconds_to_first_solution=caught.first_s if status is Status.SOLVED else None,
        score_before=caught.before.value,
        score_after=verified[0].score.value if verified else caught.before.value,
        tests_after=drawn.after(baseline, verified),
        patch=patches[0] if patches else "",
        snapshot=verified[0].snapshot if verified else "",
        summary=_summary(status, verified, fixed, baseline),
        fixed=fixed,
        alternatives=drawn.alternatives(verified, patches),
        evidence=_evidence(ending, of, caught, (preference, verified)),
    )


def lesson(of: Hunt, caught: Caught, verdict: Verdict) -> RouterOutcome | None:
    """What the router learns: whether the single loop sufficed; None where it was not tried."""
    first, allowed = caught.first_s, of.desk.request.budget.seconds
    if caught.routing.engine != "simple" and not caught.routing.escalated:
        return None
    if verdict.stopped_by is StoppedBy.INTERRUPTED or allowed is None:
        return None
    solved = verdict.status is Status.SOLVED and not caught.routing.escalated
    soon = first is not None and first <= allowed * SOON
    return RouterOutcome(caught.features.vector(), solved and soon)


def nothing_to_do(ending: Ending) -> Verdict:
    """Every test that the run could be about passes already."""
    plain = bare(ending, Status.NOTHING_TO_DO, StoppedBy.GOAL, NO_ROUTE)
    counts = plain.tests_before
    passed = Evidence("baseline", Holds.PASS, f"{counts.passed} tests pass")
    aside = counts.failed + counts.errors + counts.timed_out
    summary = f"Failing tests that this run is not about: {aside}." if aside else "All tests pass."
    return replace(plain, score_before=1.0, score_after=1.0, summary=summary, evidence=(passed,))


def beyond(ending: Ending) -> Verdict:
    """What the tests wait for cannot be repaired here."""
    baseline = ending.baseline
    plain = bare(ending, Status.UNSOLVED, StoppedBy.EXHAUSTED, NO_ROUTE)
    evidence = account(baseline, baseline.observation.results)
    return replace(plain, summary=stays(broken_before(baseline)), evidence=evidence)


def interrupted(desk: Desk, baseline: Baseline | None) -> Verdict:
    """What is known when a run is interrupted; ``oppie resume`` goes on from there."""
    counts = baseline.counts if baseline is not None else TestCounts()
    root = find_root(desk.request.folder).folder
    sandbox = desk.journal.kept("sandbox") or desk.request.sandbox
    known = _Known(desk, ProjectFacts(str(root), (), desk.request.test), sandbox, counts)
    plain = _bare(known, Status.UNSOLVED, StoppedBy.INTERRUPTED, NO_ROUTE)
    return replace(plain, summary=f"Interrupted. Go on with: oppie resume {desk.journal.run}")


def _verify(
    of: Hunt, caught: Caught, preference: Preference, session: Session
) -> tuple[Verified, ...]:
    """The best candidates, minimised and verified; partial ones only where none is whole."""
    best = preference.order
    whole = [e for e in best if e.score is not None and e.score.reached]
    partial = partly(best, caught.before, frozenset(of.baseline.targets))
    if not (whole or partial):
        return ()
    verifier = Verifier(
        base=of.project.base,
        tree=of.project.vst,
        session=session,
        recipe=_thorough(of),
        quick=of.recipe,
        metric=of.metric,
        whole=of.desk.workshop.measure(of.baseline, of.baseline.others, of.desk.request.metric),
        left_s=of.desk.left_s,
    )
    verified = verifier.verify(whole) if whole else ()
    if not verified and not whole:
        some = verifier.verify(partial[:MOST_PATCHES])[:1]
        verified = some or verifier.beginning(partial[0])
    of.desk.journal.spend(overhead=verifier.overhead)
    return verified


def _evidence(
    ending: Ending, of: Hunt, caught: Caught, chosen: tuple[Preference, tuple[Verified, ...]]
) -> tuple[Evidence, ...]:
    """The tests' own word, then what speaks for the patch beyond them, and what that is worth."""
    preference, verified = chosen
    after = verified[0].observation if verified else ending.baseline.observation
    build = account(ending.baseline, after.results)
    if not verified:
        return build
    tests = drawn.evidence(ending.baseline, verified, ending.sandbox)
    beyond = (drawn.rivals(verified), *weighed(of, caught, preference, verified[0]))
    return (*build, *tests, *beyond, worth(beyond))


def _thorough(of: Hunt) -> Recipe:
    """Every test, patiently, in a new process; but those that there was no time to look at."""
    limits = replace(of.baseline.limits, total_s=min(MOST_TOTAL_S, max(1.0, of.desk.left_s())))
    recipe = of.recipe.thorough(limits)
    if of.baseline.late:
        return replace(recipe, others=of.baseline.others)
    return replace(recipe, targets=(), others=())


@dataclass(frozen=True, slots=True)
class _Known:
    """What a Verdict says whatever the run came to."""

    desk: Desk
    project: ProjectFacts
    sandbox: str
    before: TestCounts


def bare(ending: Ending, status: Status, stopped_by: StoppedBy, routing: Routing) -> Verdict:
    """A Verdict without a patch, score or evidence."""
    project = ending.project
    facts = ProjectFacts(str(project.root), project.types, ending.test)
    known = _Known(ending.desk, facts, ending.sandbox, ending.baseline.counts)
    return _bare(known, status, stopped_by, routing)


def _bare(known: _Known, status: Status, stopped_by: StoppedBy, routing: Routing) -> Verdict:
    """A Verdict without a patch."""
    desk = known.desk
    return Verdict(
        run=desk.journal.run,
        kind=desk.request.kind if desk.request.kind != "auto" else Kind.FIX.value,
        status=status,
        stopped_by=stopped_by,
        project=known.project,
        router=routing,
        sandbox=known.sandbox,
        seed=desk.request.seed,
        jobs=desk.workshop.jobs,
        rollouts=desk.journal.counts(),
        seconds=desk.clock(),
        seconds_to_first_solution=None,
        cost_usd=0.0,
        score_before=0.0,
        score_after=0.0,
        tests_before=known.before,
        tests_after=known.before,
        patch="",
    )


def _stopped_by(reason: str, status: Status) -> StoppedBy:
    if reason == "exhausted" and status is Status.SOLVED:
        return StoppedBy.GOAL
    return StoppedBy(reason)


def _summary(
    status: Status, verified: tuple[Verified, ...], fixed: Sequence[str], baseline: Baseline
) -> str:
    if status is Status.UNSOLVED:
        broken = broken_before(baseline)
        return stays(broken) if broken else UNSOLVED
    changes = verified[0].evaluated.state.changes
    what = "; ".join(change.summary for change in changes if change.summary)
    several = f"{len(fixed)} of {len(baseline.targets)} failing tests pass: {what}"
    return several if what else f"{len(fixed)} tests fixed."
