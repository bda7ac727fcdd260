"""What this interpreter has compiled of the runner travels with it, if it is of the same source."""

from __future__ import annotations

import os
import py_compile
import subprocess
import sys
import zipfile
from pathlib import Path

from oppie.inside.packing import compiled

SOURCE = "NUMBER = 7\n"
HEAD = 16
"""Bytes before the code itself."""


def module(folder: Path) -> Path:
    source = folder / "number.py"
    source.write_text(SOURCE)
    py_compile.compile(str(source), invalidation_mode=py_compile.PycInvalidationMode.TIMESTAMP)
    return source


def test_an_interpreter_takes_the_code_and_not_the_source(tmp_path: Path) -> None:
    code = compiled(module(tmp_path))
    packed = tmp_path / "packed.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("number.py", "NUMBER = 8\n")
        archive.writestr("number.pyc", code)
    argv = [sys.executable, "-c", "import number; print(number.NUMBER)"]
    done = subprocess.run(
        argv, env={"PYTHONPATH": str(packed)}, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "7"


def test_code_of_another_version_is_passed_over(tmp_path: Path) -> None:
    code = bytearray(compiled(module(tmp_path)))
    code[0] ^= 0xFF
    packed = tmp_path / "packed.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("number.py", "NUMBER = 8\n")
        archive.writestr("number.pyc", bytes(code))
    argv = [sys.executable, "-c", "import number; print(number.NUMBER)"]
    done = subprocess.run(
        argv, env={"PYTHONPATH": str(packed)}, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "8"


def test_code_of_an_older_source_stays_behind(tmp_path: Path) -> None:
    source = module(tmp_path)
    assert len(compiled(source)) > HEAD
    os.utime(source, (1, 1))
    assert compiled(source) == b""


def test_code_that_tells_another_place_stays_behind(tmp_path: Path) -> None:
    source = module(tmp_path)
    py_compile.compile(str(source), dfile="number.py")
    assert compiled(source) == b""


def test_a_source_that_was_never_compiled_has_none(tmp_path: Path) -> None:
    source = tmp_path / "number.py"
    source.write_text(SOURCE)
    assert compiled(source) == b""
