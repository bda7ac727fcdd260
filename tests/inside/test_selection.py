from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.inside.drivers import Collected
from oppie.inside.messages import ERROR, Job, Result
from oppie.inside.selection import Step, covers, known_only, runs_with, steps

A, B, C = "t/test_a.py::test_1", "t/test_a.py::test_2", "u/test_b.py::test_1"
BROKEN = Result("t/test_c.py", ERROR)
ALL = Collected((A, B, C))


def order(job: Job, collected: Collected = ALL) -> list[tuple[str, bool]]:
    return [(step.test, step.target) for step in steps(job, collected)]


def test_nothing_named_is_everything() -> None:
    assert order(Job(1)) == [(A, False), (B, False), (C, False)]


def test_targets_come_first_and_in_their_order() -> None:
    assert order(Job(1, targets=(C, A), others=(A, B))) == [(C, True), (A, True), (B, False)]


def test_a_file_is_all_of_its_tests() -> None:
    assert order(Job(1, targets=("t/test_a.py",))) == [(A, True), (B, True)]
    assert order(Job(1, targets=("t/conftest.py",))) == [(A, True), (B, True)]
    assert order(Job(1, targets=("conftest.py",))) == [(A, True), (B, True), (C, True)]


def test_what_has_run_is_skipped() -> None:
    assert order(Job(1, targets=(A, B), skip=(A,))) == [(B, True)]
    assert order(Job(1, skip=(A, B))) == [(C, False)]


def test_a_broken_file_stands_for_its_tests_once() -> None:
    job = Job(1, targets=("t/test_c.py::test_1", "t/test_c.py::test_2"), others=(A,))
    found = steps(job, Collected((A,), (BROKEN,)))
    assert found == [Step("t/test_c.py", target=True, known=(BROKEN,)), Step(A, target=False)]


def test_a_missing_test_is_an_error_and_a_missing_file_is_nothing() -> None:
    found = steps(Job(1, targets=("t/test_a.py::gone", "t/none.py")), ALL)
    assert [(step.test, step.known[0].outcome) for step in found] == [("t/test_a.py::gone", ERROR)]


@given(st.permutations([A, B, C]), st.integers(0, 3), st.sets(st.sampled_from([A, B, C])))
def test_each_test_runs_once(names: list[str], cut: int, skip: set[str]) -> None:
    job = Job(1, targets=tuple(names[:cut]), others=tuple(names), skip=tuple(skip))
    assert [test for test, _ in order(job)] == [name for name in names if name not in skip]


@pytest.mark.parametrize(
    ("path", "name", "covered"),
    [
        ("t/test_a.py", A, True),
        ("t/test_a.py", C, False),
        ("t/test_a.py", "t/test_a.py", True),
        ("t/test_a.py", "t.test_a.T.test", True),
        ("t/test_a.py", "test_a.T.test", True),
        ("t/test_a.py", "test_ab.T.test", False),
        ("t/__init__.py", "t.test_a.T.test", True),
        ("t/__init__.py", "tt.test_a.T.test", False),
        (A, A, True),
        (A, B, False),
    ],
)
def test_what_a_path_covers(path: str, name: str, covered: bool) -> None:  # noqa: FBT001 - a table
    assert covers(path, name) == covered


def test_runs_with_what_was_collected() -> None:
    assert runs_with(Job(1), ALL)
    assert runs_with(Job(1, targets=(A,)), ALL)
    assert not runs_with(Job(1, targets=("t/test_a.py",)), ALL)
    assert not runs_with(Job(1), Collected((A,), (BROKEN,)))
    assert runs_with(Job(1, targets=(A,)), Collected((A,), (BROKEN,)))


def test_known_only() -> None:
    assert known_only(Job(1), ALL) == Job(1)
    assert known_only(Job(1, targets=(A, "x"), others=("y",)), ALL) == Job(1, targets=(A,))
    assert known_only(Job(1, targets=("x",)), ALL) is None
    broken = Collected((), (BROKEN,))
    inside = Job(1, targets=("t/test_c.py::test_1",))
    assert known_only(inside, broken) == inside
