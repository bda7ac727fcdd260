"""The Verdict of a measured run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from oppie.model.comparison import Comparison
from oppie.model.observation import Observation, Outcome
from oppie.model.task import Kind
from oppie.model.verdict import Evidence, Holds, Routing, Status, StoppedBy, Verdict
from oppie.vst.patch import unified
from oppie.workflows.baseline import Baseline, count
from oppie.workflows.conclude import NO_ROUTE, Ending, bare
from oppie.workflows.measured.arena import Arena
from oppie.workflows.measured.bench import Opening
from oppie.workflows.measured.climb import Reached
from oppie.workflows.measured.confirm import LEAST_PAIRS, LEVEL
from oppie.workflows.measured.words import amount, compared

_ENGINES = {
    Kind.OPTIMIZE: Routing(0.0, "climb", escalated=False, why="one faster version after the other"),
    Kind.TUNE: Routing(0.0, "sweep", escalated=False, why="values of knobs are measured"),
}


@dataclass(frozen=True, slots=True)
class Tried:
    """A version that was taken to a fresh sandbox.

    Attributes:
        seen: all tests there; None where they could not be run.
        comparison: None where its tests did not hold, or where there was no time.
    """

    reached: Reached
    seen: Observation | None
    comparison: Comparison | None

    @property
    def won(self) -> bool:
        """Whether it is better beyond the noise."""
        return self.comparison is not None and self.comparison.better


def broken(baseline: Baseline, seen: Observation) -> int:
    """How many tests that passed before do not pass now."""
    passed = {r.test for r in seen.results if r.outcome is Outcome.PASSED}
    return sum(test not in passed for test in baseline.others)


def met_already(ending: Ending, kind: Kind, opening: Opening) -> Verdict:
    """The project as it is reaches the target."""
    yardstick = opening.yardstick
    target = yardstick.target.text if yardstick.target is not None else ""
    said = f"{yardstick.name} is {amount(opening.value, yardstick.unit)}; the target is {target}"
    verdict = bare(ending, Status.NOTHING_TO_DO, StoppedBy.GOAL, NO_ROUTE)
    return replace(
        verdict,
        kind=kind.value,
        score_before=opening.value,
        score_after=opening.value,
        summary=f"The target is met already: {said}.",
        evidence=(Evidence("target", Holds.PASS, said),),
    )


def verdict(
    ending: Ending, kind: Kind, arena: Arena, tried: Sequence[Tried], stopped_by: str
) -> Verdict:
    """What the run came to."""
    desk, project = ending.desk, ending.project
    won = next((each for each in tried if each.won), None)
    status = _status(arena.opening, won)
    told = bare(ending, status, _stopped_by(stopped_by, status), _ENGINES[kind])
    told = replace(
        told,
        kind=kind.value,
        rollouts=replace(desk.journal.counts(), tampering=arena.tampering),
        score_before=arena.opening.value,
        score_after=arena.opening.value,
        evidence=_evidence(ending, arena, tried),
        measured=next((t.comparison for t in reversed(tried) if t.comparison), None),
    )
    if won is None or won.comparison is None or won.seen is None:
        return replace(told, summary=_nothing(tried, arena))
    flaky = set(ending.baseline.flaky)
    state = won.reached.state
    return replace(
        told,
        seconds_to_first_solution=won.reached.at if status is Status.SOLVED else None,
        score_before=won.comparison.before.median,
        score_after=won.comparison.after.median,
        tests_after=count([r for r in won.seen.results if r.test not in flaky], flaky=len(flaky)),
        patch=unified(project.vst, project.base, state.snapshot),
        snapshot=state.snapshot,
        summary=f"{compared(won.comparison)}: "
        + "; ".join(change.summary for change in state.changes),
    )


def _status(opening: Opening, won: Tried | None) -> Status:
    if won is None or won.comparison is None:
        return Status.UNSOLVED
    if opening.yardstick.target is None:
        return Status.SOLVED
    met = opening.yardstick.met(won.comparison.after.median)
    return Status.SOLVED if met else Status.IMPROVED


def _stopped_by(reason: str, status: Status) -> StoppedBy:
    if reason == "exhausted" and status is Status.SOLVED:
        return StoppedBy.GOAL
    return StoppedBy(reason)


def _nothing(tried: Sequence[Tried], arena: Arena) -> str:
    name = arena.opening.yardstick.name
    if not tried:
        return f"Nothing that was tried makes {name} better and keeps the tests."
    return f"Nothing was found that makes {name} better by more than the noise."


def _evidence(ending: Ending, arena: Arena, tried: Sequence[Tried]) -> tuple[Evidence, ...]:
    if not tried:
        return ()
    last = tried[-1]
    found = [
        *(_confirmation(each, ending.sandbox, arena) for each in tried),
        *_kept(ending, last),
        Evidence(
            "many were tried",
            Holds.PASS,
            f"the best of {len(arena.measured)} versions that were measured; its confirmation "
            "is made of new runs alone",
        ),
    ]
    return (*found, *_target(arena.opening, last.comparison))


def _confirmation(tried: Tried, sandbox: str, arena: Arena) -> Evidence:
    name = "confirmation"
    comparison = tried.comparison
    if comparison is None:
        each = arena.opening.seconds
        what = (
            "its tests did not hold in a fresh sandbox"
            if tried.seen is None
            else f"not made: at least {LEAST_PAIRS} pairs of runs are needed, "
            f"{2 * LEAST_PAIRS * each:.0f} s"
        )
        return Evidence(name, Holds.INCONCLUSIVE, what)
    detail = f"{compared(comparison)}, in a fresh {sandbox} sandbox, at level {LEVEL:g}"
    return Evidence(name, Holds.PASS if comparison.better else Holds.FAIL, detail)


def _kept(ending: Ending, tried: Tried) -> tuple[Evidence, ...]:
    baseline, seen = ending.baseline, tried.seen
    if seen is None:
        return ()
    if not baseline.others:
        return (Evidence("tests", Holds.INCONCLUSIVE, "no test passed before, so none can tell"),)
    lost = broken(baseline, seen)
    detail = f"{lost} of {len(baseline.others)} tests that passed before fail now"
    return (Evidence("nothing broken", Holds.FAIL if lost else Holds.PASS, detail),)


def _target(opening: Opening, comparison: Comparison | None) -> tuple[Evidence, ...]:
    target = opening.yardstick.target
    if target is None or comparison is None:
        return ()
    met = opening.yardstick.met(comparison.after.median)
    detail = f"{amount(comparison.after.median, comparison.unit)}; the target is {target.text}"
    return (Evidence("target", Holds.PASS if met else Holds.FAIL, detail),)
