"""Interpreters say of themselves what they are."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from oppie.errors import MachineError
from oppie.integrations.python.interpreter import Interpreter, examine
from tests.integrations.python.interpreters import interpreter, script


def test_this_interpreter(tmp_path: Path) -> None:
    found = examine(sys.executable, tmp_path, os.environ, where="detected")
    assert found.program == sys.executable
    assert found.version == sys.version_info[:3]
    assert found.prefix == sys.prefix
    assert found.isolated is (sys.prefix != sys.base_prefix)
    assert found.pytest


def test_it_is_described_in_one_line() -> None:
    found = Interpreter(
        program="/p/.venv/bin/python",
        version=(3, 9, 18),
        prefix="/p/.venv",
        base="/usr",
        user_base="",
        pytest=False,
        pip=False,
    )
    line = "Python 3.9.18 (/p/.venv/bin/python), environment /p/.venv, without pytest"
    assert found.describe() == line
    plain = found.model_copy(update={"prefix": "/usr", "pytest": True})
    assert plain.describe().endswith("installation /usr, with pytest")


def test_a_pytest_in_the_projects_own_folder_is_none_of_the_interpreters(tmp_path: Path) -> None:
    for name in ("pytest", "_pytest"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
    bare = tmp_path / "bare"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", bare], check=True)
    found = examine(str(bare / "bin" / "python"), tmp_path, os.environ, where="")
    assert not found.pytest
    assert not found.pip
    assert found.isolated


def test_python_variables_of_the_user_do_not_reach_it(tmp_path: Path) -> None:
    place = interpreter(tmp_path / "real")
    checking = script(tmp_path / "py", f'test -z "$PYTHONPATH" && exec {place}')
    assert examine(str(checking), tmp_path, {"PYTHONPATH": "/x"}, where="").release == "3.12.1"


def test_what_it_prints_at_its_start_does_no_harm(tmp_path: Path) -> None:
    place = interpreter(tmp_path / "real")
    chatty = script(tmp_path / "py", f"echo welcome; {place}")
    assert examine(str(chatty), tmp_path, {}, where="").pytest


BROKEN = {
    "exit 3": "it says nothing",
    "echo hello": "it says nothing",
    "echo 'pyenv: version 3.99 is not installed' >&2; exit 1": "pyenv: version 3.99 is not",
}


@pytest.mark.parametrize("text", BROKEN)
def test_one_that_cannot_answer_is_told_with_its_own_words(tmp_path: Path, text: str) -> None:
    place = script(tmp_path / "py", text)
    with pytest.raises(MachineError, match=BROKEN[text]) as caught:
        examine(str(place), tmp_path, os.environ, where="oppie.yaml:2")
    assert caught.value.where == "oppie.yaml:2"
    assert "--python" in caught.value.hint


def test_one_that_cannot_be_started(tmp_path: Path) -> None:
    place = tmp_path / "py"
    place.write_bytes(b"\x00")
    with pytest.raises(MachineError, match="cannot be used"):
        examine(str(place), tmp_path, {}, where="")


def test_one_that_is_too_old(tmp_path: Path) -> None:
    place = interpreter(tmp_path / "py", version=(3, 7, 16))
    with pytest.raises(MachineError, match=r"Python 3\.7\.16; 3\.8 or newer"):
        examine(str(place), tmp_path, {}, where="")
