"""Which lines to suspect, from the lines that each test reached; for any language."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from math import fsum, sqrt

from oppie.integrations.explaining import Alike, explained
from oppie.model.likelihood import SHARPNESS
from oppie.model.observation import Outcome, Suspicion, TestTrace

Keep = Callable[[str], bool]
"""Whether a path may be suspected: whether it may change."""

Place = tuple[str, int]
Kind = tuple[tuple[str, tuple[int, ...]], ...]
"""The lines that a test reached, by path."""
Counts = defaultdict[str, Counter[int]]
Groups = dict[tuple[tuple[int, ...], int, int], list[Place]]

MOST_KINDS = 256
"""Kinds of failing tests of which it is asked what explains them: those of most tests."""

EXPLAINED = 0.5
"""The part of a line's weight that goes by what it explains."""


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

    Half of a line's weight goes by the coefficient, half by what it explains of the failing tests
    beside the other lines. Of equal ones those come first that fewer passing tests reached, then
    by path and line.
    """
    failing = [trace for trace in traces if trace.outcome.bad]
    failed = _reached(failing, keep)
    passed = _reached((t for t in traces if t.outcome is Outcome.PASSED), keep)
    kinds = _kinds(failing, keep)
    groups = _alike(kinds, failed, passed)
    if not groups:
        return ()
    coefficients = [coefficient(ef, ep, len(failing)) for _, ef, ep in groups]
    scores = _scores(groups, coefficients, list(kinds.values()))
    found = [
        (-score, ep, path, line)
        for ((_, _, ep), lines), score in zip(groups.items(), scores, strict=True)
        for path, line in lines
    ]
    return tuple(Suspicion(path, line, -score) for score, _, path, line in sorted(found))


def _scores(groups: Groups, coefficients: Sequence[float], kinds: Sequence[int]) -> Iterator[float]:
    """Coefficients with what their lines explain; the greatest is as it was."""
    alike = [
        Alike(tests, len(lines), own**SHARPNESS, coefficient(ef, ep, ef) ** 2)
        for ((tests, ef, ep), lines), own in zip(groups.items(), coefficients, strict=True)
    ]
    whole = fsum(each.prior * each.lines for each in alike)
    weights = [
        EXPLAINED * weight + (1.0 - EXPLAINED) * each.prior / whole
        for weight, each in zip(explained(alike, kinds), alike, strict=True)
    ]
    most, top = max(weights), max(coefficients)
    return (top * (weight / most) ** (1 / SHARPNESS) for weight in weights)


def _kinds(failing: Iterable[TestTrace], keep: Keep) -> dict[Kind, int]:
    """What most failing tests reached, with the number of tests that reached just that."""
    kept = ([(p, of) for p, of in t.lines.items() if of and keep(p)] for t in failing)
    reached = (tuple(sorted(kind)) for kind in kept)
    return dict(Counter(kind for kind in reached if kind).most_common(MOST_KINDS))


def _alike(kinds: Iterable[Kind], failed: Counts, passed: Counts) -> Groups:
    """Lines by (kinds of failing tests, number of these, number of passing ones)."""
    by_line: defaultdict[Place, list[int]] = defaultdict(list)
    for number, kind in enumerate(kinds):
        for path, lines in kind:
            for line in lines:
                by_line[path, line].append(number)
    groups: Groups = defaultdict(list)
    for path, counts in failed.items():
        for line, ef in counts.items():
            place = path, line
            groups[tuple(by_line.get(place, ())), ef, passed[path][line]].append(place)
    return groups


def _reached(traces: Iterable[TestTrace], keep: Keep) -> Counts:
    """How many of the tests reached each line, by path."""
    by_path: defaultdict[str, list[tuple[int, ...]]] = defaultdict(list)
    for trace in traces:
        for path, lines in trace.lines.items():
            by_path[path].append(lines)
    counts = ((p, Counter(chain.from_iterable(by_path[p]))) for p in by_path if keep(p))
    return defaultdict(Counter, counts)
