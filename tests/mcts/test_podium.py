"""The best candidates: verified, distinct, bounded, in order."""

from hypothesis import given
from hypothesis import strategies as st

from oppie.mcts.podium import MOST, Podium
from oppie.mcts.scripted import change
from oppie.model.change import Candidate, Digest, State
from oppie.model.observation import InfrastructureFailure, Observation, Tampering
from oppie.model.score import Evaluated, Score

BASE = State(Digest("base"))


def outcome(name: str, score: Score, *, prior: float = 0.5, size: int = 1) -> Evaluated:
    candidate = Candidate(BASE, change(0, 0, b"x" * size), prior)
    state = State(Digest(name), (candidate.change,))
    return Evaluated(candidate, state, Observation(()), score)


def names(podium: Podium) -> list[str]:
    return [str(each.state.snapshot) for each in podium.best]


def test_what_reaches_the_goal_comes_before_a_higher_value() -> None:
    podium = Podium(Score(0.0))
    podium.consider(outcome("high", Score(0.9)))
    podium.consider(outcome("goal", Score(0.8, reached=True)))
    assert names(podium) == ["goal", "high"]
    assert podium.solved()


def test_then_value_then_prior_then_size_decide() -> None:
    podium = Podium(Score(0.0))
    podium.consider(outcome("large", Score(0.5), prior=0.5, size=9))
    podium.consider(outcome("small", Score(0.5), prior=0.5, size=1))
    podium.consider(outcome("likely", Score(0.5), prior=0.9, size=20))
    podium.consider(outcome("better", Score(0.6), prior=0.1, size=20))
    assert names(podium) == ["better", "likely", "small", "large"]
    assert not podium.solved()


def test_a_repair_comes_before_one_with_a_change_that_repairs_no_more() -> None:
    podium = Podium(Score(0.0))
    plain = outcome("plain", Score(0.5, fixed=1))
    more = change(0, 0, b"y")
    state = State(Digest("closer"), (*plain.state.changes, more))
    closer = Evaluated(
        Candidate(plain.state, more, 0.9), state, Observation(()), Score(0.6, fixed=1)
    )
    assert podium.consider(plain)
    assert podium.consider(closer)
    podium.consider(outcome("most", Score(0.4, fixed=2)))
    assert names(podium) == ["most", "plain", "closer"]


def test_what_is_not_better_than_the_root_is_not_held() -> None:
    podium = Podium(Score(0.5))
    assert not podium.consider(outcome("same", Score(0.5)))
    assert not podium.consider(outcome("worse", Score(0.4)))
    assert podium.best == ()


def test_reaching_the_goal_is_enough_whatever_the_value() -> None:
    podium = Podium(Score(0.5))
    assert podium.consider(outcome("goal", Score(0.5, reached=True)))


def test_bad_news_of_the_other_kinds_is_not_held() -> None:
    podium = Podium(Score(0.0))
    candidate = Candidate(BASE, change(0, 1, b"x"))
    for result in (InfrastructureFailure("gone"), Tampering("tests")):
        assert not podium.consider(Evaluated(candidate, BASE, result, None))
    assert podium.best == ()


def test_a_snapshot_is_held_once() -> None:
    podium = Podium(Score(0.0))
    podium.consider(outcome("one", Score(0.5)))
    podium.consider(outcome("one", Score(0.5), prior=0.9))
    assert names(podium) == ["one"]


def test_consider_says_whether_it_is_the_best_so_far() -> None:
    podium = Podium(Score(0.0))
    assert podium.consider(outcome("a", Score(0.5)))
    assert not podium.consider(outcome("b", Score(0.4)))
    assert not podium.consider(outcome("c", Score(0.5)))
    assert podium.consider(outcome("d", Score(0.6)))


@given(st.lists(st.tuples(st.floats(0.0, 1.0), st.booleans(), st.floats(0.01, 1.0)), max_size=60))
def test_the_best_are_held_in_order(scores: list[tuple[float, bool, float]]) -> None:
    podium = Podium(Score(0.0))
    for number, (value, reached, prior) in enumerate(scores):
        podium.consider(outcome(str(number), Score(value, reached=reached), prior=prior))
    ranks = [(not r, -v, -p) for v, r, p in scores if r or v > 0]
    held = [
        (not e.score.reached, -e.score.value, -e.candidate.prior) for e in podium.best if e.score
    ]
    assert held == sorted(ranks)[:MOST]
