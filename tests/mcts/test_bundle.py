"""Independent candidates run as one rollout; each is believed only when it ran alone."""

from dataclasses import replace
from random import Random

from oppie.mcts.bundle import MOST
from oppie.mcts.knowledge import Knowledge, begin
from oppie.mcts.letters import letters
from oppie.mcts.scripted import ScriptedWorld
from oppie.mcts.search import TreePolicy, TreeSearch
from oppie.mcts.simulator import Pick
from oppie.mcts.tree import ROOT
from oppie.model.change import TOGETHER
from oppie.model.observation import InfrastructureFailure, Observation, Outcome
from oppie.model.score import Evaluated
from oppie.model.search import Reach, Root, SearchSettings
from tests.mcts.conftest import Listener


def own(_path: str, line: int) -> frozenset[str]:
    """Each letter has a test of its own."""
    return frozenset({f"t{line}"})


def shared(_path: str, _line: int) -> frozenset[str]:
    """Every test runs through every letter."""
    return frozenset({"t1", "t3"})


def opened(world: ScriptedWorld, reach: Reach = own) -> Knowledge:
    root = replace(world.root(), reach=reach)
    return begin(root, world.propose, SearchSettings(), Random(0), Listener())


def step(policy: TreePolicy, world: ScriptedWorld) -> tuple[Pick, Evaluated]:
    pick = policy.pick()
    assert pick is not None
    world.submit(pick.candidate)
    outcome = world.next()
    assert outcome is not None
    policy.landed(pick, outcome)
    return pick, outcome


def test_candidates_of_different_tests_go_together() -> None:
    world = letters(b"aXcX", b"abcd")
    policy = TreePolicy(opened(world))
    pick = policy.pick()
    # Letters that are right have no failing test, so that they are tried by themselves.
    while pick is not None and len(pick.candidate.change.edits) == 1:
        pick = policy.pick()
    assert pick is not None
    change = pick.candidate.change
    assert [edit.start for edit in change.edits] == [1, 3]
    assert change.origin.operator == TOGETHER
    assert "; " in change.summary


def test_what_shares_a_test_goes_alone() -> None:
    for reach in (shared, lambda _path, _line: frozenset()):
        world = letters(b"aXcX", b"abcd", budget=40)
        policy = TreePolicy(opened(world, reach))
        picks = [step(policy, world)[0] for _ in range(40)]
        assert all(len(pick.candidate.change.edits) == 1 for pick in picks)


def test_a_bundle_has_a_bound() -> None:
    world = letters(b"XXXXXXXX", b"abcdefgh")
    policy = TreePolicy(opened(world))
    pick = policy.pick()
    assert pick is not None
    assert len(pick.candidate.change.edits) == MOST


def test_a_part_that_helped_is_run_alone_next() -> None:
    world = letters(b"XX", b"zb")
    known = opened(world)
    policy = TreePolicy(known)
    first, outcome = step(policy, world)
    assert world.contents[outcome.state.snapshot] == b"zz"
    assert len(known.tree) == 1  # nothing is believed yet
    assert known.tree.widened[ROOT] == 1
    second, outcome = step(policy, world)
    assert world.contents[outcome.state.snapshot] == b"zX"
    assert (len(first.candidate.change.edits), len(second.candidate.change.edits)) == (2, 1)
    assert known.tree.fixed[1] == 1


def test_a_bundle_that_reaches_the_goal_is_a_solution() -> None:
    world = letters(b"XX", b"zz")
    known = opened(world)
    step(TreePolicy(known), world)
    assert known.podium.solved()
    assert len(world.executed) == 1


def test_what_did_not_happen_is_run_alone() -> None:
    world = letters(b"XX", b"ab")
    policy = TreePolicy(opened(world))
    pick = policy.pick()
    assert pick is not None
    lost = InfrastructureFailure("gone")
    policy.landed(pick, Evaluated(pick.candidate, pick.candidate.parent, lost, None))
    sizes = [len(step(policy, world)[0].candidate.change.edits) for _ in range(2)]
    assert sizes == [1, 1]


def test_beside_one_that_hangs_the_others_are_run_again() -> None:
    """The second letter's test did not run, since the first one's ended in its limit."""
    world = letters(b"XX", b"ab")
    known = opened(world)
    policy = TreePolicy(known)
    pick = policy.pick()
    assert pick is not None
    world.submit(pick.candidate)
    outcome = world.next()
    assert outcome is not None
    assert isinstance(outcome.result, Observation)
    assert outcome.score is not None
    hung = replace(outcome.result.results[0], outcome=Outcome.TIMED_OUT)
    seen = Observation((hung,), complete=False)
    score = replace(outcome.score, timed_out=True)
    policy.landed(pick, replace(outcome, result=seen, score=score))
    again, _ = step(policy, world)
    assert [edit.start for edit in again.candidate.change.edits] == [1]


def test_several_faults_take_fewer_rollouts() -> None:
    def rollouts(reach: Reach) -> int:
        world = letters(b"XXXX", b"fghi", budget=2000)
        base: Root = replace(world.root(), reach=reach)
        engine = TreeSearch(SearchSettings(), Random(0), Listener())
        found = engine.search(base, world.propose, world)
        assert found.best[0].score is not None
        assert found.best[0].score.reached
        solved = world.executed.index(b"fghi")
        return solved + 1

    assert 2 * rollouts(own) < rollouts(lambda _path, _line: frozenset())
