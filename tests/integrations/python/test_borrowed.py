"""oppie's own pytest serves interpreters that have none, and nothing else of oppie's does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from oppie.errors import MachineError
from oppie.integrations.python.borrowed import PACKAGES, pytest_for
from oppie.integrations.python.interpreter import Interpreter

NEW = Interpreter(
    program="/p/bin/python",
    version=(3, 11, 0),
    prefix="/p",
    base="/usr",
    user_base="",
    pytest=False,
    pip=True,
)


def test_only_pytest_and_what_it_needs_are_there(tmp_path: Path) -> None:
    place = Path(pytest_for(NEW, tmp_path))
    assert {each.stem for each in place.iterdir()} == set(PACKAGES)
    assert not list(place.rglob("__pycache__"))


def test_it_is_made_once(tmp_path: Path) -> None:
    first = pytest_for(NEW, tmp_path)
    (Path(first) / "mark").touch()
    assert pytest_for(NEW, tmp_path) == first
    assert (Path(first) / "mark").exists()
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.slow
def test_an_interpreter_with_nothing_else_runs_tests_with_it(tmp_path: Path) -> None:
    place = pytest_for(NEW, tmp_path / "store")
    (tmp_path / "test_a.py").write_text("def test_a():\n    assert 1 == 2\n", encoding="utf-8")
    run = f"import sys; sys.path.append({place!r}); import pytest; sys.exit(pytest.main(['-q']))"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", run],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "1 failed" in done.stdout


def test_an_older_interpreter_is_told_what_installs_it(tmp_path: Path) -> None:
    old = NEW.model_copy(update={"version": (3, 10, 13)})
    with pytest.raises(MachineError, match=r"Python 3\.10\.13 .* no pytest") as caught:
        pytest_for(old, tmp_path)
    assert caught.value.exit_code == 5
    assert caught.value.hint == "Install it: /p/bin/python -m pip install pytest"
    with pytest.raises(MachineError) as caught:
        pytest_for(old.model_copy(update={"pip": False}), tmp_path)
    assert "uv pip install --python /p/bin/python pytest" in caught.value.hint


def test_a_store_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    with pytest.raises(MachineError, match="cannot be copied") as caught:
        pytest_for(NEW, blocked)
    assert "pip install pytest" in caught.value.hint
    assert list(tmp_path.iterdir()) == [blocked]
