from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.sandboxes.channel import GoneError
from oppie.sandboxes.streams import StreamChannel


def frame(content: bytes, number: int = 1) -> bytes:
    return struct.pack(">BxxxL", number, len(content)) + content


class Pair:
    """A channel and the engine's end of its stream."""

    def __init__(self) -> None:
        mine, self.engine = socket.socketpair()
        self.cleaned = 0
        self.channel = StreamChannel(mine, lambda said: GoneError(f"ended: {said}"), self._clean)

    def _clean(self) -> None:
        self.cleaned += 1


@pytest.fixture
def pair() -> Iterator[Pair]:
    made = Pair()
    yield made
    made.channel.close()
    made.engine.close()


def soon() -> float:
    return time.monotonic() + 5


def test_what_is_sent_is_a_line(pair: Pair) -> None:
    pair.channel.send(b'{"op":"start"}', soon())
    assert pair.engine.recv(100) == b'{"op":"start"}\n'


@given(st.lists(st.binary(max_size=40), max_size=6), st.integers(1, 9))
def test_lines_come_out_however_the_engine_cuts_its_frames(parts: list[bytes], step: int) -> None:
    lines = [part.replace(b"\n", b"") for part in parts]
    stream = b"".join(line + b"\n" for line in lines)
    frames = b"".join(frame(stream[at : at + step]) for at in range(0, len(stream), step))
    pair = Pair()
    pair.engine.sendall(frames)
    assert [pair.channel.receive(soon()) for _ in lines] == lines
    pair.channel.close()
    pair.engine.close()


def test_a_frame_may_come_in_pieces(pair: Pair) -> None:
    whole = frame(b"line\n")
    pair.engine.sendall(whole[:5])
    with pytest.raises(GoneError) as caught:
        pair.channel.receive(time.monotonic() + 0.02)
    assert caught.value.late
    pair.engine.sendall(whole[5:])
    assert pair.channel.receive(soon()) == b"line"


def test_errors_are_no_lines_but_the_reason_of_the_end(pair: Pair) -> None:
    pair.engine.sendall(frame(b"Traceback\nMemoryError\n", 2) + frame(b"line\n"))
    assert pair.channel.receive(soon()) == b"line"
    pair.engine.close()
    with pytest.raises(GoneError, match="ended: MemoryError"):
        pair.channel.receive(soon())


def test_an_end_without_a_word_is_an_end(pair: Pair) -> None:
    pair.engine.close()
    with pytest.raises(GoneError, match=r"ended: $"):
        pair.channel.receive(soon())


def test_sending_to_what_is_gone_is_told(pair: Pair) -> None:
    pair.engine.close()
    with pytest.raises(GoneError):
        pair.channel.send(b"x" * 1_000_000, soon())


def test_sending_to_what_does_not_read_ends_in_time(pair: Pair) -> None:
    with pytest.raises(GoneError) as caught:
        pair.channel.send(b"x" * 10_000_000, time.monotonic() + 0.05)
    assert caught.value.late


def test_a_deadline_that_passed_is_late(pair: Pair) -> None:
    with pytest.raises(GoneError) as caught:
        pair.channel.receive(time.monotonic() - 1)
    assert caught.value.late


def test_closing_cleans_once_and_lets_the_engine_see_the_end(pair: Pair) -> None:
    pair.channel.close()
    pair.channel.close()
    assert pair.cleaned == 1
    assert pair.engine.recv(1) == b""
    with pytest.raises(GoneError, match="closed"):
        pair.channel.receive(soon())


def test_closing_from_elsewhere_ends_whoever_waits(pair: Pair) -> None:
    seen: list[GoneError] = []

    def wait() -> None:
        try:
            pair.channel.receive(time.monotonic() + 60)
        except GoneError as gone:
            seen.append(gone)

    waiting = threading.Thread(target=wait)
    waiting.start()
    pair.channel.close()
    waiting.join(5)
    assert seen
