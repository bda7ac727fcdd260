"""What every Session holds to; ``small_project.CASES`` lists whose."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from oppie.model.measurement import Benchmark, Measurement
from oppie.model.observation import InfrastructureFailure, Observation, Outcome
from oppie.model.rollout import FileState
from oppie.ports import Session
from tests.contracts.small_project import (
    ADD,
    BROKEN,
    CASES,
    ENDLESS,
    MENDED,
    QUICK,
    ZERO,
    Case,
    made,
    plan,
    rollout,
    workspace,
)


@pytest.fixture(scope="module", params=CASES)
def session(request: pytest.FixtureRequest) -> Iterator[Session]:
    case: Case = request.param
    opened = made(case).open(workspace(), plan(case.python), QUICK)
    assert opened.start().tests == (ADD, ZERO)
    yield opened
    opened.close()


def outcomes(session: Session, source: bytes | None) -> list[tuple[str, Outcome]]:
    seen = session.run(rollout(source))
    assert isinstance(seen, Observation)
    return [(result.test, result.outcome) for result in seen.results]


def test_a_candidate_that_mends_passes(session: Session) -> None:
    assert outcomes(session, MENDED) == [(ADD, Outcome.PASSED), (ZERO, Outcome.PASSED)]


def test_a_candidate_that_does_not_is_told_why(session: Session) -> None:
    seen = session.run(rollout(BROKEN))
    assert isinstance(seen, Observation)
    assert seen.results[0].outcome is Outcome.FAILED
    assert seen.results[0].failure is not None


def test_the_base_is_back_after_every_candidate(session: Session) -> None:
    assert outcomes(session, MENDED)[0] == (ADD, Outcome.PASSED)
    assert outcomes(session, None)[0] == (ADD, Outcome.FAILED)


def test_what_decides_ends_a_rollout(session: Session) -> None:
    seen = session.run(rollout(None))
    assert isinstance(seen, Observation)
    assert not seen.complete
    assert ZERO not in seen.by_test()


def test_a_test_that_does_not_end_timed_out(session: Session) -> None:
    assert outcomes(session, ENDLESS) == [(ADD, Outcome.TIMED_OUT)]
    assert outcomes(session, MENDED)[0] == (ADD, Outcome.PASSED)


def test_a_trace_names_the_lines_that_a_test_reached(session: Session) -> None:
    (trace,) = session.trace([ADD], QUICK)
    assert trace.test == ADD
    assert 2 in trace.lines["m.py"]


def test_a_probe_of_what_is_imported_finds_nothing_stale(session: Session) -> None:
    assert session.probe([FileState("m.py", BROKEN)]) == ()


@pytest.mark.parametrize("case", CASES)
def test_a_closed_session_runs_nothing(case: Case) -> None:
    session = made(case).open(workspace(), plan(case.python), QUICK)
    session.start()
    session.close()
    session.close()
    result = session.run(rollout(MENDED))
    assert isinstance(result, InfrastructureFailure)
    assert result.fatal


def test_a_benchmark_is_run_against_a_candidate(session: Session) -> None:
    told = session.measure(Benchmark("true"), [FileState("m.py", MENDED)], QUICK)
    assert isinstance(told, Measurement)
    assert told.code == 0
    assert outcomes(session, None)[0] == (ADD, Outcome.FAILED)
