"""Which tests reach the lines that a patch changes: what no test runs, no test judges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from oppie.model.change import Edit
from oppie.model.observation import TestTrace
from oppie.model.rollout import FileState
from oppie.model.verdict import Evidence, Holds
from oppie.workflows.minimise import edits_of

Read = Callable[[str], bytes]

CHECK = "tests that reach the change"
FEW = 3
"""Fewer tests than these are told to be few."""
SHARED = 2
"""Tests that reach a line which is not run once for all of them."""


def reach(traces: Sequence[TestTrace], edits: Iterable[Edit], read: Read) -> Evidence:
    """The tests that reach changed lines, on the base.

    Args:
        traces: the lines that each test reached on the base; hung and slow tests may lack.
        edits: whole lines that the patch replaces, in the base's offsets.
        read: a file's content on the base, by its path.
    """
    if not traces:
        return Evidence(CHECK, Holds.INCONCLUSIVE, "which lines tests reach is not known")
    places = [_lines(edit, read(edit.path)) for edit in edits]
    near = [(path, _executed(traces, path, lines)) for path, lines in places]
    found = [t for t in traces if any(not s.isdisjoint(t.lines.get(p, ())) for p, s in near)]
    passed = sum(not t.outcome.bad for t in found)
    detail = f"{len(found)} of {len(traces)} tests, {passed} of which passed before"
    if len(found) >= FEW:
        return Evidence(CHECK, Holds.PASS, detail)
    worth = ("none says anything of it", "weak: one test decides", "weak: two tests decide")
    return Evidence(CHECK, Holds.INCONCLUSIVE, f"{detail}; {worth[len(found)]}")


@dataclass(frozen=True, slots=True)
class Spared:
    """Implements :data:`oppie.orchestrator.world.Spared`: tests that reach no changed line.

    None where a line was changed that no two tests were seen to run: it may be run at import,
    which one test does for all.

    Attributes:
        traces: the lines that each test reached on the base.
        read: a file's content on the base, by its path.
    """

    traces: Sequence[TestTrace]
    read: Read

    def __call__(self, files: Sequence[FileState]) -> frozenset[str]:
        """The tests that these files, changed as they are, do not concern."""
        try:
            edits = edits_of(files, self.read)
        except KeyError:  # a file that came
            return frozenset()
        if len({edit.path for edit in edits}) < len(files):
            return frozenset()
        places = [_lines(edit, self.read(edit.path)) for edit in edits]
        reaching = [self._reaching(path, lines) for path, lines in places]
        if any(min(map(len, tests), default=0) < SHARED for tests in reaching):
            return frozenset()
        return frozenset(t.test for t in self.traces).difference(*chain.from_iterable(reaching))

    def _reaching(self, path: str, lines: range) -> list[set[str]]:
        """For each of the lines that is ever run, the tests that reach it."""
        found: defaultdict[int, set[str]] = defaultdict(set)
        for trace in self.traces:
            for line in set(lines).intersection(trace.lines.get(path, ())):
                found[line].add(trace.test)
        return list(found.values())


def _lines(edit: Edit, text: bytes) -> tuple[str, range]:
    """The lines of an edit, from 1; of an insertion the lines around it."""
    first = text.count(b"\n", 0, edit.start) + 1
    last = text.count(b"\n", 0, max(edit.start, edit.end - 1)) + 1
    inserted = edit.start == edit.end
    return edit.path, range(first - inserted, first + 1 if inserted else last + 1)


def _executed(traces: Sequence[TestTrace], path: str, lines: range) -> set[int]:
    """The lines; where none is ever run, as in the midst of a statement, the one above that is."""
    known = {line for t in traces for line in t.lines.get(path, ())}
    above = max((line for line in known if line < lines.start), default=None)
    return set(lines) if above is None or not known.isdisjoint(lines) else {above}
