"""Programs that answer as interpreters do, without being any."""

from __future__ import annotations

from pathlib import Path

from oppie.integrations.python.interpreter import Interpreter


def said(program: Path, *, version: tuple[int, int, int] = (3, 12, 1), pytest: bool = True) -> str:
    """What an interpreter of an environment says of itself."""
    return Interpreter(
        program=str(program),
        version=version,
        prefix=str(program.parent.parent),
        base="/usr",
        user_base="",
        pytest=pytest,
        pip=True,
    ).model_dump_json()


def script(place: Path, text: str) -> Path:
    """An executable shell script."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    place.chmod(0o755)
    return place


def interpreter(
    place: Path, *, version: tuple[int, int, int] = (3, 12, 1), pytest: bool = True
) -> Path:
    """A program that answers the examination, whatever it is asked."""
    return script(place, f"echo '{said(place, version=version, pytest=pytest)}'")


def environment(folder: Path, *, version: tuple[int, int, int] = (3, 12, 1)) -> Path:
    """A virtual environment, and the path of its interpreter."""
    place = interpreter(folder / "bin" / "python", version=version)
    (folder / "pyvenv.cfg").write_text("home = /usr/bin\n", encoding="utf-8")
    return place
