"""What became of runs that have ended."""

from __future__ import annotations

from pathlib import Path

from oppie.model.event import NodeGrew
from oppie.model.verdict import Verdict
from oppie.store.runs import StoredRun
from oppie.workflows import deliver
from oppie.workflows import runs as listing
from oppie.workflows import show as showing


def apply(folder: Path, run: str) -> Verdict:
    """Bring a stored patch into the working tree."""
    return deliver.apply(folder, run)


def runs(folder: Path) -> tuple[StoredRun, ...]:
    """Every run of a project, the latest first."""
    return listing.runs(folder)


def show(folder: Path, run: str) -> Verdict:
    """How a run ended."""
    return showing.show(folder, run)


def tree(folder: Path, run: str) -> tuple[NodeGrew, ...]:
    """The search tree of a run."""
    return showing.tree(folder, run)
