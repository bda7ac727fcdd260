"""The router decides at the start and again while the loop runs, and says why."""

from random import Random
from typing import Any

import pytest

from oppie.errors import UsageError
from oppie.expressions.trigger import trigger
from oppie.mcts.letters import letters
from oppie.mcts.search import TreeSearch
from oppie.model.event import Event, Routed
from oppie.model.search import SearchSettings
from oppie.model.verdict import Routing
from oppie.orchestrator.best_of_n import BestOfN
from oppie.orchestrator.complex import Escalating
from oppie.orchestrator.features import Features
from oppie.orchestrator.hybrid import Router
from oppie.orchestrator.simple import SimpleLoop

EASY = Features(1, 0.5, files=1, lines=5)
HARD = Features(60, 0.2, 12, files=30, lines=900, spread=0.9, test_seconds=20.0)


class Listener:
    def __init__(self) -> None:
        self.heard: list[Event] = []

    def on(self, event: Event) -> None:
        self.heard.append(event)

    def routings(self) -> list[Routing]:
        return [event.routing for event in self.heard if isinstance(event, Routed)]


def router(features: Features, listener: Listener, text: str = "", **more: Any) -> Router:
    found = trigger(text) if text else trigger()
    return Router(features, found, lambda: (12.0, 0.75), listener, **more)


def test_the_easy_goes_to_the_loop_with_the_tree_behind_it() -> None:
    listener = Listener()
    engine = router(EASY, listener).decide(SearchSettings(), Random(0))
    assert isinstance(engine, Escalating)
    [routing] = listener.routings()
    assert routing.engine == "simple"
    assert not routing.escalated
    assert routing.complexity < 0.3
    waits = "the tree waits until complexity > 0.8 OR reflection_loops > 3 (complexity 0."
    assert routing.why.startswith(waits)


def test_the_hard_goes_to_the_tree_at_once() -> None:
    listener = Listener()
    engine = router(HARD, listener).decide(SearchSettings(), Random(0))
    assert isinstance(engine, TreeSearch)
    [routing] = listener.routings()
    assert (routing.engine, routing.escalated) == ("mcts", False)
    assert routing.complexity > 0.8


@pytest.mark.parametrize(
    ("choice", "kind"), [("simple", SimpleLoop), ("mcts", TreeSearch), ("best-of-n", BestOfN)]
)
def test_a_choice_is_kept(choice: str, kind: type) -> None:
    listener = Listener()
    engine = router(HARD, listener, choice=choice).decide(SearchSettings(), Random(0))
    assert isinstance(engine, kind)
    assert engine.name == choice
    [routing] = listener.routings()
    assert (routing.engine, routing.why) == (choice, f"--engine={choice}")


def test_an_unknown_engine_names_the_nearest() -> None:
    with pytest.raises(UsageError) as caught:
        router(EASY, Listener(), choice="mcst").decide(SearchSettings(), Random(0))
    assert caught.value.hint == "Did you mean mcts?"
    with pytest.raises(UsageError) as caught:
        router(EASY, Listener(), choice="???").decide(SearchSettings(), Random(0))
    assert caught.value.hint == "Engines: auto, simple, mcts, best-of-n."


@pytest.mark.parametrize(
    "text",
    ["failing_tests == 1", "files == 1", "elapsed_s == 12", "budget_left == 0.75", "True"],
)
def test_a_trigger_sees_the_facts(text: str) -> None:
    engine = router(EASY, Listener(), text).decide(SearchSettings(), Random(0))
    assert isinstance(engine, TreeSearch)


def test_reflection_without_progress_escalates_and_is_told() -> None:
    listener = Listener()
    world = letters(b"aXcXeX", b"abcdef", budget=600)
    routes = router(EASY, listener, "reflection_loops > 1")
    engine = routes.decide(SearchSettings(reflect_every=10), Random(0))
    found = engine.search(world.root(), world.propose, world)
    first, second = listener.routings()
    assert (first.engine, first.escalated) == ("simple", False)
    assert (second.engine, second.escalated) == ("mcts", True)
    assert second.why == "reflection_loops > 1 (reflection_loops 2)"
    assert routes.routing == second
    assert found.reflections == 2
    assert world.contents[found.best[0].state.snapshot] == b"abcdef"


def test_a_choice_of_simple_never_escalates() -> None:
    listener = Listener()
    world = letters(b"aXcXeX", b"abcdef", budget=600)
    routes = router(EASY, listener, "reflection_loops > 1", choice="simple")
    engine = routes.decide(SearchSettings(reflect_every=10), Random(0))
    found = engine.search(world.root(), world.propose, world)
    assert found.reflections > 1
    assert len(listener.routings()) == 1


def test_weights_of_ones_own_decide() -> None:
    sure = (50.0, *([0.0] * 9))
    listener = Listener()
    router(EASY, listener, weights=sure).decide(SearchSettings(), Random(0))
    assert listener.routings()[0].complexity == pytest.approx(1.0)
