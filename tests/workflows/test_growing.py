"""When expressions are grown, and where they come in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from oppie.model.change import Candidate, Change, Digest, Edit, Origin, State
from oppie.model.event import Noted, RolloutEnded
from oppie.model.judging import Forced, Suggestion
from oppie.model.observation import Observation, Outcome, TestResult
from oppie.model.score import Evaluated, Score
from oppie.workflows.growing import AFTER, BESIDE, CONSTANT, Growing

BASE = State(Digest("base"))
NOTHING = Observation(())


def suggestion(text: str, kind: str) -> Suggestion:
    return Suggestion(Edit("a.py", 3, 5, text.encode()), kind, 2)


@dataclass
class Bench:
    """Proposes digits; grows what it is told to."""

    asked: list[tuple[Forced, ...]] = field(default_factory=list)
    prior: float = 0.05

    def propose(self, state: State, observation: Observation) -> Iterator[Candidate]:
        assert observation is NOTHING
        for digit in "0123456789":
            change = Change((Edit("a.py", 0, 0, digit.encode()),), Origin("p", "op"))
            yield Candidate(state, change, self.prior)

    def focus(self, state: State, observation: Observation, on: Change) -> list[Candidate]:
        assert (observation, on.origin.path) == (NOTHING, "a.py")
        places = (3, 5), (2, 5)
        texts = (f"line {on.origin.line}, {number}" for number in range(len(places)))
        edits = (Edit("a.py", *at, text.encode()) for at, text in zip(places, texts, strict=True))
        return [Candidate(state, Change((edit,), Origin("p", "op")), 0.4) for edit in edits]

    def grow(self, path: str, forced: Sequence[Forced]) -> tuple[Suggestion, ...]:
        assert path == ("a.py" if forced else "")
        self.asked.append(tuple(forced))
        if forced:
            return (suggestion("x", "known-truth"),)
        return (suggestion("v", "known-value"), suggestion("t", "forced-true"))


def growing(bench: Bench) -> Growing:
    targets = frozenset({"t", "u"})
    return Growing(bench.propose, bench.grow, bench.focus, targets, lambda _, line: 1.0 / line)


def ended(candidate: Candidate, *passed: str, reached: bool = False) -> RolloutEnded:
    results = tuple(TestResult(test, Outcome.PASSED) for test in passed)
    child = State(Digest("child"), (candidate.change,))
    score = Score(float(reached), reached=reached)
    outcome = Evaluated(candidate, child, Observation(results), score)
    return RolloutEnded(outcome, executed=1, cached=0, spent=0.0, seconds=0.0)


def after(made: Growing, stream: Iterator[Candidate], rollouts: int = AFTER) -> Candidate:
    """The next candidate, once so many rollouts of the first have ended."""
    first = next(stream)
    for _ in range(rollouts):
        made.hear(ended(first))
    return next(stream)


def text(candidate: Candidate) -> str:
    return candidate.change.edits[0].text.decode()


def test_nothing_is_grown_before_the_proposers_had_their_turn() -> None:
    bench = Bench()
    made = growing(bench)
    assert text(after(made, made(BASE, NOTHING), AFTER - 1)) == "1"
    assert bench.asked == []


def test_what_is_grown_comes_next_and_once() -> None:
    bench = Bench()
    made = growing(bench)
    stream = made(BASE, NOTHING)
    found = after(made, stream)
    assert (text(found), found.prior) == ("v", 1.0)
    assert found.change.origin == Origin("grown", "known-value", "a.py", 2)
    assert [text(each) for each in stream] == ["t", *"123456789"]
    assert bench.asked == [()]


def test_a_forced_condition_that_helps_has_its_truth_grown() -> None:
    bench = Bench()
    made = growing(bench)
    stream = made(BASE, NOTHING)
    after(made, stream)
    made.hear(ended(next(stream), "t", "other"))
    assert text(next(stream)) == "x"
    assert bench.asked[-1] == (Forced(3, 5, truth=True, tests=("t",)),)


def test_what_the_proposers_have_for_its_line_comes_next_the_condition_first() -> None:
    made = growing(Bench())
    stream = made(BASE, NOTHING)
    after(made, stream)
    made.hear(ended(next(stream), "t"))
    assert text(next(stream)) == "x"
    within, beside = next(stream), next(stream)
    assert (text(within), within.urgency) == ("line 2, 0", 1.0)
    assert (text(beside), beside.urgency) == ("line 2, 1", BESIDE)
    assert text(next(stream)) == "1"


def test_a_condition_is_not_forced_before_what_is_likelier() -> None:
    bench = Bench(prior=0.5)
    made = growing(bench)
    stream = made(BASE, NOTHING)
    assert text(after(made, stream)) == "v"
    assert [text(each) for each in stream] == [*"123456789", "t"]


def test_one_that_helps_nothing_has_not() -> None:
    bench = Bench()
    made = growing(bench)
    stream = made(BASE, NOTHING)
    after(made, stream)
    made.hear(ended(next(stream), "other"))
    assert text(next(stream)) == "1"


def test_nothing_is_grown_once_there_is_a_solution() -> None:
    bench = Bench()
    made = growing(bench)
    stream = made(BASE, NOTHING)
    made.hear(ended(next(stream), "t", reached=True))
    made.hear(Noted("a note"))
    assert text(after(made, stream)) == "2"
    assert bench.asked == []


def test_where_the_proposers_have_nothing_left_it_is_grown_at_the_end() -> None:
    bench = Bench()
    made = growing(bench)
    stream = made(BASE, NOTHING)
    last = [next(stream) for _ in range(10)][-1]
    for _ in range(AFTER):
        made.hear(ended(last))
    assert [text(each) for each in stream] == ["v", "t"]


def test_other_states_than_the_base_are_left_alone() -> None:
    made = growing(Bench())
    child = State(Digest("x"), (Change((), Origin("p", "op")),))
    stream = made(child, NOTHING)
    assert text(after(made, stream)) == "1"


def test_the_proposers_own_constant_condition_is_followed_at_once() -> None:
    bench = Bench()
    made = growing(bench)
    stream = made(BASE, NOTHING)
    next(stream)
    change = Change((Edit("a.py", 3, 5, b"true"),), Origin("p", CONSTANT, "a.py", 7))
    made.hear(ended(Candidate(BASE, change), "t"))
    both = Change((*change.edits, *change.edits), change.origin)
    made.hear(ended(Candidate(BASE, both), "t"))
    assert [text(next(stream)) for _ in range(2)] == ["x", "line 7, 0"]
    assert bench.asked == [(Forced(3, 5, truth=True, tests=("t",)),)]
