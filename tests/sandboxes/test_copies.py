from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from oppie.errors import MachineError
from oppie.model.project import Workspace
from oppie.sandboxes import copies
from oppie.sandboxes.copies import Copy, alive, full_or_broken, sweep

OLD = 1_000_000


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders lie in a folder of the test's own."""
    monkeypatch.setattr(copies, "_MEMORY", tmp_path)
    monkeypatch.setattr(copies, "_ROOM", 0)
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    return tmp_path


def swept() -> list[str]:
    return list(sweep(lambda _: None))


def left_by_a_dead_process(home: Path) -> Path:
    """What a process leaves that is killed while it holds a copy."""
    code = (
        "import sys\nfrom pathlib import Path\nfrom oppie.sandboxes import copies\n"
        f"copies._MEMORY, copies._ROOM = Path({str(home)!r}), 0\n"
        "copy = copies.Copy('dead')\nprint(copy.folder, flush=True)\nsys.stdin.read()"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        assert process.stdout is not None
        folder = Path(process.stdout.readline().strip())
        process.send_signal(signal.SIGKILL)
    return folder


def test_a_copy_is_named_after_its_run_and_process(home: Path) -> None:
    copy = Copy("run-7")
    assert copy.folder.parent == home
    assert copy.folder.name.startswith(f"oppie-run7-{os.getpid()}-")
    assert copy.folder.stat().st_mode & 0o777 == 0o700
    copy.remove()


@pytest.mark.parametrize("label", ["", "../../etc", "a/b", "ü", "x" * 40])
def test_any_label_makes_a_folder_below_home(home: Path, label: str) -> None:
    copy = Copy(label)
    assert copy.folder.parent == home
    assert copies._OWN.match(copy.folder.name)
    copy.remove()


def test_a_copy_holds_what_it_was_filled_with() -> None:
    copy = Copy("r")
    copy.fill(Workspace(Path("/x"), lambda folder: (folder / "a").write_bytes(b"1"), "r"))
    assert (copy.work / "a").read_bytes() == b"1"
    copy.remove()


def test_removing_removes_all_and_is_safe_twice() -> None:
    copy = Copy("r")
    copy.write("file", b"x")
    copy.make("folder")
    copy.remove()
    assert not copy.folder.exists()
    copy.remove()


def test_what_a_test_made_unreadable_goes_too() -> None:
    copy = Copy("r")
    shut = copy.make("shut")
    (shut / "inner").mkdir()
    (shut / "inner" / "file").write_bytes(b"")
    (shut / "inner").chmod(0)
    shut.chmod(0o500)
    copy.remove()
    assert not copy.folder.exists()


def test_removing_does_not_follow_links_out(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir(mode=0o711)
    (outside / "kept").write_bytes(b"")
    copy = Copy("r")
    (copy.folder / "link").symlink_to(outside)
    copy.remove()
    assert (outside / "kept").exists()
    assert outside.stat().st_mode & 0o777 == 0o711


def test_a_held_copy_is_alive_and_not_swept() -> None:
    copy = Copy("r")
    assert alive(copy.folder)
    assert swept() == []
    assert copy.folder.exists()
    copy.remove()
    assert not alive(copy.folder)


def test_what_a_killed_process_left_is_swept_at_once(home: Path) -> None:
    folder = left_by_a_dead_process(home)
    assert folder.exists()
    assert not alive(folder)
    seen: list[Path] = []
    assert list(sweep(seen.append)) == [f"removed the copy {folder}"]
    assert seen == [folder]
    assert not folder.exists()


def test_a_folder_in_the_making_is_let_be_and_an_old_one_is_not(home: Path) -> None:
    young, old = home / "oppie-r-1-young", home / "oppie-r-1-old"
    young.mkdir()
    old.mkdir()
    os.utime(old, (OLD, OLD))
    assert alive(young)
    assert swept() == [f"removed the copy {old}"]
    assert young.exists()


@pytest.mark.parametrize("name", ["oppie-notes", "other-r-1-x", "oppie-r-x-y"])
def test_folders_of_others_are_let_be(home: Path, name: str) -> None:
    (home / name).mkdir()
    os.utime(home / name, (OLD, OLD))
    assert swept() == []
    assert (home / name).exists()


def test_a_folder_that_is_nowhere_is_dead() -> None:
    assert not alive(Path("/nowhere/oppie-r-1-x"))


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_named_with_a_way_out(number: int) -> None:
    error = full_or_broken(OSError(number, "full"), Path("/x"))
    assert "full" in error.message
    assert "TMPDIR" in error.hint


def test_a_copy_that_cannot_be_filled_is_the_machines_error() -> None:
    def broken(folder: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(folder))

    copy = Copy("r")
    with pytest.raises(MachineError, match="Permission denied"):
        copy.fill(Workspace(Path("/x"), broken, "r"))
    copy.remove()


def test_no_home_at_all_is_the_machines_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    monkeypatch.setattr(copies, "_MEMORY", gone)
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(gone))
    with pytest.raises(MachineError):
        Copy("r")


def test_the_disk_serves_where_memory_has_no_room(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    monkeypatch.setattr(copies, "_ROOM", 1 << 62)
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(disk))
    copy = Copy("r")
    assert copy.folder.parent == disk
    copy.remove()
