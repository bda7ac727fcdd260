"""From what was recorded to what is wanted: which expression where."""

from __future__ import annotations

import ast
from typing import (
    Any,
    Dict,
    Iterable,
    Iterator,
    List,
    Mapping,
    NamedTuple,
    Optional,
    Sequence,
    Tuple,
)

from ..judging.harmless import GUARDS, Harmless, harmless
from ..judging.summaries import summary
from .contrast import Contrast
from .growth import Goal
from .record import Call, Record, Returned
from .snapshots import Snapshot
from .source import Source, Spot

MOST_VISITS = 24
SHORT = 5
"""Characters of a value that a guard may return: a longer one would repeat the test."""


class Forced(NamedTuple):
    """A condition that was made constant, and the tests that then passed."""

    start: int
    end: int
    truth: bool
    tests: Tuple[str, ...]


class Order(NamedTuple):
    """A goal, and what stands around an expression that fulfils it.

    Attributes:
        kind: ``known-value``, ``known-guard`` or ``known-truth``.
    """

    kind: str
    spot: Spot
    goal: Goal
    before: str = ""
    after: str = ""


class Visit(NamedTuple):
    """What was seen, what is wanted of it, and whether a failing test wants it."""

    snapshot: Snapshot
    wanted: Any
    pressing: bool


class Final(NamedTuple):
    """The call whose value a failing test did not want, and the value that it did want."""

    call: Call
    returned: Returned
    expected: Any


def finals(record: Record, contrasts: Mapping[str, Contrast]) -> List[Final]:
    """The last call of each failing test, where what it returned is what the failure shows."""
    found: List[Final] = []
    for test, contrast in contrasts.items():
        outer = [call for call in record.calls.get(test, ()) if call.outermost]
        returned = outer[-1].returned if outer else None
        if returned is not None:
            shown = summary(returned.value)
            if shown == summary(contrast.left):
                found.append(Final(outer[-1], returned, contrast.right))
            elif shown == summary(contrast.right):
                found.append(Final(outer[-1], returned, contrast.left))
    return found


class Orders:
    """What is wanted of a file.

    Args:
        source: it.
        record: what its functions did.
        ends: of the failing tests.
        failing: those tests.
    """

    def __init__(
        self, source: Source, record: Record, ends: Sequence[Final], failing: Sequence[str]
    ) -> None:
        self._source = source
        self._ends = {id(end.call): end for end in ends}
        self._bad = frozenset(failing)
        self._every = [call for calls in record.whole() for call in calls]
        known = {end.call.test for end in ends}
        self._calls = [c for c in self._every if c.test in known or c.test not in self._bad]

    def values(self) -> Iterator[Order]:
        """Returned expressions, where the wanted values are known."""
        for line in dict.fromkeys(end.returned.line for end in self._ends.values()):
            spot = self._source.returns.get(line)
            if spot is not None:
                yield self._order("known-value", spot, self._returned(line), truth=False)

    def guards(self) -> Iterator[Order]:
        """Conditions of early returns, where all failing tests want the same of one function."""
        wanted: Dict[int, Dict[str, Any]] = {}
        for end in self._ends.values():
            wanted.setdefault(end.call.first, {})[summary(end.expected)] = end.expected
        for first, values in wanted.items():
            spot, value = self._source.heads.get(first), next(iter(values.values()))
            if spot is not None and len(values) == 1 and len(repr(value)) <= SHORT:
                order = self._order("known-guard", spot, self._entered(first, value), truth=True)
                after = ":\n%s    return %r\n%s" % (spot.indent, value, spot.indent)
                yield order._replace(before="if ", after=after)

    def truths(self, forced: Sequence[Forced]) -> Iterator[Order]:
        """Conditions, where forcing them made tests pass."""
        for each in forced:
            spots = self._source.conditions.values()
            spot = next((s for s in spots if (s.start, s.end) == (each.start, each.end)), None)
            if spot is not None:
                yield self._order("known-truth", spot, self._decided(spot, each), truth=True)

    def _returned(self, line: int) -> Iterator[Visit]:
        for call in self._calls:
            seen, returned = call.seen.get(line), call.returned
            if seen and returned is not None and returned.line == line:
                end = self._ends.get(id(call))
                yield Visit(seen[-1], end.expected if end else returned.value, bool(end))

    def _entered(self, first: int, value: Any) -> Iterator[Visit]:
        kept = summary(value)
        for call in self._calls:
            if call.first == first and call.entry is not None and call.outermost:
                end = id(call) in self._ends
                if end or call.returned is None or summary(call.returned.value) != kept:
                    yield Visit(call.entry, end, end)

    def _decided(self, spot: Spot, forced: Forced) -> Iterator[Visit]:
        """Visits with the truth that is wanted: of a forced test up to where it goes astray."""
        condition = _condition(self._source.text(spot))
        astray = set(self._bad.difference(forced.tests))
        for call in self._every:
            for snapshot in call.seen.get(spot.line, ()):
                truth = _truth(condition, snapshot)
                if truth is None or call.test in astray:
                    break
                mine = call.test in forced.tests
                yield Visit(snapshot, forced.truth if mine else truth, mine)
                if mine and truth != forced.truth:
                    astray.add(call.test)

    def _order(self, kind: str, spot: Spot, visits: Iterable[Visit], *, truth: bool) -> Order:
        chosen = sorted(visits, key=lambda visit: not visit.pressing)[:MOST_VISITS]
        fragments = self._source.fragments.get(spot.function, ())
        goal = Goal(
            [v.snapshot for v in chosen],
            [v.wanted for v in chosen],
            truth,
            fragments,
            " ".join(self._source.text(spot).split("\n")),
        )
        return Order(kind, spot, goal)


def _condition(text: str) -> Optional[Harmless]:
    try:
        return harmless(ast.parse("(" + text + "\n)", mode="eval").body)
    except (SyntaxError, ValueError):
        return None


def _truth(condition: Optional[Harmless], snapshot: Snapshot) -> Optional[bool]:
    if condition is None:
        return None
    try:
        return bool(eval(condition.code, {**snapshot.names, **GUARDS}))  # noqa: S307 - guarded
    except Exception:  # noqa: BLE001 - then it is not known
        return None
