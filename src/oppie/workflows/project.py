"""The project of a run: its files as a Snapshot, what type it is, how its tests run."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path

from oppie.errors import ProjectError
from oppie.model.change import Digest
from oppie.model.project import Detection, TestCommand, Workspace
from oppie.model.rollout import Plan
from oppie.ports import Integration, Sealing
from oppie.vst.vst import Vst
from oppie.vst.worktree import Root
from oppie.workflows.request import RunRequest

_DOTTED = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)+")
"""A test's name as unittest has it."""


@dataclass(frozen=True, slots=True)
class Project:
    """A user's project as a run sees it.

    Attributes:
        where: top of the git working tree, or the plain folder.
        base: the Snapshot of all its files.
        files: their paths.
        integration: the one whose tests are run.
        types: all types that were found.
        detection: what the integration found.
        populate: fills a copy.
        environment: fingerprint of what the Snapshot does not hold.
        outside: folders below ``root`` that belong to the Environment.
    """

    where: Root
    vst: Vst
    base: Digest
    files: tuple[str, ...]
    integration: Integration
    types: tuple[str, ...]
    detection: Detection
    populate: Callable[[Path], None]
    environment: str
    outside: tuple[str, ...]

    @property
    def root(self) -> Path:
        """The folder that paths are relative to."""
        return self.where.folder

    def read(self, path: str) -> bytes:
        """A file as the run found it. Raises KeyError when there is none at the path."""
        return self.vst.file(self.base, path)

    def workspace(self, label: str) -> Workspace:
        """Where the copies of a run come from."""
        return Workspace(self.root, self.populate, label, self.environment)

    def sealed(self, content: bytes) -> tuple[bytes, ...]:
        """The parts of a source that are tests."""
        integration = self.integration
        return integration.sealed(content) if isinstance(integration, Sealing) else ()

    def plan(self, request: RunRequest, *, container: bool) -> Plan:
        """How the tests run, on this machine or in a container."""
        plan = self.integration.plan(self.root, self.files, self.command(request, container))
        return replace(plan, outside=tuple(dict.fromkeys((*plan.outside, *self.outside))))

    def command(self, request: RunRequest, container: bool) -> TestCommand:  # noqa: FBT001 - a fact
        """The test command: the user's, else the one that was detected."""
        said = bool(request.test)
        return TestCommand(
            words=request.test or self.detection.test,
            origin=request.test_origin if said else "detected",
            folder="" if said else self.detection.folder,
            python=request.python,
            env=request.env,
            container=container,
        )

    def may_change(self, request: RunRequest) -> Callable[[str], bool]:
        """Whether a path may be changed: source, within ``--only``, not protected."""

        def allowed(path: str) -> bool:
            if not self.integration.may_change(path) or _any(path, request.protect):
                return False
            return not request.only or _any(path, request.only)

        return allowed


def relative(where: Sequence[str], folder: Path, root: Path) -> tuple[str, ...]:
    """What the user named, from the project's root; test ids keep what follows the file.

    Raises:
        ProjectError: a file or folder is not there.
    """
    return tuple(_relative(each, folder, root) for each in where)


def _relative(named: str, folder: Path, root: Path) -> str:
    path, mark, rest = named.partition("::")
    if _DOTTED.fullmatch(path) and not path.endswith(".py") and not (folder / path).exists():
        return named
    place = (folder / path).resolve()
    if not place.exists():
        raise ProjectError(f"there is no {path}", where=named, hint="Name a file, folder or test.")
    return os.path.relpath(place, root.resolve()).replace(os.sep, "/") + mark + rest


def _any(path: str, globs: Sequence[str]) -> bool:
    return any(
        fnmatchcase(path, glob) or path == glob or path.startswith(glob.rstrip("/") + "/")
        for glob in globs
    )
