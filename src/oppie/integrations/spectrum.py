"""Which lines to suspect, from the lines that each test reached; for any language."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from math import sqrt

from oppie.model.observation import Outcome, Suspicion, TestTrace

Keep = Callable[[str], bool]
"""Whether a path may be suspected: whether it may change."""


def coefficient(ef: int, ep: int, failing: int) -> float:
    """How suspicious it is to be reached by ``ef`` of the failing tests and ``ep`` passing ones.

    ``sqrt(ef / failing * r / (r + ep))`` with ``r = sqrt(ef)``, in [0, 1]. In Ochiai's coefficient
    (Abreu, Zoeteweij, van Gemund, TAIC PART 2007) ``r`` is ``ef``: what many failing tests reach is
    forgiven the passing ones there, and where several faults fail tests of their own that is what
    all of them share. With both, the faulty line's share of all weight: ``docs/benchmarks.md``,
    Suspicion.
    """
    weight = sqrt(ef)
    return sqrt(ef / failing * weight / (weight + ep))


def suspicions(traces: Sequence[TestTrace], keep: Keep) -> tuple[Suspicion, ...]:
    """Lines that failing tests reached, most suspicious first.

    Of equal ones those come first that fewer passing tests reached, then by path and line.
    """
    failing = [trace for trace in traces if trace.outcome.bad]
    passing = [trace for trace in traces if trace.outcome is Outcome.PASSED]
    reached, passed = _reached(failing, keep), _reached(passing, keep)
    found = [
        (-coefficient(ef, passed[path][line], len(failing)), passed[path][line], path, line)
        for path, lines in reached.items()
        for line, ef in lines.items()
    ]
    return tuple(Suspicion(path, line, -score) for score, _, path, line in sorted(found))


def _reached(traces: Iterable[TestTrace], keep: Keep) -> defaultdict[str, Counter[int]]:
    """Path → line → how many of the tests reached it."""
    by_path: defaultdict[str, list[tuple[int, ...]]] = defaultdict(list)
    for trace in traces:
        for path, lines in trace.lines.items():
            by_path[path].append(lines)
    counts = ((p, Counter(chain.from_iterable(by_path[p]))) for p in by_path if keep(p))
    return defaultdict(Counter, counts)
