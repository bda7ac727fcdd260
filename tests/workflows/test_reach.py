"""How many tests reach what a patch changes."""

from __future__ import annotations

import pytest

from oppie.model.change import Edit
from oppie.model.observation import Outcome, TestTrace
from oppie.model.rollout import FileState
from oppie.model.verdict import Holds
from oppie.workflows.reach import Spared, reach

TEXT = b"one\ntwo\nthree\nfour\nfive\n"


def trace(test: str, *lines: int, outcome: Outcome = Outcome.PASSED) -> TestTrace:
    return TestTrace(test, outcome, {"a.py": lines})


TRACES = (
    trace("bad", 1, 2, 4, outcome=Outcome.FAILED),
    trace("good", 1, 2),
    trace("other", 1),
    trace("elsewhere"),
)


def told(start: int, end: int) -> tuple[Holds, str]:
    found = reach(TRACES, [Edit("a.py", start, end, b"new\n")], lambda _: TEXT)
    return found.verdict, found.detail


@pytest.mark.parametrize(
    ("line", "start", "end", "count", "holds"),
    [
        ("the first", 0, 4, 3, Holds.PASS),
        ("the second", 4, 8, 2, Holds.INCONCLUSIVE),
        ("the third, which is in the midst of a statement", 8, 14, 2, Holds.INCONCLUSIVE),
        ("the fourth", 14, 19, 1, Holds.INCONCLUSIVE),
        ("an insertion below the second", 8, 8, 2, Holds.INCONCLUSIVE),
        ("an insertion at the end", 24, 24, 1, Holds.INCONCLUSIVE),
    ],
)
def test_tests_that_reach(line: str, start: int, end: int, count: int, holds: Holds) -> None:
    verdict, detail = told(start, end)
    assert detail.startswith(f"{count} of 4 tests"), line
    assert verdict is holds


def test_one_test_is_weak_and_how_it_ended_before_is_told() -> None:
    assert told(14, 19)[1] == "1 of 4 tests, 0 of which passed before; weak: one test decides"


def test_a_file_that_no_test_reaches() -> None:
    found = reach(TRACES, [Edit("b.py", 0, 4, b"")], lambda _: TEXT)
    assert "none says anything" in found.detail


def test_without_traces_nothing_is_known() -> None:
    assert "not known" in reach((), [Edit("a.py", 0, 4, b"")], lambda _: TEXT).detail


def test_a_patch_at_two_places_counts_a_test_once() -> None:
    edits = [Edit("a.py", 0, 4, b""), Edit("a.py", 4, 8, b"")]
    assert reach(TRACES, edits, lambda _: TEXT).detail.startswith("3 of 4")


def spared(path: str, content: bytes | None) -> frozenset[str]:
    def read(path: str) -> bytes:
        return {"a.py": TEXT}[path]

    return Spared(TRACES, read)([FileState(path, content)])


def test_tests_that_reach_no_changed_line_are_spared() -> None:
    assert spared("a.py", TEXT.replace(b"two", b"2")) == {"other", "elsewhere"}
    assert spared("a.py", TEXT.replace(b"one", b"1")) == {"elsewhere"}


def test_an_insertion_concerns_the_tests_around_it() -> None:
    assert spared("a.py", TEXT.replace(b"two\n", b"two\nnew\n")) == {"other", "elsewhere"}


def test_no_test_is_spared_where_it_is_not_known_which_ones_a_line_concerns() -> None:
    assert spared("a.py", TEXT.replace(b"three", b"3")) == frozenset()
    assert spared("a.py", TEXT.replace(b"two", b"2").replace(b"five", b"5")) == frozenset()
    assert spared("a.py", None) == frozenset()
    assert spared("b.py", b"new") == frozenset()


def test_what_one_test_runs_may_be_run_once_for_all() -> None:
    assert spared("a.py", TEXT.replace(b"four", b"4")) == frozenset()
