"""Calls without end are told by the processor's time, call by call."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import NoReturn

import pytest

from oppie.inside.failures import Places
from oppie.inside.pulse import Pulse

LIMIT = 0.02


class LateError(Exception):
    pass


def late(seconds: float, frame: FrameType | None) -> NoReturn:
    raise LateError(seconds, frame.f_code.co_name if frame else "")


@pytest.fixture
def pulse() -> Iterator[Pulse]:
    before = signal.getsignal(signal.SIGVTALRM)
    made = Pulse(Places(str(Path(__file__).parent)), late)
    yield made
    made.stop()
    signal.signal(signal.SIGVTALRM, before)


def busy(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_one_call_without_end_is_late(pulse: Pulse) -> None:
    pulse.start(LIMIT)
    with pytest.raises(LateError) as raised:
        busy(60)
    assert raised.value.args == (LIMIT, "busy")


def test_many_short_calls_may_take_their_time(pulse: Pulse) -> None:
    pulse.start(LIMIT)
    for _ in range(100):
        busy(0.001)


def test_waiting_is_no_work(pulse: Pulse) -> None:
    pulse.start(LIMIT)
    time.sleep(0.06)


def test_a_test_that_has_ended_is_watched_no_more(pulse: Pulse) -> None:
    pulse.start(LIMIT)
    pulse.stop()
    busy(0.06)


def test_it_is_late_again_for_those_who_swallow_everything(pulse: Pulse) -> None:
    def deaf() -> None:
        try:
            busy(60)
        except LateError:
            busy(60)

    pulse.start(LIMIT)
    with pytest.raises(LateError):
        deaf()
