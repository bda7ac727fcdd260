"""Candidates of each node, made as they are asked for, the most promising first.

A proposer's stream is read a little ahead: the more of it was tried in vain, the further.
What lies in that window is ordered by prior times what the run has learned: anew when something
helped, else when its turn comes, since what fails only lowers the weight of what is like it. What
was tried in vain on the base, or is about what was repaired already, does not fill the window:
below a node that repaired one fault, the search for the next goes on where the base's came to, and
not from the beginning.
"""

from __future__ import annotations

import heapq
from array import array
from collections import OrderedDict, defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain, count

from oppie.mcts.behaviour import Behaviours
from oppie.mcts.patterns import Patterns
from oppie.mcts.tree import ROOT, Tree
from oppie.model.change import Candidate, Change, Edit
from oppie.model.search import Propose, Reach, unknown

MOST_OPEN = 128
"""Streams held open; one that was left longest is closed and, if need be, read again."""
LEAST_AHEAD = 8
MOST_AHEAD = 512
STEADY = 1
"""Candidates that are read for each one taken, at least: what comes next in a stream is not to
wait until a window that was read far ahead is used up."""
FURTHER = 4
"""How much further a stream is read for one that goes together with another."""
APART = 0.01
"""What is left of the weight of a Change that cannot help, going by the tests that reach its place:
they may not have been seen to the end."""
MOST_LATE = 2048
"""Candidates that are kept for later, in one window."""


Entry = tuple[float, int, Candidate]
"""Its weight with the sign changed, its place in the stream, the candidate."""


@dataclass(slots=True)
class Window:
    """What was read of one stream and not yet taken."""

    source: Iterator[Candidate]
    version: int
    skip: frozenset[int] = frozenset()
    """Places in the stream that were taken before it was closed and read again."""
    heap: list[Entry] = field(default_factory=list)
    late: set[int] = field(default_factory=set)
    """Places in the stream, of what is in the heap, that are not likely to help any more."""
    read: int = 0


@dataclass(slots=True)
class Streams:
    """The candidates of all nodes of a tree."""

    tree: Tree
    behaviours: Behaviours
    patterns: Patterns
    propose: Propose
    reach: Reach = unknown
    _open: OrderedDict[int, Window] = field(default_factory=OrderedDict)
    _taken: dict[int, array[int]] = field(default_factory=dict)
    _offered: defaultdict[int, deque[tuple[Change, float]]] = field(
        default_factory=lambda: defaultdict(deque)
    )
    _urgent: deque[int] = field(default_factory=deque)
    _given: defaultdict[int, set[tuple[Edit, ...]]] = field(
        default_factory=lambda: defaultdict(set)
    )

    def offer(self, node: int, change: Change, prior: float, *, urgent: bool = False) -> None:
        """Put a Change of one's own before what the proposer has for the node, or before all."""
        if urgent:
            self._offered[node].appendleft((change, prior))
            self._urgent.append(node)
        else:
            self._offered[node].append((change, prior))

    def urgent(self) -> int | None:
        """A node at which an urgent offer waits; each such offer is named once."""
        while self._urgent:
            node = self._urgent.popleft()
            if node in self._offered:
                return node
        return None

    def take(self, node: int) -> Candidate | None:
        """The best candidate of the node that was not taken yet; None when there is none.

        What was offered comes first; when the proposer makes it too, it is passed over.
        """
        if node in self._offered:
            return self._take_offered(node)
        window = self._window(node)
        candidate = self._next(node, window)
        while candidate is not None and candidate.change.edits in self._given.get(node, ()):
            candidate = self._next(node, window)
        return candidate

    def _next(self, node: int, window: Window) -> Candidate | None:
        """The best of what was read of the proposer's stream."""
        self._read_ahead(node, window)
        if window.version != self.patterns.version:
            self._order_anew(node, window)
        heap = window.heap
        while heap:
            weight, order, candidate = heap[0]
            now = -self._weigh(node, candidate)[0]
            if now > weight and len(heap) > 1:
                heapq.heapreplace(heap, (now, order, candidate))
                continue
            heapq.heappop(heap)
            self._note(node, window, order)
            return candidate
        return None

    def offered(self, node: int) -> bool:
        """Whether something waits at the node that the proposer did not make."""
        return node in self._offered

    def take_where(self, node: int, fits: Callable[[Candidate], bool]) -> Candidate | None:
        """The best candidate that fits, of the proposer's that were read or are read for it.

        What is not likely to help any more does not.
        """
        window = self._window(node)
        given = self._given.get(node, ())
        for entry in chain(sorted(window.heap), self._further(node, window)):
            _, order, candidate = entry
            late = order in window.late or candidate.change.edits in given
            if not late and fits(candidate):
                window.heap.remove(entry)
                heapq.heapify(window.heap)
                self._note(node, window, order)
                return candidate
        return None

    def _note(self, node: int, window: Window, order: int) -> None:
        window.late.discard(order)
        self._taken[node].append(order)

    def _take_offered(self, node: int) -> Candidate:
        waiting = self._offered[node]
        change, prior = waiting.popleft()
        if not waiting:
            del self._offered[node]
        self._given[node].add(change.edits)
        return Candidate(self.tree.state(node), change, prior)

    def _window(self, node: int) -> Window:
        window = self._open.get(node)
        if window is not None:
            self._open.move_to_end(node)
            return window
        if len(self._open) >= MOST_OPEN:
            self._open.popitem(last=False)
        observation = self.behaviours.observation(self.tree.behaviours[node])
        source = self.propose(self.tree.state(node), observation)
        taken = self._taken.setdefault(node, array("i"))
        window = self._open[node] = Window(source, self.patterns.version, frozenset(taken))
        return window

    def _read_ahead(self, node: int, window: Window) -> None:
        wanted = min(MOST_AHEAD, LEAST_AHEAD + 2 * len(self._taken[node]))
        for more in count(1):
            full = len(window.heap) - len(window.late) >= wanted or len(window.late) >= MOST_LATE
            enough = more > STEADY or len(window.heap) >= 2 * MOST_AHEAD
            if (full and enough) or self._read(node, window) is None:
                return

    def _further(self, node: int, window: Window) -> Iterator[Entry]:
        """What lies beyond the window, read as it is asked for."""
        most = min(MOST_AHEAD, FURTHER * (LEAST_AHEAD + 2 * len(self._taken[node])))
        while len(window.heap) - len(window.late) < most and len(window.late) < MOST_LATE:
            entry = self._read(node, window)
            if entry is None:
                return
            yield entry

    def _read(self, node: int, window: Window) -> Entry | None:
        """Read one candidate more; None when the stream has ended."""
        while (candidate := next(window.source, None)) is not None:
            order, window.read = window.read, window.read + 1
            if order not in window.skip:
                weight, late = self._weigh(node, candidate)
                heapq.heappush(window.heap, (-weight, order, candidate))
                if late:
                    window.late.add(order)
                return -weight, order, candidate
        return None

    def _order_anew(self, node: int, window: Window) -> None:
        weigh = self._weigh
        window.heap = [(-weigh(node, each)[0], order, each) for _, order, each in window.heap]
        heapq.heapify(window.heap)
        window.version = self.patterns.version

    def _weigh(self, node: int, candidate: Candidate) -> tuple[float, bool]:
        """What the patterns say, and little of what cannot help; whether it is for later."""
        if node == ROOT:
            return self.patterns.weigh(candidate), False
        tried = self.patterns.tried(candidate)
        idle = self._idle(node, candidate, tried=tried)
        weight = self.patterns.weigh(candidate, tried=tried)
        return (weight * APART if idle else weight), tried or idle

    def _idle(self, node: int, candidate: Candidate, *, tried: bool) -> bool:
        """Whether it cannot help, as far as it is known which tests reach its place.

        That is so where only tests run through it that pass by now, and where it was tried on the
        base in vain and shares no test with what was repaired since.
        """
        tests = self.reach(candidate.change.origin.path, candidate.change.origin.line)
        if not tests:
            return False
        failing = self.behaviours.failing(self.tree.behaviours[node])
        return (tried and tests <= failing) or tests.isdisjoint(failing)
