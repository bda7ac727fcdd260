"""The loop that all engines share: the evaluator is kept busy, bad news has its rules."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from oppie.mcts.scripted import ScriptedWorld, change
from oppie.mcts.simulator import RETRIES, Pick, simulate
from oppie.mcts.tree import ROOT
from oppie.model.change import Candidate, Change
from oppie.model.observation import InfrastructureFailure, Observation, RolloutResult, Tampering
from oppie.model.score import Evaluated, Score

SEEN = Observation(())


@dataclass
class Numbers:
    """A policy that inserts the numbers up to ``count`` and notes what comes back."""

    world: ScriptedWorld
    count: int
    word: str | None = None
    picked: int = 0
    outcomes: list[Evaluated] = field(default_factory=list)
    ended: int = 0

    def pick(self) -> Pick | None:
        if self.picked >= self.count:
            return None
        self.picked += 1
        state = self.world.root().state
        return Pick((ROOT,), Candidate(state, change(0, 0, b"%d" % self.picked)))

    def landed(self, pick: Pick, outcome: Evaluated) -> None:
        assert pick.candidate is outcome.candidate
        self.outcomes.append(outcome)

    def stop(self) -> str | None:
        word = self.word if len(self.outcomes) >= 2 else None
        self.ended += word is not None
        return word


def no_offers(_content: bytes) -> Iterator[tuple[Change, float]]:
    return iter(())


def fine(_content: bytes) -> tuple[RolloutResult, Score | None]:
    return SEEN, Score(0.5)


def world_of(*bad: RolloutResult, capacity: int = 1, budget: int = 100) -> ScriptedWorld:
    """A world in which the first rollouts on other than the base give ``bad`` results."""
    waiting = list(bad)

    def judge(content: bytes) -> tuple[RolloutResult, Score | None]:
        if content and waiting:
            return waiting.pop(0), None
        return fine(content)

    return ScriptedWorld(b"", judge, no_offers, capacity, budget)


def test_it_ends_when_nothing_is_left() -> None:
    policy = Numbers(world_of(), count=5)
    assert simulate(policy, policy.world) == "exhausted"
    assert policy.world.executed == [b"1", b"2", b"3", b"4", b"5"]


def test_it_ends_when_the_budget_is_spent() -> None:
    policy = Numbers(world_of(budget=3), count=5)
    assert simulate(policy, policy.world) == "budget"
    assert len(policy.outcomes) == 3


def test_it_ends_at_once_when_the_evaluator_says_so() -> None:
    policy = Numbers(world_of(), count=5)
    policy.world.stopping = "interrupted"
    assert simulate(policy, policy.world) == "interrupted"
    assert policy.picked == 0


def test_as_many_are_in_flight_as_there_is_room() -> None:
    policy = Numbers(world_of(capacity=4), count=10, word="escalate")
    simulate(policy, policy.world)
    assert policy.picked == 5


def test_when_the_policy_ends_it_what_is_in_flight_is_waited_for() -> None:
    policy = Numbers(world_of(capacity=4), count=10, word="escalate")
    assert simulate(policy, policy.world) == "escalate"
    assert len(policy.outcomes) == policy.picked
    assert policy.world.next() is None
    assert policy.ended == 1


def test_with_no_room_and_nothing_in_flight_the_budget_has_ended() -> None:
    policy = Numbers(world_of(capacity=0), count=3)
    assert simulate(policy, policy.world) == "budget"


def test_an_infrastructure_failure_is_tried_again() -> None:
    policy = Numbers(world_of(InfrastructureFailure("gone")), count=2)
    simulate(policy, policy.world)
    assert policy.world.executed == [b"1", b"1", b"2"]
    assert [each.result for each in policy.outcomes] == [SEEN, SEEN]


def test_retries_are_bounded() -> None:
    failures = [InfrastructureFailure(f"gone {n}") for n in range(RETRIES + 1)]
    policy = Numbers(world_of(*failures), count=1)
    assert simulate(policy, policy.world) == "exhausted"
    assert policy.world.executed == [b"1"] * (RETRIES + 1)
    assert [each.result for each in policy.outcomes] == [failures[-1]]


def test_a_fatal_failure_is_not_tried_again() -> None:
    policy = Numbers(world_of(InfrastructureFailure("no disk", fatal=True)), count=1)
    simulate(policy, policy.world)
    assert policy.world.executed == [b"1"]


def test_tampering_is_not_tried_again() -> None:
    policy = Numbers(world_of(Tampering("changes a test")), count=2)
    simulate(policy, policy.world)
    assert policy.world.executed == [b"1", b"2"]
    assert [each.result for each in policy.outcomes] == [Tampering("changes a test"), SEEN]
