"""Escalation: the tree goes on where the loop stopped, and nothing is submitted twice."""

from random import Random

import pytest

from oppie.mcts.letters import letters
from oppie.mcts.scripted import ScriptedWorld
from oppie.model.change import Candidate
from oppie.model.event import Event
from oppie.model.search import Found, SearchSettings
from oppie.orchestrator.complex import Escalating
from oppie.orchestrator.simple import Escalate


class Silent:
    def on(self, event: Event) -> None:
        """Hear nothing."""


class Counting(ScriptedWorld):
    """Counts what is submitted."""

    submitted: list[tuple[str, str]]

    def submit(self, candidate: Candidate) -> None:
        edits = candidate.change.edits
        self.submitted.append((candidate.parent.snapshot, repr(edits)))
        super().submit(candidate)


def counting(budget: int, capacity: int = 1) -> Counting:
    plain = letters(b"aXcXeX", b"abcdef")
    world = Counting(plain.base, plain.judge, plain.offers, capacity, budget)
    world.submitted = []
    return world


def searched(world: ScriptedWorld, escalate: Escalate, said: list[str]) -> Found:
    settings = SearchSettings(reflect_every=16)
    engine = Escalating(settings, Random(0), Silent(), escalate, said.append)
    return engine.search(world.root(), world.propose, world)


@pytest.mark.parametrize("capacity", [1, 3])
def test_nothing_is_submitted_twice(capacity: int) -> None:
    world = counting(budget=400, capacity=capacity)
    found = searched(world, lambda reflections: reflections >= 2, [])
    assert len(world.submitted) == len(set(world.submitted))
    assert found.stopped_by == "budget"
    assert found.reflections == 2


def test_what_the_loop_saw_is_in_the_tree() -> None:
    world = counting(budget=400)
    found = searched(world, lambda reflections: reflections >= 2, [])
    assert found.nodes >= len(world.executed)


def test_the_tree_solves_what_the_loop_left() -> None:
    world = counting(budget=600)
    found = searched(world, lambda reflections: reflections >= 1, [])
    assert world.contents[found.best[0].state.snapshot] == b"abcdef"


def test_it_does_not_escalate_once_solved() -> None:
    plain = letters(b"aXc", b"abc")
    asked: list[int] = []

    def escalate(reflections: int) -> bool:
        asked.append(reflections)
        return len(plain.executed) > 70

    said: list[str] = []
    found = searched(plain, escalate, said)
    assert b"abc" in plain.executed[:70]
    assert found.stopped_by == "exhausted"
    assert len(asked) <= 70
    assert said == []


def test_when_the_loop_has_nothing_left_the_tree_goes_deeper() -> None:
    def judge_pair(content: bytes) -> ScriptedWorld:
        return letters(content, b"yyc", budget=60)

    world = judge_pair(b"abc")
    known = {b"abc", b"ybc", b"ayc", b"yyc"}
    plain = world.judge
    world.offers = lambda content: [
        (each, prior)
        for each, prior in letters(content, b"yyc").offers(content)
        if each.edits[0].text == b"y" and each.edits[0].start < 2
    ]

    def blind(content: bytes) -> object:
        result, score = plain(content if content == b"yyc" else b"abc")
        return result, score

    world.judge = blind  # type: ignore[assignment] # the types are those of the judge it wraps
    said: list[str] = []
    found = searched(world, lambda _reflections: False, said)
    assert world.contents[found.best[0].state.snapshot] == b"yyc"
    assert set(world.executed) <= known
    assert said == ["nothing is left for the single loop to try"]
    assert found.stopped_by == "exhausted"
