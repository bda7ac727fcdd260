"""The module of a source file, by the name that the project's tests import it under."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from types import ModuleType
from typing import Optional


def module_of(asker: str, source: str) -> ModuleType:
    """The module of the file ``source``, which is given relative to the folder of ``asker``.

    Raises whatever its import raises; ImportError where no import path leads to it.
    """
    path = os.path.realpath(os.path.join(os.path.dirname(os.path.abspath(asker)), source))
    for module in list(sys.modules.values()):
        if _file(module) == path:
            return module
    for root in sorted(map(os.path.realpath, sys.path), key=len, reverse=True):
        name = _dotted(root, path)
        if name is not None:
            module = import_module(name)
            if _file(module) == path:
                return module
    raise ImportError("nothing leads to " + source)


def _file(module: ModuleType) -> Optional[str]:
    file = getattr(module, "__file__", None)
    return os.path.realpath(file) if isinstance(file, str) else None


def _dotted(root: str, path: str) -> Optional[str]:
    """The name of a file's module below an import path; None where it has none."""
    if not path.startswith(root + os.sep) or os.path.isfile(os.path.join(root, "__init__.py")):
        return None
    words = path[len(root) + 1 : -len(".py")].split(os.sep)
    if words[-1] == "__init__":
        words.pop()
    return ".".join(words) if words and all(word.isidentifier() for word in words) else None
