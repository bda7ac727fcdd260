"""Candidates that share a build."""

from __future__ import annotations

import os
from typing import (
    FrozenSet,
    Iterable,
    List,
    Mapping,
    MutableMapping,
    NamedTuple,
    Optional,
    Sequence,
    Tuple,
)

from .. import Candidate
from .building import Builder, Built
from .dialect import Source, United, called, joins, read, unite
from .failures import Problem
from .listing import Package

VARIABLE = "OPPIE_CANDIDATE"
ROUNDS = 8
"""Builds of one batch, in each of which some candidates turn out not to compile."""

_SELECTORS = b"""package %s

import oppieos "os"

var oppieNumber = func() (number int) {
\tfor _, digit := range oppieos.Getenv("OPPIE_CANDIDATE") {
\t\tnumber = number*10 + int(digit-'0')
\t}
\treturn
}()

"""


class Member(NamedTuple):
    """A candidate: its sources by path, and its id."""

    id: int
    sources: Mapping[str, Source]


class Joint(NamedTuple):
    """A binary that holds several candidates.

    Attributes:
        built: the binary, or why there is none.
        numbers: candidate's id → its number in the binary.
        files: by path.
    """

    built: Built
    numbers: Mapping[int, int]
    files: Mapping[str, United]

    def line(self, candidate: int, path: str, line: int) -> int:
        """The line that a candidate has in its own source."""
        united = self.files.get(path)
        if united is None or candidate not in self.numbers:
            return line
        return united.line(self.numbers[candidate], line)


class Batch:
    """Builds candidates together, and takes out those that do not compile.

    Attributes:
        failed: by candidate's id: why it does not compile.
        alone: nothing can be told of the candidates together; each is to be built by itself.
    """

    def __init__(self, members: Sequence[Member], base: Mapping[str, Optional[Source]]) -> None:
        self._members = list(members)
        self._base = base
        self._joints: MutableMapping[str, Joint] = {}
        self.failed: MutableMapping[int, Tuple[Problem, ...]] = {}
        self.alone = False

    def joint(self, package: Package, builder: Builder, until: float) -> Optional[Joint]:
        """The binary of a package; None where each is to be built by itself."""
        if self.alone:
            return None
        if package.path not in self._joints:
            made = self._made(package, builder, until)
            if made is None:
                self.alone = True
                return None
            self._joints[package.path] = made
        return self._joints[package.path]

    def built(self) -> Tuple[Built, ...]:
        """What was built."""
        return tuple(joint.built for joint in self._joints.values())

    def _made(self, package: Package, builder: Builder, until: float) -> Optional[Joint]:
        for _ in range(ROUNDS):
            members = [each for each in self._members if each.id not in self.failed]
            files, overlay = self._united(members)
            built = builder.together(package, until, overlay)
            numbers = {each.id: number for number, each in enumerate(members)}
            joint = Joint(built, numbers, files)
            if built.binary or not members:
                return joint
            if not self._blame(members, joint):
                return None
        return None

    def _blame(self, members: Sequence[Member], joint: Joint) -> bool:
        """Note who does not compile; False where that cannot be told."""
        told: MutableMapping[int, List[Problem]] = {}
        for problem in joint.built.problems:
            united = joint.files.get(problem.path)
            if united is None:
                continue
            for number in united.blamed(problem.line):
                own = problem._replace(line=united.line(number, problem.line))
                told.setdefault(members[number].id, []).append(own)
        self.failed.update((each, tuple(found)) for each, found in told.items())
        return bool(told)

    def _united(
        self, members: Sequence[Member]
    ) -> Tuple[Mapping[str, United], Mapping[str, bytes]]:
        files: MutableMapping[str, United] = {}
        overlay: MutableMapping[str, bytes] = {}
        selectors: MutableMapping[str, bytes] = {}
        for place, path in enumerate(sorted({path for each in members for path in each.sources})):
            prefix = b"oppiePick%d_" % place
            sources = [each.sources.get(path) or self._base[path] for each in members]
            files[path] = unite([source for source in sources if source], prefix)
            overlay[path] = files[path].content
            beside = os.path.join(os.path.dirname(path), "oppie_candidates.go")
            before = selectors.get(beside, _SELECTORS % files[path].sources[0].name)
            selectors[beside] = before + _tables(files[path], prefix)
        overlay.update(selectors)
        return files, overlay


def _tables(united: United, prefix: bytes) -> bytes:
    lines = [
        b"var %s%d = [...]int{%s}[oppieNumber]\n"
        % (prefix, number, b", ".join(b"%d" % pick for pick in picks))
        for number, picks in united.schema.picks.items()
    ]
    return b"".join(lines)


def members(
    candidates: Sequence[Candidate], base: Mapping[str, Optional[Source]]
) -> Tuple[Member, ...]:
    """The candidates that can share a build.

    Imports are united, so one that uses a package that only others import is built by itself.
    """
    found = [each for each in (member(c, base) for c in candidates) if each is not None]
    paths = {path for each in found for path in each.sources}
    united = {
        path: _names(spec for each in found if path in each.sources
                     for spec in each.sources[path].imports)
        for path in paths
    }  # fmt: skip
    return tuple(
        each
        for each in found
        if all(
            not (source.selected & united[path]) - _names(source.imports)
            for path, source in each.sources.items()
        )
    )


def _names(specs: Iterable[bytes]) -> FrozenSet[bytes]:
    return frozenset(map(called, specs))


def member(candidate: Candidate, base: Mapping[str, Optional[Source]]) -> Optional[Member]:
    """A candidate that can share a build; None for one that cannot.

    Args:
        candidate: with all the files that it changes.
        base: what these are in the base; None where a file is no Go source.
    """
    sources: MutableMapping[str, Source] = {}
    for file in candidate.files:
        before = base.get(file.path)
        after = None if file.content is None else read(file.content)
        if before is None or after is None or not before.plain or not joins(before, after):
            return None
        sources[file.path] = after
    return Member(candidate.id, sources) if sources else None
