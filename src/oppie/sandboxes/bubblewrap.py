"""Bubblewrap: no network, a read-only machine, an own world of processes, without an engine."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

_TRY_S = 5.0
_ALONE = (
    "--unshare-all",
    "--die-with-parent",
    "--as-pid-1",  # nothing inside can kill or stop the first process
    "--cap-drop", "ALL",
    "--ro-bind", "/", "/",
    "--dev", "/dev",
    "--proc", "/proc",
)  # fmt: skip
_HIDDEN = ("/tmp", "/run")  # noqa: S108 - hidden: other programs' files, sockets of engines


@cache
def works() -> bool:
    """Whether bubblewrap is here and may do what it is asked for; tried once."""
    program = shutil.which("bwrap")
    if program is None:
        return False
    try:
        done = subprocess.run(  # noqa: S603 - a program of the system, no shell
            [program, *_ALONE, *_empty(), "true"],
            capture_output=True,
            timeout=_TRY_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def wrapped(argv: Sequence[str], folder: Path, needed: Iterable[str]) -> tuple[str, ...]:
    """``argv`` in a world where only ``folder`` can be written.

    Args:
        argv: the command.
        folder: absolute; holds all that the command may write.
        needed: absolute paths that the command reads, wherever they lie.
    """
    seen = [word for path in _uncovered(needed) for word in ("--ro-bind", path, path)]
    place = str(folder)
    own = ("--bind", place, place)
    return ("bwrap", *_ALONE, *_empty(), *seen, *own, "--", *argv)


def _empty() -> tuple[str, ...]:
    return tuple(word for path in _HIDDEN if Path(path).is_dir() for word in ("--tmpfs", path))


def _uncovered(needed: Iterable[str]) -> list[str]:
    """What must be shown again of the hidden folders: the first folder below them."""
    tops = dict.fromkeys(
        hidden / path.relative_to(hidden).parts[0]
        for each in needed
        for path in (Path(os.path.normpath(each)), Path(each).resolve())
        for hidden in map(Path, _HIDDEN)
        if hidden in path.parents
    )
    return [str(top) for top in tops if top.exists()]
