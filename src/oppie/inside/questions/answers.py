"""What does a candidate answer to calls that no test makes?"""

from __future__ import annotations

import hashlib
import json
import os
import unittest
from types import ModuleType
from typing import Any, Callable, List, Sequence, Tuple, Type

from .caution import Caution, EndlessError, RefusedError, Seen
from .finding import module_of
from .values import literal, written

CHUNK = 8
"""Answers in one message."""

Question = Tuple[str, str]
"""A function's name, and its positional and named arguments as a literal pair."""


class AnswersError(Exception):
    """Not an error: answers on their way out, as JSON pairs of answer and path."""


def answers(asker: str, source: str, questions: Sequence[Question]) -> Type[unittest.TestCase]:
    """Tests that tell, by failing, what the functions answer."""
    module = module_of(asker, source)
    filename = str(module.__file__)
    caution = Caution(filename, os.path.dirname(filename))

    def test(start: int) -> Callable[[unittest.TestCase], None]:
        def tell(_: unittest.TestCase) -> None:
            asked = questions[start : start + CHUNK]
            told = [_answer(caution, module, *question) for question in asked]
            raise AnswersError(json.dumps(told, ensure_ascii=False))

        return tell

    tests = {"test_%03d" % start: test(start) for start in range(0, len(questions), CHUNK)}
    return type("Answers", (unittest.TestCase,), {"__module__": "answers", **tests})


def _answer(caution: Caution, module: ModuleType, name: str, arguments: str) -> List[str]:
    """The answer and the path to it; an answer that differs the second time is none."""
    first = _told(caution, module, name, arguments)
    if first[0].startswith("returns") and _told(caution, module, name, arguments) != first:
        return ["unsteady", ""]
    return first


def _told(caution: Caution, module: ModuleType, name: str, arguments: str) -> List[str]:
    given = literal(arguments)
    if given is None or not callable(getattr(module, name, None)):
        return ["missing", ""]
    args, kwargs = _pair(given.value)
    before = repr((args, kwargs))
    seen = caution.call(lambda: written(getattr(module, name)(*args, **kwargs)))
    after = repr((args, kwargs))
    changed = "" if after == before else " and leaves %s" % written((args, kwargs))
    path = hashlib.blake2b(repr(seen.lines).encode(), digest_size=4).hexdigest()
    return [_said(seen) + changed, path]


def _said(seen: Seen) -> str:
    if seen.raised is None:
        return "returns %s" % seen.value
    if isinstance(seen.raised, RefusedError):
        return "refused"
    if isinstance(seen.raised, (EndlessError, RecursionError)):
        return "endless"
    return "raises %s" % type(seen.raised).__name__


def _pair(value: Any) -> Tuple[Tuple[Any, ...], Any]:
    args, kwargs = value
    return args, kwargs
