"""A live run is told from a dead one, however it died."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from oppie.errors import MachineError
from oppie.store.presence import Presence, alive

HOLDER = """
import sys
from pathlib import Path
from oppie.store.presence import Presence
assert Presence(Path(sys.argv[1])).enter()
print("held", flush=True)
sys.stdin.read()
"""


def test_who_entered_is_alive_until_leaving(tmp_path: Path) -> None:
    file = tmp_path / "live" / "run"
    presence = Presence(file)
    assert not alive(file)
    assert presence.enter()
    assert alive(file)
    presence.leave()
    presence.leave()
    assert not alive(file)
    assert not file.exists()


def test_one_run_has_one_process(tmp_path: Path) -> None:
    file = tmp_path / "run"
    first, second = Presence(file), Presence(file)
    assert first.enter()
    assert not second.enter()
    first.leave()
    assert second.enter()
    second.leave()


def test_a_killed_process_is_dead_at_once(tmp_path: Path) -> None:
    file = tmp_path / "run"
    words = [sys.executable, "-c", HOLDER, str(file)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        assert alive(file)
        assert not Presence(file).enter()
        holder.kill()
    assert not alive(file)
    assert file.exists()
    presence = Presence(file)
    assert presence.enter()
    presence.leave()


def test_a_child_does_not_keep_its_parents_run_alive(tmp_path: Path) -> None:
    file = tmp_path / "run"
    presence = Presence(file)
    assert presence.enter()
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE) as child:
        presence.leave()
        file.touch()
        assert not alive(file)
        assert child.stdin is not None
        child.stdin.close()


def test_looking_does_not_take_it(tmp_path: Path) -> None:
    file = tmp_path / "run"
    file.touch()
    assert not alive(file)
    assert not alive(file)
    presence = Presence(file)
    assert presence.enter()
    presence.leave()


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "live").write_text("")
    with pytest.raises(MachineError):
        Presence(tmp_path / "live" / "run").enter()
