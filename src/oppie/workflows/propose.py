"""What proposers are shown of a State, and their proposals as Candidates."""

from __future__ import annotations

import difflib
import heapq
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol

from oppie.model.change import Candidate, Change, Digest, State
from oppie.model.observation import Failure, Observation, Suspicion
from oppie.model.rollout import FileState
from oppie.model.search import ProposalRequest
from oppie.ports import Proposer

Suspect = Callable[[Observation], tuple[Suspicion, ...]]
"""Suspicious lines of the base, given what a State was seen to do."""

MOST_FILES = 60
"""Files shown to a proposer: the most suspicious ones; a fault beyond them is out of reach."""
MOST_FOCUSED = 256
"""Candidates that are looked through for those of some lines."""


class Contents(Protocol):
    """What is asked of the state tree."""

    def file(self, snapshot: Digest, path: str) -> bytes:
        """A file's content."""

    def diff(self, base: Digest, child: Digest) -> tuple[FileState, ...]:
        """How ``child`` differs from ``base``."""


@dataclass(frozen=True, slots=True)
class Proposals:
    """Implements :data:`oppie.model.search.Propose` with one or more proposers.

    Attributes:
        base: the Snapshot whose lines ``suspicions`` count.
        sources: paths that may change, the most suspicious files first.
        context: paths that hold ingredients and may not change.
        suspect: suspicious lines of the base, from the tests that still fail and how.
        leanings: what the user's earlier runs say of operators.
    """

    contents: Contents
    proposers: tuple[Proposer, ...]
    base: Digest
    sources: tuple[str, ...]
    context: tuple[str, ...]
    suspect: Suspect
    seed: int
    leanings: tuple[tuple[str, float], ...] = ()

    def __call__(self, state: State, observation: Observation) -> Iterator[Candidate]:
        """Candidates on ``state``, those of all proposers merged by prior, highest first."""
        return self._proposed(state, self._request(state, observation))

    def focused(self, state: State, observation: Observation, on: Change) -> Iterator[Candidate]:
        """Candidates on ``state`` for the lines of a Change, as if these alone were suspected."""
        whole = self._request(state, observation)
        path, line, (edit, *_) = on.origin.path, on.origin.line, on.edits
        last = line + whole.sources.get(path, b"").count(b"\n", edit.start, edit.end)
        suspicions = tuple(Suspicion(path, each, 1.0) for each in range(line, last + 1))
        stream = self._proposed(state, replace(whole, suspicions=suspicions))
        for candidate in islice(stream, MOST_FOCUSED):
            place = candidate.change.origin
            if place.path == path and line <= place.line <= last:
                yield candidate

    def _proposed(self, state: State, request: ProposalRequest) -> Iterator[Candidate]:
        streams = [proposer.propose(request) for proposer in self.proposers]
        merged = heapq.merge(*streams, key=lambda proposal: -proposal[1])
        return (Candidate(state, change, prior) for change, prior in merged)

    def _request(self, state: State, observation: Observation) -> ProposalRequest:
        read = self.contents.file
        return ProposalRequest(
            sources={p: read(state.snapshot, p) for p in self.sources[:MOST_FILES]},
            context={p: read(self.base, p) for p in self.context},
            suspicions=self._in_lines_of(state, self._suspected(state, observation)),
            failures=observation.failures(),
            seed=self.seed,
            leanings=self.leanings,
        )

    def _in_lines_of(
        self, state: State, suspicions: tuple[Suspicion, ...]
    ) -> tuple[Suspicion, ...]:
        """The suspicions with the State's own line numbers."""
        moved = {p: line_map(before, after) for p, before, after in self._changed(state)}
        return tuple(replace(s, line=_moved(s.line, moved.get(s.path))) for s in suspicions)

    def _suspected(self, state: State, observation: Observation) -> tuple[Suspicion, ...]:
        """Suspicious lines of the base; what failed names lines of the State."""
        moved = {p: line_map(after, before) for p, before, after in self._changed(state)}

        def of_base(failure: Failure) -> Failure:
            frames = (replace(f, line=_moved(f.line, moved.get(f.path))) for f in failure.frames)
            return replace(
                failure, frames=tuple(frames), further=tuple(map(of_base, failure.further))
            )

        results = [
            replace(r, failure=of_base(r.failure)) if moved and r.failure else r
            for r in observation.results
        ]
        return self.suspect(replace(observation, results=tuple(results)))

    def _changed(self, state: State) -> Iterator[tuple[str, bytes, bytes]]:
        """The files that a State changes, before and after."""
        for file in self.contents.diff(self.base, state.snapshot):
            if file.content is not None:
                yield file.path, self.contents.file(self.base, file.path), file.content


def _moved(line: int, lines: Sequence[int] | None) -> int:
    return line if lines is None or line >= len(lines) else lines[line]


def line_map(before: bytes, after: bytes) -> tuple[int, ...]:
    """For each line of ``before`` (from 1; index 0 is unused) its line in ``after``."""
    old, new = before.splitlines(), after.splitlines()
    lines = [0] * (len(old) + 1)
    last = max(0, len(new) - 1)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for _, a, b, c, d in matcher.get_opcodes():
        for offset in range(b - a):
            lines[a + offset + 1] = min(c + offset, max(c, d - 1), last) + 1
    return tuple(lines)
