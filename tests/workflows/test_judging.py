"""The order in which candidates come once they have been judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from oppie.model.change import Candidate, Change, Digest, Edit, Origin, State
from oppie.model.event import Noted, RolloutEnded
from oppie.model.observation import Observation
from oppie.model.score import Evaluated, Score
from oppie.workflows.judging import BRANCHED, MOST_FAILURES, REPEATED, USELESS, Judging

BASE = State(Digest("base"))
NOTHING = Observation(())


@dataclass
class Bench:
    """Proposes letters, and judges them by a table."""

    letters: str
    classes: Mapping[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    path: str = "a.py"

    def __call__(self, state: State, observation: Observation) -> Iterator[Candidate]:
        assert observation is NOTHING
        for at, letter in enumerate(self.letters):
            edits = (Edit(self.path, at, at, letter.encode()),)
            yield Candidate(state, Change(edits, Origin("p", "op")), 1.0 - at / 100)

    def ask(self, path: str, changes: Sequence[Change]) -> tuple[str, ...]:
        assert path == self.path
        letters = [text(change) for change in changes]
        self.asked.append("".join(letters))
        return tuple(self.classes.get(letter, "") for letter in letters) if self.classes else ()


def text(change: Change) -> str:
    return change.edits[0].text.decode()


def ended(candidate: Candidate, value: float) -> RolloutEnded:
    child = State(Digest("child"), (candidate.change,))
    outcome = Evaluated(candidate, child, NOTHING, Score(value, reached=value == 1.0))
    return RolloutEnded(outcome, executed=1, cached=0, spent=0.0, seconds=0.0)


def order(bench: Bench) -> str:
    judging = Judging(bench, bench.ask)
    return "".join(text(each.change) for each in judging(BASE, NOTHING))


def test_what_nothing_is_known_of_keeps_its_place() -> None:
    assert order(Bench("abcd", {"z": "="})) == "abcd"


def test_what_is_as_the_original_comes_last() -> None:
    assert order(Bench("abcd", {"b": "="})) == "acdb"


def test_of_those_that_do_the_same_the_first_comes_first() -> None:
    classes = {"a": "return 1", "b": "return 2", "c": "return 1", "d": "="}
    assert order(Bench("abcde", classes)) == "abecd"


def test_what_is_put_aside_has_less_promise() -> None:
    classes = {"a": "=", "b": "return 1", "c": "return 1", "d": "truth 1", "e": "truth 1"}
    bench = Bench("abcde", classes)
    priors = {text(c.change): c.promise for c in Judging(bench, bench.ask)(BASE, NOTHING)}
    assert priors["a"] == USELESS
    assert priors["c"] == REPEATED * 0.98
    assert priors["e"] == BRANCHED * 0.96


def test_what_is_put_aside_is_as_likely_as_before() -> None:
    bench = Bench("abc", {"a": "=", "b": "return 1", "c": "return 1"})
    found = {text(c.change): c.prior for c in Judging(bench, bench.ask)(BASE, NOTHING)}
    assert found == {"a": 1.0, "b": 0.99, "c": 0.98}


def test_priors_never_rise() -> None:
    many = "".join(chr(48 + n) for n in range(70))
    bench = Bench(many, dict.fromkeys(many[::3], "="))
    priors = [each.promise for each in Judging(bench, bench.ask)(BASE, NOTHING)]
    assert priors == sorted(priors, reverse=True)
    assert len(priors) == len(many)
    assert list(map(len, bench.asked)) == [24, 46]


def test_those_like_one_that_reaches_the_goal_come_next() -> None:
    classes = {"a": "return 1", "c": "return 1", "d": "return 1"}
    bench = Bench("abcdef", classes)
    judging = Judging(bench, bench.ask)
    stream = judging(BASE, NOTHING)
    first = next(stream)
    judging.hear(Noted("a note"))
    judging.hear(ended(first, 1.0))
    rest = list(stream)
    assert "".join(text(each.change) for each in rest) == "cdbef"


def test_a_stream_that_is_read_again_is_the_same() -> None:
    bench = Bench("abcdef", {"b": "="})
    judging = Judging(bench, bench.ask)
    once = judging(BASE, NOTHING)
    head = [next(once), next(once)]
    assert list(judging(BASE, NOTHING))[:2] == head
    assert len(bench.asked) == 1


def test_other_states_than_the_base_are_left_alone() -> None:
    bench = Bench("ab", {"a": "="})
    change = Change((), Origin("p", "op"))
    found = Judging(bench, bench.ask)(State(Digest("x"), (change,)), NOTHING)
    assert "".join(text(each.change) for each in found) == "ab"
    assert bench.asked == []


def test_who_gives_no_answer_is_asked_no_more() -> None:
    bench = Bench("a" * 500)
    assert len(order(bench)) == 500
    assert len(bench.asked) == MOST_FAILURES


def test_what_was_put_aside_on_the_base_comes_late_elsewhere() -> None:
    bench = Bench("abcd", {"a": "=", "b": "return 1", "c": "return 1", "d": "return 2"})
    judging = Judging(bench, bench.ask)
    below = State(Digest("below"), (Change((), Origin("p", "op")),))
    assert "".join(text(each.change) for each in judging(below, NOTHING)) == "abcd"
    list(judging(BASE, NOTHING))
    priors = {text(each.change): each.promise for each in judging(below, NOTHING)}
    assert "".join(priors) == "bdca"
    assert priors["a"] == USELESS


def test_what_is_asked_for_out_of_turn_is_judged_and_comes_once() -> None:
    bench = Bench("abcdef", {"b": "return 1", "d": "return 1", "e": "="})
    judging = Judging(bench, bench.ask)
    wanted = [c for c in bench(BASE, NOTHING) if text(c.change) in "bdef"]
    assert [text(each.change) for each in judging.focused(wanted)] == ["b", "f"]
    assert [text(each.change) for each in judging(BASE, NOTHING)] == ["a", "c", "d", "e"]


def test_out_of_turn_comes_what_waits_and_not_what_was_run() -> None:
    bench = Bench("abcd", {"b": "return 1", "c": "return 1", "d": "="})
    judging = Judging(bench, bench.ask)
    given = list(judging(BASE, NOTHING))
    assert [text(each.change) for each in judging.focused(given)] == ["a", "b"]
    judging.hear(ended(given[0], 0.0))
    assert [text(each.change) for each in judging.focused(given)] == ["b"]
