"""Loads unittest suites and keeps why a file could not be loaded."""

from __future__ import annotations

import sys
import unittest
from importlib import import_module
from types import ModuleType
from typing import Any, Dict, Sequence

from ..alarm import TimedOut
from ..failures import failure
from ..messages import ERROR, TIMED_OUT, Result
from . import RefusedError, Setting
from .unittest_options import Choice

_FAILED_TO_LOAD = ("_FailedTest", "ModuleImportFailure")


class AvoidedError(Exception):
    """A file is left alone since its import ends the process."""


class Loader(unittest.TestLoader):
    """unittest's own loader, but each import is bounded and its failure kept.

    Attributes:
        broken: results of files that could not be imported, by path.
    """

    def __init__(self, setting: Setting, avoid: Sequence[str]) -> None:
        super().__init__()
        self._setting = setting
        self._avoid = frozenset(avoid)
        self._base = setting.plan.folder
        self.broken: Dict[str, Result] = {}

    def load(self, chosen: Choice) -> unittest.TestSuite:
        """The suite that the arguments choose. Raises RefusedError."""
        try:
            if not chosen.names:
                self._base = chosen.top or chosen.start
                return self.discover(chosen.start, chosen.pattern, chosen.top)
            return unittest.TestSuite([self._named(name) for name in chosen.names])
        except (ImportError, TypeError) as wrong:  # what discovery says of a start that is none
            raise RefusedError("collect", "unittest: %s" % wrong) from wrong

    def stands_for_an_error(self, test: unittest.TestCase) -> bool:
        """Whether a test only reports that something could not be loaded."""
        return type(test).__name__ in _FAILED_TO_LOAD and bool(self.broken)

    def _named(self, name: str) -> unittest.TestSuite:
        words, before = name.split("."), len(self.broken)
        for length in range(1, len(words) + 1):
            module = ".".join(words[:length])
            if module not in sys.modules and not self._importable(module):
                break
        if len(self.broken) > before:
            return unittest.TestSuite()
        suite = self.loadTestsFromName(name)
        for test in getattr(suite, "_tests", [suite]):
            if type(test).__name__ in _FAILED_TO_LOAD:
                raise RefusedError("collect", "unittest: there is no %s" % name)
        return suite

    def _importable(self, module: str) -> bool:
        try:
            self._import(module)
        except unittest.SkipTest:
            return False
        except ModuleNotFoundError as missing:
            # the rest of the name is a class or a test
            if missing.name == module:
                return False
            self._failed(module, missing)
        except BaseException as exc:  # noqa: BLE001 - a project's import may raise anything
            self._failed(module, exc)
        return module in sys.modules

    def _get_module_from_name(self, name: str) -> ModuleType:
        """What discovery calls for each file; it makes a test of any exception."""
        try:
            return self._import(name)
        except unittest.SkipTest:
            raise
        except BaseException as exc:
            self._failed(name, exc)
            raise

    def _import(self, name: str) -> ModuleType:
        path = self._path(name)
        if path in self._avoid:
            raise AvoidedError(path)
        with self._setting.collecting(path):
            return import_module(name)

    def _failed(self, name: str, exc: BaseException) -> None:
        if isinstance(exc, AvoidedError):
            return
        path = self._path(name)
        outcome = TIMED_OUT if isinstance(exc, TimedOut) else ERROR
        self.broken[path] = Result(path, outcome, 0.0, failure(exc, self._setting.places))

    def _path(self, name: str) -> str:
        """The file of a module, from the workspace's top."""
        places = self._setting.places
        top: Any = getattr(self, "_top_level_dir", None) or self._setting_folder()
        stem = places.relative("%s/%s" % (top, name.replace(".", "/"))) or name
        return stem + ".py"

    def _setting_folder(self) -> str:
        folder = self._setting.plan.folder
        top = self._setting.places.top
        return top + "/" + folder if folder else top
