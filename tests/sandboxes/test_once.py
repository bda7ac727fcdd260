"""A command is run once, in a copy that is gone afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from oppie.model.project import Workspace
from oppie.sandboxes.once import run_once


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    def populate(folder: Path) -> None:
        (folder / "file").write_text("here\n")

    return Workspace(tmp_path, populate, "once")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("true", 0),
        ("exit 3", 3),
        ("grep -q here file && test ! -e other", 0),
        ("no-such-program-anywhere", 127),
        ("read line || exit 4", 4),
    ],
)
def test_its_exit_code(workspace: Workspace, words: str, code: int) -> None:
    assert run_once(words, workspace, 30.0) == code


def test_what_it_writes_is_gone(workspace: Workspace, tmp_path: Path) -> None:
    assert run_once("touch new && test -e new", workspace, 30.0) == 0
    assert list(tmp_path.iterdir()) == []


def test_what_does_not_end_is_ended(workspace: Workspace) -> None:
    assert run_once("sleep 60", workspace, 0.2) is None


def test_no_secret_of_the_user_is_seen(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "x")
    assert run_once('test -z "$SECRET_TOKEN"', workspace, 30.0) == 0
