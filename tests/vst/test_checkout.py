"""Writing a tree into a folder, and never outside of it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from oppie.errors import MachineError, ProjectError
from oppie.model.rollout import FileState
from oppie.vst.objects import MemoryObjects
from oppie.vst.tree import EXECUTABLE, SYMLINK
from oppie.vst.vst import Vst
from oppie.vst.worktree import Root, read


def checkout(folder: Path, *files: FileState) -> None:
    vst = Vst(MemoryObjects())
    vst.checkout(vst.snapshot(files), folder)


def link(path: str, target: str) -> FileState:
    return FileState(path, os.fsencode(target), SYMLINK)


def test_what_is_checked_out_reads_as_the_same_snapshot(tmp_path: Path) -> None:
    vst = Vst(MemoryObjects())
    snapshot = vst.snapshot(
        [
            FileState("a", b"\0\xff"),
            FileState("deep/er/run", b"#!", EXECUTABLE),
            FileState("caf\udce9\n", b""),
            link("deep/link", "../a"),
            link("loop", "loop"),
            link("dangling", "not/there"),
        ]
    )

    vst.checkout(snapshot, tmp_path / "made/for/it")

    assert read(vst, Root(tmp_path / "made/for/it", git=False)).snapshot == snapshot


def test_the_users_mask_bounds_the_modes(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        checkout(tmp_path, FileState("a", b""), FileState("x", b"", EXECUTABLE))
    finally:
        os.umask(mask)

    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o750


def test_files_that_are_there_are_written_over_and_others_stay(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old and longer")
    (tmp_path / "other").write_text("mine")
    (tmp_path / "l").symlink_to("other")

    checkout(tmp_path, FileState("a", b"new"), link("l", "a"))

    assert (tmp_path / "a").read_text() == "new"
    assert (tmp_path / "other").read_text() == "mine"
    assert str((tmp_path / "l").readlink()) == "a"


@pytest.mark.parametrize("target", ["/etc", "..", "../x", "d/../../x", "/"])
def test_links_that_lead_out_are_refused(tmp_path: Path, target: str) -> None:
    with pytest.raises(ProjectError, match="leads out of its folder"):
        checkout(tmp_path / "in", FileState("d/a", b""), link("out", target))

    assert not (tmp_path / "in/out").is_symlink()


def test_links_that_lead_out_through_each_other_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="leads out of its folder") as caught:
        checkout(tmp_path / "in", link("a", "b/.."), link("b", "."))

    assert caught.value.where == str(tmp_path / "in/a")


def test_nothing_is_written_through_a_link_that_was_there(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "in").mkdir()
    (tmp_path / "in/d").symlink_to(tmp_path / "out")

    with pytest.raises(ProjectError):
        checkout(tmp_path / "in", FileState("d/a", b"x"))

    assert not (tmp_path / "out/a").exists()


def test_no_file_is_written_where_a_link_was(tmp_path: Path) -> None:
    (tmp_path / "victim").write_text("mine")
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a").symlink_to(tmp_path / "victim")

    with pytest.raises(ProjectError):
        checkout(tmp_path / "in", FileState("a", b"x"))

    assert (tmp_path / "victim").read_text() == "mine"


def test_a_folder_reached_through_a_link_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")

    checkout(tmp_path / "link", FileState("a", b"x"), link("l", "a"))

    assert (tmp_path / "real/l").read_text() == "x"


def test_a_disk_that_refuses_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(MachineError, match="cannot write") as caught:
        checkout(tmp_path / "file/in", FileState("a", b""))

    assert str(tmp_path / "file") in caught.value.where


def test_a_name_that_the_disk_cannot_hold_is_named(tmp_path: Path) -> None:
    with pytest.raises(MachineError, match="File name too long"):
        checkout(tmp_path, FileState("n" * 300, b""))
