"""``oppie`` as a command: begun, ended, killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel


class Rollouts(BaseModel):
    """The part of the document that counts rollouts."""

    executed: int


class Score(BaseModel):
    """What was measured before and after."""

    before: float
    after: float


class Document(BaseModel):
    """What is compared of ``oppie.run/1``."""

    status: str
    stopped_by: str
    patch: str
    summary: str
    seconds: float
    score: Score
    rollouts: Rollouts


@dataclass(frozen=True, slots=True)
class Ended:
    """What one command printed, and its wall seconds."""

    document: Document | None
    seconds: float
    code: int


def killed(
    place: Path, words: Sequence[str], moment: float, by: int = signal.SIGKILL
) -> tuple[int, float]:
    """Start it in ``place/project`` and send it a signal after so many seconds, if it still runs.

    Returns:
        its process id, and how many seconds it lived.
    """
    began = time.monotonic()
    with subprocess.Popen(
        _command(words),
        cwd=place / "project",
        env=_environment(place),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            process.send_signal(by)
        return process.pid, time.monotonic() - began


def oppie(place: Path, words: Sequence[str]) -> Ended:
    """Run it in ``place/project``, with all that is the user's in ``place/home``."""
    began = time.monotonic()
    done = subprocess.run(
        _command(words),
        cwd=place / "project",
        env=_environment(place),
        capture_output=True,
        text=True,
        check=False,
    )
    took = time.monotonic() - began
    printed = json.loads(done.stdout) if done.stdout else {}
    document = Document.model_validate(printed) if "status" in printed else None
    return Ended(document, took, done.returncode)


def _command(words: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "oppie", *words]


def _environment(place: Path) -> dict[str, str]:
    return {**os.environ, "OPPIE_HOME": str(place / "home")}
