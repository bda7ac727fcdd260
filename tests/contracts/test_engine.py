"""What every Engine promises, whatever it decides."""

from collections.abc import Callable, Iterator
from random import Random

import pytest

from oppie.mcts.letters import letters
from oppie.mcts.scripted import ScriptedWorld, change
from oppie.mcts.search import TreeSearch
from oppie.model.change import Change
from oppie.model.event import Event
from oppie.model.observation import InfrastructureFailure, RolloutResult, Tampering
from oppie.model.score import Score
from oppie.model.search import Found, SearchSettings
from oppie.orchestrator.best_of_n import BestOfN
from oppie.orchestrator.complex import Escalating
from oppie.orchestrator.simple import SimpleLoop
from oppie.ports import Engine

SETTINGS = SearchSettings(reflect_every=16)


class Silent:
    def on(self, event: Event) -> None:
        """Hear nothing."""


def _escalating() -> Engine:
    def ever(reflections: int) -> bool:
        return reflections >= 1

    return Escalating(SETTINGS, Random(0), Silent(), ever, lambda _why: None)


ENGINES: dict[str, Callable[[], Engine]] = {
    "mcts": lambda: TreeSearch(SETTINGS, Random(0), Silent()),
    "simple": lambda: SimpleLoop(SETTINGS, Random(0), Silent()),
    "best-of-n": BestOfN,
    "escalating": _escalating,
}


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest) -> Engine:
    return ENGINES[request.param]()


def run(engine: Engine, world: ScriptedWorld) -> Found:
    return engine.search(world.root(), world.propose, world)


def test_it_has_a_name(engine: Engine) -> None:
    assert engine.name in ("mcts", "simple", "best-of-n")


def test_a_single_fault_is_repaired(engine: Engine) -> None:
    world = letters(b"aXcd", b"abcd", budget=300)
    best = run(engine, world).best[0]
    assert best.score is not None
    assert best.score.reached
    assert world.contents[best.state.snapshot] == b"abcd"


def test_the_budget_is_used_and_never_passed(engine: Engine) -> None:
    world = letters(b"aXcXeX", b"abcdef", budget=40)
    assert run(engine, world).stopped_by == "budget"
    assert len(world.executed) == 40


@pytest.mark.parametrize("capacity", [1, 2, 7])
def test_no_more_are_in_flight_than_there_is_room_for(engine: Engine, capacity: int) -> None:
    world = letters(b"aXcXeX", b"abcdef", budget=50, capacity=capacity)
    run(engine, world)
    assert len(world.executed) <= 50
    assert len(world.executed) == len(set(world.executed))


def test_the_word_of_the_evaluator_ends_it(engine: Engine) -> None:
    world = letters(b"aXcd", b"abcd")
    world.stopping = "interrupted"
    found = run(engine, world)
    assert found.stopped_by == "interrupted"
    assert world.executed == []


def test_nothing_proposed_nothing_found(engine: Engine) -> None:
    world = ScriptedWorld(b"aX", letters(b"aX", b"ab").judge, lambda _content: ())
    found = run(engine, world)
    assert found.stopped_by == "exhausted"
    assert found.best == ()


def test_without_a_solution_the_best_of_what_helped_comes_back(engine: Engine) -> None:
    world = letters(b"XXXX", b"abcd", budget=130)
    found = run(engine, world)
    values = [each.score.value for each in found.best if each.score]
    assert values == sorted(values, reverse=True)
    assert values[0] >= 0.25


def test_what_reaches_the_goal_comes_first(engine: Engine) -> None:
    world = letters(b"aXcd", b"abcd", budget=400)
    reached = [each.score.reached for each in run(engine, world).best if each.score]
    assert reached == sorted(reached, reverse=True)


def test_the_same_seed_gives_the_same_run() -> None:
    for make in ENGINES.values():
        worlds = [letters(b"aXcXeX", b"abcdef", budget=150) for _ in range(2)]
        for world in worlds:
            run(make(), world)
        assert worlds[0].executed == worlds[1].executed


def bad_news(result: RolloutResult) -> ScriptedWorld:
    """Every letter but ``b`` gives bad news of a kind that is no knowledge."""
    plain = letters(b"aX", b"ab")

    def judge(content: bytes) -> tuple[RolloutResult, Score | None]:
        return plain.judge(content) if content in (b"aX", b"ab") else (result, None)

    def offers(content: bytes) -> Iterator[tuple[Change, float]]:
        for letter in b"zyxb":
            if content[1] != letter:
                yield change(1, 2, bytes([letter])), 0.5

    return ScriptedWorld(b"aX", judge, offers, budget=60)


@pytest.mark.parametrize(
    "result",
    [InfrastructureFailure("gone"), InfrastructureFailure("gone", fatal=True), Tampering("a test")],
    ids=["infrastructure", "fatal", "tampering"],
)
def test_bad_news_that_is_no_knowledge_stops_nothing(engine: Engine, result: RolloutResult) -> None:
    world = bad_news(result)
    found = run(engine, world)
    assert [world.contents[each.state.snapshot] for each in found.best] == [b"ab"]


def test_the_depth_limit_is_kept(engine: Engine) -> None:
    world = letters(b"X" * 12, b"abcdefghijkl", budget=700)
    found = run(engine, world)
    assert max(len(each.state.changes) for each in found.best) <= SETTINGS.depth
