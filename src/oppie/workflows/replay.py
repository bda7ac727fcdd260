"""Verify the patch of a run once more, from scratch: on its own Snapshot, in a fresh sandbox."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from oppie import __version__
from oppie.errors import ProjectError
from oppie.model.change import Digest
from oppie.model.event import Ended
from oppie.model.observation import Observation
from oppie.model.verdict import Evidence, Holds, Status, Verdict
from oppie.store.objects import StoredObjects
from oppie.store.runs import StoredRun
from oppie.vst.vst import Vst
from oppie.vst.worktree import find_root
from oppie.workflows.baseline import count
from oppie.workflows.desk import Desk, Stopwatch
from oppie.workflows.measured.again import confirmed_again
from oppie.workflows.measured.drawn import broken
from oppie.workflows.measured.words import compared
from oppie.workflows.prepare import recipe_of
from oppie.workflows.project import Project
from oppie.workflows.read import read_project
from oppie.workflows.request import RunRequest
from oppie.workflows.runs import chosen, journal
from oppie.workflows.show import result
from oppie.workflows.solve import REQUESTS
from oppie.workflows.stage import find_place, open_session, take_baseline
from oppie.workflows.workshop import Workshop


def replay(folder: Path, named: str, furnish: Callable[[RunRequest], Workshop]) -> Verdict:
    """The stored verdict with what a new cold verification saw; a run of its own in the journal.

    Raises:
        UsageError: there is no such run.
        ProjectError: it has no patch, or its tests do not start any more.
        IntegrityError: what was stored is damaged.
    """
    with journal(folder) as runs, ExitStack() as stack:
        run = chosen(runs, named)
        stored = result(runs, run)
        if not stored.snapshot:
            raise ProjectError(f"the run {run.id} has no patch to verify", where=run.id)
        request = REQUESTS.from_json(run.request)
        workshop = furnish(request)
        clock = Stopwatch(began=workshop.began)
        begun = runs.begin(run.request, __version__, clock)
        stack.callback(begun.close)
        desk = Desk(request, workshop, begun, clock)
        objects = StoredObjects(find_root(folder).folder)
        stack.callback(objects.close)
        verdict = _verify(desk, Vst(objects), run, stored, stack)
        begun.finish(verdict)
    desk.on(Ended(verdict))
    return verdict


def _verify(desk: Desk, vst: Vst, run: StoredRun, stored: Verdict, stack: ExitStack) -> Verdict:
    desk.phase("prepare")
    project = read_project(desk, vst, run)
    desk.journal.based(project.base, run.memory)
    place = find_place(desk, project)
    stack.callback(place.session.close)
    baseline = take_baseline(desk, project, place)
    desk.phase("verify")
    recipe = recipe_of(project, place, baseline, baseline.others).thorough(baseline.limits)
    whole = replace(recipe, targets=(), others=())
    session = open_session(desk, project, place.sandbox, place.plan)
    stack.callback(session.close)
    snapshot = Digest(stored.snapshot)
    seen = session.run(whole.rollout(snapshot, vst.diff(project.base, snapshot)))
    desk.journal.spend(overhead=1)
    if not isinstance(seen, Observation):
        raise ProjectError(f"the tests could not be run: {seen.reason}", where=run.id)
    flaky = set(baseline.flaky)
    after = count([r for r in seen.results if r.test not in flaky], flaky=len(flaky))
    new = replace(stored, tests_after=after)
    if stored.measured is not None:
        comparison = confirmed_again(desk, project, session, snapshot)
        better = comparison is not None and comparison.better
        held = better and not broken(baseline, seen)
        return _told(desk, project, replace(new, measured=comparison), held=held)
    score = desk.workshop.measure(baseline, baseline.others, desk.request.metric).score(seen)
    held = score.value >= stored.score_after
    return _told(desk, project, replace(new, score_after=score.value), held=held)


def _told(desk: Desk, project: Project, stored: Verdict, *, held: bool) -> Verdict:
    """The verdict of the replay: as good as the stored one, or not at all."""
    after = stored.tests_after
    seen = f"from scratch {after.passed} tests pass, {after.failed + after.errors} fail"
    if stored.measured is not None:
        seen = f"{seen}; {compared(stored.measured)}"
    check = Evidence("replay", Holds.PASS if held else Holds.FAIL, seen)
    return replace(
        stored,
        run=desk.journal.run,
        project=replace(stored.project, root=str(project.root)),
        status=stored.status if held else Status.UNSOLVED,
        rollouts=desk.journal.counts(),
        seconds=desk.clock(),
        seconds_to_first_solution=None,
        summary=f"Replay of {stored.run}: {stored.summary}",
        evidence=(check,),
    )
