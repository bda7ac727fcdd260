"""What one outcome changes: tree, contenders, pairs, patterns, podium."""

from dataclasses import replace
from random import Random

import pytest

from oppie.mcts.knowledge import Knowledge, begin
from oppie.mcts.learner import HALFWAY, MANY, MOST_URGENT, SETTLED, Learned
from oppie.mcts.letters import letters
from oppie.mcts.planner import TWIN
from oppie.mcts.scripted import ScriptedWorld, change
from oppie.mcts.signal import Signal
from oppie.mcts.tree import NONE, ROOT
from oppie.model.change import Candidate, Change
from oppie.model.event import NodeGrew
from oppie.model.observation import InfrastructureFailure, Tampering
from oppie.model.score import Evaluated
from oppie.model.search import SearchSettings
from tests.mcts.conftest import Listener


def learn(
    known: Knowledge, world: ScriptedWorld, path: tuple[int, ...], what: Change, prior: float = 0.5
) -> Learned:
    """Evaluate a Change on the last node of a path and take the outcome in."""
    world.submit(Candidate(known.tree.state(path[-1]), what, prior))
    outcome = world.next()
    assert outcome is not None
    learned = known.learner.learn(path, outcome)
    assert learned is not None
    return learned


RIGHT_B, RIGHT_D = change(1, 2, b"b"), change(3, 4, b"d")
OTHER, HARM = change(1, 2, b"q"), change(0, 1, b"z")


def test_the_root_is_visited_once_by_its_own_score(known: Knowledge) -> None:
    assert len(known.tree) == 1
    assert known.tree.visits[ROOT] == 1
    assert known.tree.totals[ROOT] == known.tree.values[ROOT] == 0.0


def test_an_outcome_is_a_new_node(known: Knowledge, world: ScriptedWorld) -> None:
    learned = learn(known, world, (ROOT,), RIGHT_B)
    assert learned == Learned(Signal.BETTER, node=1, parent=ROOT, first=True)
    assert known.tree.values[1] == 0.5
    assert known.tree.fixed[1] == 1
    assert known.tree.changes[1] == RIGHT_B
    assert known.tree.widened[ROOT] == 1


def test_rewards_are_backed_up_along_the_path(known: Knowledge, world: ScriptedWorld) -> None:
    learn(known, world, (ROOT,), RIGHT_B)
    learn(known, world, (ROOT, 1), HARM)
    assert list(known.tree.visits) == [3, 2, 1]
    assert list(known.tree.totals) == [0.5 + 0.15, 0.5 + 0.15, 0.15]


def test_two_orders_of_the_same_edits_are_one_node(known: Knowledge, world: ScriptedWorld) -> None:
    learn(known, world, (ROOT,), RIGHT_B)
    learn(known, world, (ROOT,), RIGHT_D)
    one = learn(known, world, (ROOT, 1), RIGHT_D)
    other = learn(known, world, (ROOT, 2), RIGHT_B)
    assert one.node == other.node == 3
    assert known.tree.parents[3] == 1
    assert known.tree.visits[3] == 2
    assert len(world.executed) == 3


def test_a_change_that_is_undone_is_no_new_node(known: Knowledge, world: ScriptedWorld) -> None:
    learn(known, world, (ROOT,), RIGHT_B)
    back = learn(known, world, (ROOT, 1), change(1, 2, b"X"))
    assert back.node == ROOT
    assert len(known.tree) == 2
    assert known.tree.visits[ROOT] == 3
    assert known.tree.visits[1] == 2


def test_what_helped_contends(known: Knowledge, world: ScriptedWorld) -> None:
    for each in (RIGHT_B, OTHER, HARM, change(0, 1, b"a")):
        learn(known, world, (ROOT,), each)
    assert known.planner.fans[ROOT].children == [1, 2]


def test_the_pair_of_two_that_help_is_offered_at_once(
    known: Knowledge, world: ScriptedWorld
) -> None:
    learn(known, world, (ROOT,), RIGHT_B)
    learn(known, world, (ROOT,), RIGHT_D)
    assert known.streams.urgent() == 1
    assert known.streams.urgent() is None
    assert known.streams.take(1) == Candidate(known.tree.state(1), RIGHT_D, 0.5)


@pytest.fixture
def three(listener: Listener) -> tuple[Knowledge, ScriptedWorld]:
    """A search with three faults: b, d and f."""
    world = letters(b"aXcXeX", b"abcdef")
    return begin(world.root(), world.propose, SearchSettings(), Random(0), listener), world


BOTH = Change((*RIGHT_D.edits, *change(5, 6, b"f").edits), RIGHT_D.origin)


def test_a_pair_stands_on_the_better_of_the_two(three: tuple[Knowledge, ScriptedWorld]) -> None:
    known, world = three
    learn(known, world, (ROOT,), RIGHT_B)
    learn(known, world, (ROOT,), BOTH)
    assert known.streams.take(2) == Candidate(known.tree.state(2), RIGHT_B, 0.5)


def test_what_another_one_gained_too_is_no_part_of_a_pair(
    three: tuple[Knowledge, ScriptedWorld],
) -> None:
    known, world = three
    for each in (RIGHT_D, BOTH, RIGHT_B):
        learn(known, world, (ROOT,), each)
    assert known.streams.urgent() == 2
    assert known.streams.urgent() is None
    assert not known.streams.offered(1)


def test_what_gained_nothing_goes_with_what_gained_nothing(
    known: Knowledge, world: ScriptedWorld
) -> None:
    learn(known, world, (ROOT,), change(3, 4, b"q"))
    learn(known, world, (ROOT,), RIGHT_B)
    assert not known.streams.offered(1)
    assert not known.streams.offered(2)
    learn(known, world, (ROOT,), OTHER)
    assert known.streams.offered(1)
    assert known.streams.urgent() is None


def test_two_at_one_place_are_no_pair(known: Knowledge, world: ScriptedWorld) -> None:
    learn(known, world, (ROOT,), RIGHT_B)
    learn(known, world, (ROOT,), OTHER)
    taken = known.streams.take(1)
    assert taken is not None
    assert taken.change.origin.operator == "letter"


def test_few_pairs_for_the_same_tests_are_urgent(known: Knowledge, world: ScriptedWorld) -> None:
    """Ways to fix b that behave differently, and one that fixes d."""
    for extra in range(5):
        more = change(4, 4, b"!" * (extra + 1))
        learn(known, world, (ROOT,), Change((*RIGHT_B.edits, *more.edits), more.origin))
    for extra in range(3):
        less = change(2, 2, b"")
        learn(known, world, (ROOT,), Change((*less.edits, *RIGHT_D.edits), less.origin, str(extra)))
    urgent = 0
    while known.streams.urgent() is not None:
        urgent += 1
    assert 1 <= urgent <= MOST_URGENT


def test_two_that_do_the_same_are_no_pair(known: Knowledge, world: ScriptedWorld) -> None:
    learn(known, world, (ROOT,), RIGHT_B)
    twice = change(4, 4, b"!")
    learn(known, world, (ROOT,), Change((*RIGHT_B.edits, *twice.edits), twice.origin))
    assert known.streams.urgent() is None


def test_a_pair_wakes_a_node_that_was_spent(known: Knowledge, world: ScriptedWorld) -> None:
    learn(known, world, (ROOT,), RIGHT_B)
    known.tree.spent[1] = known.tree.closed[1] = 1
    learn(known, world, (ROOT,), RIGHT_D)
    assert not known.tree.spent[1]
    assert not known.tree.closed[1]


def test_knowledge_opens_what_was_closed(known: Knowledge, world: ScriptedWorld) -> None:
    known.tree.closed[ROOT] = 1
    learn(known, world, (ROOT,), HARM)
    assert not known.tree.closed[ROOT]


def test_bad_news_without_knowledge_leaves_no_trace(known: Knowledge, world: ScriptedWorld) -> None:
    root = world.root().state
    for result in (InfrastructureFailure("gone"), Tampering("changes a test")):
        outcome = Evaluated(Candidate(root, HARM), root, result, None)
        assert known.learner.learn((ROOT,), outcome) is None
    assert len(known.tree) == 1
    assert known.tree.visits[ROOT] == 1
    assert known.tree.widened[ROOT] == 0


def test_an_observer_hears_of_each_node_once(
    known: Knowledge, world: ScriptedWorld, listener: object
) -> None:
    learn(known, world, (ROOT,), RIGHT_B)
    learn(known, world, (ROOT,), RIGHT_B)
    learn(known, world, (ROOT, 1), RIGHT_D)
    assert getattr(listener, "heard") == [  # noqa: B009 - a conftest's class has no import path
        NodeGrew(0, None, 0, "base"),
        NodeGrew(1, ROOT, 1, "edit 1-2 b'b'"),
        NodeGrew(2, 1, 2, "edit 3-4 b'd'"),
    ]
    assert known.tree.parents[ROOT] == NONE


def test_the_podium_holds_the_best(known: Knowledge, world: ScriptedWorld) -> None:
    learn(known, world, (ROOT,), RIGHT_B)
    solved = learn(known, world, (ROOT, 1), RIGHT_D)
    assert solved.signal is Signal.REACHED
    assert solved.first
    assert known.podium.solved()
    found = known.found("goal", reflections=2)
    assert [each.score.value for each in found.best if each.score] == [1.0, 0.5]
    assert (found.stopped_by, found.reflections, found.nodes) == ("goal", 2, 3)


MENDS_B, MENDS_D = change(1, 2, b"b", "letter", 1), change(3, 4, b"d", "letter", 3)


@pytest.fixture
def reaching(world: ScriptedWorld, listener: Listener) -> Knowledge:
    """A search that knows that each letter's test runs through that letter's line alone."""
    root = replace(world.root(), reach=lambda _path, line: frozenset({f"t{line}"}))
    return begin(root, world.propose, SearchSettings(), Random(0), listener)


def test_a_repair_after_which_all_tests_of_its_place_pass_outweighs_the_stream(
    reaching: Knowledge, world: ScriptedWorld
) -> None:
    learn(reaching, world, (ROOT,), MENDS_B)
    assert reaching.planner.fans[ROOT].weights == [SETTLED]


def test_a_repair_with_tests_of_its_place_left_is_one_of_many(
    world: ScriptedWorld, listener: Listener
) -> None:
    root = replace(world.root(), reach=lambda _path, _line: frozenset({"t1", "t3"}))
    known = begin(root, world.propose, SearchSettings(), Random(0), listener)
    learn(known, world, (ROOT,), MENDS_B)
    assert known.planner.fans[ROOT].weights[0] < 1.0


def test_what_is_not_known_to_be_reached_settles_nothing(
    known: Knowledge, world: ScriptedWorld
) -> None:
    learn(known, world, (ROOT,), MENDS_B)
    assert known.planner.fans[ROOT].weights[0] < 1.0


def test_a_repair_waits_when_another_has_gained_as_much_and_more() -> None:
    world = letters(b"aXcXeX", b"abcdef")
    root = replace(world.root(), reach=lambda _path, line: frozenset({f"t{line}"}))
    known = begin(root, world.propose, SearchSettings(), Random(0), Listener())
    learn(known, world, (ROOT,), MENDS_B)
    learn(known, world, (ROOT,), MENDS_D)
    both = learn(known, world, (ROOT, 1), MENDS_D)
    assert known.planner.fans[1].weights == [SETTLED]
    assert known.planner.fans[ROOT].children == [1, 2]
    assert known.planner.fans[ROOT].weights[0] == SETTLED
    assert known.planner.fans[ROOT].weights[1] <= TWIN
    assert both.signal is Signal.BETTER


def by_lines(base: bytes) -> tuple[Knowledge, ScriptedWorld]:
    world = letters(base, b"abcdef")
    root = replace(world.root(), reach=lambda _path, line: frozenset({f"t{line}"}))
    return begin(root, world.propose, SearchSettings(), Random(0), Listener()), world


def test_a_repair_that_was_found_with_more_changes_gives_way() -> None:
    known, world = by_lines(b"aXcXeX")
    learn(known, world, (ROOT,), change(5, 6, b"q"))
    learn(known, world, (ROOT, 1), MENDS_B)
    plain = learn(known, world, (ROOT,), MENDS_B)
    fan = known.planner.fans[ROOT]
    assert fan.weights[fan.children.index(plain.node)] == SETTLED


def test_the_twin_of_a_repair_waits_and_the_repair_does_not() -> None:
    known, world = by_lines(b"aXcXeX")
    learn(known, world, (ROOT,), MENDS_B)
    learn(known, world, (ROOT,), MENDS_D)
    more = change(6, 6, b"!")
    learn(known, world, (ROOT,), Change((*MENDS_B.edits, *more.edits), MENDS_B.origin))
    assert known.planner.fans[ROOT].weights == [SETTLED, SETTLED, TWIN]


@pytest.mark.parametrize(
    ("faults", "repaired", "outweighs"),
    [(2 * MANY, MANY, True), (2 * MANY + 2, MANY, False), (2 * MANY - 2, MANY - 1, False)],
)
def test_what_repairs_half_of_many_tests_outweighs_the_stream(
    faults: int, repaired: int, *, outweighs: bool
) -> None:
    world = letters(b"X" * faults, bytes(range(ord("a"), ord("a") + faults)))
    known = begin(world.root(), world.propose, SearchSettings(), Random(0), Listener())
    edits = [change(at, at + 1, bytes([ord("a") + at])).edits[0] for at in range(repaired)]
    learn(known, world, (ROOT,), Change(tuple(edits), RIGHT_B.origin))
    (weight,) = known.planner.fans[ROOT].weights
    assert (weight == HALFWAY) is outweighs
    assert (weight > 1.0) is outweighs
