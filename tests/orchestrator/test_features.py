"""The router's features, from baseline, targets and suspicions."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.model.observation import Observation, Outcome, Suspicion, TestResult
from oppie.orchestrator.features import Features, features, spread

BASELINE = Observation(
    (
        TestResult("tests/test_a.py::test_one", Outcome.FAILED, 0.5),
        TestResult("tests/test_a.py::test_two", Outcome.TIMED_OUT, 2.0),
        TestResult("tests/test_b.py", Outcome.ERROR, 0.0),
        TestResult("tests/test_c.py::test_fine", Outcome.PASSED, 0.25),
    )
)
TARGETS = ("tests/test_a.py::test_one", "tests/test_a.py::test_two", "tests/test_b.py")
SUSPICIONS = (Suspicion("a.py", 1, 0.5), Suspicion("a.py", 2, 0.5), Suspicion("b.py", 1, 0.5))


def test_features_of_a_task() -> None:
    found = features(BASELINE, TARGETS, SUSPICIONS)
    assert found.failing == 3
    assert found.failing_share == 0.75
    assert found.failing_files == 2
    assert found.timeouts == pytest.approx(1 / 3)
    assert found.collection_errors == pytest.approx(1 / 3)
    assert found.files == 2
    assert found.lines == 3
    assert found.spread == pytest.approx(1.0)
    assert found.test_seconds == 2.75


def test_nothing_known_is_no_mistake() -> None:
    found = features(Observation(()), (), ())
    assert found == Features(0, failing_files=0, files=0, lines=0)
    assert all(map(math.isfinite, found.vector()))


def test_spread_of_one_line_is_0_and_of_equals_1() -> None:
    assert spread([]) == spread([0.7]) == spread([0.7, 0.0]) == 0.0
    assert spread([0.3, 0.3, 0.3]) == pytest.approx(1.0)
    assert 0 < spread([0.9, 0.1]) < 1


@given(st.lists(st.floats(0.0, 1.0), max_size=50))
def test_spread_is_a_share(scores: list[float]) -> None:
    assert 0.0 <= spread(scores) <= 1.0


def test_the_vector_has_a_number_for_each_field() -> None:
    assert len(Features(1).vector()) == len(Features.__slots__)
