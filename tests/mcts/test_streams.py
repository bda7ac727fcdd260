"""Candidates are read lazily, ordered by what was learned, and never taken twice."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from oppie.mcts import streams
from oppie.mcts.behaviour import Behaviours
from oppie.mcts.patterns import Patterns
from oppie.mcts.scripted import change
from oppie.mcts.signal import Signal
from oppie.mcts.streams import FURTHER, LEAST_AHEAD, Streams
from oppie.mcts.tree import NONE, ROOT, Tree
from oppie.model.change import Candidate, Digest, State
from oppie.model.observation import Failure, Observation, Outcome, TestResult
from oppie.model.search import Reach

BASE = State(Digest("base"))
ON_NINE = Candidate(BASE, change(0, 1, b"y", "op9", 9))
SEEN = Observation((TestResult("t", Outcome.FAILED, 0.0, Failure("E", "m")),))


@dataclass
class Lazy:
    """Proposes ``count`` Changes, one per line, and counts what was asked for."""

    count: int = 1000
    read: int = 0
    asked: list[tuple[State, Observation]] = field(default_factory=list)

    def __call__(self, state: State, observation: Observation) -> Iterator[Candidate]:
        self.asked.append((state, observation))
        for at in range(self.count):
            self.read += 1
            yield Candidate(state, change(at, at + 1, b"x", f"op{at % 2}", at), 1.0 / (1 + at))


def made(lazy: Lazy, nodes: int = 0) -> Streams:
    tree = Tree(BASE)
    tree.add(NONE, BASE.snapshot, None, 1.0, 0.0)
    for number in range(nodes):
        tree.add(ROOT, Digest(f"n{number}"), change(0, 1, b"%d" % number), 0.5, 0.0)
    return Streams(tree, Behaviours(SEEN), Patterns(), lazy)


def lines(found: Streams, node: int, count: int) -> list[int]:
    taken = (found.take(node) for _ in range(count))
    return [each.change.origin.line for each in taken if each is not None]


def test_candidates_come_in_the_order_of_their_priors() -> None:
    assert lines(made(Lazy()), ROOT, 30) == list(range(30))


def test_only_a_little_is_read_ahead() -> None:
    lazy = Lazy()
    lines(made(lazy), ROOT, 1)
    assert lazy.read <= streams.LEAST_AHEAD


def test_reading_ahead_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "MOST_AHEAD", 20)
    lazy = Lazy()
    lines(made(lazy), ROOT, 100)
    assert lazy.read <= 140


def test_a_stream_ends() -> None:
    found = made(Lazy(count=3))
    assert lines(found, ROOT, 3) == [0, 1, 2]
    assert found.take(ROOT) is None
    assert found.take(ROOT) is None


def test_what_was_learned_orders_what_is_left() -> None:
    found = made(Lazy())
    assert lines(found, ROOT, 4) == [0, 1, 2, 3]
    for _ in range(4):
        found.patterns.learn(ON_NINE, Signal.REACHED)
    assert lines(found, ROOT, 2) == [9, 4]


def test_what_failed_lets_what_is_unlike_it_go_first() -> None:
    found = made(Lazy())
    assert lines(found, ROOT, 4) == [0, 1, 2, 3]
    on_four = Candidate(BASE, change(0, 1, b"x", "op", 4), 0.5)
    for _ in range(9):
        found.patterns.learn(on_four, Signal.TIMEOUT)
    assert lines(found, ROOT, 2) == [5, 6]


def test_a_proposer_sees_state_and_observation_of_the_node() -> None:
    lazy = Lazy()
    found = made(lazy, nodes=1)
    failing = Observation((TestResult("t", Outcome.FAILED, 0.0, Failure("E", "other")),))
    found.tree.behaviours[1] = found.behaviours.number(failing)
    found.take(1)
    assert lazy.asked == [(found.tree.state(1), failing)]


def test_what_is_offered_comes_first_and_once() -> None:
    found = made(Lazy(), nodes=1)
    found.offer(1, change(7, 8, b"z"), 0.25)
    first = found.take(1)
    assert first == Candidate(found.tree.state(1), change(7, 8, b"z"), 0.25)
    assert lines(found, 1, 2) == [0, 1]


def test_what_was_offered_is_not_taken_from_the_proposer_again() -> None:
    found = made(Lazy(), nodes=1)
    found.offer(1, change(1, 2, b"x"), 0.25)
    found.take(1)
    assert lines(found, 1, 3) == [0, 2, 3]


def test_urgent_offers_name_their_nodes_in_order() -> None:
    found = made(Lazy(), nodes=3)
    found.offer(3, change(7, 8, b"z"), 0.25)
    found.offer(2, change(7, 8, b"z"), 0.25, urgent=True)
    found.offer(1, change(7, 8, b"z"), 0.25, urgent=True)
    assert [found.urgent(), found.urgent(), found.urgent()] == [2, 1, None]


def test_an_urgent_offer_that_was_taken_is_not_named() -> None:
    found = made(Lazy(), nodes=1)
    found.offer(1, change(7, 8, b"z"), 0.25, urgent=True)
    found.take(1)
    assert found.urgent() is None


def test_a_stream_that_was_closed_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "MOST_OPEN", 2)
    lazy = Lazy(count=12)
    found = made(lazy, nodes=3)
    taken: dict[int, list[int]] = {1: [], 2: [], 3: []}
    for _ in range(12):
        for node, mine in taken.items():
            mine.extend(lines(found, node, 1))
    assert [sorted(mine) for mine in taken.values()] == [list(range(12))] * 3
    assert len(lazy.asked) > 3


def test_few_streams_are_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "MOST_OPEN", 4)
    lazy = Lazy()
    found = made(lazy, nodes=9)
    for node in range(10):
        found.take(node)
    assert len(lazy.asked) == 10
    found.take(9)
    assert len(lazy.asked) == 10
    found.take(0)
    assert len(lazy.asked) == 11


def test_the_one_left_longest_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "MOST_OPEN", 2)
    lazy = Lazy()
    found = made(lazy, nodes=2)
    for node in (0, 1, 0, 2, 0):
        found.take(node)
    assert [state.snapshot for state, _ in lazy.asked] == ["base", "n0", "n1"]


def test_what_was_tried_in_vain_on_the_base_does_not_fill_the_window() -> None:
    lazy = Lazy()
    found = made(lazy, nodes=1)
    for number in range(100):
        tried = Candidate(BASE, change(number, number + 1, b"x", f"op{number % 2}", number))
        found.patterns.learn(tried, Signal.SAME)
    lines(found, 1, 1)
    assert 100 < lazy.read <= 100 + streams.LEAST_AHEAD


def halves(_path: str, line: int) -> frozenset[str]:
    """A test runs through each half of the first twenty lines."""
    return frozenset({"left" if line < 10 else "right"})


def below_a_repair(reach: Reach) -> tuple[Streams, Patterns]:
    """Streams with a node 1 at which ``left`` passes and ``right`` still fails."""
    failure = Failure("E", "m")
    both = [TestResult(name, Outcome.FAILED, 0.0, failure) for name in ("left", "right")]
    behaviours = Behaviours(Observation(tuple(both)))
    repaired = behaviours.number(Observation((TestResult("left", Outcome.PASSED), both[1])))
    tree = Tree(BASE)
    tree.add(NONE, BASE.snapshot, None, 1.0, 0.0)
    tree.behaviours[tree.add(ROOT, Digest("n"), change(0, 1, b"!"), 0.5, 0.5)] = repaired
    patterns = Patterns()
    return Streams(tree, behaviours, patterns, Lazy(count=20), reach), patterns


def test_below_a_repair_comes_first_what_its_failing_tests_run_through() -> None:
    found, _ = below_a_repair(halves)
    assert lines(found, 1, 20)[:8] == [*range(10, 18)]
    assert sorted(lines(below_a_repair(halves)[0], 1, 20)) == list(range(20))


def test_below_a_repair_what_was_tried_of_another_fault_is_not_tried_soon() -> None:
    found, patterns = below_a_repair(halves)
    patterns.learn(Candidate(BASE, change(10, 11, b"x", "op0", 10)), Signal.SAME)
    assert lines(found, 1, 9) == [*range(11, 20)]


def test_where_nothing_is_known_of_tests_the_order_is_the_proposers() -> None:
    found, _ = below_a_repair(lambda _path, _line: frozenset())
    assert lines(found, 1, 20) == list(range(20))


def test_one_that_fits_is_found_among_those_that_were_read() -> None:
    found = made(Lazy())
    assert lines(found, ROOT, 1) == [0]
    fitting = found.take_where(ROOT, lambda each: each.change.origin.line == 3)
    assert fitting is not None
    assert lines(found, ROOT, 4) == [1, 2, 4, 5]
    assert found.take_where(ROOT, lambda each: each.change.origin.line == 900) is None


def test_the_stream_is_read_further_for_one_that_fits_and_no_further_than_that() -> None:
    source = Lazy()
    found = made(source)
    assert lines(found, ROOT, 1) == [0]
    fitting = found.take_where(ROOT, lambda each: each.change.origin.line == 2 * LEAST_AHEAD)
    assert fitting is not None
    assert source.read <= 2 * LEAST_AHEAD + 1
    assert found.take_where(ROOT, lambda each: each.change.origin.line == 900) is None
    assert source.read <= FURTHER * (LEAST_AHEAD + 4) + 2
