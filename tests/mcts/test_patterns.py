"""What helped re-weights what is left."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.mcts.patterns import FULL_GAIN, LESSONS, SELDOM, TRIED, Patterns
from oppie.mcts.scripted import change
from oppie.mcts.signal import Signal
from oppie.model.change import Candidate, Change, Digest, State

BASE = State(Digest("base"))


def on_base(what: Change) -> Candidate:
    return Candidate(BASE, what, 0.5)


def weight(patterns: Patterns, of: Change, parent: State = BASE) -> float:
    candidate = Candidate(parent, of, 0.5)
    return patterns.weigh(candidate, tried=patterns.tried(candidate))


def test_with_nothing_learned_the_prior_stands() -> None:
    assert weight(Patterns(), change(0, 1, b"x")) == 0.5


@pytest.mark.parametrize("good", [Signal.REACHED, Signal.BETTER, Signal.CLOSER, Signal.CHANGED])
def test_what_helped_promotes_its_line(good: Signal) -> None:
    patterns = Patterns()
    patterns.learn(on_base(change(0, 1, b"x", "op", 3)), good)
    assert weight(patterns, change(0, 1, b"y", "other", 3)) > 0.5


@pytest.mark.parametrize("bad", [Signal.SAME, Signal.WORSE, Signal.TIMEOUT])
def test_what_did_not_help_demotes_its_line(bad: Signal) -> None:
    patterns = Patterns()
    patterns.learn(on_base(change(0, 1, b"x", "op", 3)), bad)
    assert weight(patterns, change(0, 1, b"y", "other", 3)) < 0.5


def test_a_timeout_demotes_that_operator_there_more_than_others() -> None:
    patterns = Patterns()
    patterns.learn(on_base(change(0, 1, b"x", "loop", 3)), Signal.TIMEOUT)
    again = weight(patterns, change(0, 1, b"y", "loop", 3))
    assert again < 0.7 * weight(patterns, change(0, 1, b"y", "other", 3))
    assert again < 0.7 * weight(patterns, change(0, 1, b"y", "loop", 4))


def test_a_small_gain_is_a_small_lesson() -> None:
    small, full = Patterns(), Patterns()
    small.learn(on_base(change(0, 1, b"x", "op", 3)), Signal.CLOSER, FULL_GAIN / 100)
    full.learn(on_base(change(0, 1, b"x", "op", 3)), Signal.CLOSER, FULL_GAIN)
    beside = change(0, 1, b"y", "other", 3)
    assert 0.5 < weight(small, beside) < weight(full, beside)


def test_many_small_gains_are_no_large_one() -> None:
    small, full = Patterns(), Patterns()
    for number in range(50):
        tried = on_base(change(0, 1, b"x", "op", 3))
        small.learn(tried, Signal.CLOSER, FULL_GAIN / 100, behaviour=number)
    full.learn(on_base(change(0, 1, b"x", "op", 3)), Signal.CLOSER, FULL_GAIN)
    beside = change(0, 1, b"y", "other", 3)
    assert weight(small, beside) < weight(full, beside)


@pytest.mark.parametrize("same", [Signal.BETTER, Signal.CHANGED])
def test_the_same_outcome_of_a_place_is_one_lesson(same: Signal) -> None:
    patterns = Patterns()
    patterns.learn(on_base(change(0, 1, b"x", "op", 3)), same, behaviour=1)
    beside = change(0, 1, b"y", "other", 3)
    once = weight(patterns, beside)
    patterns.learn(on_base(change(0, 1, b"z", "op", 3)), same, behaviour=1)
    assert weight(patterns, beside) == once


def test_other_files_are_not_touched() -> None:
    patterns = Patterns()
    patterns.learn(on_base(change(0, 1, b"x", "op", 3)), Signal.CLOSER)
    elsewhere = change(0, 1, b"x", "different", 9)
    assert weight(patterns, elsewhere) < weight(patterns, change(0, 1, b"y", "different", 3))


def test_weights_are_bounded_both_ways() -> None:
    patterns = Patterns()
    for _ in range(100):
        patterns.learn(on_base(change(0, 1, b"x", "good", 1)), Signal.REACHED)
        patterns.learn(on_base(change(0, 1, b"x", "bad", 2)), Signal.TIMEOUT)
    assert weight(patterns, change(0, 1, b"y", "good", 1)) == pytest.approx(0.5 * 16)
    assert weight(patterns, change(0, 1, b"y", "bad", 2)) == pytest.approx(0.5 / 16)


def test_a_symbol_does_not_drown_its_lines() -> None:
    patterns = Patterns()
    for _ in range(50):
        patterns.learn(on_base(change(0, 1, b"x", "op", 3)), Signal.CLOSER)
    there = weight(patterns, change(0, 1, b"y", "other", 3))
    assert there == pytest.approx(4 * weight(patterns, change(0, 1, b"y", "other", 4)))


def test_the_version_goes_up_with_gains_but_not_with_each() -> None:
    patterns = Patterns()

    def version(signal: Signal) -> int:
        patterns.learn(on_base(change(0, 1, b"x")), signal)
        return patterns.version

    assert [version(s) for s in (Signal.SAME, Signal.CLOSER, Signal.CHANGED)] == [0, 1, 1]
    assert [version(Signal.BETTER) for _ in range(SELDOM)] == [*[1] * (SELDOM - 2), 2, 2]
    assert [version(Signal.WORSE) for _ in range(SELDOM)][-1] == 3
    assert version(Signal.SAME) == 3


def test_what_made_a_test_pass_promotes_its_function() -> None:
    patterns = Patterns()
    patterns.learn(on_base(change(0, 1, b"x", "op", 3)), Signal.BETTER)
    assert weight(patterns, change(0, 1, b"y", "other", 30)) >= 1.0


@pytest.mark.parametrize("bad", [Signal.SAME, Signal.CHANGED, Signal.WORSE, Signal.TIMEOUT])
def test_an_edit_that_did_not_help_on_the_base_is_tried_late_elsewhere(bad: Signal) -> None:
    patterns = Patterns()
    tried, other = change(0, 1, b"x", "op", 3), change(0, 1, b"y", "op", 3)
    patterns.learn(on_base(tried), bad)
    child = State(Digest("child"), (other,))
    assert weight(patterns, tried, child) == pytest.approx(TRIED * weight(patterns, tried))
    assert weight(patterns, other, child) == weight(patterns, other)


def test_an_edit_that_helped_keeps_its_weight_elsewhere() -> None:
    patterns = Patterns()
    helped = change(0, 1, b"x", "op", 3)
    patterns.learn(on_base(helped), Signal.CLOSER)
    assert weight(patterns, helped, State(Digest("child"), (helped,))) == weight(patterns, helped)


def test_what_was_tried_elsewhere_says_nothing_of_the_rest() -> None:
    patterns = Patterns()
    tried = change(0, 1, b"x", "op", 3)
    child = State(Digest("child"), (change(5, 6, b"z"),))
    patterns.learn(Candidate(child, tried, 0.5), Signal.WORSE)
    assert weight(patterns, tried, child) == weight(patterns, tried)


def test_lessons_are_ordered_like_their_signals() -> None:
    order = [Signal.REACHED, Signal.CLOSER, Signal.CHANGED, Signal.WORSE]
    for better, worse in pairwise(order):
        assert LESSONS[better].line >= LESSONS[worse].line
    assert set(LESSONS) == set(Signal)


@given(st.lists(st.tuples(st.sampled_from(list(Signal)), st.integers(0, 3)), max_size=80))
def test_weights_stay_positive_and_bounded(lessons: list[tuple[Signal, int]]) -> None:
    patterns = Patterns()
    for outcome, line in lessons:
        patterns.learn(on_base(change(0, 1, b"x", f"op{line % 2}", line)), outcome)
    for line in range(4):
        found = weight(patterns, change(0, 1, b"y", "op0", line))
        assert 0.5 / 16.001 <= found <= 0.5 * 16.001
