"""What ``oppie doctor`` looks at: the machine, the settings, the project."""

from __future__ import annotations

import platform
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from oppie.errors import MachineError, OppieError
from oppie.model.project import TestCommand
from oppie.ports import Integration, Sandbox
from oppie.vst import git
from oppie.vst.objects import MemoryObjects
from oppie.vst.vst import Vst
from oppie.vst.worktree import find_root, read
from oppie.workflows.recognise import Wish, recognise
from oppie.workflows.request import RunRequest

LEAST_DISK = 1 << 30
"""Bytes: room for copies of a usual project, and for what its tests write."""
SYSTEMS = ("Linux", "Darwin")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    Attributes:
        name: what it is about: ``git``, ``docker``, ``tests``.
        ok: whether all is well.
        needed: whether oppie cannot work here without it.
        detail: what was found, one line.
        hint: what to do; empty when there is nothing.
        exit_code: of the error that a run would end with; 0 when ok or not needed.
    """

    name: str
    ok: bool
    needed: bool
    detail: str
    hint: str = ""
    exit_code: int = 0


def machine(sandboxes: Sequence[Sandbox]) -> Iterator[Check]:
    """Checks of the machine."""
    yield Check("python", ok=True, needed=True, detail=platform.python_version())
    system = platform.system()
    yield _needed("system", ok=system in SYSTEMS, detail=system, hint="On Windows use WSL.")
    yield _git()
    for sandbox in sandboxes:
        state = sandbox.available()
        needed = sandbox.name == "local"
        code = MachineError.exit_code if needed and not state.ok else 0
        yield Check(sandbox.name, state.ok, needed, state.why, state.hint, code)
    bwrap = shutil.which("bwrap")
    yield Check(
        "bubblewrap",
        ok=bwrap is not None,
        needed=False,
        detail=bwrap or "not installed: local rollouts can reach the network",
        hint="" if bwrap else "On Debian: apt-get install bubblewrap",
    )
    yield _disk(Path(tempfile.gettempdir()))


def project(
    settings: Callable[[], RunRequest], integrations: Sequence[Integration]
) -> Iterator[Check]:
    """Checks of the settings and of the project that they are for."""
    try:
        request = settings()
    except OppieError as error:
        yield _failed("settings", error)
        return
    yield Check("settings", ok=True, needed=True, detail="valid")
    try:
        yield from _tests(request, integrations)
    except OppieError as error:
        yield _failed("tests", error)


def _tests(request: RunRequest, integrations: Sequence[Integration]) -> Iterator[Check]:
    root = find_root(request.folder)
    vst = Vst(MemoryObjects())
    files = vst.files(read(vst, root).snapshot)
    wish = Wish(request.project_type, request.test)
    integration, detection = recognise(integrations, root.folder, files, wish)[0]
    yield Check("project", ok=True, needed=True, detail=f"{detection.type}: {detection.why}")
    folder = "" if request.test else detection.folder
    words = request.test or detection.test
    command = TestCommand(words, request.test_origin, folder, request.python, request.env)
    plan = integration.plan(root.folder, files, command)
    detail = f"{plan.command} with {plan.program}"
    yield Check("tests", ok=True, needed=True, detail=detail)


def _git() -> Check:
    there = git.installed()
    detail = "installed" if there else "not installed: projects are read as plain folders"
    hint = "" if there else "On Debian: apt-get install git"
    return Check("git", ok=there, needed=False, detail=detail, hint=hint)


def _disk(folder: Path) -> Check:
    free = shutil.disk_usage(folder).free
    detail = f"{free / (1 << 30):.1f} GiB free in {folder}"
    return _needed("disk", ok=free >= LEAST_DISK, detail=detail, hint="Free at least 1 GiB.")


def _needed(name: str, *, ok: bool, detail: str, hint: str) -> Check:
    if ok:
        return Check(name, ok=True, needed=True, detail=detail)
    return Check(name, False, True, detail, hint, MachineError.exit_code)  # noqa: FBT003 - in the order of the table


def _failed(name: str, error: OppieError) -> Check:
    where = f"{error.where}: " if error.where else ""
    return Check(
        name,
        ok=False,
        needed=True,
        detail=f"{where}{error.message}",
        hint=error.hint,
        exit_code=error.exit_code,
    )
