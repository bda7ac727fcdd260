"""Programs of a toolchain: heard line by line, and ended in time."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from oppie.inside.attempt import HostGoneError
from oppie.inside.messages import Limits
from oppie.inside.programs import Bounds, Ended, Program, found, run, scheduled
from oppie.inside.wire import Lines

ENDLESS = "while True: pass"
Start = Callable[..., Ended]


@pytest.fixture
def lines() -> list[bytes]:
    return []


@pytest.fixture
def host() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    yield ends
    for end in ends:
        os.close(end)


@pytest.fixture
def start(tmp_path: Path, lines: list[bytes], host: tuple[int, int]) -> Start:
    def started(
        code: str,
        seconds: float = 10.0,
        memory: int = 0,
        hear: Callable[[bytes], bool] | None = None,
    ) -> Ended:
        def kept(line: bytes) -> bool:
            lines.append(line)
            return True

        deadline = time.monotonic() + seconds
        program = Program((sys.executable, "-c", code), str(tmp_path), dict(os.environ))
        limits = Limits(memory_bytes=memory, output_bytes=100)
        return run(program, Bounds(lambda: deadline, limits), Lines(host[0]), hear or kept)

    return started


def test_each_line_is_heard_and_the_exit_code_told(start: Start, lines: list[bytes]) -> None:
    ended = start("import sys; print('a'); print('b', end=''); sys.exit(3)")
    assert (ended.status, lines) == (3, [b"a", b"b"])
    assert (ended.late, ended.swollen, ended.enough) == (False, False, False)


def test_the_first_part_of_the_errors_is_kept(start: Start) -> None:
    assert start("import sys; sys.stderr.write('x' * 5000)").errors == b"x" * 100


def test_what_does_not_end_is_killed(start: Start) -> None:
    ended = start(ENDLESS, seconds=0.3)
    assert ended.late
    assert ended.seconds < 5


def test_who_has_heard_enough_ends_it(start: Start) -> None:
    ended = start(f"print('x', flush=True)\n{ENDLESS}", hear=lambda _: False)
    assert ended.enough


def test_too_much_memory_ends_it(start: Start) -> None:
    ended = start(f"x = bytearray(b'1') * (200 << 20)\n{ENDLESS}", memory=100 << 20)
    assert ended.swollen
    assert ended.peak > 100 << 20


def test_what_it_started_goes_with_it(start: Start) -> None:
    child = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {ENDLESS!r}])"
    assert start(child).seconds < 5


def test_a_host_that_is_gone_ends_it(start: Start, host: tuple[int, int]) -> None:
    spare = os.dup(host[1])
    os.dup2(os.open(os.devnull, os.O_RDONLY), host[1])
    os.close(spare)
    with pytest.raises(HostGoneError):
        start(ENDLESS)


def test_a_program_that_is_not_there_raises(tmp_path: Path, host: tuple[int, int]) -> None:
    program = Program(("no-such-program",), str(tmp_path), {"PATH": "/bin"})
    with pytest.raises(OSError, match="no-such-program"):
        run(program, Bounds(time.monotonic, Limits()), Lines(host[0]), lambda _: True)


def test_programs_are_found_on_the_path_that_is_given(tmp_path: Path) -> None:
    tool = tmp_path / "tool"
    tool.write_text("#!/bin/sh\n")
    assert found("tool", {"PATH": str(tmp_path)}) is None
    tool.chmod(0o755)
    assert found("tool", {"PATH": f"/nowhere:{tmp_path}"}) == str(tool)


def test_processor_time_is_told_of_what_lives() -> None:
    before = scheduled(os.getpid()).ran_s
    assert sum(n * n for n in range(200_000)) > 0
    assert scheduled(os.getpid()).ran_s > before > 0.0
    assert scheduled(2**22 + 1).ran_s == 0.0


def test_what_waits_for_a_processor_is_told_from_what_runs() -> None:
    here = min(os.sched_getaffinity(0))
    loop = f"import os; os.sched_setaffinity(0, {{{here}}})\nwhile True: pass"
    busy = [subprocess.Popen([sys.executable, "-c", loop]) for _ in range(2)]
    try:
        until = time.monotonic() + 20
        while scheduled(busy[0].pid).waited_s < 0.05 and time.monotonic() < until:
            pass
        assert scheduled(busy[0].pid).waited_s >= 0.05
    finally:
        for each in busy:
            each.kill()
            each.wait()
    assert scheduled(2**22 + 1).waited_s == 0.0
