"""Which of many failing tests are looked at first."""

from __future__ import annotations

from collections.abc import Sequence

from oppie.model.observation import (
    Failure,
    Frame,
    Observation,
    Outcome,
    Suspicion,
    TestResult,
    TestTrace,
)
from oppie.model.rollout import Limits
from oppie.workflows.baseline import Baseline
from oppie.workflows.glance import FEWEST, Glance

MANY = 3 * FEWEST
SUSPECTED = [Suspicion("a.py", line, 0.5) for line in range(MANY)]


def failed(test: str, line: int = -1, kind: str = "AssertionError") -> TestResult:
    failure = Failure(kind, "no", (Frame("t.py", hash(test), test), Frame("a.py", line, "f")))
    return TestResult(test, Outcome.FAILED, 0.01, failure)


def baseline(results: Sequence[TestResult], lines: Sequence[tuple[int, ...]]) -> Baseline:
    names = tuple(result.test for result in results)
    traces = tuple(
        TestTrace(name, Outcome.FAILED, {"a.py": each, "t.py": (at,)})
        for at, (name, each) in enumerate(zip(names, lines, strict=False))
    )
    return Baseline(Observation(tuple(results)), names, (), (), traces, Limits(), 2)


def test_each_line_is_reached_by_the_test_with_the_fewest() -> None:
    results = [failed(f"t{n}") for n in range(MANY)]
    before = baseline(results, [(1, 2, 3), (1, 2), (3,), *[(1, 2, 3, 4)] * (MANY - 3)])
    assert Glance(before, SUSPECTED)(before.observation) == ("t2", "t1", "t10")


def test_each_way_to_fail_is_seen() -> None:
    results = [failed(f"t{n}") for n in range(MANY - 2)]
    results += [failed("other", line=7), failed("raises", kind="KeyError")]
    before = baseline(results, [(1,)] * MANY)
    assert Glance(before, SUSPECTED)(before.observation) == ("other", "raises", "t0")


def test_of_what_was_repaired_in_part_only_what_fails_is_looked_at() -> None:
    results = [failed(f"t{n}") for n in range(MANY)]
    before = baseline(results, [(1,), *[(2,)] * (MANY - 1)])
    part = Observation((TestResult("t0", Outcome.PASSED), *results[1:]))
    assert Glance(before, SUSPECTED)(part) == ("t1",)


def test_few_tests_are_run_at_once() -> None:
    results = [failed(f"t{n}") for n in range(FEWEST - 1)]
    before = baseline(results, [(1,)] * FEWEST)
    assert Glance(before, SUSPECTED)(before.observation) == ()


def test_what_is_not_known_or_saves_nothing_is_run_at_once() -> None:
    results = [failed(f"t{n}") for n in range(MANY)]
    unknown, apart = baseline(results, []), baseline(results, [(n,) for n in range(MANY)])
    assert Glance(unknown, SUSPECTED)(unknown.observation) == ()
    assert Glance(apart, SUSPECTED)(apart.observation) == ()


def test_where_something_is_not_built_all_are_run() -> None:
    broken = TestResult("t", Outcome.ERROR, failure=Failure("SyntaxError", "no"))
    results = [broken, *[failed(f"t{n}") for n in range(MANY)]]
    before = baseline(results, [(1,)] * (MANY + 1))
    assert Glance(before, SUSPECTED)(before.observation) == ()


def test_the_most_suspicious_line_is_told_of_first_by_the_test_with_the_fewest() -> None:
    results = [failed(f"t{n}") for n in range(4)]
    before = baseline(results, [(1, 2, 3), (1,), (2, 3), (4,)])
    suspected = [Suspicion("a.py", line, 1 / (1 + at)) for at, line in enumerate((3, 1, 2, 4))]
    assert Glance(before, suspected).telling() == ("t2", "t1", "t3", "t0")


def test_without_suspicions_all_tell_as_much() -> None:
    results = [failed(f"t{n}") for n in range(4)]
    assert Glance(baseline(results, []), ()).telling() == ("t0", "t1", "t2", "t3")
