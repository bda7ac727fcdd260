"""The time of a run is written down while nothing else is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, active_count

import pytest

from oppie.store.heartbeat import Heartbeat
from oppie.store.place import journal_file
from oppie.store.runs import Runs
from tests.store.samples import VERDICT

LONG_S = 10.0


class Watched:
    """A clock that tells when it was looked at; each look is a second later."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.looked = Event()

    def __call__(self) -> float:
        self.seconds += 1.0
        self.looked.set()
        return self.seconds

    def looked_again(self, times: int = 2) -> None:
        """Wait until it was looked at so often; the look before the last was written."""
        for _ in range(times):
            self.looked.clear()
            assert self.looked.wait(LONG_S)


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[Runs]:
    opened = Runs(tmp_path)
    yield opened
    opened.close()


def test_the_time_goes_on_without_a_rollout(tmp_path: Path, runs: Runs) -> None:
    journal = runs.begin("{}", "0", lambda: 0.0)
    clock = Watched()
    heartbeat = Heartbeat(journal_file(tmp_path), 1, clock, every_s=0.001)
    clock.looked_again(3)
    seen = runs.find(journal.run).seconds
    heartbeat.stop()
    assert 1.0 <= seen <= clock.seconds
    journal.close()


def test_it_never_goes_back(tmp_path: Path, runs: Runs) -> None:
    journal = runs.begin("{}", "0", lambda: 500_000.0)
    clock = Watched()
    heartbeat = Heartbeat(journal_file(tmp_path), 1, clock, every_s=0.001)
    clock.looked_again(3)
    heartbeat.stop()
    assert runs.find(journal.run).seconds == 500_000.0
    journal.close()


def test_a_finished_run_keeps_its_time(tmp_path: Path, runs: Runs) -> None:
    journal = runs.begin("{}", "0", lambda: 0.5)
    journal.finish(VERDICT)
    clock = Watched()
    heartbeat = Heartbeat(journal_file(tmp_path), 1, clock, every_s=0.001)
    clock.looked_again(3)
    heartbeat.stop()
    assert runs.find(journal.run).seconds == 0.5
    journal.close()


def test_what_cannot_be_written_is_missed(tmp_path: Path) -> None:
    clock = Watched()
    (tmp_path / "folder").mkdir()
    heartbeat = Heartbeat(tmp_path / "folder", 1, clock, every_s=0.001)
    heartbeat.stop()
    assert clock.seconds == 0.0


def test_it_ends_at_once_and_with_its_journal(runs: Runs) -> None:
    before = active_count()
    journal = runs.begin("{}", "0", lambda: 0.0)
    assert active_count() == before + 1
    began = time.monotonic()
    journal.close()
    journal.close()
    assert time.monotonic() - began < 1.0
    assert active_count() == before
