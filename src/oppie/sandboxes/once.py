"""One command, run once in a private copy, to see whether it works at all."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

from oppie.model.project import Workspace
from oppie.model.rollout import Plan
from oppie.sandboxes import bubblewrap
from oppie.sandboxes.copies import Copy
from oppie.sandboxes.environment import variables
from oppie.sandboxes.processes import end_all


def run_once(words: str, workspace: Workspace, limit_s: float) -> int | None:
    """Run a shell line in a copy of the workspace, which is gone afterwards.

    Returns:
        Its exit code (127: there is no such program); None when it did not end in time.

    Raises:
        MachineError: no copy can be made.
    """
    copy = Copy(workspace.label)
    try:
        copy.fill(workspace)
        return _run(("sh", "-c", words), copy, limit_s)
    finally:
        end_all(copy.folder)
        copy.remove()


def _run(argv: tuple[str, ...], copy: Copy, limit_s: float) -> int | None:
    plan = Plan(driver="command", command="", python="")
    environment = variables(os.environ, plan, copy.make("home"), copy.make("tmp"))
    if bubblewrap.works():
        argv = bubblewrap.wrapped(argv, copy.folder, os.get_exec_path())
    process = subprocess.Popen(  # noqa: S603 - the project's own command, at the user's wish
        argv,
        cwd=Path(copy.work),
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait(limit_s)
    except subprocess.TimeoutExpired:
        return None
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
