from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from oppie.errors import MachineError
from oppie.sandboxes.channel import GoneError
from oppie.sandboxes.pipes import PipeChannel

Start = Callable[..., PipeChannel]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts shell commands; what was started is closed afterwards."""
    channels: list[PipeChannel] = []

    def started(script: str, clean: Callable[[], None] = lambda: None) -> PipeChannel:
        environment = {"PATH": os.environ["PATH"], "ONLY": "this"}
        channel = PipeChannel(
            ("sh", "-c", script), environment, tmp_path, tmp_path / "errors", clean
        )
        channels.append(channel)
        return channel

    yield started
    for channel in channels:
        channel.close()


def soon() -> float:
    return time.monotonic() + 5


def test_lines_go_there_and_come_back(start: Start) -> None:
    channel = start("cat")
    for line in (b"one", b"", b"x" * 50_000):
        channel.send(line, soon())
        assert channel.receive(soon()) == line


def test_it_runs_in_its_folder_with_its_environment_alone(start: Start, tmp_path: Path) -> None:
    channel = start('pwd; echo "$ONLY"; echo "${HOME-none}"')
    assert [channel.receive(soon()) for _ in range(3)] == [os.fsencode(tmp_path), b"this", b"none"]


def test_it_leads_a_session_of_its_own(start: Start) -> None:
    channel = start("echo $$; cat")
    process = int(channel.receive(soon()))
    assert os.getsid(process) == process


def test_the_end_is_told_with_the_last_word(start: Start) -> None:
    channel = start("echo first >&2; echo out of luck >&2; exit 3")
    with pytest.raises(GoneError, match="exit code 3: out of luck"):
        channel.receive(soon())


def test_a_signal_is_told(start: Start) -> None:
    with pytest.raises(GoneError, match="signal 9"):
        start("kill -9 $$").receive(soon())


def test_what_was_said_before_the_end_is_heard_first(start: Start) -> None:
    channel = start("echo last words")
    assert channel.receive(soon()) == b"last words"
    with pytest.raises(GoneError):
        channel.receive(soon())


def test_a_deadline_is_kept_and_is_not_the_end(start: Start) -> None:
    channel = start("cat")
    with pytest.raises(GoneError) as caught:
        channel.receive(time.monotonic() + 0.05)
    assert caught.value.late
    channel.send(b"still here", soon())
    assert channel.receive(soon()) == b"still here"


def test_a_process_that_does_not_read_does_not_hold_us(start: Start) -> None:
    channel = start("exec sleep 60")
    with pytest.raises(GoneError) as caught:
        channel.send(b"x" * 1_000_000, time.monotonic() + 0.05)
    assert caught.value.late


def test_a_dead_process_is_seen_though_its_child_holds_the_pipes(start: Start) -> None:
    channel = start("sleep 60 & exit 7")
    began = time.monotonic()
    with pytest.raises(GoneError, match="exit code 7"):
        channel.receive(soon() + 60)
    assert time.monotonic() - began < 5


def test_closing_kills_the_group_and_cleans_once_more_than_never(start: Start) -> None:
    cleaned: list[int] = []
    channel = start("sleep 60 & echo $!; wait", lambda: cleaned.append(1))
    child = int(channel.receive(soon()))
    channel.close()
    assert cleaned
    assert _dies(child)


def test_closing_from_elsewhere_ends_whoever_waits(start: Start) -> None:
    channel = start("exec sleep 60")
    seen: list[GoneError] = []

    def wait() -> None:
        try:
            channel.receive(time.monotonic() + 60)
        except GoneError as gone:
            seen.append(gone)

    waiting = threading.Thread(target=wait)
    waiting.start()
    channel.close()
    waiting.join(5)
    assert seen


def test_a_closed_channel_is_gone(start: Start) -> None:
    channel = start("cat")
    channel.close()
    with pytest.raises(GoneError, match="closed"):
        channel.send(b"x", soon())
    with pytest.raises(GoneError, match="closed"):
        channel.receive(soon())


def test_a_program_that_is_not_there_is_the_machines_error(tmp_path: Path) -> None:
    with pytest.raises(MachineError, match="cannot be started") as caught:
        PipeChannel(("/nowhere/python",), {}, tmp_path, tmp_path / "errors", lambda: None)
    assert caught.value.where == "/nowhere/python"


def _dies(process: int) -> bool:
    """Whether it ends now that it was killed; a busy machine takes its time for that."""
    until = soon()
    while _lives(process) and time.monotonic() < until:
        time.sleep(0.01)
    return not _lives(process)


def _lives(process: int) -> bool:
    """Whether it runs; one that is dead and not yet reaped by init does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (OSError, IndexError):
        return False
