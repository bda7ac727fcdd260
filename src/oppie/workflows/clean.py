"""Nothing of oppie's stays: what dead runs left, a project's state, the user's memory."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from oppie.errors import UsageError
from oppie.ports import Sandbox
from oppie.store.memory import forget_all
from oppie.store.place import FOLDER, live_folder
from oppie.store.presence import living
from oppie.store.troubles import told
from oppie.vst.worktree import find_root


def clean(folder: Path, sandboxes: Sequence[Sandbox], memory: Path | None) -> tuple[str, ...]:
    """Remove it; what was removed, one line each.

    Args:
        folder: where the user stands: the project's stored runs go.
        sandboxes: whose leftovers go: processes, copies and containers of dead runs.
        memory: the user's data folder, if the memory goes too.

    Raises:
        UsageError: a run is still going on; nothing was removed.
        MachineError: something cannot be removed.
    """
    root = find_root(folder).folder
    _refuse_while_running(root)
    removed = [line for sandbox in sandboxes for line in sandbox.sweep()]
    removed += _state(root / FOLDER)
    removed += (f"removed {file}" for file in forget_all(memory)) if memory else ()
    return tuple(removed)


def _refuse_while_running(root: Path) -> None:
    going_on = living(live_folder(root))
    if going_on:
        raise UsageError(
            f"a run is still going on: {', '.join(going_on)}",
            hint="Wait until it ends, or stop it with Ctrl-C.",
        )


def _state(folder: Path) -> Iterator[str]:
    if not folder.is_dir() or folder.is_symlink():
        return
    with told(folder):
        shutil.rmtree(folder)
    yield f"removed {folder}"
