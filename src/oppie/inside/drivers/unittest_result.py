"""What the runner hears from unittest."""

from __future__ import annotations

import unittest
from types import TracebackType
from typing import Dict, Optional, Tuple, Type, Union

from ..alarm import TimedOut
from ..failures import Places, failure
from ..messages import ERROR, FAILED, PASSED, SKIPPED, TIMED_OUT, Failure, Result

ExcInfo = Union[
    Tuple[Type[BaseException], BaseException, TracebackType],
    Tuple[None, None, None],
]


class Listener(unittest.TestResult):
    """A result that keeps the worst thing that was said of the test that runs."""

    def __init__(self, places: Places) -> None:
        super().__init__()
        self._places = places
        self._shared: Dict[str, Tuple[str, Optional[Failure]]] = {}
        # suites of one test each are run as if they were parts of one suite
        self._testRunEntered = True
        self.begin("")

    def begin(self, test: str) -> None:
        """Forget the test before."""
        self._test = test
        self._said: Optional[Tuple[str, Optional[Failure]]] = None

    def result(self, seconds: float) -> Result:
        """The result of the test that ran last."""
        outcome, told = self._said or self._of_what_it_shares()
        return Result(self._test, outcome, seconds, told)

    def addSuccess(self, test: unittest.TestCase) -> None:  # noqa: N802 - unittest's name
        """Passed, unless a subtest has not."""
        del test
        self._say(PASSED, None)

    def addError(self, test: unittest.TestCase, err: ExcInfo) -> None:  # noqa: N802 - unittest's name
        """An exception in the test, or in what its class or module sets up."""
        exc = err[1]
        told = None if exc is None else failure(exc, self._places)
        if isinstance(exc, TimedOut):
            self._say(TIMED_OUT, told)
        elif test.id() == self._test:
            self._say(FAILED, told)
        else:
            self._share(test, ERROR, told)

    def addFailure(self, test: unittest.TestCase, err: ExcInfo) -> None:  # noqa: N802 - unittest's name
        """An assertion that does not hold."""
        del test
        self._say(FAILED, None if err[1] is None else failure(err[1], self._places))

    def addSkip(self, test: unittest.TestCase, reason: str) -> None:  # noqa: N802 - unittest's name
        """Skipped, alone or with its class or module."""
        del reason
        if test.id() == self._test:
            self._say(SKIPPED, None)
        else:
            self._share(test, SKIPPED, None)

    def addExpectedFailure(self, test: unittest.TestCase, err: ExcInfo) -> None:  # noqa: N802 - unittest's name
        """Failed as it said it would."""
        del test, err
        self._say(SKIPPED, None)

    def addUnexpectedSuccess(self, test: unittest.TestCase) -> None:  # noqa: N802 - unittest's name
        """Passed although it said that it would not."""
        del test
        self._say(FAILED, Failure("UnexpectedSuccess", "expected to fail, and passed"))

    def addSubTest(  # noqa: N802 - unittest's name
        self, test: unittest.TestCase, subtest: unittest.TestCase, err: Optional[ExcInfo]
    ) -> None:
        """A part of the test; the first that fails is told."""
        del test, subtest
        if err is not None and err[1] is not None:
            late = isinstance(err[1], TimedOut)
            self._say(TIMED_OUT if late else FAILED, failure(err[1], self._places))

    def _say(self, outcome: str, told: Optional[Failure]) -> None:
        if self._said is None:
            self._said = (outcome, told)

    def _share(self, holder: unittest.TestCase, outcome: str, told: Optional[Failure]) -> None:
        """What holds for all tests of a class or module: ``setUpClass (pkg.mod.Class)``."""
        shared = holder.id().partition("(")[2].rstrip(")")
        self._shared[shared] = (outcome, told)

    def _of_what_it_shares(self) -> Tuple[str, Optional[Failure]]:
        for shared, said in self._shared.items():
            if self._test.startswith(shared + "."):
                return said
        return ERROR, None
