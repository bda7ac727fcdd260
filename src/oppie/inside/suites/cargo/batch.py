"""Candidates that share a build."""

from __future__ import annotations

import time
from collections import defaultdict
from typing import (
    Callable,
    DefaultDict,
    FrozenSet,
    List,
    Mapping,
    MutableMapping,
    NamedTuple,
    Optional,
    Sequence,
    Tuple,
)

from ...braces import cut
from ...messages import Failure, File
from ...schemata import Schema, fits
from .. import Candidate
from .compiling import Built, Complaint, together
from .dialect import RUST, selectors, unite
from .project import Project

ROUNDS = 12
"""Builds of one batch: types, then borrows, are found wrong one phase after the other, and of
what a function returns only the first mistake is told."""


class Bench(NamedTuple):
    """Where candidates are built together.

    Attributes:
        project: whose crates' roots get the selectors.
        write: makes the workspace the base with other files.
        build: builds it.
        read: a file of the base.
        until: monotonic second after which no further build is begun.
        known: what the compiler says of the base itself.
    """

    project: Project
    write: Callable[[Sequence[File]], None]
    build: Callable[[], Built]
    read: Callable[[str], bytes]
    until: float
    known: FrozenSet[str]


class Member(NamedTuple):
    """A candidate: its sources by path, and its id."""

    id: int
    sources: Mapping[str, bytes]


class Joint(NamedTuple):
    """A build that holds several candidates.

    Attributes:
        built: what cargo made.
        numbers: candidate's id → its number in the build.
        failed: candidate's id → why it does not compile.
        schemas: by path.
    """

    built: Optional[Built]
    numbers: Mapping[int, int]
    failed: Mapping[int, Failure]
    schemas: Mapping[str, Schema]

    def line(self, candidate: int, path: str, line: int) -> int:
        """The line that a candidate has in its own source."""
        schema = self.schemas.get(path)
        return line if schema is None else schema.line(self.numbers[candidate], line)


NOTHING = Joint(None, {}, {}, {})


def members(candidates: Sequence[Candidate], base: Mapping[str, bytes]) -> List[Member]:
    """The candidates that differ from the base in bodies of functions only."""
    cuts = {path: cut(content, RUST) for path, content in base.items()}
    found = []
    for each in candidates:
        sources = {file.path: file.content for file in each.files if file.content is not None}
        plain = len(sources) == len(each.files) and all(path in cuts for path in sources)
        if plain and all(fits(cuts[p], cut(source, RUST)) for p, source in sources.items()):
            found.append(Member(each.id, sources))
    return found


def joint(every: Sequence[Member], base: Mapping[str, bytes], bench: Bench) -> Joint:
    """Build candidates together; those that do not compile are taken out.

    Args:
        every: the candidates.
        base: the files that they change.
        bench: where.
    """
    failed: MutableMapping[int, Failure] = {}
    for _ in range(ROUNDS):
        left = [each for each in every if each.id not in failed]
        if not left or time.monotonic() >= bench.until:
            break
        schemas = _schemas(left, base)
        bench.write(_files(schemas, bench))
        built = bench.build()
        if built.ok:
            numbers = {each.id: number for number, each in enumerate(left)}
            return Joint(built, numbers, failed, schemas)
        blamed = _blamed(built.complaints, schemas, left, bench.known)
        if not blamed:
            break
        failed.update(blamed)
    return NOTHING._replace(failed=failed)


def _schemas(left: Sequence[Member], base: Mapping[str, bytes]) -> Mapping[str, Schema]:
    paths = sorted({path for each in left for path in each.sources})
    return {
        path: unite([each.sources.get(path, base[path]) for each in left], place)
        for place, path in enumerate(paths)
    }


def _files(schemas: Mapping[str, Schema], bench: Bench) -> List[File]:
    """The schemas, and the crates' roots with the selectors."""
    contents = {path: schema.content for path, schema in schemas.items()}
    for package in bench.project.packages:
        picks = [
            (place, schema.picks)
            for place, (path, schema) in enumerate(schemas.items())
            if bench.project.owner(path) == package
        ]
        for root in package.roots if picks else ():
            contents[root] = contents.get(root) or bench.read(root)
            contents[root] += selectors(picks)
    return [File(path, content) for path, content in contents.items()]


def _blamed(
    complaints: Sequence[Complaint],
    schemas: Mapping[str, Schema],
    left: Sequence[Member],
    known: FrozenSet[str],
) -> Mapping[int, Failure]:
    """Who does not compile, and why; nothing where it cannot be told.

    What the compiler says of the base, outside of what the candidates change, is said of all.
    """
    found: DefaultDict[int, List[Failure]] = defaultdict(list)
    for complaint in complaints:
        places = _choices(complaint, schemas)
        everyone = range(len(left)) if complaint.failure.message in known else ()
        blamed = schemas[places[0][0]].blamed(places[0][1]) if len(places) == 1 else ()
        for number in blamed if places else everyone:
            found[left[number].id].append(_own(complaint, schemas, number))
    return {each: together(failures) for each, failures in found.items()}


def _choices(complaint: Complaint, schemas: Mapping[str, Schema]) -> List[Tuple[str, int]]:
    """One place in each of the branches that a complaint points at."""
    found: MutableMapping[Tuple[str, Tuple[int, ...]], Tuple[str, int]] = {}
    for frame in complaint.failure.frames:
        schema = schemas.get(frame.path)
        if schema is None:
            continue
        blamed = schema.blamed(frame.line)
        if len(blamed) < len(schema.cuts) or len(blamed) == 1:
            found[frame.path, blamed] = (frame.path, frame.line)
    return list(found.values())


def _own(complaint: Complaint, schemas: Mapping[str, Schema], number: int) -> Failure:
    frames = tuple(
        frame._replace(line=schemas[frame.path].line(number, frame.line))
        if frame.path in schemas
        else frame
        for frame in complaint.failure.frames
    )
    return complaint.failure._replace(frames=frames)
