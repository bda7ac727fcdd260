"""Tests by unittest: one suite, loaded once, its tests run one by one."""

from __future__ import annotations

import os
import sys
import time
import unittest
from typing import Dict, Iterator, Optional, Sequence, Union

from ..messages import Result
from . import Collected, RefusedError, Setting
from .unittest_loader import Loader
from .unittest_options import choice
from .unittest_result import Listener


def driver(setting: Setting) -> UnittestDriver:
    """The driver, by the name that every driver's module has it under."""
    return UnittestDriver(setting)


class UnittestDriver:
    """A unittest suite in this process."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._tests: Dict[str, unittest.TestCase] = {}
        self._listener = Listener(setting.places)

    def open(self) -> bool:
        """There is nothing to read."""
        return True

    def collect(self, names: Sequence[str], avoid: Sequence[str]) -> Collected:
        """Load all that the plan's arguments choose: what a name means depends on all of it."""
        del names
        chosen = choice(self._setting.plan.args)
        sys.argv = ["python -m unittest", *self._setting.plan.args]
        if os.getcwd() not in sys.path:  # as the interpreter does for -m
            sys.path.insert(0, os.getcwd())
        loader = Loader(self._setting, avoid)
        loader.testNamePatterns = list(chosen.patterns) or None
        for test in _flat(loader.load(chosen)):
            if not loader.stands_for_an_error(test):
                self._tests.setdefault(test.id(), test)
        if not self._tests and not loader.broken:
            raise RefusedError("no-tests", "unittest found no tests")
        return Collected(tuple(self._tests), tuple(loader.broken.values()))

    def run(self, test: str, following: Optional[str]) -> Result:
        """Run one test, with what its class and module set up."""
        del following  # unittest tears down when the next test is of another class
        began = time.perf_counter()
        self._listener.begin(test)
        unittest.TestSuite([self._tests[test]]).run(self._listener)
        return self._listener.result(time.perf_counter() - began)


def _flat(suite: Union[unittest.TestSuite, unittest.TestCase]) -> Iterator[unittest.TestCase]:
    if isinstance(suite, unittest.TestSuite):
        for inner in suite:
            yield from _flat(inner)
    else:
        yield suite
