"""The runs of a project, as its journal has them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from oppie.errors import UsageError
from oppie.store.place import journal_file
from oppie.store.runs import Runs, StoredRun
from oppie.vst.worktree import find_root


def runs(folder: Path) -> tuple[StoredRun, ...]:
    """Every run of the project that ``folder`` belongs to, the latest first."""
    if not journal_file(find_root(folder).folder).exists():
        return ()
    with journal(folder) as opened:
        return opened.all()


@contextmanager
def journal(folder: Path) -> Iterator[Runs]:
    """The journal of the project that ``folder`` belongs to; closed afterwards.

    Raises:
        UsageError: nothing was ever run here.
    """
    root = find_root(folder).folder
    if not journal_file(root).exists():
        raise UsageError("no runs here", where=str(root), hint="`oppie run` begins one.")
    opened = Runs(root)
    try:
        yield opened
    finally:
        opened.close()


def chosen(opened: Runs, name: str) -> StoredRun:
    """The run that a user names by a part of its id; the latest where nothing is named.

    Raises:
        UsageError: there is no such run, or more than one.
    """
    found = opened.find(name) if name else opened.latest()
    if found is None:
        raise UsageError("no runs here", hint="`oppie run` begins one.")
    return found
