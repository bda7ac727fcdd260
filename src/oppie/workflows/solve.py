"""The main job: a broken project in, a verified patch with its evidence out."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace

from oppie import __version__
from oppie.errors import OppieError, SandboxLostError
from oppie.model.change import Digest
from oppie.model.event import Ended
from oppie.model.task import Kind
from oppie.model.verdict import Verdict
from oppie.store.codec import Codec
from oppie.store.objects import StoredObjects
from oppie.store.runs import Runs, StoredRun
from oppie.vst.vst import Vst
from oppie.vst.worktree import find_root
from oppie.workflows.breakage import beyond_reach
from oppie.workflows.conclude import Ending, beyond, conclude, interrupted, lesson, nothing_to_do
from oppie.workflows.deliver import Parcel, deliver
from oppie.workflows.desk import Desk, Stopwatch
from oppie.workflows.hunt import hunt
from oppie.workflows.measured.goal import kind_of
from oppie.workflows.measured.work import Stage, examine, improve
from oppie.workflows.prepare import hunt_of
from oppie.workflows.probe import prove
from oppie.workflows.project import Project
from oppie.workflows.read import read_project
from oppie.workflows.request import RunRequest
from oppie.workflows.spares import Spares
from oppie.workflows.stage import BASELINES, find_place, take_baseline
from oppie.workflows.workshop import Remembering, Workshop

REQUESTS = Codec(RunRequest)
LOCAL = "local"
"""The sandbox that needs nothing."""


def solve(workshop: Workshop, request: RunRequest) -> Verdict:
    """Begin a run and see it through; one that the user interrupts can be resumed.

    Raises:
        OppieError: it cannot be done; what is wrong and what would be right.
    """
    clock = Stopwatch(began=workshop.began)
    runs = Runs(find_root(request.folder).folder)
    journal = runs.begin(REQUESTS.to_json(request), __version__, clock)
    return see_through(Desk(request, workshop, journal, clock), None)


def see_through(desk: Desk, earlier: StoredRun | None) -> Verdict:
    """Work on a run to its end; whatever happens, the journal has how it ended.

    Args:
        desk: the run in this process.
        earlier: what an interrupted process left of it.
    """
    try:
        verdict = _pursue(desk, earlier)
    except OppieError as error:
        desk.journal.fail(error.message)
        raise
    except KeyboardInterrupt:
        kept = desk.journal.kept("baseline")
        baseline = BASELINES.from_json(kept) if kept is not None else None
        verdict = interrupted(desk, baseline)
        desk.journal.finish(verdict)
        desk.on(Ended(verdict))
    finally:
        desk.journal.close()
    return verdict


def _pursue(desk: Desk, earlier: StoredRun | None) -> Verdict:
    with ExitStack() as stack:
        desk.phase("prepare")
        objects = StoredObjects(find_root(desk.request.folder).folder)
        stack.callback(objects.close)
        memory = desk.workshop.recall(earlier.memory if earlier else "")
        stack.callback(memory.close)
        desk.note(*memory.notes)
        project = read_project(desk, Vst(objects), earlier)
        desk.journal.based(project.base, memory.state)
        verdict = replace(_work_somewhere(desk, project, memory), seconds=desk.clock())
        child = Digest(verdict.snapshot or project.base)
        _keep(Vst(objects), project, child)
        desk.journal.finish(verdict)
        parcel = Parcel(project.where, project.vst, project.base, child, verdict)
        desk.note(*deliver(parcel, desk.request.delivery, desk.request.folder))
    desk.on(Ended(verdict))
    return verdict


def _work_somewhere(desk: Desk, project: Project, memory: Remembering) -> Verdict:
    """In the sandbox that is chosen; on this machine when ``auto`` chose one that is lost."""
    with ExitStack() as stack:
        try:
            return _work(desk, project, memory, stack)
        except SandboxLostError as lost:
            if desk.request.sandbox != "auto" or desk.journal.kept("sandbox") == LOCAL:
                raise
            desk.note(f"{lost.message}; going on in the sandbox {LOCAL}")
            desk.journal.keep("sandbox", LOCAL)
    with ExitStack() as stack:
        return _work(desk, project, memory, stack)


def _work(desk: Desk, project: Project, memory: Remembering, stack: ExitStack) -> Verdict:
    examine(desk, project)
    spares = Spares(desk, project, stack)
    place = find_place(desk, project, spares.entered)
    stack.callback(place.session.close)
    desk.note(*place.notes, place.opened.note)
    baseline = take_baseline(desk, project, place, spares.second)
    ending = Ending(desk, project, place.sandbox.name, place.plan.command, baseline)
    kind = kind_of(desk.request, baseline)
    if kind is not Kind.FIX:
        measuring = spares.second or spares.another().begun()
        stage = Stage(ending, place, desk.workshop.measuring(), kind, memory, measuring)
        return improve(stage, lambda: spares.another().begun(), stack)
    if not baseline.targets:
        return nothing_to_do(ending)
    if beyond_reach(baseline, project.may_change(desk.request)):
        return beyond(ending)
    everything = hunt_of(ending, place, memory, spares.second)
    stack.callback(everything.executor.close)
    prove(place, project, everything)
    fresh = spares.another()
    desk.phase("search")
    caught = hunt(everything, solved=fresh.begin)
    everything.executor.close()
    desk.phase("verify")
    verdict = conclude(ending, everything, caught, fresh)
    memory.learn(caught.learned)
    learned = lesson(everything, caught, verdict)
    if learned is not None:
        memory.routed(learned)
    return verdict


def _keep(stored: Vst, project: Project, child: Digest) -> None:
    """Store the Snapshot with the patch, and none of the other candidates."""
    stored.commit_files(project.base, project.vst.diff(project.base, child))
    stored.persist()
