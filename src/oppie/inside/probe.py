"""Whether what was imported is the changed copy."""

from __future__ import annotations

import ast
import os
import sys
from types import ModuleType
from typing import Dict, List, Optional, Sequence

from .failures import Places

TOKEN = "__oppie_probe__"  # noqa: S105 - the name of a mark, no password
"""The name that the last line of a probed file is assigned to."""

_INSTALLED = (os.sep + "site-packages" + os.sep, os.sep + "dist-packages" + os.sep)


def stale(paths: Sequence[str], places: Places) -> List[str]:
    """Of these changed files, those instead of which something else was imported.

    A file that nothing has imported is not among them.
    """
    loaded: Dict[str, ModuleType] = {}
    for module in list(sys.modules.values()):
        path = places.relative(_file(module) or "<none>")
        if path is not None:
            loaded[path] = module
    return [path for path in paths if _stale(path, loaded.get(path), places)]


def _stale(path: str, module: Optional[ModuleType], places: Places) -> bool:
    if module is not None:
        return bool(getattr(module, TOKEN, None) != _token(os.path.join(places.top, path)))
    name, packaged = _name(path, places)
    instead = sys.modules.get(name)
    file = _file(instead)
    if file is None:
        return False
    # a lone module may by chance have the name of one that was never meant to be the copy's
    return packaged or any(folder in file for folder in _INSTALLED)


def _token(filename: str) -> object:
    with open(filename, "rb") as stream:
        last = stream.read().rstrip().rpartition(b"\n")[2]
    name, _, value = last.partition(b"=")
    if name.strip().decode("utf-8", "replace") != TOKEN:
        return None
    return ast.literal_eval(value.strip().decode("utf-8"))


def _name(path: str, places: Places) -> "tuple[str, bool]":
    """The name that a file has as a module, and whether a package holds it."""
    folder, _, base = path.rpartition("/")
    words = [] if base == "__init__.py" else [base[: -len(".py")]]
    packaged = False
    while folder and os.path.isfile(os.path.join(places.top, folder, "__init__.py")):
        packaged = True
        folder, _, base = folder.rpartition("/")
        words.insert(0, base)
    return ".".join(words), packaged


def _file(module: Optional[ModuleType]) -> Optional[str]:
    name = getattr(module, "__file__", None)
    return name if isinstance(name, str) else None
