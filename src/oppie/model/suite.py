"""Suites of tasks: passing projects with faults put in, each with what its tests say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from oppie.model.rollout import FileState

StoppedBy = Literal["count", "budget", "exhausted", "interrupted"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault that was put in; the fields are those of its Change's Origin."""

    path: str
    line: int
    symbol: str
    operator: str
    summary: str


@dataclass(frozen=True, slots=True)
class MadeTask:
    """A project that does not pass its tests any more.

    Attributes:
        name: unique in its suite.
        test: the command that runs the tests at the project's top.
        faults: what was put in, in the order of the files.
        failing: tests that passed before and do not now.
        timed_out: whether one of them does not end.
        diff: unified; puts the faults into the passing project.
        solution: unified; takes them out again.
        base: the commit that ``diff`` is for; empty where the project is not as committed.
        files: the whole project with its faults; empty where there is a ``base``.
    """

    name: str
    test: str
    faults: tuple[Fault, ...]
    failing: tuple[str, ...]
    timed_out: bool
    diff: str
    solution: str
    base: str = ""
    files: tuple[FileState, ...] = ()


@dataclass(frozen=True, slots=True)
class Suite:
    """What came of making tasks.

    Attributes:
        tried: Changes that were run, the combined ones too.
        stopped_by: ``count``, ``budget``, ``exhausted`` (nothing is left to try) or
            ``interrupted``.
        seconds: wall time of the command.
    """

    tasks: tuple[MadeTask, ...]
    tried: int
    stopped_by: StoppedBy
    seconds: float
