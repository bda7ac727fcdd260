"""Go on with a run that was interrupted; nothing is paid for twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from oppie.model.verdict import Verdict
from oppie.workflows.desk import Desk, Stopwatch
from oppie.workflows.request import RunRequest
from oppie.workflows.runs import chosen, journal
from oppie.workflows.show import result
from oppie.workflows.solve import REQUESTS, see_through
from oppie.workflows.workshop import Workshop


def resume(folder: Path, named: str, furnish: Callable[[RunRequest], Workshop]) -> Verdict:
    """Go on with a run, else give the result of the one that ended last.

    Args:
        folder: where the user stands.
        named: the beginning or the end of a run's id; empty is the latest run.
        furnish: the workshop for the request that the run began with.

    Raises:
        UsageError: there is no such run, another process is at it, or it ended with an error.
    """
    with journal(folder) as runs:
        run = chosen(runs, named)
        if not run.resumable:
            return result(runs, run)
        request = REQUESTS.from_json(run.request)
        workshop = furnish(request)
        clock = Stopwatch(before=run.seconds, began=workshop.began)
        return see_through(Desk(request, workshop, runs.resume(run, clock), clock), run)
