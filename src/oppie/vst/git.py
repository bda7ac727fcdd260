"""The one place that starts ``git``."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from oppie.errors import MachineError, ProjectError

_ELSEWHERE = frozenset(
    {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR",
        "GIT_DIR",
        "GIT_INDEX_FILE",
        "GIT_NAMESPACE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_PREFIX",
        "GIT_WORK_TREE",
    }
)
"""Variables that point git at another repository: hooks set them, and we are told where to be."""

_GITLINK = "160000"


@dataclass(frozen=True, slots=True)
class Done:
    """How a git command ended."""

    code: int
    output: bytes
    error: str

    @property
    def line(self) -> str:
        """The output without its last line feed."""
        return os.fsdecode(self.output.removesuffix(b"\n"))


@dataclass(frozen=True, slots=True)
class Listed:
    """A path as ``git ls-files`` lists it.

    Attributes:
        path: relative to the repository's top.
        tracked: in the index; else untracked and not ignored.
        repository: a submodule, or an untracked repository of its own.
    """

    path: str
    tracked: bool
    repository: bool


def git(root: Path, *words: str, stdin: bytes = b"", env: tuple[tuple[str, str], ...] = ()) -> Done:
    """Run git in a folder, whatever the code that it ends with.

    The index is not refreshed on the way, no monitor is started, and a repository that
    belongs to another user is read all the same: its tests are about to be run anyway.

    Raises:
        MachineError: git is not installed.
    """
    settings = ("-c", "safe.directory=*", "-c", "core.fsmonitor=false")
    inherited = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and paths follow "--" or come by stdin
            ["git", *settings, *words],  # noqa: S607 - the user's own git
            cwd=root,
            input=stdin,
            capture_output=True,
            check=False,
            env={**inherited, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", **dict(env)},
        )
    except FileNotFoundError as missing:
        if not root.is_dir():
            raise ProjectError("no such folder", where=str(root)) from missing
        hint = "install it, for example with: apt install git"
        raise MachineError("git is not installed", where=str(root), hint=hint) from missing
    return Done(done.returncode, done.stdout, done.stderr.decode(errors="replace").strip())


def installed() -> bool:
    """Whether there is a git to start."""
    return shutil.which("git") is not None


def top(folder: Path) -> Path | None:
    """The top of the working tree that a folder lies in; None outside, or where it is ignored."""
    found = git(folder, "rev-parse", "--show-toplevel")
    if found.code or not found.line:
        return None
    root = Path(found.line)
    if folder.resolve() != root and git(folder, "check-ignore", "-q", ".").code == 0:
        return None
    return root


def clean_commit(root: Path) -> str:
    """The commit that the working tree is equal to, untracked files too; empty if it differs."""
    status = git(root, "status", "--porcelain", "--untracked-files=all")
    head = git(root, "rev-parse", "--verify", "--quiet", "HEAD")
    return "" if status.code or status.output or head.code else head.line


def listed(root: Path) -> Iterator[Listed]:
    """What git tracks, and what is neither tracked nor ignored; each path once.

    Raises:
        ProjectError: git cannot read the repository.
    """
    words = ("ls-files", "-z", "-t", "--stage", "--cached", "--others", "--exclude-standard")
    seen = ""
    for record in _records(root, *words):
        tag, _, rest = record.partition(" ")
        if tag == "?":
            yield Listed(rest.rstrip("/"), tracked=False, repository=rest.endswith("/"))
            continue
        facts, _, path = rest.partition("\t")
        if path != seen:  # a conflict lists one path several times in a row
            yield Listed(path, tracked=True, repository=facts.startswith(_GITLINK))
        seen = path


def ignored(root: Path) -> tuple[str, ...]:
    """What git ignores; a folder of which all is ignored stands for what is in it."""
    words = ("ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory")
    return tuple(path.rstrip("/") for path in _records(root, *words))


def _records(root: Path, *words: str) -> list[str]:
    done = git(root, *words)
    if done.code:
        raise ProjectError(f"git cannot read the repository: {done.error}", where=str(root))
    return [os.fsdecode(part) for part in done.output.split(b"\0") if part]
