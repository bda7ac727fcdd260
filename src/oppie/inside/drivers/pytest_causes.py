"""The exceptions behind those that pytest and doctest wrap around them."""

from __future__ import annotations

import doctest
from typing import Any

from _pytest.fixtures import FixtureLookupError


class ExampleError(SyntaxError):
    """An example in a docstring that printed something else; its place is the example's line.

    It is a SyntaxError since that is the kind of exception that carries a place of its own.
    """


def explained(exc: BaseException) -> BaseException:
    """What a test's failure is told as."""
    failures = getattr(exc, "failures", None)
    if isinstance(failures, list) and failures and isinstance(failures[0], BaseException):
        return explained(failures[0])
    if isinstance(exc, doctest.UnexpectedException):
        return exc.exc_info[1]
    if isinstance(exc, doctest.DocTestFailure):
        return _example(exc)
    if isinstance(exc, FixtureLookupError):
        return LookupError("fixture %r not found" % (exc.argname,))
    return exc


def imported(exc: BaseException) -> BaseException:
    """Why a file could not be collected."""
    if exc.__cause__ is not None:
        return exc.__cause__
    wrapped: Any = getattr(exc, "excinfo", None)  # as older versions of pytest keep it
    return wrapped[1] if isinstance(wrapped, tuple) else exc


def _example(exc: doctest.DocTestFailure) -> BaseException:
    message = "%sexpected: %sgot: %s" % (exc.example.source, exc.example.want, exc.got)
    line = (exc.test.lineno or 0) + exc.example.lineno + 1
    return ExampleError(message.rstrip(), (exc.test.filename, line, None, None))
