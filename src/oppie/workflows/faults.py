"""Faults: Changes to passing code, spread over files, functions and operators."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from random import Random

from oppie.model.change import Change
from oppie.model.observation import Suspicion
from oppie.model.search import ProposalRequest
from oppie.ports import Proposer

MOST_READ = 200
"""Proposals that are read for one line; those of its likeliest operators come first."""
SLIP = 8
"""Bytes that an edit may have before its size makes it less likely. Judgement."""

Place = tuple[str, str]
"""A file and a function or class in it."""


@dataclass(slots=True)
class Faults:
    """Draws Changes at lines that tests reach; the proposers' repairs serve as faults.

    Each draw takes the file that had the fewest, a line of it at random, and of the Changes at
    that line an operator and one of its Changes: the likelier as a repair and the smaller, the
    sooner, since people's slips are small; an operator that was drawn often waits. A function
    gets a second fault when all others have one.

    Attributes:
        sources: content of each file.
        lines: from 1, of each file, at which a fault can be noticed.
    """

    proposers: Sequence[Proposer]
    sources: Mapping[str, bytes]
    lines: Mapping[str, Sequence[int]]
    random: Random
    _operators: Counter[str] = field(default_factory=Counter)
    _drawn: Counter[str] = field(default_factory=Counter)
    _places: set[Place] = field(default_factory=set)

    def __iter__(self) -> Iterator[Change]:
        """Changes, each at a line of its own, until no line is left."""
        first = {path: self._shuffled(lines) for path, lines in self.lines.items() if lines}
        later: defaultdict[str, list[int]] = defaultdict(list)
        for left, put_off in ((first, later), (later, None)):
            while any(left.values()):
                path = self._rarest([path for path, lines in left.items() if lines])
                line = left[path].pop()
                change = self._draw(path, line)
                if change is None:
                    continue
                place = (path, change.origin.symbol)
                if put_off is not None and place in self._places:
                    put_off[path].append(line)
                    continue
                self._take(change, place)
                yield change

    def _shuffled(self, lines: Sequence[int]) -> list[int]:
        return self.random.sample(list(lines), len(lines))

    def _rarest(self, paths: Sequence[str]) -> str:
        least = min(self._drawn[path] for path in paths)
        return self.random.choice([path for path in paths if self._drawn[path] == least])

    def _draw(self, path: str, line: int) -> Change | None:
        """A Change at a line; None where no proposer has one."""
        request = ProposalRequest(
            sources={path: self.sources[path]},
            suspicions=(Suspicion(path, line, 1.0),),
            seed=self.random.randrange(1 << 30),
        )
        found: defaultdict[str, list[Change]] = defaultdict(list)
        weights: defaultdict[str, list[float]] = defaultdict(list)
        for proposer in self.proposers:
            for change, prior in islice(proposer.propose(request), MOST_READ):
                if change.origin.line == line:
                    found[change.origin.operator].append(change)
                    weights[change.origin.operator].append(prior / (SLIP + change.size()))
        if not found:
            return None
        operators = list(found)
        shares = [max(weights[o]) / (1 + self._operators[o]) for o in operators]
        [operator] = self.random.choices(operators, shares)
        return self.random.choices(found[operator], weights[operator])[0]

    def _take(self, change: Change, place: Place) -> None:
        self._operators[change.origin.operator] += 1
        self._drawn[place[0]] += 1
        self._places.add(place)


def touch(one: Change, other: Change) -> bool:
    """Whether two Changes of one State are in the same function or at the same bytes."""
    if (one.origin.path, one.origin.symbol) == (other.origin.path, other.origin.symbol):
        return True
    return any(
        a.path == b.path and a.start <= b.end and b.start <= a.end
        for a in one.edits
        for b in other.edits
    )
