"""The pipeline: guarded, never twice, written ahead, within budget, kinds of news kept apart."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest

from oppie.errors import SandboxLostError
from oppie.model.change import TOGETHER, Candidate, Change, Digest, Edit, Origin, State
from oppie.model.event import BestChanged, Event, RolloutEnded
from oppie.model.observation import (
    InfrastructureFailure,
    Observation,
    Outcome,
    RolloutResult,
    Tampering,
    TestResult,
)
from oppie.model.rollout import FileState, Limits, Rollout
from oppie.model.score import Evaluated, Score
from oppie.orchestrator.evaluate import FEWEST, PORTION, Evaluation
from oppie.orchestrator.pace import Pace
from oppie.orchestrator.recipe import Recipe
from oppie.orchestrator.tally import Tally
from oppie.orchestrator.world import World

BASE = State(Digest(""))
RECIPE = Recipe("pytest", "env", "1", ("t",), (), Limits())


class Letters:
    """Snapshots are texts; an edit adds its letters, in any order the same text."""

    def apply(self, snapshot: Digest, edits: Sequence[Edit]) -> Digest:
        return Digest("".join(sorted(snapshot + "".join(e.text.decode() for e in edits))))

    def diff(self, base: Digest, child: Digest) -> tuple[FileState, ...]:
        return (FileState("a.py", child.removeprefix(base).encode()),)


@dataclass
class Desk:
    """Journal, memory, ledger, executor, metric and observer, all of them in plain sight."""

    rollouts: int = 100
    width: int = 1
    log: list[str] = field(default_factory=list)
    journal: dict[str, Observation] = field(default_factory=dict)
    memory: dict[str, Observation] = field(default_factory=dict)
    queue: deque[tuple[int, Rollout]] = field(default_factory=deque)
    events: list[Event] = field(default_factory=list)
    answer: RolloutResult | None = None

    def begun(self, key: Digest) -> None:
        self.log.append(f"begun {key[:4]}")

    def ended(self, key: Digest, _result: RolloutResult) -> None:
        self.log.append(f"ended {key[:4]}")

    def known(self, key: Digest) -> Observation | None:
        return self.journal.get(key)

    def recall(self, key: Digest) -> Observation | None:
        return self.memory.get(key)

    def remember(self, key: Digest, observation: Observation) -> None:
        self.memory[key] = observation

    def capacity(self) -> int:
        return self.width

    def submit(self, ticket: int, rollout: Rollout) -> None:
        self.log.append("submitted")
        self.queue.append((ticket, rollout))

    def wait(self) -> tuple[int, RolloutResult]:
        ticket, rollout = self.queue.popleft()
        if self.answer is not None:
            return ticket, self.answer
        text = (rollout.files[0].content or b"").decode()
        return ticket, Observation((), route=text)

    def wait_for(self, within_s: float) -> tuple[int, RolloutResult] | None:
        return self.wait() if within_s > 0 else None

    def close(self) -> None:
        self.queue.clear()

    def score(self, observation: Observation) -> Score:
        wanted = observation.route == "x"
        return Score(1.0 if wanted else len(observation.route) / 100, reached=wanted)

    def reserve(self) -> bool:
        self.rollouts -= 1
        return self.rollouts >= 0

    def settle(self, *, executed: bool) -> None:
        self.rollouts += not executed

    def room(self) -> int:
        return self.rollouts

    def spent(self) -> float:
        return 0.5

    def on(self, event: Event) -> None:
        self.events.append(event)


def evaluation(
    desk: Desk,
    pace: Pace | None = None,
    recipe: Recipe = RECIPE,
    spared: frozenset[str] = frozenset(),
    *,
    believed: bool = True,
) -> tuple[Evaluation, Tally]:
    tally = Tally()
    clock = pace or Pace(lambda: 1.0, deadline=10.0)
    world = World(
        base=BASE.snapshot,
        before=Observation(()),
        snapshots=Letters(),
        recipe=recipe,
        executor=desk,
        metric=desk,
        journal=desk,
        memory=desk,
        ledger=desk,
        pace=clock,
        observer=desk,
        may_change=lambda path: path == "a.py",
        sealed=lambda content: tuple(each for each in (b"T",) if each in content),
        spared=lambda _files: spared,
        believed=lambda _candidate: believed,
    )
    return Evaluation(world, tally), tally


def candidate(text: str, path: str = "a.py", parent: State = BASE) -> Candidate:
    return Candidate(parent, Change((Edit(path, 0, 0, text.encode()),), Origin("p", "op")))


def one(pipeline: Evaluation, what: Candidate) -> Evaluated:
    pipeline.submit(what)
    outcome = pipeline.next()
    assert outcome is not None
    return outcome


def test_a_candidate_becomes_a_child_state_with_a_score() -> None:
    pipeline, tally = evaluation(Desk())
    outcome = one(pipeline, candidate("b"))
    assert outcome.state.snapshot == "b"
    assert outcome.state.depth == 1
    assert outcome.score == Score(0.01)
    assert tally.counts().executed == 1


def test_the_journal_is_written_before_the_rollout_begins() -> None:
    desk = Desk()
    pipeline, _ = evaluation(desk)
    one(pipeline, candidate("b"))
    assert [word.split()[0] for word in desk.log] == ["begun", "submitted", "ended"]


def test_two_orders_of_the_same_edits_run_once() -> None:
    pipeline, tally = evaluation(Desk())
    first = one(pipeline, candidate("b"))
    second = one(pipeline, candidate("c"))
    one(pipeline, candidate("c", parent=first.state))
    again = one(pipeline, candidate("b", parent=second.state))
    assert again.cached
    assert tally.executed == 3


def test_a_twin_in_flight_waits_for_the_first() -> None:
    desk = Desk(width=2)
    pipeline, tally = evaluation(desk)
    pipeline.submit(candidate("b"))
    pipeline.submit(candidate("b"))
    outcomes = [pipeline.next(), pipeline.next()]
    assert [o.cached for o in outcomes if o] == [False, True]
    assert tally.executed == 1


def test_a_change_of_tests_within_a_source_is_tampering() -> None:
    desk = Desk()
    pipeline, tally = evaluation(desk)
    outcome = one(pipeline, candidate("T"))
    assert outcome.result == Tampering("it changes tests in a.py")
    assert desk.log == []
    assert tally.counts().tampering == 1


def test_what_may_not_be_changed_is_tampering_and_never_runs() -> None:
    desk = Desk()
    pipeline, tally = evaluation(desk)
    outcome = one(pipeline, candidate("b", path="test_a.py"))
    assert isinstance(outcome.result, Tampering)
    assert "test_a.py" in outcome.result.reason
    assert desk.log == []
    assert tally.counts().tampering == 1


def test_what_this_run_already_saw_is_not_run_again_and_counts_once() -> None:
    desk = Desk()
    desk.journal[RECIPE.key(Digest("b"))] = Observation((), route="b")
    pipeline, tally = evaluation(desk)
    assert one(pipeline, candidate("b")).cached
    assert desk.log == []
    assert (tally.counts().executed, tally.counts().cached) == (1, 0)


def test_what_another_run_saw_is_cached() -> None:
    desk = Desk()
    desk.memory[RECIPE.key(Digest("b"))] = Observation((), route="b")
    pipeline, tally = evaluation(desk)
    assert one(pipeline, candidate("b")).cached
    assert (tally.counts().executed, tally.counts().cached) == (0, 1)


def test_a_failure_of_the_machinery_is_no_knowledge() -> None:
    desk = Desk(answer=InfrastructureFailure("gone"))
    pipeline, tally = evaluation(desk)
    outcome = one(pipeline, candidate("b"))
    assert outcome.score is None
    assert desk.memory == {}
    assert desk.rollouts == 100
    assert tally.counts().infrastructure_failures == 1
    desk.answer = None
    assert one(pipeline, candidate("b")).score is not None


def test_a_sandbox_that_is_gone_ends_the_search_with_what_to_do() -> None:
    pipeline, tally = evaluation(Desk(answer=InfrastructureFailure("no engine", fatal=True)))
    pipeline.submit(candidate("b"))
    with pytest.raises(SandboxLostError, match="no engine") as raised:
        pipeline.next()
    assert "oppie resume" in raised.value.hint
    assert tally.executed == 0


def test_there_is_room_for_as_many_as_the_executor_and_the_budget_allow() -> None:
    pipeline, _ = evaluation(Desk(width=4, rollouts=3))
    assert pipeline.room() == 3
    pipeline.submit(candidate("b"))
    assert pipeline.room() == 2


def test_a_part_of_a_small_budget_is_in_flight_together() -> None:
    pipeline, _ = evaluation(Desk(width=64, rollouts=100))
    assert pipeline.room() == 100 // PORTION
    for name in "bcdefghijklmnop":
        pipeline.submit(candidate(name))
    assert pipeline.room() == 0
    few, _ = evaluation(Desk(width=64, rollouts=10))
    assert few.room() == FEWEST


def test_the_search_stops_when_no_rollout_is_left() -> None:
    pipeline, _ = evaluation(Desk(rollouts=1))
    one(pipeline, candidate("b"))
    assert pipeline.stop() == "budget"
    assert pipeline.room() == 0


def test_a_rollout_in_flight_is_waited_for_before_the_budget_stops_the_search() -> None:
    pipeline, _ = evaluation(Desk(rollouts=1, width=2))
    pipeline.submit(candidate("b"))
    assert pipeline.stop() is None


def test_a_goal_that_is_reached_is_told_to_the_pace_and_to_the_observer() -> None:
    desk = Desk()
    pace = Pace(lambda: 1.0, deadline=10.0, first=True)
    pipeline, _ = evaluation(desk, pace)
    one(pipeline, candidate("x"))
    assert pipeline.stop() == "goal"
    assert [type(e) for e in desk.events] == [RolloutEnded, BestChanged]


@pytest.mark.parametrize(("believed", "ended"), [(True, "goal"), (False, None)])
def test_the_pace_is_told_whether_what_reaches_the_goal_is_believed(
    *, believed: bool, ended: str | None
) -> None:
    seconds = iter((1.0, 1.0, 1.0, 4.0))
    pace = Pace(lambda: next(seconds), deadline=10.0)
    pipeline, _ = evaluation(Desk(), pace, believed=believed)
    one(pipeline, candidate("x"))
    assert pipeline.stop() == ended


def test_what_is_in_flight_when_the_time_is_up_is_not_waited_for() -> None:
    desk, now = Desk(width=2, rollouts=5), [1.0]
    pipeline, tally = evaluation(desk, Pace(lambda: now[0], deadline=10.0))
    pipeline.submit(candidate("b"))
    pipeline.submit(candidate("c"))
    assert pipeline.next() is not None
    now[0] = 10.0
    assert pipeline.next() is None
    assert tally.executed == 1
    assert desk.rollouts == 4


def test_nothing_in_flight_gives_nothing() -> None:
    pipeline, _ = evaluation(Desk())
    assert pipeline.next() is None


HASTY = replace(RECIPE, limits=Limits(calls_s=(("t", 0.02),)))
CUT_SHORT = Observation((TestResult("t", Outcome.TIMED_OUT, 0.02),))
HUNG = Observation((TestResult("t", Outcome.TIMED_OUT, 0.25),))
ENDED = Observation((TestResult("t", Outcome.PASSED, 0.1),))


class Slow(Desk):
    """Answers with what is ``later`` where single calls are not bounded."""

    later: Observation = HUNG

    def wait(self) -> tuple[int, RolloutResult]:
        ticket, rollout = self.queue.popleft()
        return ticket, CUT_SHORT if rollout.limits.calls_s else self.later


def test_the_first_that_is_cut_short_is_run_again_with_all_its_time() -> None:
    pipeline, tally = evaluation(Slow(), recipe=HASTY)
    assert [one(pipeline, candidate(name)).result for name in "bcd"] == [HUNG, CUT_SHORT, CUT_SHORT]
    assert tally.counts().executed == 4


def test_once_one_has_ended_all_get_their_time() -> None:
    desk = Slow()
    desk.later = ENDED
    pipeline, _ = evaluation(desk, recipe=HASTY)
    assert [one(pipeline, candidate(name)).result for name in "bc"] == [ENDED, ENDED]


def test_what_failed_before_it_was_cut_short_gets_no_more_time() -> None:
    failed = TestResult("s", Outcome.FAILED)
    seen = Observation((failed, *CUT_SHORT.results))
    desk = Desk(answer=seen)
    pipeline, tally = evaluation(desk, recipe=HASTY)
    assert one(pipeline, candidate("b")).result == seen
    assert tally.executed == 1


def test_a_twin_of_what_is_run_again_waits_for_its_end() -> None:
    pipeline, tally = evaluation(Slow(width=2), recipe=HASTY)
    pipeline.submit(candidate("b"))
    pipeline.submit(candidate("b"))
    assert [o.result for o in (pipeline.next(), pipeline.next()) if o] == [HUNG, HUNG]
    assert tally.executed == 2


PARTS = replace(RECIPE, targets=("t", "u"), others=("o",))


def told(**outcomes: Outcome) -> Observation:
    return Observation(tuple(TestResult(test, outcome) for test, outcome in outcomes.items()))


class Breaking(Desk):
    """What repairs ``t`` breaks ``o``, which runs once no target of the rollout fails."""

    def wait(self) -> tuple[int, RolloutResult]:
        ticket, rollout = self.queue.popleft()
        if "u" in rollout.targets:
            return ticket, told(t=Outcome.PASSED, u=Outcome.FAILED)
        return ticket, told(t=Outcome.PASSED, o=Outcome.FAILED)


def test_a_partial_repair_is_seen_with_the_tests_that_are_to_stay_passed() -> None:
    desk = Breaking()
    evaluator, tally = evaluation(desk, recipe=PARTS)
    result = one(evaluator, candidate("x")).result
    assert result == told(t=Outcome.PASSED, u=Outcome.FAILED, o=Outcome.FAILED)
    assert tally.executed == 2
    assert desk.rollouts == 98


def test_of_the_tests_that_are_to_stay_passed_those_run_that_a_partial_repair_concerns() -> None:
    seen: list[tuple[str, ...]] = []

    class Telling(Breaking):
        def submit(self, ticket: int, rollout: Rollout) -> None:
            seen.append(rollout.others)
            super().submit(ticket, rollout)

    recipe = replace(PARTS, others=("o", "p", "q"))
    evaluator, _ = evaluation(Telling(), recipe=recipe, spared=frozenset({"p"}))
    one(evaluator, candidate("x"))
    assert seen == [("o", "p", "q"), ("o", "q")]


def test_what_joins_several_changes_is_not_looked_at_again() -> None:
    desk = Desk(answer=told(t=Outcome.PASSED, u=Outcome.FAILED))
    evaluator, tally = evaluation(desk, recipe=PARTS)
    each = candidate("x")
    joined = replace(each.change, origin=replace(each.change.origin, operator=TOGETHER))
    evaluator.submit(replace(each, change=joined))
    assert evaluator.next() is not None
    assert tally.executed == 1


def test_without_budget_the_first_look_is_all() -> None:
    desk = Desk(rollouts=1, answer=told(t=Outcome.PASSED, u=Outcome.FAILED))
    evaluator, tally = evaluation(desk, recipe=PARTS)
    evaluator.submit(candidate("x"))
    outcome = evaluator.next()
    assert outcome is not None
    assert outcome.result == desk.answer
    assert tally.executed == 1
