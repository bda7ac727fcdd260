"""The words of the protocol and of the runner's own processes, as named tuples."""

from __future__ import annotations

from base64 import b64decode
from typing import Mapping, NamedTuple, Optional, Sequence, Tuple

from .wire import Message

PASSED = "passed"
FAILED = "failed"
ERROR = "error"
TIMED_OUT = "timed_out"
SKIPPED = "skipped"
BESIDE = ("judge", "grow")
"""Kinds of jobs that find something out beside the tests as they are."""
BAD = frozenset((FAILED, ERROR, TIMED_OUT))


class Plan(NamedTuple):
    """How the tests run; see ``oppie.model.rollout.Plan``."""

    driver: str = "pytest"
    command: str = ""
    args: Tuple[str, ...] = ()
    folder: str = ""
    root: str = ""
    import_roots: Tuple[str, ...] = ()
    extra_path: Tuple[str, ...] = ()
    outside: Tuple[str, ...] = ()
    suite: str = "python"


class Limits(NamedTuple):
    """Bounds of one rollout; see ``oppie.model.rollout.Limits``."""

    test_s: float = 10.0
    tests_s: Tuple[Tuple[str, float], ...] = ()
    calls_s: Tuple[Tuple[str, float], ...] = ()
    total_s: float = 600.0
    memory_bytes: int = 0
    output_bytes: int = 1 << 20
    processes: int = 0


class File(NamedTuple):
    """A file as it is to be; ``content`` None means that it is not there."""

    path: str
    content: Optional[bytes]
    mode: int = 0o100644


class Frame(NamedTuple):
    """One line of a traceback; ``path`` relative to the workspace."""

    path: str
    line: int
    function: str


class Failure(NamedTuple):
    """Why a test did not pass; where a build failed there may be ``further`` problems."""

    kind: str
    message: str
    frames: Tuple[Frame, ...] = ()
    further: Tuple["Failure", ...] = ()


class Result(NamedTuple):
    """How one test ended."""

    test: str
    outcome: str
    seconds: float = 0.0
    failure: Optional[Failure] = None


class Job(NamedTuple):
    """What a rollout's process is asked for.

    Attributes:
        id: the request's number.
        targets, others: tests in the order in which they are to run; both empty: all.
        skip: tests that an earlier process of the same rollout has run.
        avoid: files whose import ended an earlier process.
        stop: see :class:`oppie.model.rollout.Stop`.
        failed: whether a target has failed in an earlier process of the same rollout.
        changed: files that differ from those that the tests were collected with.
        reshaped: whether files were added or taken away.
        collect_s: seconds that collecting one file may take.
        kind: ``run``, ``trace``, ``probe``, ``judge`` or ``grow``.
        source: of a ``judge`` or ``grow``: the file that is to be changed.
        candidates: of a ``judge``: the edits of each, as start, end and text.
        forced: of a ``grow``: conditions that were made constant, as start, end, the constant
            and the tests that then passed.
    """

    id: int
    targets: Tuple[str, ...] = ()
    others: Tuple[str, ...] = ()
    skip: Tuple[str, ...] = ()
    avoid: Tuple[str, ...] = ()
    stop: str = "never"
    failed: bool = False
    limits: Limits = Limits()
    changed: Tuple[str, ...] = ()
    reshaped: bool = False
    collect_s: float = 60.0
    kind: str = "run"
    source: str = ""
    candidates: Tuple[Tuple[Tuple[int, int, str], ...], ...] = ()
    forced: Tuple[Tuple[int, int, bool, Tuple[str, ...]], ...] = ()


def as_plan(message: Message) -> Plan:
    """The plan of a ``start`` request; words that are not known are passed over."""
    known = {name: message[name] for name in Plan._fields if name in message}
    plan = Plan(**known)
    return plan._replace(
        args=tuple(plan.args),
        import_roots=tuple(plan.import_roots),
        extra_path=tuple(plan.extra_path),
        outside=tuple(plan.outside),
    )


def as_limits(message: Message) -> Limits:
    """The limits of a request."""
    known = {name: message[name] for name in Limits._fields if name in message}
    return Limits(**known)


def as_files(message: Message) -> Tuple[File, ...]:
    """The files of a request."""
    return tuple(
        File(
            entry["path"],
            None if entry["content"] is None else b64decode(entry["content"]),
            entry.get("mode", 0o100644),
        )
        for entry in message
    )


def as_job(message: Message) -> Job:
    """The job that :func:`job_message` wrote."""
    job = Job(**message)
    return job._replace(limits=Limits(*job.limits))


def job_message(job: Job) -> Message:
    """A job as JSON holds it."""
    return job._asdict()


def result_message(number: int, result: Result) -> Message:
    """The ``result`` event of one test."""
    return {
        "event": "result",
        "id": number,
        "test": result.test,
        "outcome": result.outcome,
        "seconds": round(result.seconds, 6),
        "failure": None if result.failure is None else _failure_message(result.failure),
    }


def trace_message(number: int, result: Result, lines: Mapping[str, Sequence[int]]) -> Message:
    """The ``trace`` event of one test; where a failure was seen counts as reached."""
    reached = {path: set(found) for path, found in lines.items()}
    for frame in () if result.failure is None else result.failure.frames:
        reached.setdefault(frame.path, set()).add(frame.line)
    return {
        "event": "trace",
        "id": number,
        "test": result.test,
        "outcome": result.outcome,
        "lines": {path: sorted(found) for path, found in reached.items()},
    }


def _failure_message(failure: Failure) -> Message:
    return {
        "kind": failure.kind,
        "message": failure.message,
        "frames": [frame._asdict() for frame in failure.frames],
        "further": [_failure_message(each) for each in failure.further],
    }
