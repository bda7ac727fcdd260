from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from oppie.inside.bounds import bound, bound_processes, mapped_bytes, peak_bytes, running
from oppie.inside.messages import Limits
from oppie.inside.processes import LINUX, end_with_parent, kill_orphans, kill_session


def sleeper() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)


def test_a_session_is_killed_whole() -> None:
    code = "import subprocess, sys\n"
    code += "child = subprocess.Popen([sys.executable, '-c', 'input()'])\n"
    code += "print(child.pid, flush=True)\nchild.wait()\n"
    leader = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert leader.stdout is not None
    assert leader.stdin is not None
    assert leader.stdout.readline()
    kill_session(leader.pid)
    assert leader.wait() == -signal.SIGKILL
    assert leader.stdout.read() == b""  # the child, which held it too, is gone
    leader.stdout.close()
    leader.stdin.close()


def test_a_process_that_is_gone_can_be_killed() -> None:
    gone = sleeper()
    gone.communicate(b"")
    kill_session(gone.pid)


def test_a_process_without_a_group_of_its_own_is_killed() -> None:
    process = sleeper()
    kill_session(process.pid)
    assert process.wait() == -signal.SIGKILL
    assert process.stdin is not None
    process.stdin.close()


@pytest.mark.skipif(not LINUX, reason="/proc is Linux's")
def test_orphans_are_those_that_are_not_ones_own() -> None:
    mine, stray = sleeper(), sleeper()
    others = set(map(int, children())) - {stray.pid}
    kill_orphans(others | {mine.pid})
    assert mine.poll() is None
    assert str(stray.pid) not in children()
    for process in (mine, stray):
        assert process.stdin is not None
        process.stdin.close()
    mine.wait()
    stray.returncode = -signal.SIGKILL  # it has been reaped already


def children() -> list[str]:
    return Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()


def in_child(*checks: bool) -> int:
    return 0 if all(checks) else 1


def test_bounds_hold_in_the_process_that_sets_them() -> None:
    pid = os.fork()
    if not pid:
        end_with_parent(os.getppid())
        mapped = mapped_bytes()
        bound(Limits(memory_bytes=1 << 30), mapped)
        bound_processes(Limits(processes=10), 5)
        bytes_allowed = resource.getrlimit(resource.RLIMIT_AS)[0]
        try:
            bytearray(1 << 31)
            refused = not LINUX
        except MemoryError:
            refused = True
        expected = mapped + (1 << 30) if LINUX else bytes_allowed
        core = resource.getrlimit(resource.RLIMIT_CORE)[0]
        os._exit(in_child(refused, bytes_allowed == expected, core == 0))
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def test_a_process_ends_whose_parent_is_another() -> None:
    pid = os.fork()
    if not pid:
        end_with_parent(1 << 22)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 1


def test_figures_of_this_process() -> None:
    assert peak_bytes() > 1 << 20
    if LINUX:
        assert mapped_bytes() > 1 << 20
        assert running() >= 1
