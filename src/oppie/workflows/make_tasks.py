"""What ``oppie tasks make`` does: put faults into passing code, keep those that tests notice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from random import Random

from oppie.errors import ProjectError
from oppie.model.change import Change, Digest
from oppie.model.event import Noted, PhaseBegan
from oppie.model.observation import Outcome
from oppie.model.rollout import Limits, Plan
from oppie.model.suite import Fault, MadeTask, StoppedBy, Suite
from oppie.ports import Sandbox, Session
from oppie.vst import git
from oppie.vst.objects import MemoryObjects
from oppie.vst.patch import unified
from oppie.vst.vst import Vst
from oppie.vst.worktree import find_root, read
from oppie.workflows.baseline import Baseline, measure
from oppie.workflows.choose import Door, Enter, Place, choose
from oppie.workflows.desk import Stopwatch
from oppie.workflows.faults import Faults, touch
from oppie.workflows.looking import Patience
from oppie.workflows.noticing import Bench, Broken
from oppie.workflows.project import Project
from oppie.workflows.prove import line
from oppie.workflows.read import project_of
from oppie.workflows.recognise import Wish
from oppie.workflows.request import RunRequest
from oppie.workflows.workshop import Workshop

LABEL = "tasks"
LOOK_S = 60.0
"""Seconds for each part of the baseline beyond the first run."""
NAMED = 3


@dataclass(frozen=True, slots=True)
class TaskRequest:
    """What is wanted: ``count`` tasks of ``faults`` faults each, in the project of ``run``."""

    run: RunRequest
    count: int
    faults: int = 1


@dataclass(frozen=True, slots=True)
class Work:
    """A passing project, opened.

    Attributes:
        commit: that the project is as it stands; empty where it is as no commit has it.
    """

    request: TaskRequest
    workshop: Workshop
    project: Project
    place: Place
    baseline: Baseline
    commit: str
    clock: Stopwatch

    def in_time(self) -> bool:
        """Whether the budget has something left."""
        allowed = self.request.run.budget.seconds
        return allowed is None or self.clock() < allowed


def make_tasks(workshop: Workshop, request: TaskRequest) -> Suite:
    """Make tasks until there are enough, the budget is spent, or nothing is left to try.

    Raises:
        ProjectError: no project or no tests; a test fails before anything was changed.
        MachineError: the machine lacks what the tests need.
    """
    with ExitStack() as stack:
        work = _open(workshop, request, stack)
        bench = _bench(work, stack)
        workshop.observer.on(PhaseBegan("search"))
        made: list[MadeTask] = []
        stopped_by: StoppedBy = "interrupted"
        try:
            for number, broken in enumerate(islice(_broken(work, bench), request.count), 1):
                made.append(_task(work, broken, number))
                workshop.observer.on(Noted(_said(made[-1], request.count)))
            stopped_by = "exhausted" if work.in_time() else "budget"
        except KeyboardInterrupt:
            pass  # what was made so far is the answer
        enough = len(made) == request.count
        return Suite(tuple(made), bench.tried, "count" if enough else stopped_by, work.clock())


def _open(workshop: Workshop, request: TaskRequest, stack: ExitStack) -> Work:
    tell, clock = workshop.observer.on, Stopwatch(began=workshop.began)
    tell(PhaseBegan("prepare"))
    vst, root = Vst(MemoryObjects()), find_root(request.run.folder)
    tree = read(vst, root)
    wish = Wish(request.run.project_type, request.run.test)
    project, notes = project_of(workshop.integrations, vst, tree, tree.snapshot, wish)
    commit = git.clean_commit(root.folder) if root.git else ""
    if not commit:
        _all_text(project)
    place = choose(request.run.sandbox, workshop.sandboxes, Door(_enter(request.run, project)))
    stack.callback(place.session.close)
    for note in (*tree.notes, *notes, *place.notes, place.opened.note):
        if note:
            tell(Noted(note))
    tell(PhaseBegan("baseline"))
    patience = Patience(LOOK_S, request.run.test_limit_s, place.seconds)
    baseline = measure(place.session, _limits(request.run), (), patience)
    _passes(baseline)
    return Work(request, workshop, project, place, baseline, commit, clock)


def _enter(request: RunRequest, project: Project) -> Enter:
    def enter(sandbox: Sandbox) -> tuple[Plan, Session]:
        plan = project.plan(request, container=sandbox.name != "local")
        return plan, sandbox.open(project.workspace(LABEL), plan, _limits(request))

    return enter


def _limits(request: RunRequest) -> Limits:
    return Limits(memory_bytes=request.memory_bytes, processes=request.processes)


def _passes(baseline: Baseline) -> None:
    """Raises ProjectError where a test fails, or none passes."""
    failing = baseline.targets
    if failing:
        more = f" and {len(failing) - NAMED} more" if len(failing) > NAMED else ""
        seen = baseline.observation.by_test()
        late = all(seen[test].outcome is Outcome.TIMED_OUT for test in failing if test in seen)
        what = (
            f"{len(failing)} take longer than they may" if late else f"{len(failing)} fail already"
        )
        hint = "Give them more time (--test-limit=60s)" if late else "Repair them first (oppie run)"
        raise ProjectError(
            f"faults are put into code that passes its tests, and {what}",
            where=", ".join(failing[:NAMED]) + more,
            hint=f"{hint}, or leave them out with --test=COMMAND.",
        )
    if not baseline.others:
        raise ProjectError("no test passes, so none can notice a fault", where="--test")


def _all_text(project: Project) -> None:
    """Raises ProjectError where a task cannot hold the project's files."""
    for path in project.files:
        try:
            project.read(path).decode()
        except UnicodeDecodeError as error:
            raise ProjectError(
                "a task cannot hold a file that is no text",
                where=path,
                hint="Commit everything with git: then tasks name the commit instead.",
            ) from error


def _bench(work: Work, stack: ExitStack) -> Bench:
    enter = _enter(work.request.run, work.project)

    def another() -> Session:
        return enter(work.place.sandbox)[1]

    executor = work.workshop.execute(
        another, work.workshop.jobs, work.place.session, work.place.opened.batch
    )
    stack.callback(executor.close)
    return Bench(work.project.vst, work.project.base, work.baseline, executor)


def _broken(work: Work, bench: Bench) -> Iterator[Broken]:
    """Single faults as they are noticed, or groups of them that are noticed together."""
    single = bench.noticed(((change,) for change in _faults(work)), work.in_time)
    if work.request.faults == 1:
        yield from single
        return
    groups = _groups((each.changes[0] for each in single), work.request.faults)
    yield from bench.noticed(groups, work.in_time)


def _faults(work: Work) -> Iterator[Change]:
    project, allowed = work.project, work.project.may_change(work.request.run)
    sources = {path: project.read(path) for path in project.files if allowed(path)}
    reached: dict[str, set[int]] = {path: set() for path in sources}
    for trace in work.baseline.traces:
        for path in trace.lines.keys() & sources.keys():
            reached[path].update(trace.lines[path])
    if not any(reached.values()):  # no lines are known of this language
        reached = {path: set(range(1, text.count(b"\n") + 2)) for path, text in sources.items()}
    lines = {path: sorted(found) for path, found in reached.items()}
    proposers, random = work.workshop.proposers(), Random(work.request.run.seed)
    return iter(Faults(proposers, sources, lines, random))


def _groups(singles: Iterator[Change], size: int) -> Iterator[tuple[Change, ...]]:
    """Changes that do not touch each other, so many together; each stands in one group."""
    waiting: list[Change] = []
    for single in singles:
        waiting.append(single)
        group: list[Change] = []
        for each in waiting:
            if not any(touch(each, other) for other in group):
                group.append(each)
        if len(group) >= size:
            chosen = group[:size]
            waiting = [each for each in waiting if each not in chosen]
            yield tuple(sorted(chosen, key=lambda each: (each.origin.path, each.origin.line)))


def _task(work: Work, broken: Broken, number: int) -> MadeTask:
    project, vst = work.project, work.project.vst
    child: Digest = broken.snapshot
    empty = vst.snapshot(())
    said = work.request.run.test
    return MadeTask(
        name=f"{project.root.name}-{work.request.run.seed}-{number}",
        test=said or line(project.detection, work.place.plan.command),
        faults=tuple(_fault(change) for change in broken.changes),
        failing=broken.failing,
        timed_out=broken.timed_out,
        diff=unified(vst, project.base, child),
        solution=unified(vst, child, project.base),
        base=work.commit,
        files=() if work.commit else vst.diff(empty, child),
    )


def _fault(change: Change) -> Fault:
    origin = change.origin
    return Fault(origin.path, origin.line, origin.symbol, origin.operator, change.summary)


def _said(task: MadeTask, count: int) -> str:
    number = task.name.rpartition("-")[2]
    where = ", ".join(f"{each.path}:{each.line} {each.summary}" for each in task.faults)
    tests = len(task.failing)
    return f"{number} of {count}: {where} ({tests} {'test fails' if tests == 1 else 'tests fail'})"
