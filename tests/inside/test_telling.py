from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from oppie.inside import wire
from oppie.inside.telling import Telling

Heard = Callable[[], list[Any]]


@pytest.fixture
def pipe() -> Iterator[tuple[Telling, Heard]]:
    read, write = os.pipe()
    os.set_blocking(read, False)
    lines = wire.Lines(read)

    def heard() -> list[Any]:
        try:
            lines.fill()
        except BlockingIOError:
            return []
        return lines.take()

    yield Telling(write), heard
    os.close(read)
    os.close(write)


def test_what_is_held_goes_before_what_is_told(pipe: tuple[Telling, Heard]) -> None:
    telling, heard = pipe
    telling.hold(1)
    telling.hold(2)
    assert heard() == []
    telling.tell(3)
    assert heard() == [1, 2, 3]


def test_flush_sends_what_is_held_and_no_more(pipe: tuple[Telling, Heard]) -> None:
    telling, heard = pipe
    telling.hold(1)
    telling.flush()
    telling.flush()
    assert heard() == [1]


def test_in_time_is_at_once_when_nothing_was_sent_before(pipe: tuple[Telling, Heard]) -> None:
    telling, heard = pipe
    telling.tell_in_time(1)
    assert heard() == [1]


def test_a_slow_reader_gets_all_of_it() -> None:
    read, write = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(read)
        telling = Telling(write)
        for number in range(20_000):
            telling.hold(number)
        telling.tell("end")
        os._exit(0)
    os.close(write)
    lines = wire.Lines(read)
    received = []
    while lines.fill():
        received += lines.take()
    os.waitpid(pid, 0)
    os.close(read)
    assert received == [*range(20_000), "end"]
