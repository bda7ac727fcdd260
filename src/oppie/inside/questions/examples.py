"""Do the examples in the documentation of a source file hold?

Two forms are read: the interpreter's (``>>> half(4)``, then the answer) and the plain one
(``half(4) == 2``, also with ``=>``, ``->``, ``→``, ``➞``, ``returns`` or ``should return``).
"""

from __future__ import annotations

import ast
import contextlib
import doctest
import io
import re
import sys
import unittest
from types import ModuleType
from typing import Callable, Dict, Iterator, List, NamedTuple, Optional, Type

from .finding import module_of
from .values import alike, literal

FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
MOST = 60
"""Examples of one file; what goes beyond is not asked."""

_GIVES = r"(?:==?>?|-+>|→|➞|returns?|should (?:return|be))"
_PLAIN = r"^[\s*-]*(?P<call>%s\(.*\))\s*" + _GIVES + r"\s*(?P<want>\S.*)$"


class Sample(NamedTuple):
    """One example: a name for its test, and what runs it and says whether it held."""

    name: str
    holds: Callable[[], bool]


def examples(asker: str, source: str) -> Type[unittest.TestCase]:
    """One test for each example, so that agreement in part is seen."""
    module = module_of(asker, source)
    tests: Dict[str, Callable[[unittest.TestCase], None]] = {}
    for sample in _samples(module):
        if len(tests) < MOST:
            tests.setdefault("test_" + re.sub(r"\W", "_", sample.name), _test(sample))
    return type("Examples", (unittest.TestCase,), {"__module__": "examples", **tests})


def _test(sample: Sample) -> Callable[[unittest.TestCase], None]:
    def test(_: unittest.TestCase) -> None:
        if not sample.holds():
            raise AssertionError(sample.name)

    return test


def _samples(module: ModuleType) -> Iterator[Sample]:
    for found in doctest.DocTestFinder(exclude_empty=False).find(module):
        if found.examples:
            session = _Session(found)
            for index in range(len(found.examples)):
                yield Sample("%s_%d" % (found.name, index), session.asks(index))
        else:
            yield from _plain(found)


def _plain(found: doctest.DocTest) -> Iterator[Sample]:
    """Lines that state what a call of the documented function gives."""
    function = found.name.rpartition(".")[2]
    pattern = re.compile(_PLAIN % re.escape(function))
    for index, line in enumerate((found.docstring or "").splitlines()):
        match = pattern.match(line)
        want = literal(match.group("want").rstrip(" .,;")) if match else None
        if match is not None and want is not None and _parses(match.group("call")):
            call = match.group("call")
            yield Sample("%s_line_%d" % (found.name, index), _equals(call, want.value, found))


def _parses(text: str) -> bool:
    try:
        return isinstance(ast.parse(text, mode="eval").body, ast.Call)
    except (SyntaxError, ValueError):
        return False


def _equals(call: str, want: object, found: doctest.DocTest) -> Callable[[], bool]:
    def holds() -> bool:
        return alike(eval(call, dict(found.globs)), want)  # noqa: S307 - what its authors wrote

    return holds


class _Session:
    """The examples of one docstring, run in order once, as at a prompt."""

    def __init__(self, test: doctest.DocTest) -> None:
        self._test = test
        self._held: List[bool] = []
        self._space = dict(test.globs)

    def asks(self, index: int) -> Callable[[], bool]:
        """Runs what has not run yet of the examples before, and the one."""

        def holds() -> bool:
            while len(self._held) <= index:
                example = self._test.examples[len(self._held)]
                self._held.append(False)
                self._held[-1] = _holds(example, self._space)
            return self._held[index]

        return holds


def _holds(example: doctest.Example, space: Dict[str, object]) -> bool:
    if example.options.get(doctest.SKIP):
        return True
    flags = FLAGS
    for flag, on in example.options.items():
        flags = flags | flag if on else flags & ~flag
    printed = io.StringIO()
    raised = _run(example.source, space, printed)
    if raised is not None or example.exc_msg is not None:
        wanted = (example.exc_msg or "").partition(":")[0].rpartition(".")[2].strip()
        return raised == wanted
    got = printed.getvalue()
    if not example.want and got.strip() in ("True", "False"):  # a claim: >>> half(4) == 2
        return got.strip() == "True"
    if doctest.OutputChecker().check_output(example.want, got, flags):
        return True
    want, value = literal(example.want), literal(got)
    return want is not None and value is not None and alike(want.value, value.value)


def _run(source: str, space: Dict[str, object], printed: io.StringIO) -> Optional[str]:
    """Run one example; the class of the exception that it raised, if any."""
    shown, sys.displayhook = sys.displayhook, sys.__displayhook__
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(source, "<example>", "single"), space)  # noqa: S102 - as doctest does
    except Exception as error:  # noqa: BLE001 - whatever the example raises is its answer
        return type(error).__name__
    finally:
        sys.displayhook = shown
    return None
