"""Folders and files that every project has beside its source: caches and environments."""

from __future__ import annotations

import os
from enum import Enum

CACHES = frozenset(
    {
        ".DS_Store",
        ".coverage",
        ".git",
        ".hg",
        ".hypothesis",
        ".mypy_cache",
        ".oppie",
        ".pytest_cache",
        ".ruff_cache",
        ".svn",
        "__pycache__",
        "htmlcov",
    }
)
_BYTECODE = (".pyc", ".pyo")
_ENVIRONMENTS = frozenset({".nox", ".tox", "node_modules"})
_MARKS = ("pyvenv.cfg", "conda-meta")
_BUILT = "target"
_BUILT_MARK = "CACHEDIR.TAG"


class Place(Enum):
    """What a path is to a copy of the workspace."""

    SOURCE = "source"
    CACHE = "cache"
    """Made again when it is needed: left out."""
    ENVIRONMENT = "environment"
    """Installed packages or a toolchain's output: large, seen through a link."""


def is_cache(name: str) -> bool:
    """Whether a file or folder of this name is a cache."""
    return name in CACHES or name.endswith(_BYTECODE)


def folder_place(path: str) -> Place:
    """What a folder on disk is, by its name and by what marks it."""
    name = path[path.rfind("/") + 1 :]
    if is_cache(name):
        return Place.CACHE
    marks = (*_MARKS, _BUILT_MARK) if name == _BUILT else _MARKS
    if name in _ENVIRONMENTS or any(os.path.lexists(f"{path}/{mark}") for mark in marks):
        return Place.ENVIRONMENT
    return Place.SOURCE
