"""``.oppie/``: made once, out of git's sight."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from oppie.errors import MachineError
from oppie.store.place import journal_file, objects_file, state_folder


def test_the_folder_is_made_once_and_ignores_itself(tmp_path: Path) -> None:
    folder = state_folder(tmp_path)
    assert folder == tmp_path / ".oppie"
    assert (folder / ".gitignore").read_text() == "*\n"
    assert state_folder(tmp_path) == folder


def test_what_a_user_wrote_into_its_gitignore_stays(tmp_path: Path) -> None:
    (state_folder(tmp_path) / ".gitignore").write_text("*\n!kept\n")
    state_folder(tmp_path)
    assert (tmp_path / ".oppie/.gitignore").read_text() == "*\n!kept\n"


def test_git_does_not_see_it(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    (state_folder(tmp_path) / "journal.db").write_bytes(b"x")
    words = ["git", "status", "--porcelain", "--untracked-files=all"]
    seen = subprocess.run(words, cwd=tmp_path, check=True, capture_output=True)
    assert seen.stdout == b""


def test_a_file_in_its_place_is_said(tmp_path: Path) -> None:
    (tmp_path / ".oppie").write_text("")
    with pytest.raises(MachineError) as told:
        state_folder(tmp_path)
    assert told.value.where.endswith(".oppie")
    assert told.value.hint


def test_both_files_lie_in_it(tmp_path: Path) -> None:
    assert journal_file(tmp_path).parent == objects_file(tmp_path).parent == tmp_path / ".oppie"
    assert journal_file(tmp_path) != objects_file(tmp_path)
