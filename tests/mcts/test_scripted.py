"""The doubles keep the port's promises."""

import pytest

from oppie.mcts.letters import letters
from oppie.mcts.scripted import ScriptedWorld, change
from oppie.model.change import Candidate
from oppie.model.observation import InfrastructureFailure, Observation, Outcome


def test_a_candidate_is_applied_to_its_parent() -> None:
    world = letters(b"aXc", b"abc")
    root = world.root().state
    world.submit(Candidate(root, change(1, 2, b"b")))
    outcome = world.next()
    assert outcome is not None
    assert world.contents[outcome.state.snapshot] == b"abc"
    assert outcome.state.changes == (change(1, 2, b"b"),)
    assert outcome.score is not None
    assert outcome.score.reached


def test_the_same_content_runs_once() -> None:
    world = letters(b"aXc", b"abc")
    root = world.root().state
    for _ in range(2):
        world.submit(Candidate(root, change(1, 2, b"q")))
        outcome = world.next()
    assert outcome is not None
    assert outcome.cached
    assert world.executed == [b"aqc"]


def test_room_is_bounded_by_capacity_and_budget() -> None:
    world = letters(b"aXc", b"abc", budget=3, capacity=2)
    root = world.root().state
    assert world.room() == 2
    world.submit(Candidate(root, change(1, 2, b"p")))
    world.submit(Candidate(root, change(1, 2, b"q")))
    assert world.room() == 0
    world.next()
    assert world.room() == 1
    world.next()
    assert world.stop() is None
    world.submit(Candidate(root, change(1, 2, b"r")))
    world.next()
    assert world.room() == 0
    assert world.stop() == "budget"
    assert world.next() is None


def test_what_a_test_says_stops_it() -> None:
    world = letters(b"aXc", b"abc")
    world.stopping = "goal"
    assert world.stop() == "goal"


def test_a_judge_that_sees_nothing_on_the_base_is_a_mistake() -> None:
    def judge(_content: bytes) -> tuple[InfrastructureFailure, None]:
        return InfrastructureFailure("gone"), None

    with pytest.raises(TypeError):
        ScriptedWorld(b"", judge, lambda _content: ()).root()


def test_letters_are_targets_where_they_are_wrong() -> None:
    root = letters(b"aXcX", b"abcd").root()
    outcomes = [result.outcome for result in root.observation.results]
    passed, failed = Outcome.PASSED, Outcome.FAILED
    assert outcomes == [passed, failed, passed, failed]
    assert root.score.value == 0.0


def test_letters_that_were_right_and_are_wrong_are_broken() -> None:
    world = letters(b"aXcX", b"abcd")
    result, score = world.judge(b"zbcX")
    assert isinstance(result, Observation)
    assert score is not None
    assert (score.fixed, score.broken, score.reached) == (1, 1, False)
    assert score.value == pytest.approx(0.15)


def test_offers_replace_each_letter_by_every_other() -> None:
    world = letters(b"az", b"ab")
    offers = [(each.summary, prior) for each, prior in world.offers(b"az")]
    assert len(offers) == 50
    assert offers[0] == ("letter 0-1 b'z'", 1.0)
    priors = [prior for _, prior in offers]
    assert priors == sorted(priors, reverse=True)
