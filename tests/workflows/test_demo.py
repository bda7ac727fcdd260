"""The repository of the demonstration is broken as it is said to be, and can be repaired."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from oppie.vst import git
from oppie.workflows import demo


def failing(folder: Path) -> int:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.count("FAILED ")


@pytest.mark.slow
def test_some_of_its_tests_fail_and_one_edit_repairs_them(tmp_path: Path) -> None:
    demo.make(tmp_path)
    assert failing(tmp_path) > 1
    cart = tmp_path / "cart.py"
    cart.write_text(cart.read_text().replace("range(1, count)", "range(count)"))
    assert failing(tmp_path) == 0


def test_it_has_a_history_where_git_is_there(tmp_path: Path) -> None:
    demo.make(tmp_path)
    if not git.installed():
        pytest.skip("git is not installed")
    assert git.top(tmp_path) == tmp_path.resolve()
    assert git.git(tmp_path, "status", "--porcelain").line == ""
    assert git.git(tmp_path, "log", "--format=%an").line == "oppie"


def test_it_is_a_plain_folder_where_git_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    demo.make(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cart.py", "test_cart.py"]
