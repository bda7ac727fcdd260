"""Paths that stay inside, copies that share what they can, failures that are named."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from oppie.errors import MachineError
from oppie.vst.disk import copy_file, leads_inside, writing


@pytest.mark.parametrize(
    ("target", "inside"),
    [
        (".", True),
        ("a", True),
        ("../in/a", True),
        ("..", False),
        ("/etc", False),
        ("../inner", False),
    ],
)
def test_knows_where_a_link_leads(tmp_path: Path, target: str, inside: bool) -> None:  # noqa: FBT001 - a table
    root = Path(os.path.realpath(tmp_path)) / "in"
    root.mkdir()
    (root / "link").symlink_to(target)

    assert leads_inside(str(root), str(root / "link")) is inside


def test_a_loop_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")

    assert leads_inside(os.path.realpath(tmp_path), str(tmp_path / "a"))


@pytest.mark.parametrize("content", [b"", b"x", os.urandom(3 << 20)])
def test_copies_content_mode_and_times(tmp_path: Path, content: bytes) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(content)
    source.chmod(0o751)
    os.utime(source, ns=(1, 2_000_000_123))

    copy_file(source, target)

    assert target.read_bytes() == content
    seen = target.stat()
    assert (seen.st_mode & 0o777, seen.st_mtime_ns) == (0o751, 2_000_000_123)


def test_a_source_that_is_gone_is_not_copied(tmp_path: Path) -> None:
    copy_file(tmp_path / "gone", tmp_path / "target")

    assert not (tmp_path / "target").exists()


def test_a_full_disk_says_what_to_do(tmp_path: Path) -> None:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "there")

    with pytest.raises(MachineError, match="No space left") as caught, writing(tmp_path):
        raise full

    assert caught.value.where == "there"
    assert "free some space" in caught.value.hint


def test_other_refusals_name_the_place(tmp_path: Path) -> None:
    with pytest.raises(MachineError, match="cannot write: No such") as caught, writing(tmp_path):
        (tmp_path / "no/where").write_text("")

    assert caught.value.where == str(tmp_path / "no/where")
    assert caught.value.hint == ""
