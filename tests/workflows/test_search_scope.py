"""Where the search looks: suspicious files, tests near them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from oppie.integrations.python import PythonIntegration
from oppie.model.observation import (
    Failure,
    Frame,
    Observation,
    Outcome,
    Suspicion,
    TestResult,
    TestTrace,
)
from oppie.model.project import Detection, TestCommand
from oppie.model.rollout import Limits, Plan
from oppie.workflows.baseline import Baseline
from oppie.workflows.search import Reaching, Suspecting, hung, scope

FILES = ("a.py", "b.py", "c.py", "tests/test_a.py")


class Simple:
    """An integration: tests lie in tests/, a line is as suspicious as it is often reached."""

    name = "simple"

    def detect(self, _root: Path, _files: Sequence[str]) -> Detection | None:
        return None

    def plan(self, _root: Path, _files: Sequence[str], _test: TestCommand) -> Plan:
        return Plan("pytest", "pytest", "python3")

    def may_change(self, path: str) -> bool:
        return not self.is_test(path)

    def is_test(self, path: str) -> bool:
        return path.startswith("tests/")

    def localise(
        self,
        traces: Sequence[TestTrace],
        _failures: Sequence[Failure] = (),
        read: Callable[[str], bytes] | None = None,
    ) -> tuple[Suspicion, ...]:
        if read is not None:
            assert {read(path) for trace in traces for path in trace.lines} == {b""}
        return tuple(
            Suspicion(path, line, 1.0)
            for trace in traces
            if trace.outcome.bad
            for path, lines in trace.lines.items()
            for line in lines
            if self.may_change(path)
        )


def baseline(traces: tuple[TestTrace, ...] = (), failure: Failure | None = None) -> Baseline:
    results = (
        TestResult("tests/test_a.py::bad", Outcome.FAILED, 0.1, failure),
        TestResult("tests/test_a.py::near", Outcome.PASSED, 0.1),
        TestResult("tests/test_a.py::far", Outcome.PASSED, 0.2),
        TestResult("tests/test_a.py::slow", Outcome.PASSED, 60.0),
    )
    targets = ("tests/test_a.py::bad",)
    others = tuple(r.test for r in results[1:])
    return Baseline(Observation(results), targets, others, (), traces, Limits(), 2)


TRACES = (
    TestTrace("tests/test_a.py::bad", Outcome.FAILED, {"b.py": (3,), "tests/test_a.py": (1,)}),
    TestTrace("tests/test_a.py::near", Outcome.PASSED, {"b.py": (1,)}),
    TestTrace("tests/test_a.py::far", Outcome.PASSED, {"c.py": (1,)}),
)


def test_the_search_looks_where_failing_tests_have_been() -> None:
    found = scope(baseline(TRACES), FILES, Simple())
    assert found.sources == ("b.py",)
    assert found.suspicions == (Suspicion("b.py", 3, 1.0),)
    assert found.context == ("tests/test_a.py",)


def test_a_line_that_no_failing_test_reached_is_unlikely_but_not_ruled_out() -> None:
    found = scope(baseline(TRACES), FILES, Simple())
    assert found.likely("b.py", 3) == 1.0
    assert 0.0 < found.likely("b.py", 99) < 0.1


def test_where_nothing_is_suspected_all_lines_are_alike() -> None:
    assert scope(baseline(), FILES, Simple()).likely("b.py", 99) == 1.0


def test_what_tests_reach_beside_the_snapshot_is_not_looked_at() -> None:
    ignored = {"b.py": (3,), "pkg/built.py": (1,)}
    traces = (TestTrace("tests/test_a.py::bad", Outcome.FAILED, ignored),)
    frames = (Frame("pkg/built.py", 1, "f"), Frame("c.py", 2, "g"))
    found = scope(baseline(traces, Failure("E", "", frames)), FILES, Simple())
    assert {s.path for s in found.suspicions} == {"b.py"}
    assert found.sources == ("b.py", "c.py")


def test_the_integration_can_read_what_was_traced() -> None:
    assert scope(baseline(TRACES), FILES, Simple(), lambda _path: b"").sources == ("b.py",)


def test_only_near_and_affordable_tests_are_run_again_with_each_candidate() -> None:
    found = scope(baseline(TRACES), FILES, Simple())
    assert found.others == ("tests/test_a.py::near",)


def test_what_is_fixed_is_suspected_no_more() -> None:
    traces = (
        TestTrace("t::x", Outcome.FAILED, {"b.py": (3,)}),
        TestTrace("t::y", Outcome.FAILED, {"c.py": (9,)}),
    )
    failing = tuple(TestResult(t.test, Outcome.FAILED) for t in traces)
    before = Baseline(Observation(failing), ("t::x", "t::y"), (), (), traces, Limits(), 2)
    suspecting = Suspecting(before, Simple(), scope(before, FILES, Simple()))
    assert {s.path for s in suspecting(Observation(failing))} == {"b.py", "c.py"}
    half = Observation((TestResult("t::x", Outcome.PASSED), failing[1]))
    assert {s.path for s in suspecting(half)} == {"c.py"}


def test_a_build_that_was_mended_leaves_no_line_more_suspicious_than_others() -> None:
    failure = Failure("BuildError", "undefined: x", (Frame("b.py", 3, ""),))
    broken = TestResult("t::x", Outcome.ERROR, failure=failure)
    before = Baseline(Observation((broken,)), ("t::x",), (), (), (), Limits(), 2)
    suspecting = Suspecting(before, PythonIntegration(), scope(before, FILES, PythonIntegration()))
    assert suspecting(Observation((broken,)))[0] == Suspicion("b.py", 3, 0.9)
    assert suspecting(Observation((TestResult("t::x", Outcome.FAILED),))) == ()


def test_which_targets_run_through_a_line() -> None:
    reach = Reaching(baseline(TRACES))
    assert reach("b.py", 3) == {"tests/test_a.py::bad"}
    assert reach("b.py", 1) == set()  # of a test that passes
    assert Reaching(baseline())("b.py", 3) == set()  # not traced


def test_without_traces_tracebacks_and_then_all_files_are_looked_at() -> None:
    failure = Failure("SyntaxError", "", (Frame("tests/test_a.py", 1, "m"), Frame("c.py", 2, "m")))
    found = scope(baseline(failure=failure), FILES, Simple())
    assert found.sources == ("c.py", "a.py", "b.py")
    assert "tests/test_a.py::far" in found.others


def test_tests_that_do_not_name_their_file_give_all_test_files_as_context() -> None:
    results = (TestResult("pkg.test_a.T.test_x", Outcome.TIMED_OUT),)
    dotted = Baseline(Observation(results), ("pkg.test_a.T.test_x",), (), (), (), Limits(), 2)
    assert scope(dotted, FILES, Simple()).context == ("tests/test_a.py",)
    assert hung(dotted) == 1
