"""What the runner hears from pytest."""

from __future__ import annotations

import os
import unittest
from typing import Any, Dict, FrozenSet, Generator, List, Optional

import pytest
from _pytest.assertion import util
from _pytest.reports import CollectReport
from _pytest.runner import runtestprotocol

from ..alarm import TimedOut
from ..failures import Places, failure
from ..messages import ERROR, FAILED, PASSED, SKIPPED, TIMED_OUT, Failure, Result
from . import Setting
from .pytest_causes import explained, imported

_SKIPS = (pytest.skip.Exception, unittest.SkipTest)


class Hooks:
    """A plugin that runs items without logging and keeps what became of them.

    Attributes:
        errors: results of files that could not be collected, by path.
    """

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._places = setting.places
        self.errors: Dict[str, Result] = {}
        self.begin("")

    def begin(self, test: str) -> None:
        """Forget the test before."""
        self._test = test
        self._reports: List[Any] = []
        self._raised: Dict[str, BaseException] = {}

    def name(self, item: Any) -> str:
        """An item's id: pytest's own, but from the workspace's top."""
        path = self._places.relative(_path(item))
        file, separator, rest = str(item.nodeid).partition("::")
        return (file if path is None else path) + separator + rest

    def broken_conftest(self, broken: Any) -> Result:
        """The result of a conftest that could not be imported."""
        path = self._places.relative(str(broken.path)) or str(broken.path)
        return self._uncollected(path, broken)

    def result(self, seconds: float) -> Result:
        """The result of the test that ran last."""
        for report in self._reports:
            exc = self._raised.get(report.when)
            if isinstance(exc, TimedOut):
                return Result(self._test, TIMED_OUT, seconds, failure(exc, self._places))
        failed = next((r for r in self._reports if r.outcome == FAILED), None)
        if failed is not None:
            return self._failed(failed, seconds)
        # a subtest that is skipped leaves the test itself as it is
        if any(r.outcome == SKIPPED and not hasattr(r, "context") for r in self._reports):
            return Result(self._test, SKIPPED, seconds)
        if self._reports:
            return Result(self._test, PASSED, seconds)
        return Result(self._test, ERROR, seconds, Failure("NotRun", "no plugin ran this test"))

    def _failed(self, report: Any, seconds: float) -> Result:
        outcome = FAILED if report.when == "call" else ERROR
        exc = self._raised.get(report.when)
        if exc is None:  # a strict xfail that passed, or a failed subtest
            told = Failure("Failed", str(report.longrepr)[:2000])
        else:
            told = failure(explained(exc), self._places)
        return Result(self._test, outcome, seconds, told)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: Any, nextitem: Optional[Any]) -> bool:
        """Run an item; other plugins' wrappers stand around this as around pytest's own."""
        # the one-line explanation is what is kept, and the full diff can cost seconds
        util._reprcompare = None  # noqa: SLF001 - pytest sets it in its own wrapper
        self._reports += runtestprotocol(item, log=False, nextitem=nextitem)
        return True

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Hear of subtests, and of tests that another plugin's protocol ran."""
        self._reports.append(report)

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(self, call: Any) -> Generator[None, Any, None]:
        """Keep the exception of each phase; that of a ``TestCase`` is there only afterwards.

        Of several subtests the first one's that failed.
        """
        yield
        if call.excinfo is not None:
            known = self._raised.get(call.when)
            if known is None or isinstance(known, _SKIPS):
                self._raised[call.when] = call.excinfo.value

    @pytest.hookimpl(hookwrapper=True)
    def pytest_make_collect_report(self, collector: Any) -> Generator[None, Any, None]:
        """Bound the time of a file's import; what ends the import ends nothing else."""
        path = self._places.relative(_path(collector)) or ""
        if isinstance(collector, pytest.File):
            with self._setting.collecting(path):
                outcome = yield
        else:
            outcome = yield
        exc = outcome.excinfo[1] if outcome.excinfo else _raised(outcome.get_result())
        if exc is None or isinstance(exc, pytest.skip.Exception):
            return
        if outcome.excinfo:
            if not isinstance(
                exc, (SystemExit, KeyboardInterrupt, TimedOut, pytest.exit.Exception)
            ):
                return
            outcome.force_result(CollectReport(collector.nodeid, "failed", str(exc), []))
        self._uncollected(path, exc)

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: Any) -> None:
        """Whether each key of the configuration is known is not what the tests are about."""
        config._validate_config_options = _nothing  # noqa: SLF001 - there is no switch for it

    def _uncollected(self, path: str, exc: BaseException) -> Result:
        if hasattr(exc, "path") and type(exc).__name__ == "ConftestImportFailure":
            path = self._places.relative(str(exc.path)) or path
        elif os.path.isdir(os.path.join(self._places.top, path)):
            path = os.path.join(path, "__init__.py")
        cause = imported(exc)
        outcome = TIMED_OUT if isinstance(cause, TimedOut) else ERROR
        result = Result(path, outcome, 0.0, failure(cause, self._places))
        self.errors[path] = result
        return result


class Avoidance:
    """A plugin that leaves files alone whose import ends the process.

    Attributes:
        paths: of these files, from the workspace's top.
    """

    def __init__(self, places: Places) -> None:
        self._places = places
        self.paths: FrozenSet[str] = frozenset()

    @pytest.hookimpl(tryfirst=True)
    def pytest_make_collect_report(self, collector: Any) -> Optional[CollectReport]:
        """Find nothing in such a file."""
        if self._places.relative(_path(collector)) in self.paths:
            return CollectReport(collector.nodeid, "passed", None, [])
        return None


def _raised(report: Any) -> Optional[BaseException]:
    call = getattr(report, "call", None)
    excinfo = getattr(call, "excinfo", None)
    return excinfo.value if excinfo is not None and report.failed else None


def _path(node: Any) -> str:
    return str(getattr(node, "path", None) or node.fspath)


def _nothing() -> None:
    pass
