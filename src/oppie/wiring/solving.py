"""Jobs that search or verify."""

from __future__ import annotations

from pathlib import Path

from oppie.model.verdict import Verdict
from oppie.ports import Observer
from oppie.wiring.edges import workshop
from oppie.workflows import replay as replaying
from oppie.workflows import resume as resuming
from oppie.workflows import solve as solving
from oppie.workflows.request import RunRequest


def solve(request: RunRequest, observer: Observer, began: float) -> Verdict:
    """Do the main job; ``began`` is the monotonic second at which the program did."""
    return solving.solve(workshop(request, observer, began), request)


def resume(folder: Path, run: str, observer: Observer, began: float) -> Verdict:
    """Go on with an interrupted run."""
    return resuming.resume(folder, run, lambda request: workshop(request, observer, began))


def replay(folder: Path, run: str, observer: Observer, began: float) -> Verdict:
    """Verify a stored patch from scratch."""
    return replaying.replay(folder, run, lambda request: workshop(request, observer, began))
