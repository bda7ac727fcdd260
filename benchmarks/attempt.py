"""One task, one ``oppie run``: what it said, as all benchmarks of repair count it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ValidationError


class _Tests(BaseModel):
    passed: int = 0
    failed: int = 0
    errors: int = 0
    timed_out: int = 0

    @property
    def bad(self) -> int:
        return self.failed + self.errors + self.timed_out


class _BeforeAfter(BaseModel):
    before: _Tests
    after: _Tests


class _Rollouts(BaseModel):
    executed: int
    judged: int = 0


class _Run(BaseModel):
    """What is read of ``oppie.run/1``."""

    status: str
    seconds: float
    seconds_to_first_solution: float | None
    rollouts: _Rollouts
    tests: _BeforeAfter
    patch: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a run came to.

    Attributes:
        first_s: seconds until the first verified patch; None without one.
        executed, judged: rollouts, and candidates that were judged without one.
        failing: tests that failed before.
        fixed: share of them that do not fail after, in [0, 1].
        detail: the error, where it was one.
    """

    solved: bool = False
    first_s: float | None = None
    seconds: float = 0.0
    executed: int = 0
    judged: int = 0
    failing: int = 0
    fixed: float = 0.0
    patch: str = ""
    detail: str = ""


def attempt(
    folder: Path, home: Path, words: Sequence[str], env: Sequence[tuple[str, str]] = ()
) -> Attempt:
    """``oppie run`` in a folder, without memory, the patch applied; what it said.

    Python may keep what it compiles of oppie, as it does where oppie is installed.

    Args:
        folder: the broken project.
        home: for what oppie keeps of its own; empty at first.
        words: further options.
        env: further variables.
    """
    done = subprocess.run(
        [sys.executable, "-m", "oppie", "run", "--json", "--memory=off", "--apply", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "", "OPPIE_HOME": str(home), **dict(env)},
    )
    return understood(done.stdout, done.stderr)


def understood(printed: str, errors: str) -> Attempt:
    """What a run printed, or why it printed no document of a run."""
    try:
        run = _Run.model_validate_json(printed)
    except ValidationError:
        return Attempt(detail=_error(printed) or errors.strip()[-200:])
    before, after = run.tests.before.bad, run.tests.after.bad
    gained = before - after if run.patch else 0
    return Attempt(
        solved=run.status == "solved",
        first_s=run.seconds_to_first_solution,
        seconds=run.seconds,
        executed=run.rollouts.executed,
        judged=run.rollouts.judged,
        failing=before,
        fixed=max(0.0, gained / before) if before else 0.0,
        patch=run.patch,
    )


def _error(printed: str) -> str:
    try:
        return str(json.loads(printed)["error"]["message"])
    except (ValueError, KeyError, TypeError):
        return ""
