"""The single loop: what was seen changes what is tried next."""

from collections.abc import Iterator
from random import Random

import pytest

from oppie.mcts.knowledge import begin
from oppie.mcts.letters import letters
from oppie.mcts.scripted import ScriptedWorld, change
from oppie.mcts.simulator import simulate
from oppie.model.change import Change
from oppie.model.event import Event
from oppie.model.observation import (
    Failure,
    InfrastructureFailure,
    Observation,
    Outcome,
    RolloutResult,
    TestResult,
)
from oppie.model.score import Score
from oppie.model.search import Found, SearchSettings
from oppie.orchestrator.simple import Loop, SimpleLoop


class Silent:
    def on(self, event: Event) -> None:
        """Hear nothing."""


def searched(world: ScriptedWorld, settings: SearchSettings | None = None) -> Found:
    engine = SimpleLoop(settings or SearchSettings(), Random(0), Silent())
    return engine.search(world.root(), world.propose, world)


def failing(message: str, *, outcome: Outcome = Outcome.FAILED) -> Observation:
    failure = Failure("AssertionError", message)
    return Observation((TestResult("t", outcome, 0.0, failure),))


def test_without_news_candidates_come_by_prior() -> None:
    def judge(_content: bytes) -> tuple[RolloutResult, Score | None]:
        return failing("same"), Score(0.0)

    def offers(_content: bytes) -> Iterator[tuple[Change, float]]:
        for at in range(30):
            yield change(0, 0, b"%02d" % at, "op", at), 1.0 / (1 + at)

    world = ScriptedWorld(b"", judge, offers)
    assert searched(world).stopped_by == "exhausted"
    assert world.executed == [b"%02d" % at for at in range(30)]


def placed(content: bytes) -> Iterator[tuple[Change, float]]:
    """40 candidates on each of 20 lines, one line after the other; equal priors but for order."""
    if content:
        return
    for at in range(800):
        yield change(0, 0, b"%d:%d" % (at % 20, at), f"op{at // 20}", at % 20), 1.0 - at / 10_000


def test_a_place_that_comes_closer_is_tried_next() -> None:
    def judge(content: bytes) -> tuple[RolloutResult, Score | None]:
        closer = content.startswith(b"7:")
        return failing(f"{content!r}" if closer else "same"), Score(0.1 if closer else 0.0)

    world = ScriptedWorld(b"", judge, placed)
    searched(world)
    lines = [content.partition(b":")[0] for content in world.executed]
    assert lines[:8].count(b"7") == 1
    assert lines[8:48].count(b"7") > 10


def test_an_operator_that_hangs_at_a_place_is_left_for_later() -> None:
    def offers(content: bytes) -> Iterator[tuple[Change, float]]:
        if content:
            return
        for at in range(200):
            operator = "loop" if at % 2 else "calm"
            text = b"%s:%d" % (operator.encode(), at)
            yield change(0, 0, text, operator, at // 2 % 5), 1.0 - at / 10_000

    def judge(content: bytes) -> tuple[RolloutResult, Score | None]:
        if content.startswith(b"loop"):
            return failing("", outcome=Outcome.TIMED_OUT), Score(0.0, timed_out=True)
        return failing("same"), Score(0.0)

    world = ScriptedWorld(b"", judge, offers)
    searched(world, SearchSettings(reflect_every=10))
    loops = sum(content.startswith(b"loop") for content in world.executed[10:50])
    assert loops <= 6  # of the 20 that the order alone would make


def test_what_the_tests_cannot_see_is_left_for_later() -> None:
    def judge(content: bytes) -> tuple[RolloutResult, Score | None]:
        seen = int(content.partition(b":")[0] or b"0") >= 10
        return failing(f"{content!r}" if seen else "same"), Score(0.0)

    world = ScriptedWorld(b"", judge, placed)
    searched(world, SearchSettings(reflect_every=40))
    later = [int(content.partition(b":")[0]) >= 10 for content in world.executed[80:160]]
    assert later.count(True) > 60


def test_a_follow_up_on_what_helped_repairs_two_faults() -> None:
    world = letters(b"aXcX", b"abcd")
    found = searched(world)
    assert world.contents[found.best[0].state.snapshot] == b"abcd"


def test_the_pair_is_tried_at_once() -> None:
    world = letters(b"aXcX", b"abcd")
    searched(world)
    one, other = world.executed.index(b"abcX"), world.executed.index(b"aXcd")
    assert world.executed.index(b"abcd") <= max(one, other) + 2


def test_the_base_keeps_half_of_the_turns() -> None:
    world = letters(b"XbcdX", b"abcde", budget=200)
    searched(world)
    first = next(at for at, content in enumerate(world.executed) if content[4:] == b"e")
    later = world.executed[first : first + 20]
    on_base = [c for c in later if sum(a != b for a, b in zip(c, b"XbcdX", strict=True)) == 1]
    assert len(on_base) >= 8


def test_a_batch_without_progress_is_a_reflection_loop() -> None:
    def judge(_content: bytes) -> tuple[RolloutResult, Score | None]:
        return failing("same"), Score(0.0)

    world = ScriptedWorld(b"", judge, placed, budget=129)
    assert searched(world, SearchSettings(reflect_every=64)).reflections == 2


def test_a_batch_with_progress_is_none() -> None:
    world = letters(b"aXcX", b"abcd", budget=110)
    found = searched(world, SearchSettings(reflect_every=110))
    assert found.best
    assert found.reflections == 0


def test_failures_of_the_machinery_are_in_no_batch() -> None:
    def judge(content: bytes) -> tuple[RolloutResult, Score | None]:
        if content:
            return InfrastructureFailure("gone", fatal=True), None
        return failing("same"), Score(0.0)

    world = ScriptedWorld(b"", judge, placed, budget=100)
    assert searched(world, SearchSettings(reflect_every=10)).reflections == 0


def test_it_hands_over_when_it_is_told_to() -> None:
    def judge(_content: bytes) -> tuple[RolloutResult, Score | None]:
        return failing("same"), Score(0.0)

    world = ScriptedWorld(b"", judge, placed)
    settings = SearchSettings(reflect_every=10)
    known = begin(world.root(), world.propose, settings, Random(0), Silent())
    loop = Loop(known, settings, escalate=lambda reflections: reflections > 3)
    assert simulate(loop, world) == "escalate"
    assert loop.reflections == 4
    assert len(world.executed) == 40


def test_the_beam_respects_the_depth_limit() -> None:
    world = letters(b"XXXX", b"abcd", budget=600)
    found = searched(world, SearchSettings(depth=2))
    assert max(len(each.state.changes) for each in found.best) == 2


def test_the_same_seed_gives_the_same_run() -> None:
    def order() -> list[bytes]:
        world = letters(b"aXcXeX", b"abcdef", budget=200)
        searched(world)
        return world.executed

    assert order() == order()


@pytest.mark.parametrize("capacity", [2, 4])
def test_several_in_flight(capacity: int) -> None:
    world = letters(b"aXcXeX", b"abcdef", capacity=capacity)
    found = searched(world)
    assert world.contents[found.best[0].state.snapshot] == b"abcdef"
    assert len(world.executed) == len(set(world.executed))
