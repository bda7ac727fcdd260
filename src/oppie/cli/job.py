"""A command that runs a search: progress while it runs, the verdict at its end."""

from __future__ import annotations

from collections.abc import Callable

from oppie.cli.codes import DONE, INTERRUPTED, NO
from oppie.cli.common import Common
from oppie.cli.render.progress import progress
from oppie.model.verdict import Status, StoppedBy, Verdict
from oppie.ports import Observer


def job(common: Common, start: Callable[[Observer], Verdict], *, offer: bool = True) -> int:
    """Run it, print what came of it; the exit code.

    Args:
        common: the options that every command takes.
        start: does the work, and tells the Observer about it.
        offer: say how to take the patch; False where it has been delivered.
    """
    with progress(common) as observer:
        verdict = start(observer)
    _show(verdict, json=common.json, offer=offer)
    return exit_code(verdict)


def exit_code(verdict: Verdict) -> int:
    """0 where the goal is reached or there was nothing to do, 1 where not, 130 if interrupted."""
    if verdict.stopped_by is StoppedBy.INTERRUPTED:
        return INTERRUPTED.number
    reached = verdict.status in (Status.SOLVED, Status.NOTHING_TO_DO)
    return DONE.number if reached else NO.number


def _show(verdict: Verdict, *, json: bool, offer: bool) -> None:
    from oppie.cli.render.verdict import show_verdict  # noqa: PLC0415 - rich; tests began first

    show_verdict(verdict, json=json, offer=offer)
