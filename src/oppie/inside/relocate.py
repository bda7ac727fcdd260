"""The copy is what is imported: specs that point into the user's folder are moved.

An editable install points there by a ``.pth`` file (an entry of ``sys.path``), by a finder of
its own (``__editable__``) or by an egg-link. Whatever finder answers, the answer is moved.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from importlib.machinery import ModuleSpec
from typing import Any, List, Optional, Sequence, Tuple


class Relocation:
    """Moves paths under the user's folder to the workspace.

    Args:
        root: the user's folder, absolute.
        workspace: the copy, absolute.
        outside: folders under ``root`` that are not copied: environments.
    """

    def __init__(self, root: str, workspace: str, outside: Sequence[str]) -> None:
        self._roots = {root.rstrip(os.sep), os.path.realpath(root)} if root else set()
        self._workspace = workspace
        self._kept: Tuple[str, ...] = (workspace, *outside)

    def applies(self, path: Optional[str]) -> bool:
        """Whether a path lies in the user's folder and has a copy."""
        return bool(path) and self._root_of(str(path)) != ""

    def moved(self, path: str) -> str:
        """Where the copy of such a path is, if there is one; else the path itself."""
        root = self._root_of(path)
        if not root:
            return path
        copy = self._workspace + path[len(root) :]
        return copy if os.path.exists(copy) else path

    def _root_of(self, path: str) -> str:
        if any(_under(path, kept) for kept in self._kept):
            return ""
        return next((root for root in self._roots if _under(path, root)), "")

    def covers(self, path: str) -> bool:
        """Whether a path lies in the copy or in what it is a copy of."""
        return _under(path, self._workspace) or self.applies(path)

    def install(self) -> None:
        """Move ``sys.path`` now and each import from now on."""
        sys.path[:] = [self.moved(entry) for entry in sys.path]
        sys.meta_path.insert(0, _Finder(self))

    def leaks(self) -> List[str]:
        """Names of modules that were loaded from the user's folder all the same."""
        return sorted(
            name
            for name, module in list(sys.modules.items())
            if self.applies(_file(module)) and name != "__main__"
        )


class _Finder:
    """First on ``sys.meta_path``: asks those behind it, and moves what they found."""

    def __init__(self, relocation: Relocation) -> None:
        self._relocation = relocation

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Optional[ModuleSpec]:
        """As the import system asks for it."""
        for finder in sys.meta_path[sys.meta_path.index(self) + 1 :]:
            find = getattr(finder, "find_spec", None)
            spec = None if find is None else find(name, path, target)
            if spec is not None:
                return self._move(spec)
        return None

    def _move(self, spec: ModuleSpec) -> ModuleSpec:
        moved = self._relocation.moved
        places = spec.submodule_search_locations
        if spec.has_location and spec.origin and moved(spec.origin) != spec.origin:
            inner = None if places is None else [moved(place) for place in places]
            made = importlib.util.spec_from_file_location(
                spec.name, moved(spec.origin), submodule_search_locations=inner
            )
            return made or spec
        if places is not None and any(moved(place) != place for place in places):
            spec.submodule_search_locations = [moved(place) for place in places]
        return spec


def _under(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + os.sep)


def _file(module: Any) -> Optional[str]:
    name = getattr(module, "__file__", None)
    return name if isinstance(name, str) else None
