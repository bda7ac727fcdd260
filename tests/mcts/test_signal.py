"""What an outcome says about a Change."""

import pytest

from oppie.mcts.signal import Signal, promise, signal
from oppie.mcts.tree import NONE, ROOT, Tree
from oppie.model.change import Digest, State
from oppie.model.score import Score


@pytest.fixture
def tree() -> Tree:
    """A root of value 0.4 with one test fixed, that behaves as 0."""
    tree = Tree(State(Digest("base")))
    tree.add(NONE, Digest("base"), None, 1.0, 0.4)
    tree.fixed[ROOT] = 1
    return tree


@pytest.mark.parametrize(
    ("score", "behaviour", "expected"),
    [
        (Score(1.0, reached=True, fixed=3), 1, Signal.REACHED),
        (Score(0.6, fixed=2), 1, Signal.BETTER),
        (Score(0.5, fixed=1, progress=0.3), 1, Signal.CLOSER),
        (Score(0.5, fixed=0, progress=0.9), 1, Signal.CLOSER),
        (Score(0.4, fixed=1), 1, Signal.CHANGED),
        (Score(0.4, fixed=1), 0, Signal.SAME),
        (Score(0.3, fixed=1), 1, Signal.WORSE),
        (Score(0.6, fixed=2, broken=1), 1, Signal.CHANGED),
        (Score(0.2, fixed=1, broken=1), 1, Signal.WORSE),
        (Score(0.4, fixed=1, broken=1), 1, Signal.WORSE),
        (Score(0.4, fixed=1, timed_out=True), 1, Signal.TIMEOUT),
        (Score(0.2, timed_out=True), 1, Signal.TIMEOUT),
        (Score(0.6, fixed=2, timed_out=True), 1, Signal.BETTER),
        (Score(0.4, fixed=1, timed_out=True), 0, Signal.SAME),
    ],
)
def test_signals(tree: Tree, score: Score, behaviour: int, expected: Signal) -> None:
    assert signal(tree, ROOT, score, behaviour) is expected


def test_the_comparison_is_with_the_parent(tree: Tree) -> None:
    child = tree.add(ROOT, Digest("child"), None, 1.0, 0.8)
    tree.fixed[child] = 2
    tree.behaviours[child] = 7
    assert signal(tree, child, Score(0.6, fixed=2), 8) is Signal.WORSE
    assert signal(tree, child, Score(0.8, fixed=2), 7) is Signal.SAME


def test_promise_falls_from_best_to_worst() -> None:
    kinds = (Signal.BETTER, Signal.CLOSER, Signal.CHANGED)
    promises = [promise(kind, 0.25) for kind in kinds]
    assert promises == sorted(promises, reverse=True)
    for none in (Signal.REACHED, Signal.SAME, Signal.WORSE, Signal.TIMEOUT):
        assert promise(none, 0.25) == 0.0


def test_promise_grows_with_what_was_gained() -> None:
    assert promise(Signal.BETTER, 1.0) == 1.0
    assert promise(Signal.BETTER, 0.25) == 0.5
    assert promise(Signal.CLOSER, 0.01) < promise(Signal.CLOSER, 0.02)


def test_gains() -> None:
    assert {s for s in Signal if s.gain} == {Signal.REACHED, Signal.BETTER, Signal.CLOSER}
