"""Loads unittest suites and keeps why a file could not be loaded."""

from __future__ import annotations

import contextlib
import os
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
        self.broken: Dict[str, Result] = {}

    def load(self, chosen: Choice) -> unittest.TestSuite:
        """The suite that the arguments choose. Raises RefusedError."""
        try:
            if not chosen.names:
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
        # whatever it raises has been kept, and what it is for comes next
        with contextlib.suppress(BaseException):
            self._get_module_from_name(module)
        return module in sys.modules

    def _get_module_from_name(self, name: str) -> ModuleType:
        """What discovery, too, calls for each file; it makes a test of any exception."""
        path = self._path(name)
        if path in self._avoid:
            raise AvoidedError(path)
        try:
            with self._setting.collecting(path):
                return import_module(name)
        except BaseException as exc:
            self._failed(name, path, exc)
            raise

    def _failed(self, name: str, path: str, exc: BaseException) -> None:
        if isinstance(exc, unittest.SkipTest):
            return
        if isinstance(exc, ModuleNotFoundError) and exc.name == name:
            return  # it is no module, but a class or a test in one
        outcome = TIMED_OUT if isinstance(exc, TimedOut) else ERROR
        self.broken[path] = Result(path, outcome, 0.0, failure(exc, self._setting.places))

    def _path(self, name: str) -> str:
        """The file of a module, from the workspace's top."""
        places = self._setting.places
        folder = os.path.join(places.top, self._setting.plan.folder).rstrip("/")
        top: Any = getattr(self, "_top_level_dir", None) or folder
        stem = places.relative("%s/%s" % (top, name.replace(".", "/"))) or name
        package = os.path.isdir(os.path.join(places.top, stem))
        return stem + ("/__init__.py" if package else ".py")
