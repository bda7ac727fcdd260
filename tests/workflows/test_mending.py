"""A broken build is mended stage by stage, and what was found wrong is left behind."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from oppie.mcts.scripted import ScriptedWorld, change
from oppie.model.change import Change
from oppie.model.observation import (
    Failure,
    Frame,
    Observation,
    Outcome,
    RolloutResult,
    TestResult,
)
from oppie.model.score import Score
from oppie.model.search import Found, SearchSettings
from oppie.orchestrator.simple import SimpleLoop
from oppie.workflows.mending import OTHERS, Stage, search, stage
from tests.workflows.house import Listener

KINDS = {b"p": "SyntaxError", b"c": "BuildError"}
WRONG = 400
"""Candidates that come before the right one on what does not build."""


def seen(content: bytes) -> Observation:
    """The first letter that stands for a problem decides; ``x`` is what the test wants."""
    kind = next((KINDS[bytes([c])] for c in content if bytes([c]) in KINDS), "")
    if kind:
        failure = Failure(kind, "no", (Frame("file", 1, ""),))
        return Observation((TestResult("t::a", Outcome.ERROR, failure=failure),))
    outcome = Outcome.PASSED if content == b"x" else Outcome.FAILED
    return Observation((TestResult("t::a", outcome),))


def judge(content: bytes) -> tuple[RolloutResult, Score | None]:
    reached = content == b"x"
    value = 1.0 if reached else 0.1 * stage(seen(content))
    return seen(content), Score(value, reached=reached, fixed=int(reached))


def offers(content: bytes) -> Iterator[tuple[Change, float]]:
    """Each problem is mended by the first offer; many more that help with none follow."""
    at = next((i for i, c in enumerate(content) if bytes([c]) in KINDS), None)
    if at is None:
        yield change(0, len(content), b"x"), 0.9
        return
    yield change(at, at + 1, b""), 0.9
    for number in range(WRONG):
        yield change(0, 0, b"%d" % number), 0.8


@pytest.mark.parametrize(
    ("content", "at"), [(b"pc", Stage.UNREAD), (b"c", Stage.UNBUILT), (b"y", Stage.BUILT)]
)
def test_the_stage_is_that_of_the_worst(content: bytes, at: Stage) -> None:
    assert stage(seen(content)) is at


def mended(world: ScriptedWorld) -> Found:
    """What the stages come to, each with a single loop."""
    return search(
        lambda: SimpleLoop(SearchSettings(), Random(1), Listener()),
        world.root(),
        world.propose,
        world,
    )


def test_it_goes_on_from_what_gets_further_and_leaves_the_rest() -> None:
    world = ScriptedWorld(b"pcy", judge, offers, budget=WRONG)
    found = mended(world)
    assert found.best[0].score is not None
    assert found.best[0].score.reached
    assert len(found.best[0].state.changes) == 3
    assert len(world.executed) < WRONG // 4


def test_where_nothing_gets_further_the_search_ends_as_any_other() -> None:
    world = ScriptedWorld(b"c", judge, lambda _: iter([(change(0, 0, b"1"), 0.5)]))
    found = mended(world)
    assert (found.stopped_by, found.best) == ("exhausted", ())


def test_a_solution_that_lands_after_the_stage_has_ended_is_not_lost() -> None:
    def late(content: bytes) -> Iterator[tuple[Change, float]]:
        yield from list(offers(content))[: OTHERS[Stage.UNBUILT] + 10]
        if content == b"cy":
            yield change(0, 2, b"x"), 0.7

    world = ScriptedWorld(b"cy", judge, late, capacity=100, budget=WRONG)
    found = mended(world)
    assert found.best[0].score is not None
    assert found.best[0].score.reached
    assert len(found.best[0].state.changes) == 1
