"""What one run writes: counted once, kept apart by kind, cheap."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from oppie.errors import IntegrityError, MachineError
from oppie.model.observation import InfrastructureFailure, Tampering
from oppie.model.verdict import RolloutCounts
from oppie.store.journal import RunJournal
from oppie.store.runs import Runs
from tests.store.samples import FAILED, PASSED, key


class Clock:
    """Wall time that a test turns by hand."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[Runs]:
    opened = Runs(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def journal(runs: Runs, clock: Clock) -> Iterator[RunJournal]:
    made = runs.begin("{}", "0.1", clock)
    yield made
    made.close()


def test_each_kind_of_result_has_its_count(journal: RunJournal) -> None:
    journal.begun(key(1))
    journal.ended(key(1), PASSED)
    journal.begun(key(2))
    journal.ended(key(2), InfrastructureFailure("the engine is gone"))
    journal.begun(key(3))
    journal.ended(key(3), Tampering("it changes test_a.py"))
    journal.begun(key(4))
    assert journal.counts() == RolloutCounts(executed=1, infrastructure_failures=1, tampering=1)


def test_a_retried_rollout_counts_once_and_its_failure_too(journal: RunJournal) -> None:
    journal.begun(key(1))
    journal.ended(key(1), InfrastructureFailure("gone"))
    assert journal.known(key(1)) is None
    journal.begun(key(1))
    journal.ended(key(1), FAILED)
    assert journal.known(key(1)) == FAILED
    assert journal.counts() == RolloutCounts(executed=1, infrastructure_failures=1)


def test_sums_add_up(journal: RunJournal) -> None:
    journal.spend(overhead=2, judged=100)
    journal.spend(cached=3, overhead=1, cost_usd=0.25)
    assert journal.counts() == RolloutCounts(cached=3, overhead=3, judged=100)
    assert journal.cost_usd() == 0.25


def test_elapsed_time_is_written_with_each_rollout(
    runs: Runs, journal: RunJournal, clock: Clock
) -> None:
    seen = []
    for number, seconds in enumerate((1.0, 2.5, 7.0)):
        clock.seconds = seconds
        journal.begun(key(number))
        journal.ended(key(number), PASSED)
        seen.append(runs.find(journal.run).seconds)
    assert seen == [1.0, 2.5, 7.0]
    clock.seconds = 8.0
    journal.ended(key(9), InfrastructureFailure("gone"))
    assert runs.find(journal.run).seconds == 8.0
    clock.seconds = 9.0
    journal.spend()
    assert runs.find(journal.run).seconds == 9.0


def test_what_a_phase_found_is_kept(journal: RunJournal, runs: Runs, clock: Clock) -> None:
    assert journal.kept("baseline") is None
    clock.seconds = 3.0
    journal.keep("baseline", '{"a":1}')
    journal.keep("baseline", '{"a":2}')
    assert journal.kept("baseline") == '{"a":2}'
    assert runs.find(journal.run).seconds == 3.0


def test_a_damaged_observation_is_said(runs: Runs, journal: RunJournal) -> None:
    journal.begun(key(1))
    journal.ended(key(1), PASSED)
    runs._database.run("UPDATE rollouts SET observation = ?", b"\x78\x01nothing")
    with pytest.raises(IntegrityError, match="a stored Observation cannot be read"):
        journal.known(key(1))


def endless(journal: RunJournal) -> None:
    for number in range(10_000):
        journal.ended(key(number), replace(PASSED, route="r" * 400))


def test_a_full_disk_ends_the_run_and_keeps_what_was_written(
    runs: Runs, journal: RunJournal
) -> None:
    runs._database.run("PRAGMA max_page_count=30")
    with pytest.raises(MachineError, match="the disk is full"):
        endless(journal)
    written = journal.counts().executed
    assert 3 < written < 10_000
    assert journal.known(key(written - 1)) is not None
    assert journal.known(key(written)) is None


def test_writing_costs_microseconds(journal: RunJournal) -> None:
    took = []
    for number in range(300):
        began = time.perf_counter()
        journal.begun(key(number))
        journal.ended(key(number), PASSED)
        took.append(time.perf_counter() - began)
    assert statistics.median(took) < 1e-3  # 40 µs on a quiet machine
