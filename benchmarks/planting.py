"""Suites of faults in packages, made by ``oppie tasks make`` and kept in the cache."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.catalogue import Package
from benchmarks.fetch import fetched, interpreter
from benchmarks.tasks import commit_all
from oppie.cli.render.tasks import TaskDocument
from oppie.errors import CalleeError

BUDGET = "10min"


@dataclass(frozen=True, slots=True)
class Planted:
    """A task with the package that it is in."""

    package: Package
    task: TaskDocument

    @property
    def name(self) -> str:
        """Unique over packages and numbers of faults."""
        name = self.package.name.replace("/", "_")
        return f"{self.package.language}-{name}-{len(self.task.faults)}-{self.task.name}"


def planted(package: Package, cache: Path, count: int, faults: int, seed: int = 0) -> list[Planted]:
    """So many tasks of so many faults in a package, or fewer where no more are noticed.

    Raises:
        CalleeError: the package cannot be had, or no tasks can be made in it.
    """
    source = fetched(package, cache)
    suite = source.parent / f"tasks-{faults}-{count}-{seed}.jsonl"
    if not suite.is_file():
        made = subprocess.run(
            [sys.executable, "-m", "oppie", "tasks", "make", "-q", f"--output={suite}.part",
             f"--count={count}", f"--faults={faults}", f"--seed={seed}", f"--budget={BUDGET}",
             "--sandbox=local", *options(package, cache)],
            cwd=source, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if made.returncode not in (0, 1):
            message = f"no tasks could be made in {package.name}: {made.stderr.strip()[-300:]}"
            raise CalleeError(message, where=str(source))
        Path(f"{suite}.part").rename(suite)
    lines = suite.read_text(encoding="utf-8").splitlines()
    return [Planted(package, TaskDocument.model_validate_json(line)) for line in lines]


def options(package: Package, cache: Path) -> list[str]:
    """What oppie is told about a package: its tests, what may change, the interpreter."""
    python = interpreter(package, cache)
    return [
        f"--test={package.test}",
        *(f"--only={glob}" for glob in package.only),
        *([f"--python={python}"] if python else []),
    ]


def lay_out(planted: Planted, cache: Path, folder: Path) -> None:
    """The package with its faults, as a git repository of one commit in a new folder.

    What git ignores (installed packages) is linked to, not copied.
    """
    source = fetched(planted.package, cache)
    clone = ["git", "clone", "-q", "--no-hardlinks", str(source), str(folder)]
    subprocess.run(clone, check=True, capture_output=True)
    diff = (planted.task.diff or "").encode()
    subprocess.run(["git", "apply", "-"], cwd=folder, input=diff, check=True)
    installed = source / "node_modules"
    if installed.is_dir():
        (folder / "node_modules").symlink_to(installed, target_is_directory=True)
    commit_all(folder)
