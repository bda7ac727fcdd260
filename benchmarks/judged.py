"""Whether a patched package is as it was before the fault, as far as can be told."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.alike import likeness
from benchmarks.fetch import fetched, interpreter
from benchmarks.planting import Planted
from benchmarks.same import Reference, bare
from oppie.proposers.syntax.languages import language_of

SUITE_LIMIT_S = 600


@dataclass(frozen=True, slots=True)
class Judged:
    """What speaks for a patch.

    Attributes:
        passes: the package's own tests pass, run without oppie.
        restored: the source is, but for layout and comments, what it was before the fault.
        asked, differing: generated calls of the functions that are not what they were, and
            those of them that are answered otherwise; 0 where none could be put.
    """

    passes: bool
    restored: bool
    asked: int = 0
    differing: int = 0

    @property
    def correct(self) -> bool:
        """Whether nothing speaks against it."""
        return self.passes and not self.differing

    @property
    def known(self) -> bool:
        """Whether more than the tests speaks."""
        return self.restored or self.asked > 0


def judged(task: Planted, cache: Path, folder: Path) -> Judged:
    """Judge what was made of a task in a folder."""
    original, command = fetched(task.package, cache), _command(task, cache)
    other = [path for path in _touched(task, folder) if not same(original, folder, path)]
    passes = _passes(command, folder)
    if not (other and passes and task.package.language == "python"):
        return Judged(passes, restored=not other)
    found = [likeness(command, original, folder, path) for path in other]
    asked, differing = sum(f.asked for f in found), sum(f.differing for f in found)
    return Judged(passes, restored=False, asked=asked, differing=differing)


def same(original: Path, folder: Path, path: str) -> bool:
    """Whether a file is the same program in both folders."""
    language = language_of(path)
    one, two = ((each / path).read_text(encoding="utf-8") for each in (original, folder))
    if language is None:
        return one == two
    return Reference.of(one, language).met(bare(two.encode(), language))


def _touched(task: Planted, folder: Path) -> Sequence[str]:
    """Files that the fault or the patch changed."""
    words = ["git", "diff", "--name-only", "HEAD"]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=True)
    return sorted({*done.stdout.splitlines(), *(fault.path for fault in task.task.faults)})


def _command(task: Planted, cache: Path) -> Sequence[str]:
    words = shlex.split(task.package.test)
    if words[0] == "python":
        words[0] = str(interpreter(task.package, cache) or sys.executable)
    return words


def _passes(command: Sequence[str], folder: Path) -> bool:
    """Whether the package's own tests pass, run as a user would."""
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, timeout=SUITE_LIMIT_S, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0
