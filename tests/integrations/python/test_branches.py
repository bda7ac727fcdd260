"""Conditions are suspected for the ways that failing tests took."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.integrations.python.branches import SHARE, Fork, Read, Ways, forks
from oppie.integrations.spectrum import suspicions
from oppie.model.observation import Outcome, Suspicion, TestTrace

SOURCE = b"""\
def sign(x):
    if x > 0:
        return 1
    while x:
        x += 1
    return -1
"""


def trace(outcome: Outcome, *lines: int) -> TestTrace:
    return TestTrace("t", outcome, {"a.py": lines})


def everything(_path: str) -> bool:
    return True


def localised(traces: list[TestTrace], read: Read) -> tuple[Suspicion, ...]:
    ways = Ways.of(traces, everything, read)
    return ways.lifted(suspicions(ways.added(traces), everything))


def lifted(traces: list[TestTrace], source: bytes = SOURCE) -> dict[int, float]:
    return {each.line: each.score for each in localised(traces, lambda _path: source)}


def test_a_way_that_failing_tests_alone_took_makes_its_condition_suspicious() -> None:
    traces = [trace(Outcome.FAILED, 2, 3), *[trace(Outcome.PASSED, 2, 4, 6)] * 8]
    scores = lifted(traces)
    assert scores[3] == 1.0
    assert scores[2] == SHARE
    assert 1 / sqrt(9) < SHARE


def test_a_way_past_the_body_counts_as_well() -> None:
    traces = [trace(Outcome.FAILED, 2, 4, 6), *[trace(Outcome.PASSED, 2, 3)] * 8]
    assert lifted(traces)[2] == SHARE


def test_a_condition_that_all_took_alike_keeps_its_score() -> None:
    traces = [trace(Outcome.FAILED, 2, 3), *[trace(Outcome.PASSED, 2, 3)] * 3]
    assert lifted(traces) == {2: 0.5, 3: 0.5}


def test_the_lines_are_the_same_and_in_the_order_of_their_scores() -> None:
    traces = [trace(Outcome.FAILED, 2, 3), trace(Outcome.PASSED, 2, 4, 5, 6)]
    after = localised(traces, lambda _path: SOURCE)
    assert {s.line for s in suspicions(traces, everything)} == {s.line for s in after}
    assert [s.score for s in after] == sorted((s.score for s in after), reverse=True)


def test_a_way_of_several_conditions_is_that_of_each() -> None:
    ways = Ways.of([trace(Outcome.FAILED, 2)], everything, lambda _path: SOURCE)
    (added,) = ways.added([trace(Outcome.FAILED, 2, 4, 5)])
    assert added.lines["a.py"][:3] == (2, 4, 5)
    assert len({line for line in added.lines["a.py"] if line < 0}) == 2


def test_files_that_cannot_be_read_or_parsed_stay_as_they_are() -> None:
    traces = [trace(Outcome.FAILED, 2, 3), *[trace(Outcome.PASSED, 2)] * 3]
    plain = suspicions(traces, everything)

    def gone(path: str) -> bytes:
        raise KeyError(path)

    assert localised(traces, gone) == plain
    assert localised(traces, lambda _path: b"def (") == plain
    assert localised(traces, lambda _path: b"\x00") == plain
    assert localised([], gone) == ()


def test_files_that_may_not_change_are_not_read() -> None:
    def read(path: str) -> bytes:
        raise AssertionError(path)

    traces = [trace(Outcome.FAILED, 2, 3)]
    assert Ways.of(traces, lambda _path: False, read).added(traces) == traces


FORKS = {
    b"if a:\n    b\nelse:\n    c\n": [Fork(range(1, 2), range(2, 3))],
    b"if (a and\n        b):\n    c(\n      d)\n": [Fork(range(1, 3), range(3, 5))],
    b"while a:\n    'text'\n    b\n": [Fork(range(1, 2), range(3, 4))],
    b"def f():\n    for x in y:\n        global z\n        z = 1\n": [
        Fork(range(2, 3), range(4, 5))
    ],
    b"async def f():\n    async for x in y:\n        pass\n": [Fork(range(2, 3), range(3, 4))],
    b"if a:\n    @b\n    def c(): ...\n": [Fork(range(1, 2), range(2, 4))],
    b"if a:\n    'only text'\n": [Fork(range(1, 2), range(2, 3))],
    b"x = 1 if y else 2\n": [],
    b"x = '\\d'\n": [],
    b"x = (\n": [],
}


@pytest.mark.parametrize("source", FORKS)
def test_where_ways_part(source: bytes) -> None:
    assert list(forks(source)) == FORKS[source]


def test_the_inner_condition_of_a_chain_is_its_own() -> None:
    found = {fork.condition.start for fork in forks(b"if a:\n    b\nelif c:\n    d\n")}
    assert found == {1, 3}


LINES = st.lists(st.integers(1, 6), unique=True).map(lambda lines: tuple(sorted(lines)))
TRACES = st.lists(st.builds(trace, st.sampled_from(Outcome), st.just(2)) | st.builds(
    lambda outcome, lines: trace(outcome, *lines), st.sampled_from(Outcome), LINES
), max_size=8)  # fmt: skip


@given(TRACES)
def test_scores_stay_scores(traces: list[TestTrace]) -> None:
    before = suspicions(traces, everything)
    after = localised(traces, lambda _path: SOURCE)
    assert {(s.path, s.line) for s in after} == {(s.path, s.line) for s in before}
    assert all(0 < s.score <= 1 for s in after)
    assert all(isinstance(s, Suspicion) for s in after)
