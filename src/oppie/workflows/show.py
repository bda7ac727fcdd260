"""What a run found, as it was stored."""

from __future__ import annotations

from pathlib import Path

from oppie.errors import UsageError
from oppie.model.event import NodeGrew
from oppie.model.verdict import Verdict
from oppie.store.runs import Runs, StoredRun
from oppie.workflows.runs import chosen, journal


def show(folder: Path, name: str = "") -> Verdict:
    """How a run ended; the latest where none is named.

    Raises:
        UsageError: there is no such run, or it has not come to a result.
    """
    with journal(folder) as opened:
        return result(opened, chosen(opened, name))


def tree(folder: Path, name: str = "") -> tuple[NodeGrew, ...]:
    """The search tree of a run, in the order in which it grew.

    Raises:
        UsageError: there is no such run.
    """
    with journal(folder) as opened:
        return opened.tree(chosen(opened, name))


def result(opened: Runs, run: StoredRun) -> Verdict:
    """The Verdict of a run. Raises UsageError where it has none, with what to do."""
    verdict = opened.verdict(run)
    if verdict is not None:
        return verdict
    said = f": {run.summary}" if run.summary else ""
    hint = f"Go on with: oppie resume {run.id}" if run.resumable else ""
    raise UsageError(f"the run {run.id} has no result ({run.status}){said}", hint=hint)
