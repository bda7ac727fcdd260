"""Tests by pytest: one session, collected once, its items run one by one."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from typing import Dict, Iterator, Optional, Sequence

import pytest
from _pytest.capture import DontReadFromInput
from _pytest.config import ConftestImportFailure, _prepareconfig
from _pytest.main import Session

from ..messages import Result
from . import Collected, RefusedError, Setting
from .pytest_args import arguments
from .pytest_hooks import Avoidance, Hooks
from .pytest_options import Fixtures, Stubs


def driver(setting: Setting) -> PytestDriver:
    """The driver, by the name that every driver's module has it under."""
    return PytestDriver(setting)


class PytestDriver:
    """A pytest session in this process."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._items: Dict[str, pytest.Item] = {}
        self._session: Optional[Session] = None
        self.hooks = Hooks(setting)
        self.avoidance = Avoidance(setting.places)

    def open(self) -> bool:
        """Make the session: plugins, settings, the first conftests."""
        try:
            with _refusing():
                self._session = self._open()
        except (ConftestImportFailure, RefusedError):  # collecting meets it again, and tells it
            return False
        return True

    def collect(self, names: Sequence[str], avoid: Sequence[str]) -> Collected:
        """Load the tests as pytest does in the plan's folder."""
        self.avoidance.paths = frozenset(avoid)
        try:
            with _refusing():
                session = self._session or self._open()
                if names:
                    files = dict.fromkeys(name.partition("::")[0] for name in names)
                    session.config.args = [self._absolute(file) for file in files]
                session.config.hook.pytest_collection(session=session)
        except ConftestImportFailure as broken:
            return Collected((), (self.hooks.broken_conftest(broken),))
        return self.adopt(session)

    def adopt(self, session: Session) -> Collected:
        """Take over what a session has collected, with this driver's hooks in it."""
        for item in session.items:
            self._items.setdefault(self.hooks.name(item), item)
        return Collected(tuple(self._items), tuple(self.hooks.errors.values()))

    def run(self, test: str, following: Optional[str]) -> Result:
        """Run one item with its fixtures."""
        item = self._items[test]
        after = None if following is None else self._items[following]
        began = time.perf_counter()
        self.hooks.begin(test)
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
        return self.hooks.result(time.perf_counter() - began)

    def _open(self) -> Session:
        args = arguments(self._setting.plan.args, self._setting.private)
        sys.argv = ["pytest", *self._setting.plan.args]
        sys.stdin = DontReadFromInput()
        plugins = [Stubs(), Fixtures(), self.hooks, self.avoidance]
        config = _prepareconfig(args, plugins=plugins)
        config.option.tbstyle = "no"  # failures are told from the exception itself
        config._do_configure()  # noqa: SLF001 - as pytest's own main does
        session = Session.from_config(config)
        config.hook.pytest_sessionstart(session=session)
        return session

    def _absolute(self, file: str) -> str:
        """What pytest is to collect for a file's id; all of its folder for a conftest."""
        folder, name = os.path.split(os.path.join(self._setting.places.top, file))
        if name in ("conftest.py", "__init__.py"):
            return folder
        return os.path.join(folder, name)


@contextlib.contextmanager
def _refusing() -> Iterator[None]:
    """What keeps pytest from starting, its internal errors among it, is a refusal."""
    try:
        yield
    except ConftestImportFailure:
        raise
    except (Exception, SystemExit) as broken:
        known = isinstance(broken, pytest.UsageError)
        told = str(broken) if known else "%s: %s" % (type(broken).__name__, broken)
        raise RefusedError("collect", "pytest: " + told.partition("\n")[0]) from broken
