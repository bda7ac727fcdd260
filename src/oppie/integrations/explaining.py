"""Lines that explain the failing tests between them: what one explains no other has to.

Each failing test fails by one of the lines that it ran. How likely each line is at fault follows
from how likely it is the one by which each test fails, and the other way round: expectation
maximisation of a mixture (Dempster, Laird, Rubin, Maximum likelihood from incomplete data, 1977).
Where several faults fail tests of their own, the lines of one do not count against those of the
other; lines that all tests share explain little once the others have explained theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

ROUNDS = 10
"""Carried on to its end it would decide for one line a test, on too little."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Lines that tests do not tell apart.

    Attributes:
        tests: numbers of the kinds of failing tests that reached them.
        lines: how many lines.
        prior: how likely each was the fault at first, in any unit.
        noticed: how likely a test that reaches a fault there fails, in (0, 1].
    """

    tests: tuple[int, ...]
    lines: int
    prior: float
    noticed: float


def explained(groups: Sequence[Alike], kinds: Sequence[int]) -> list[float]:
    """The weight of each line of each group; all lines together have 1.

    Args:
        groups: all lines that a failing test reached; of those that no kind names nothing is
            explained.
        kinds: how many failing tests there are of each kind.
    """
    members: list[list[int]] = [[] for _ in kinds]
    for at, group in enumerate(groups):
        for kind in group.tests:
            members[kind].append(at)
    weights = _shared([group.prior for group in groups], groups)
    for _ in range(ROUNDS):
        weights = _shared(_reweighed(groups, kinds, members, weights), groups)
    return weights


def _reweighed(
    groups: Sequence[Alike],
    kinds: Sequence[int],
    members: Sequence[Sequence[int]],
    weights: Sequence[float],
) -> list[float]:
    """One round: a line's weight is what it explains of all tests."""
    blamed = [w * group.noticed for w, group in zip(weights, groups, strict=True)]
    mass = [b * group.lines for b, group in zip(blamed, groups, strict=True)]
    each = [count / fsum(mass[at] for at in of) for count, of in zip(kinds, members, strict=True)]
    return [
        blame * fsum(each[kind] for kind in group.tests)
        for blame, group in zip(blamed, groups, strict=True)
    ]


def _shared(weights: Sequence[float], groups: Sequence[Alike]) -> list[float]:
    """Weights of lines of which all together have 1."""
    whole = fsum(w * group.lines for w, group in zip(weights, groups, strict=True))
    return [w / whole for w in weights]
