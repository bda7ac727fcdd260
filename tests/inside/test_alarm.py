from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from types import FrameType

import pytest

from oppie.inside.alarm import AGAIN_S, Alarm, TimedOut


class Seen:
    def __init__(self) -> None:
        self.frames: list[FrameType | None] = []


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def alarm(seen: Seen) -> Iterator[Alarm]:
    before = signal.getsignal(signal.SIGALRM)
    made = Alarm(seen.frames.append)
    yield made
    made.stop()
    signal.signal(signal.SIGALRM, before)


def forever() -> None:
    while True:
        pass


def test_a_loop_is_ended_and_its_frame_is_told_first(alarm: Alarm, seen: Seen) -> None:
    alarm.start(0.02)
    with pytest.raises(TimedOut, match=r"did not end within 0\.02 s"):
        forever()
    assert [frame.f_code.co_name for frame in seen.frames if frame] == ["forever"]


def test_a_lock_is_no_shelter(alarm: Alarm) -> None:
    alarm.start(0.02)
    with pytest.raises(TimedOut):
        time.sleep(60)


def test_handlers_of_exceptions_do_not_stop_it(alarm: Alarm) -> None:
    def stubborn() -> None:
        try:
            forever()
        except Exception:  # noqa: BLE001 - what candidates do
            pytest.fail("it was taken for an exception")

    alarm.start(0.02)
    with pytest.raises(TimedOut):
        stubborn()


def test_it_rings_again_for_those_who_swallow_everything(alarm: Alarm, seen: Seen) -> None:
    def deaf() -> None:
        try:
            forever()
        except BaseException:  # noqa: BLE001 - what candidates do
            forever()

    began = time.monotonic()
    alarm.start(0.02)
    with pytest.raises(TimedOut):
        deaf()
    assert time.monotonic() - began >= AGAIN_S
    assert len(seen.frames) == 1


def test_what_ends_in_time_is_left_alone(alarm: Alarm, seen: Seen) -> None:
    alarm.start(0.02)
    alarm.stop()
    until = time.monotonic() + 0.05
    while time.monotonic() < until:
        pass
    assert seen.frames == []
