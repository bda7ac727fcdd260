"""Until when a process of node is waited for."""

from __future__ import annotations

import math
import os
from types import SimpleNamespace
from typing import cast

import pytest

from oppie.inside.attempt import Link
from oppie.inside.messages import Job, Limits
from oppie.inside.programs import Scheduled
from oppie.inside.suites.node import watching
from oppie.inside.suites.node.process import Process
from oppie.inside.suites.node.watching import MOST_WAITED, Watch


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """Seconds that other programs have run where the process would have."""
    told = {"seconds": 5.0}
    monkeypatch.setattr(watching, "scheduled", lambda _pid: Scheduled(0.0, told["seconds"]))
    return told


def begun(until: float = math.inf) -> Watch:
    """A test that has begun, and may take a second."""
    process = cast("Process", SimpleNamespace(pid=os.getpid()))
    watch = Watch(process, cast("Link", None), Job(0, limits=Limits(test_s=1.0)), until)
    watch._hear({"event": "begin", "test": "t"}, lambda _message: None)
    watch._since -= 3.0  # its own time is up
    return watch


def test_what_other_programs_take_is_not_the_tests_own_time(waited: dict[str, float]) -> None:
    watch = begun()
    before = watch._deadline()
    waited["seconds"] += 2.0
    assert watch._deadline() == before + 2.0


def test_it_is_added_within_reason(waited: dict[str, float]) -> None:
    watch = begun()
    before = watch._deadline()
    waited["seconds"] += 1000.0
    assert watch._deadline() == before + MOST_WAITED


def test_a_test_that_had_no_time_of_its_own_is_cut_off_and_not_late(
    waited: dict[str, float],
) -> None:
    watch = begun(until=0.0)
    waited["seconds"] += 10.0
    watch._late()
    assert watch._ended is not None
    assert watch._ended.broken is None
