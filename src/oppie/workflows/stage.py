"""The stage of a run: its sandbox, its sessions, its tests as they stand."""

from __future__ import annotations

from oppie.model.event import BaselineMeasured
from oppie.model.rollout import Limits, Plan
from oppie.ports import Sandbox, Session
from oppie.store.codec import Codec
from oppie.workflows.baseline import Baseline, measure
from oppie.workflows.breakage import broken_before
from oppie.workflows.choose import Door, Meanwhile, Place, choose
from oppie.workflows.desk import Desk
from oppie.workflows.lacking import without_lacking
from oppie.workflows.looking import Patience
from oppie.workflows.project import Project, relative

BASELINES = Codec(Baseline)
NAMED = 3
LOOK_SHARE = 0.1
"""Share of the budget for each part of the baseline beyond the first run."""
LONGEST_LOOK_S = 60.0
MOST_TOTAL_S = 600.0
"""Wall seconds of any single rollout."""


def find_place(desk: Desk, project: Project, meanwhile: Meanwhile | None = None) -> Place:
    """The sandbox; a run that is resumed stays in the one that it began in."""

    def enter(sandbox: Sandbox) -> tuple[Plan, Session]:
        desk.note(*sandbox.sweep())  # what was killed could not tidy up after itself
        plan = project.plan(desk.request, container=sandbox.name != "local")
        return plan, open_session(desk, project, sandbox, plan)

    door = Door(enter) if meanwhile is None else Door(enter, meanwhile)
    kind = desk.journal.kept("sandbox") or desk.request.sandbox
    place = choose(kind, desk.workshop.sandboxes, door)
    desk.journal.keep("sandbox", place.sandbox.name)
    return place


def open_session(desk: Desk, project: Project, sandbox: Sandbox, plan: Plan) -> Session:
    """A Session on a fresh copy, not started yet."""
    return sandbox.open(project.workspace(desk.journal.run), plan, _limits(desk))


def _limits(desk: Desk) -> Limits:
    request = desk.request
    return Limits(
        memory_bytes=request.memory_bytes,
        processes=request.processes,
        total_s=min(MOST_TOTAL_S, max(1.0, desk.left_s())),
    )


def take_baseline(
    desk: Desk, project: Project, place: Place, beside: Session | None = None
) -> Baseline:
    """The tests as they stand; kept, so that a resumed run need not pay again.

    Another Session helps where there is one.
    """
    where = relative(desk.request.where, desk.request.folder, project.root)
    desk.phase("baseline")
    kept = desk.journal.kept("baseline")
    if kept is not None:
        baseline = BASELINES.from_json(kept)
    else:
        seconds = min(LONGEST_LOOK_S, LOOK_SHARE * desk.left_s())
        patience = Patience(seconds, desk.request.test_limit_s, place.seconds)
        measured = measure(place.session, _limits(desk), where, patience, beside)
        desk.journal.spend(overhead=measured.overhead)
        chosen = desk.request.sandbox == "auto"
        baseline, note = without_lacking(measured, project, place, chosen=chosen)
        desk.note(note)
        desk.journal.keep("baseline", BASELINES.to_json(baseline))
    broken = broken_before(baseline)
    if broken:
        desk.note(f"The build is broken before the search: {broken}. It is to be mended first.")
    if baseline.flaky:
        desk.note(f"Set aside, since they end differently each time: {', '.join(baseline.flaky)}.")
    if baseline.late:
        names = ", ".join(baseline.late[:NAMED])
        more = f" and {len(baseline.late) - NAMED} more" if len(baseline.late) > NAMED else ""
        desk.note(f"Left out, since the budget has no time to see them end: {names}{more}.")
    failing = sum(r.outcome.bad for r in baseline.observation.results)
    if where and failing and not baseline.targets:
        desk.note(f"None of the tests you named fails; {failing} tests fail elsewhere.")
    seconds = sum(r.seconds for r in baseline.observation.results)
    told = BaselineMeasured(baseline.counts, baseline.targets, seconds)
    desk.on(told)
    return baseline
