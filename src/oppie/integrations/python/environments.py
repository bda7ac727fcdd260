"""Environments that a project's tests may run in, found without starting anything."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import platformdirs

from oppie.integrations.reading import Folder, dig

USUAL = (".venv", "venv", "env")
ACTIVATED = ("VIRTUAL_ENV", "CONDA_PREFIX")
POETRY_REPLACED = re.compile(r"[ $`!*@\"\\\r\n\t]")


def own(folder: Folder, environ: Mapping[str, str]) -> Iterator[Path]:
    """The interpreters of a project's own environments, the likeliest first."""
    for environment in inside(folder.path):
        yield from _interpreter(environment)
    pdm = folder.text(".pdm-python").strip()
    if pdm and Path(pdm).is_file():
        yield Path(pdm)
    if folder.has("poetry.lock") or dig(folder.toml("pyproject.toml"), "tool", "poetry"):
        for environment in _poetry(folder, environ):
            yield from _interpreter(environment)


def activated(environ: Mapping[str, str]) -> Iterator[Path]:
    """The interpreter of the environment that the user has activated."""
    for name in ACTIVATED:
        if place := environ.get(name):
            yield from _interpreter(Path(place))


def inside(top: Path) -> list[Path]:
    """Environments in a folder, those with the usual names first."""
    others = sorted(file.parent for file in top.glob("*/pyvenv.cfg"))
    places = dict.fromkeys([*(top / name for name in USUAL), *others])
    return [each for each in places if _is_environment(each)]


def _is_environment(place: Path) -> bool:
    return (place / "pyvenv.cfg").is_file() or (place / "conda-meta").is_dir()


def _interpreter(environment: Path) -> Iterator[Path]:
    program = environment / "bin" / "python"
    if program.is_file():
        yield program


def _poetry(folder: Folder, environ: Mapping[str, str]) -> list[Path]:
    """Where poetry keeps a project's environments: by its name and a digest of its folder."""
    cache = Path(
        environ.get("POETRY_CACHE_DIR") or platformdirs.user_cache_path("pypoetry", appauthor=False)
    )
    place = Path(environ.get("POETRY_VIRTUALENVS_PATH") or cache / "virtualenvs")
    pyproject = folder.toml("pyproject.toml")
    name = dig(pyproject, "tool", "poetry", "name") or dig(pyproject, "project", "name")
    plain = POETRY_REPLACED.sub("_", str(name).lower())[:42]
    digest = hashlib.sha256(os.fsencode(os.path.realpath(folder.path))).digest()
    short = base64.urlsafe_b64encode(digest).decode("ascii")[:8]
    return sorted(place.glob(f"{plain}-{short}-py*"), reverse=True)
