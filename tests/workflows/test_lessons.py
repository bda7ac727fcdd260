"""What a run learns of operators, and what the next run of the same user makes of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from oppie.model.change import TOGETHER, Candidate, Change, Digest, Edit, Origin, State
from oppie.model.event import Noted, RolloutEnded
from oppie.model.experience import Experience
from oppie.model.observation import Observation
from oppie.model.score import Evaluated, Score
from oppie.model.search import ProposalRequest
from oppie.proposers.scripted import ScriptedProposer
from oppie.store.memory import StoredMemory
from oppie.workflows.lessons import Lessons
from oppie.workflows.solve import solve
from tests.workflows.house import RIGHT, WRONG, Listener, change, project, request, workshop

BASE = State(Digest("base"))


def ended(operator: str, score: Score, *, cached: bool = False, deep: bool = False) -> RolloutEnded:
    made = Change((Edit("a.py", 0, 1, b""),), Origin("syntax", operator))
    parent = State(Digest("one"), (made,)) if deep else BASE
    candidate = Candidate(parent, made)
    state = State(Digest(operator), (*parent.changes, made))
    return RolloutEnded(Evaluated(candidate, state, Observation(()), score, cached), 1, 0, 0.1, 1.0)


def learned(*events: RolloutEnded) -> dict[str, tuple[int, int]]:
    lessons = Lessons(Score(0.25), Listener())
    for event in events:
        lessons.on(event)
    return {e.operator: (e.tried, e.helped) for e in lessons.learned("python")}


def test_what_scores_above_the_base_helped() -> None:
    better, same = ended("negate", Score(0.5)), ended("delete", Score(0.25))
    assert learned(better, same, same) == {"negate": (1, 1), "delete": (2, 0)}


def test_on_a_candidate_only_the_goal_is_sure_to_be_above_it() -> None:
    deep = ended("negate", Score(0.5), deep=True)
    goal = ended("sign", Score(1.0, reached=True), deep=True)
    assert learned(deep, goal) == {"negate": (1, 0), "sign": (1, 1)}


def test_what_was_not_run_now_teaches_nothing() -> None:
    assert learned(ended("negate", Score(1.0, reached=True), cached=True)) == {}


def test_what_is_heard_is_passed_on() -> None:
    ears = Listener()
    Lessons(Score(0.0), ears).on(Noted("a fact"))
    assert ears.events == [Noted("a fact")]


def run(folder: Path, memory: Path) -> ProposalRequest:
    """A whole run; the first request that its proposer was given."""
    proposer = ScriptedProposer([(change(WRONG), 1.0), (change(RIGHT), 0.5)])
    house = workshop(Listener(), recall=lambda state: StoredMemory(memory, state))
    solve(replace(house, proposers=lambda: (proposer,)), request(folder))
    return proposer.requests[0]


def test_the_next_run_leans_on_what_helped(tmp_path: Path) -> None:
    memory = tmp_path / "memory"
    assert run(project(tmp_path / "one"), memory).leanings == ()
    stored = StoredMemory(memory)
    assert stored.experiences() == (Experience("constant", "python", 2, 1),)
    stored.close()
    assert run(project(tmp_path / "two"), memory).leanings == (("constant", 1.0),)


def test_nothing_is_learned_of_changes_that_were_run_together() -> None:
    assert learned(ended(TOGETHER, Score(0.5))) == {}
