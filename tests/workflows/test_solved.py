"""What waits for a solution hears of each one, and of nothing else."""

from __future__ import annotations

from oppie.model.change import Candidate, Change, Digest, Edit, Origin, State
from oppie.model.event import Event, Noted, RolloutEnded
from oppie.model.observation import InfrastructureFailure, Observation, RolloutResult
from oppie.model.score import Evaluated, Score
from oppie.workflows.solved import Solved
from tests.workflows.house import Listener


def ended(result: RolloutResult, score: Score | None) -> RolloutEnded:
    base = State(Digest("base"))
    change = Change((Edit("a.py", 0, 1, b""),), Origin("syntax", "negate"))
    evaluated = Evaluated(Candidate(base, change), base, result, score)
    return RolloutEnded(evaluated, 1, 0, 0.1, 1.0)


BETTER = ended(Observation(()), Score(0.5))
LOST = ended(InfrastructureFailure("gone"), None)
GOAL = ended(Observation(()), Score(1.0, reached=True))


def said(*events: Event) -> int:
    times: list[None] = []
    solved = Solved(Listener(), lambda: times.append(None))
    for event in events:
        solved.on(event)
    return len(times)


def test_only_the_goal_is_a_solution() -> None:
    assert said(Noted("a fact"), BETTER, LOST) == 0
    assert said(BETTER, GOAL) == 1


def test_what_is_heard_is_passed_on() -> None:
    ears = Listener()
    solved = Solved(ears, lambda: None)
    for event in (BETTER, GOAL):
        solved.on(event)
    assert ears.events == [BETTER, GOAL]
