"""Whole searches over scripted doubles."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from oppie.mcts.knowledge import Knowledge, begin
from oppie.mcts.letters import letters
from oppie.mcts.scripted import ScriptedWorld, change
from oppie.mcts.search import TreeSearch, search
from oppie.mcts.tree import ROOT
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

GOLDEN = Path(__file__).parents[1] / "data" / "mcts" / "tree.txt"


class Silent:
    def on(self, event: Event) -> None:
        """Hear nothing."""


def searched(world: ScriptedWorld, settings: SearchSettings | None = None, seed: int = 0) -> Found:
    engine = TreeSearch(settings or SearchSettings(), Random(seed), Silent())
    return engine.search(world.root(), world.propose, world)


def grown(world: ScriptedWorld, settings: SearchSettings | None = None) -> Knowledge:
    random = Random(0)
    known = begin(world.root(), world.propose, settings or SearchSettings(), random, Silent())
    search(known, world)
    return known


def drawn(known: Knowledge, node: int = ROOT) -> list[str]:
    """The tree as text: one line per node, children below their first parent."""
    tree = known.tree
    change_ = tree.changes[node]
    label = change_.summary if change_ else "base"
    numbers = f"{tree.visits[node]} visits, {tree.totals[node]:.3f}, own {tree.values[node]:.3f}"
    lines = [f"{'  ' * tree.depths[node]}{node} {label}: {numbers}"]
    for child in tree.children(node):
        lines.extend(drawn(known, child))
    return lines


def test_a_whole_search_equals_the_golden_tree() -> None:
    known = grown(letters(b"zbzdyf", b"abcdef", budget=160))
    assert "\n".join(drawn(known)) + "\n" == GOLDEN.read_text(encoding="utf-8")


def test_three_faults_are_repaired_together() -> None:
    world = letters(b"aXcXeX", b"abcdef", budget=600)
    found = searched(world)
    best = found.best[0]
    assert best.score is not None
    assert best.score.reached
    assert world.contents[best.state.snapshot] == b"abcdef"
    assert len(best.state.changes) == 3


def test_a_pair_is_tried_soon_after_its_parts_are_known() -> None:
    world = letters(b"aXcX", b"abcd", budget=600)
    searched(world)
    known = max(world.executed.index(b"aXcd"), world.executed.index(b"abcX"))
    assert world.executed.index(b"abcd") - known <= 10


def test_breadth_is_not_starved_when_nothing_shows_progress() -> None:
    """The only fix is the last of 2,000 candidates; nothing else changes anything."""

    def judge(content: bytes) -> tuple[RolloutResult, Score | None]:
        if content.endswith(b"!"):
            return Observation((TestResult("t", Outcome.PASSED),)), Score(1.0, reached=True)
        failure = Failure("AssertionError", "assert 1 == 2")
        return Observation((TestResult("t", Outcome.FAILED, 0.0, failure),)), Score(0.0)

    def offers(content: bytes) -> Iterator[tuple[Change, float]]:
        for at in range(1999):
            yield change(0, 0, b"%d" % at, f"op{at % 7}", at // 20), 1.0 / (1 + at)
        yield change(len(content), len(content), b"!", "op", 100), 0.0001

    world = ScriptedWorld(b"x", judge, offers, budget=2000)
    assert searched(world).best[0].score == Score(1.0, reached=True)


def test_a_contender_with_noise_costs_breadth_at_most_half() -> None:
    """One candidate comes closer but leads nowhere; the fix is the 500th on the base."""

    def judge(content: bytes) -> tuple[RolloutResult, Score | None]:
        if content == b"x!":
            return Observation((TestResult("t", Outcome.PASSED),)), Score(1.0, reached=True)
        failure = Failure("AssertionError", "closer" if b"?" in content else "far")
        result = TestResult("t", Outcome.FAILED, 0.0, failure)
        return Observation((result,)), Score(0.2 if b"?" in content else 0.0)

    def offers(content: bytes) -> Iterator[tuple[Change, float]]:
        yield change(0, 0, b"?", "ask", 0), 1.0
        for at in range(500):
            yield change(0, 0, b"%d" % at, f"op{at % 7}", at), 1.0 / (1 + at)
        yield change(len(content), len(content), b"!", "op", 100), 0.0001

    world = ScriptedWorld(b"x", judge, offers, budget=1100)
    assert searched(world).best[0].score == Score(1.0, reached=True)


def test_the_seed_decides_and_nothing_else() -> None:
    def order(seed: int) -> list[bytes]:
        world = letters(b"aXcXeX", b"abcdef", budget=300)
        searched(world, seed=seed)
        return world.executed

    assert order(1) == order(1)


def test_the_depth_limit_holds() -> None:
    world = letters(b"XXXX", b"abcd", budget=800)
    known = grown(world, SearchSettings(depth=2))
    assert max(known.tree.depths) == 2
    assert not known.podium.solved()


def test_nothing_is_run_twice() -> None:
    world = letters(b"aXcXeX", b"abcdef", budget=500)
    searched(world)
    assert len(world.executed) == len(set(world.executed))


def test_a_small_space_is_searched_to_its_end() -> None:
    def offers(content: bytes) -> Iterator[tuple[Change, float]]:
        for at in range(len(content)):
            if content[at] != ord("y"):
                yield change(at, at + 1, b"y", "letter", at), 0.5

    scripted = letters(b"abc", b"xbc")
    world = ScriptedWorld(b"abc", scripted.judge, offers, budget=100)
    found = searched(world)
    assert found.stopped_by == "exhausted"
    assert set(world.executed) == {b"ybc", b"ayc", b"aby", b"yyc", b"yby", b"ayy", b"yyy"}


def test_an_empty_space_is_exhausted() -> None:
    world = ScriptedWorld(b"ab", letters(b"ab", b"xb").judge, lambda _content: ())
    found = searched(world)
    assert found == Found((), "exhausted", 0, 1)


@pytest.mark.parametrize("capacity", [2, 5])
def test_several_in_flight_find_the_same(capacity: int) -> None:
    world = letters(b"aXcXeX", b"abcdef", budget=800, capacity=capacity)
    found = searched(world)
    assert world.contents[found.best[0].state.snapshot] == b"abcdef"


def test_nothing_stays_in_flight() -> None:
    def offers(_content: bytes) -> Iterator[tuple[Change, float]]:
        return iter([(change(0, 1, b"y", "letter", 0), 0.5), (change(0, 1, b"z"), 0.4)])

    world = ScriptedWorld(b"ab", letters(b"ab", b"xb").judge, offers, capacity=3)
    known = grown(world)
    assert set(known.tree.flying) == {0}


def test_failures_of_the_machinery_leave_no_visit() -> None:
    def judge(content: bytes) -> tuple[RolloutResult, Score | None]:
        if content == b"aX":
            return letters(b"aX", b"ab").judge(content)
        return InfrastructureFailure("gone"), None

    world = ScriptedWorld(b"aX", judge, letters(b"aX", b"ab").offers, budget=30)
    known = grown(world)
    assert len(known.tree) == 1
    assert known.tree.visits[ROOT] == 1
    assert set(known.tree.flying) == {0}


def test_visits_of_a_node_are_its_own_and_its_childrens() -> None:
    known = grown(letters(b"aXcXeX", b"abcdef", budget=300))
    tree = known.tree
    for node in range(len(tree)):
        below = sum(tree.visits[child] for child in tree.children(node))
        assert tree.visits[node] <= 1 + below or tree.parents[node] >= 0
    assert tree.visits[ROOT] >= 300
    assert all(0.0 <= tree.totals[n] <= tree.visits[n] for n in range(len(tree)))


def test_a_repair_by_chance_does_not_hold_the_search_for_long() -> None:
    """It makes one of two tests pass, for good as it seems; the fix is another text there."""

    def judge(content: bytes) -> tuple[RolloutResult, Score | None]:
        if b"fix" in content:
            return observed(one=True, two=True), Score(1.0, reached=True, fixed=2)
        lucky = b"luck" in content
        return observed(one=lucky, two=False), Score(0.5 * lucky, reached=False, fixed=int(lucky))

    def offers(content: bytes) -> Iterator[tuple[Change, float]]:
        for at in range(3000):
            text = {3: b"luck;", 300: b"fix;"}.get(at, b"%d;" % at)
            if at != 300 or b"luck" not in content:
                line = 1 if at in (3, 300) else 10 + at % 50
                yield change(0, 0, text, f"op{at % 20}", line), 1 / (1 + at)

    def reach(_path: str, line: int) -> frozenset[str]:
        return frozenset({"one"} if line == 1 else {"one", "two"})

    world = ScriptedWorld(b"", judge, offers, budget=400)
    engine = TreeSearch(SearchSettings(), Random(0), Silent())
    found = engine.search(replace(world.root(), reach=reach), world.propose, world)
    assert found.best[0].score is not None
    assert found.best[0].score.reached


def observed(*, one: bool, two: bool) -> Observation:
    told = {"one": one, "two": two}
    failure = Failure("AssertionError", "wrong")
    return Observation(
        tuple(
            TestResult(test, Outcome.PASSED)
            if passed
            else TestResult(test, Outcome.FAILED, 0.0, failure)
            for test, passed in told.items()
        )
    )
