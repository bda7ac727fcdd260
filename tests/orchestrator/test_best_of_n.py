"""The control learns nothing and keeps the proposer's order."""

from oppie.mcts.letters import letters
from oppie.orchestrator.best_of_n import BestOfN


def test_candidates_are_taken_in_the_proposers_order() -> None:
    world = letters(b"aXcX", b"abcd", budget=20)
    BestOfN().search(world.root(), world.propose, world)
    offers = [each for each, _ in world.offers(b"aXcX")][:20]
    expected = [
        b"aXcX"[: e.edits[0].start] + e.edits[0].text + b"aXcX"[e.edits[0].end :] for e in offers
    ]
    assert world.executed == expected


def test_a_single_fault_is_found() -> None:
    world = letters(b"aXcd", b"abcd")
    found = BestOfN().search(world.root(), world.propose, world)
    assert world.contents[found.best[0].state.snapshot] == b"abcd"
    assert found.stopped_by == "exhausted"
    assert found.nodes == len(world.executed)


def test_only_the_base_is_changed() -> None:
    world = letters(b"aXcX", b"abcd")
    found = BestOfN().search(world.root(), world.propose, world)
    assert {len(each.state.changes) for each in found.best} == {1}
    assert all(each.score is not None and not each.score.reached for each in found.best)


def test_the_budget_ends_it() -> None:
    world = letters(b"aXcX", b"abcd", budget=7, capacity=3)
    found = BestOfN().search(world.root(), world.propose, world)
    assert found.stopped_by == "budget"
    assert len(world.executed) == 7
