"""Held-out tests: what would have been chosen without some of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from oppie.model.change import Candidate, Change, Digest, Edit, Origin, State
from oppie.model.event import Event, Noted, RolloutEnded
from oppie.model.observation import Observation, Outcome, TestResult
from oppie.model.rollout import FileState
from oppie.model.score import Evaluated, Score
from oppie.model.verdict import Holds
from oppie.workflows.held_out import MOST, Folds, confirmed
from oppie.workflows.rank import Ranking

TARGETS = ("a", "b", "c", "d")


@dataclass
class Ears:
    heard: list[Event] = field(default_factory=list)

    def on(self, event: Event) -> None:
        self.heard.append(event)


class Flat:
    """A tree in which nothing differs: the prior decides."""

    def apply(self, snapshot: Digest, edits: Sequence[Edit]) -> Digest:
        del edits
        return snapshot

    def diff(self, base: Digest, child: Digest) -> tuple[FileState, ...]:
        del base, child
        return ()

    def file(self, snapshot: Digest, _path: str) -> bytes:
        return snapshot.encode()


RANKING = Ranking(Digest("base"), Flat())


def candidate(name: str, passes: str, prior: float) -> Evaluated:
    change = Change((Edit("a.py", 0, 1, b""),), Origin("syntax", "op"))
    state = State(Digest(name), (change,))
    ends = {t: Outcome.PASSED if t in passes else Outcome.FAILED for t in TARGETS}
    seen = Observation(tuple(TestResult(t, o) for t, o in ends.items()))
    score = Score(len(passes) / 4, reached=len(passes) == len(TARGETS), fixed=len(passes))
    return Evaluated(Candidate(State(Digest("base")), change, prior), state, seen, score)


def folds(*candidates: Evaluated, targets: tuple[str, ...] = TARGETS) -> Folds:
    made = Folds(targets, Ears())
    for each in candidates:
        made.on(RolloutEnded(each, 1, 0, 0.1, 1.0))
    return made


WINNER = candidate("winner", "abcd", 0.3)


def test_one_test_cannot_be_held_out() -> None:
    told = confirmed(folds(targets=("a",)), [WINNER], RANKING)
    assert told.verdict is Holds.INCONCLUSIVE
    assert "one failing test decides" in told.detail


def test_where_no_likelier_candidate_passes_the_rest_each_part_confirms() -> None:
    told = confirmed(folds(candidate("rare", "abc", 0.1)), [WINNER], RANKING)
    assert told.verdict is Holds.PASS
    assert "4 of 4 parts of the 4 failing tests" in told.detail


def test_a_likelier_one_that_fails_a_held_out_test_shows_that_it_was_needed() -> None:
    told = confirmed(folds(candidate("likely", "abc", 0.9)), [WINNER], RANKING)
    assert told.verdict is Holds.INCONCLUSIVE
    assert "only 3 of 4 parts" in told.detail


def test_what_fails_in_two_parts_says_nothing_of_either() -> None:
    assert not folds(candidate("bad", "ab", 0.9)).nearly(2)


def test_what_is_heard_is_passed_on() -> None:
    ears = Ears()
    Folds(TARGETS, ears).on(Noted("a fact"))
    assert ears.heard == [Noted("a fact")]


def test_only_the_likeliest_are_kept() -> None:
    many = [candidate(str(n), "abc", n / 100) for n in range(MOST + 9)]
    kept = folds(*many).nearly(3)
    assert len(kept) == MOST
    assert kept[0].candidate.prior == max(each.candidate.prior for each in many)


@given(st.lists(st.sampled_from(["", "a", "ab", "abc", "bcd", "abd", "acd", "abcd"]), max_size=12))
def test_every_fold_holds_only_what_fails_in_it(passes: list[str]) -> None:
    made = folds(*(candidate(str(n), p, 0.5) for n, p in enumerate(passes)))
    for fold in range(made.number):
        for each in made.nearly(fold):
            assert each.score is not None
            assert each.score.fixed == len(TARGETS) - 1
