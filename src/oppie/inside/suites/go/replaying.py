"""Builds done again without the go command, which needs longer than the compiler and linker.

What the go command ran for a build is told by ``-x`` and stays where it was with ``-work``. With
other contents in the same files, the same commands make the next binary.
"""

from __future__ import annotations

import os
import re
import shlex
from typing import Dict, FrozenSet, Iterable, Iterator, List, NamedTuple, Optional, Tuple

TOLD = ("-x", "-work")
"""Words with which the go command tells, and keeps, what a build needs."""
INTERNAL = "# internal"
"""Ends a line that tells what the go command did by itself."""

_WORK = re.compile(r"^WORK=(.+)$", re.MULTILINE)
_PACKAGE = re.compile(r"^packagefile ([^=\n]+)=", re.MULTILINE)
_HERE = re.compile(r"^cat >.*<< 'EOF'.*\n(?:.*\n)*?EOF$", re.MULTILINE)
_ASSIGNED = re.compile(r"(\w+)=(.*)", re.DOTALL)
_COMPILED = re.compile(r"(?:compile )+link")


class Step(NamedTuple):
    """A command, where it runs, and variables of its own."""

    argv: Tuple[str, ...]
    folder: str
    variables: Tuple[Tuple[str, str], ...]


class Recording(NamedTuple):
    """What makes a binary.

    Attributes:
        steps: compilers and, at last, the linker.
        binary: what the linker writes.
        packages: import paths that are linked; see :func:`widen`.
    """

    steps: Tuple[Step, ...]
    binary: str
    packages: FrozenSet[str]

    def compiles(self, sources: Iterable[str]) -> bool:
        """Whether all of these files, by their real paths, are compiled: a cache may hold some."""
        given = {os.path.realpath(word) for step in self.steps for word in step.argv}
        return given.issuperset(sources)


def kept(said: str) -> str:
    """The folder that the go command kept; empty where it does not tell of one."""
    found = _WORK.search(said)
    return found[1] if found else ""


def recorded(said: str, folder: str) -> Optional[Recording]:
    """What the go command told; None where more is needed than to compile and to link.

    Args:
        said: its standard error.
        folder: where it ran, absolute.
    """
    work = kept(said)
    if not work:
        return None
    steps = list(_steps(_HERE.sub("", said).replace("$WORK", work), folder))
    tools = [os.path.basename(step.argv[0]) if step is not None else "" for step in steps]
    if not _COMPILED.fullmatch(" ".join(tools)):
        return None
    known = [step for step in steps if step is not None]
    if any("-importcfg" not in step.argv for step in known):
        return None
    packages = frozenset(_PACKAGE.findall(said))
    return Recording(tuple(known), _named(known[-1], "-o"), packages)


def widen(recording: Recording) -> None:
    """Let each compiler know all packages that the linker does: sources may import others."""
    every = _lines(_named(recording.steps[-1], "-importcfg"))
    for step in recording.steps[:-1]:
        place = _named(step, "-importcfg")
        own = _lines(place)
        known = {line.partition("=")[0] for line in own}
        more = [line for line in every if line.partition("=")[0] not in known]
        with open(place, "w", encoding="utf-8") as stream:
            stream.writelines(line for line in (*own, *more) if not line.startswith("modinfo "))


def _named(step: Step, option: str) -> str:
    return step.argv[step.argv.index(option) + 1]


def _lines(path: str) -> List[str]:
    with open(path, encoding="utf-8") as stream:
        return stream.read().splitlines(keepends=True)


def _steps(said: str, folder: str) -> Iterator[Optional[Step]]:
    """The commands in their order; None for what is not understood."""
    here = folder
    for line in said.splitlines():
        if not line.strip() or line.endswith(INTERNAL) or line.startswith(("WORK=", "mkdir ")):
            continue
        if line.startswith(("mv ", "cp ", "rm ", "#")):
            continue
        words = _words(line)
        if words[:1] == ["cd"]:
            here = os.path.join(folder, words[1])
        else:
            yield _step(words, here)


def _words(line: str) -> List[str]:
    """What the shell would make of it; nothing where that is not plain."""
    try:
        return [] if "\\" in line else shlex.split(line)
    except ValueError:
        return []


def _step(words: List[str], folder: str) -> Optional[Step]:
    variables: Dict[str, str] = {}
    while words and (found := _ASSIGNED.fullmatch(words[0])) is not None:
        variables[found[1]] = found[2]
        words = words[1:]
    return Step(tuple(words), folder, tuple(variables.items())) if words else None
