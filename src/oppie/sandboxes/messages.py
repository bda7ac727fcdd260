"""The words of the runner's protocol (``docs/runner.md``): requests out, answers in.

What comes in is checked: the runner lives beside candidates, so its words are input like
any other.
"""

from __future__ import annotations

import json
import secrets
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from oppie.model.change import Edit
from oppie.model.judging import Beside, Forced, Inquest, Suggestion
from oppie.model.measurement import Benchmark, Measurement
from oppie.model.observation import Failure, Outcome
from oppie.model.rollout import FileState, Limits, Plan, Rollout

_IN_PLAN = (
    "suite", "driver", "command", "args", "folder", "root", "import_roots", "extra_path", "outside",
)  # fmt: skip


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class OpenedAnswer(_Answer):
    """The tests are loaded."""

    event: Literal["opened"]
    tests: tuple[str, ...]
    warm: bool
    note: str = ""
    leaks: tuple[str, ...] = ()
    version: str = ""
    batch: int = 1
    judges: bool = False


class RefusedAnswer(_Answer):
    """The tests cannot be loaded, and no candidate could change that."""

    event: Literal["refused"]
    code: Literal["no-tests", "no-driver", "no-command", "collect"]
    message: str
    hint: str = ""


class ResultAnswer(_Answer):
    """One test ended."""

    event: Literal["result"]
    id: int
    test: str
    outcome: Outcome
    seconds: float = 0.0
    failure: Failure | None = None


class TraceAnswer(_Answer):
    """One traced test ended."""

    event: Literal["trace"]
    id: int
    test: str
    outcome: Outcome
    lines: dict[str, tuple[int, ...]]


class DoneAnswer(_Answer):
    """A request is done with."""

    event: Literal["done"]
    id: int
    complete: bool = True
    route: str = "fresh"
    seconds: float = 0.0
    peak_bytes: int = 0
    lost: str = ""


class ProbedAnswer(_Answer):
    """The probe ended."""

    event: Literal["probed"]
    id: int
    stale: tuple[str, ...]


class GrownAnswer(_Answer):
    """What was grown: start, end, text, kind and line of each."""

    event: Literal["grown"]
    id: int
    edits: tuple[tuple[int, int, str, str, int], ...]

    def suggestions(self, path: str) -> tuple[Suggestion, ...]:
        """The same as edits of a file."""
        return tuple(
            Suggestion(Edit(path, start, end, text.encode("utf-8", "surrogateescape")), kind, line)
            for start, end, text, kind, line in self.edits
        )


class JudgedAnswer(_Answer):
    """The classes of candidates that were judged, in the order of the request."""

    event: Literal["judged"]
    id: int
    classes: tuple[str, ...]


class MeasuredAnswer(_Answer):
    """A benchmark ended, or its time was up (no code)."""

    event: Literal["measured"]
    id: int
    code: int | None
    seconds: float
    cpu_seconds: float = 0.0
    peak_bytes: int = 0
    output: str = ""
    errors: str = ""
    report: str = ""
    lost: str = ""

    def measurement(self) -> Measurement:
        """What it says."""
        return Measurement(**self.model_dump(exclude={"event", "id", "lost"}))


Answer = (
    OpenedAnswer
    | RefusedAnswer
    | ResultAnswer
    | TraceAnswer
    | DoneAnswer
    | ProbedAnswer
    | JudgedAnswer
    | GrownAnswer
    | MeasuredAnswer
)

_ANSWER: TypeAdapter[Answer] = TypeAdapter(Annotated[Answer, Field(discriminator="event")])


def read_answer(line: bytes) -> Answer:
    """The answer that a line holds. Raises ValueError when it holds none."""
    # json.loads, since names that are not UTF-8 travel as lone surrogates
    return _ANSWER.validate_python(json.loads(line))


def start_request(plan: Plan, limits: Limits) -> bytes:
    """Load the tests."""
    words = {name: getattr(plan, name) for name in _IN_PLAN}
    return _line(op="start", plan=words, limits=_limits(limits))


def run_request(number: int, rollout: Rollout) -> bytes:
    """Run tests against a candidate."""
    return _line(**_run(number, rollout))


def batch_request(runs: Iterable[tuple[int, Rollout]]) -> bytes:
    """Run tests against several candidates, one after the other."""
    return _line(op="batch", runs=[_run(number, rollout) for number, rollout in runs])


def _run(number: int, rollout: Rollout) -> dict[str, object]:
    return {
        "op": "run",
        "id": number,
        "files": _files(rollout.files),
        "targets": rollout.targets,
        "others": rollout.others,
        "stop": rollout.stop,
        "isolation": rollout.isolation,
        "limits": _limits(rollout.limits),
    }


def trace_request(number: int, tests: Sequence[str], limits: Limits) -> bytes:
    """Record the lines that tests reach on the base."""
    return _line(op="trace", id=number, tests=list(tests), limits=_limits(limits))


def probe_request(number: int, files: Iterable[FileState]) -> bytes:
    """Import changed files, and tell which were not what was imported."""
    return _line(op="probe", id=number, files=_files(files))


def judge_request(number: int, inquest: Inquest) -> bytes:
    """Judge candidates beside the tests as they are."""
    return _line(
        op="judge",
        id=number,
        candidates=[
            [(e.start, e.end, e.text.decode("utf-8", "surrogateescape")) for e in edits]
            for edits in inquest.candidates
        ],
        **asdict(inquest.beside),
    )


def grow_request(number: int, beside: Beside, forced: Iterable[Forced]) -> bytes:
    """Grow expressions to what the tests want."""
    conditions = [(each.start, each.end, each.truth, each.tests) for each in forced]
    return _line(op="grow", id=number, forced=conditions, **asdict(beside))


def measure_request(
    number: int, benchmark: Benchmark, files: Iterable[FileState], limits: Limits
) -> bytes:
    """Run a benchmark against a candidate."""
    return _line(
        op="measure", id=number, **asdict(benchmark), files=_files(files), limits=_limits(limits)
    )


@lru_cache(maxsize=64)
def _limits(limits: Limits) -> Mapping[str, object]:
    """The fields; a suite has one of many tests, and many candidates the same."""
    return asdict(limits)


def _files(files: Iterable[FileState]) -> list[object]:
    return [
        {
            "path": file.path,
            "content": None if file.content is None else b64encode(file.content).decode("ascii"),
            "mode": file.mode,
        }
        for file in files
    ]


def _line(**words: object) -> bytes:
    return json.dumps(words, separators=(",", ":")).encode("ascii")


def marked(file: FileState) -> FileState:
    """The file with a last line that no file has: what was imported shows it or not."""
    token = f"\n__oppie_probe__ = {secrets.token_hex(8)!r}\n".encode("ascii")
    return replace(file, content=(file.content or b"") + token)
