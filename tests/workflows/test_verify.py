"""Candidates are made small and verified cold, in order, a few distinct ones at most."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from oppie.model.change import Candidate, Change, Digest, Edit, Origin, State
from oppie.model.observation import (
    InfrastructureFailure,
    Observation,
    Outcome,
    RolloutResult,
    TestResult,
    TestTrace,
)
from oppie.model.rollout import FileState, Isolation, Limits, Opened, Rollout
from oppie.model.score import Evaluated, Score
from oppie.orchestrator.recipe import Recipe
from oppie.workflows.verify import Verifier, partly

BASE = Digest("a\nb\nc\n")
QUICK = Recipe("pytest", "env", "1", ("t",), (), Limits())


class Text:
    """A tree of one file; the Snapshot's name is its text."""

    def apply(self, snapshot: Digest, edits: Sequence[Edit]) -> Digest:
        text = snapshot.encode()
        for edit in sorted(edits, key=lambda e: e.start, reverse=True):
            text = text[: edit.start] + edit.text + text[edit.end :]
        return Digest(text.decode())

    def diff(self, base: Digest, child: Digest) -> tuple[FileState, ...]:
        return () if base == child else (FileState("f.py", child.encode()),)

    def file(self, snapshot: Digest, _path: str) -> bytes:
        return snapshot.encode()


@dataclass
class Room:
    """A session and a metric: a text is good when it holds what is needed."""

    needed: str
    cold_also: str = ""
    runs: list[Rollout] = field(default_factory=list)
    broken_machine: bool = False

    def run(self, rollout: Rollout) -> RolloutResult:
        self.runs.append(rollout)
        if self.broken_machine:
            return InfrastructureFailure("gone")
        text = (rollout.files[0].content or b"").decode() if rollout.files else str(BASE)
        if rollout.isolation is Isolation.COLD and self.cold_also not in text:
            text = ""
        return Observation((), route=text)

    def score(self, observation: Observation) -> Score:
        good = self.needed in observation.route
        return Score(float(good), reached=good, fixed=int(good))

    def start(self) -> Opened:
        return Opened(("t",), warm=True)

    def trace(self, _tests: Sequence[str], _limits: Limits) -> tuple[TestTrace, ...]:
        return ()

    def probe(self, _files: Sequence[FileState]) -> tuple[str, ...]:
        return ()

    def close(self) -> None:
        """Nothing runs."""


def verifier(room: Room, left_s: Callable[[], float] = lambda: 1e9) -> Verifier:
    return Verifier(BASE, Text(), room, QUICK.thorough(Limits()), QUICK, room, room, left_s)


def found(text: str, value: float = 1.0, *, reached: bool = True) -> Evaluated:
    change = Change((Edit("f.py", 0, 0, b""),), Origin("p", "op"))
    state = State(Digest(text), (change,))
    return Evaluated(
        Candidate(State(BASE), change), state, Observation(()), Score(value, reached=reached)
    )


def test_what_is_not_needed_is_left_out_of_the_patch() -> None:
    room = Room("B")
    (held,) = verifier(room).verify([found("A\nB\nb\nc\nd\n")])
    assert held.snapshot == "A\nB\nb\nc\n"


def test_every_patch_is_run_cold() -> None:
    room = Room("B")
    verifier(room).verify([found("a\nB\nc\n")])
    assert [r.isolation for r in room.runs] == [Isolation.COLD]


def test_what_does_not_hold_cold_is_passed_over() -> None:
    held = verifier(Room("B", cold_also="x")).verify([found("a\nB\nc\n"), found("a\nBx\nc\n")])
    assert [v.snapshot for v in held] == ["a\nBx\nc\n"]


def test_at_most_three_and_all_distinct() -> None:
    same = [found("a\nB\nc\n")] * 2
    more = [found(f"a\nB{n}\nc\n") for n in range(5)]
    held = verifier(Room("B")).verify([*same, *more])
    assert len(held) == len({v.snapshot for v in held}) == 3


def test_no_rollout_takes_longer_than_the_budget_has_left() -> None:
    room = Room("B")
    verifier(room, left_s=lambda: 7.0).verify([found("A\nB\nb\nc\nd\n")])
    assert {rollout.limits.total_s for rollout in room.runs} == {7.0}


def test_out_of_time_the_first_is_still_verified() -> None:
    room = Room("B")
    checked = verifier(room, left_s=lambda: 0.0)
    held = checked.verify([found("a\nB\nc\n"), found("a\nB2\nc\n")])
    assert len(held) == 1
    assert checked.overhead == 1


def test_out_of_time_no_other_is_tried_where_the_first_does_not_hold() -> None:
    room = Room("B", cold_also="good")
    checked = verifier(room, left_s=lambda: 0.0)
    assert checked.verify([found("a\nB\nc\n"), found("a\nB\ngood\n")]) == ()
    assert len(room.runs) == 1


def test_a_failure_of_the_machinery_proves_nothing() -> None:
    assert verifier(Room("B", broken_machine=True)).verify([found("a\nB\nc\n")]) == ()


def test_a_part_of_the_goal_counts_when_nothing_else_breaks() -> None:
    room = Room("B")
    assert verifier(room).verify([found("a\nB\nc\n", 0.4, reached=False)])
    assert not verifier(room).verify([found("a\nx\nc\n", 0.4, reached=False)])


@dataclass
class Fragile(Room):
    """What ``C`` does breaks a test that passed."""

    def score(self, observation: Observation) -> Score:
        return Score(
            0.5, fixed=int(self.needed in observation.route), broken=observation.route.count("C")
        )


def grown(*letters: str) -> Evaluated:
    """A partial repair of one Change for each line from the second on."""
    edits = [(Edit("f.py", 2 * n, 2 * n + 1, each.encode()),) for n, each in enumerate(letters, 1)]
    changes = tuple(Change(each, Origin("p", "op")) for each in edits)
    text = "\n".join(["a", *letters, *"abc"[len(letters) + 1 :], ""])
    return replace(found(text, reached=False), state=State(Digest(text), changes))


def test_of_a_partial_repair_the_changes_before_one_that_breaks_something_are_kept() -> None:
    room = Fragile("B")
    checked = verifier(room)
    both = grown("B", "C")
    assert checked.verify([both]) == ()
    (held,) = checked.beginning(both)
    assert held.snapshot == "a\nB\nc\n"
    assert held.evaluated.state.changes == both.state.changes[:1]


def test_nothing_is_kept_where_the_first_change_breaks_something_or_time_is_up() -> None:
    assert verifier(Fragile("B")).beginning(grown("C", "B")) == ()
    late = verifier(Fragile("B"), left_s=lambda: 0.0)
    assert late.beginning(grown("B", "C")) == ()


def some(name: str, fixed: int, *passed: str, broken: int = 0) -> Evaluated:
    state = State(Digest(name))
    seen = Observation(tuple(TestResult(test, Outcome.PASSED) for test in passed))
    score = Score(0.5, fixed=fixed, broken=broken)
    return Evaluated(Candidate(state, Change((), Origin("p", "op"))), state, seen, score)


def test_partial_repairs_that_were_seen_to_break_nothing_come_first() -> None:
    unseen, seen = some("unseen", 3, "t", "u"), some("seen", 2, "t", "o")
    breaks, nothing = some("breaks", 3, "t", "o", broken=1), some("nothing", 1, "o")
    order = partly([unseen, breaks, nothing, seen], Score(0.0, fixed=1), ("t", "u"))
    assert order == (seen, unseen)
