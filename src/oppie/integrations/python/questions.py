"""Questions to Python candidates: small files of tests for the package ``inside.questions``."""

from __future__ import annotations

import ast
import json
import posixpath
import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from oppie.integrations.python.variations import vary
from oppie.model.inquiry import Answer, Question, Testimony
from oppie.model.observation import Observation, Outcome, TestResult
from oppie.model.rollout import FileState

ASKING = """\
from oppie_inside.questions.{maker} import {maker}

{name} = {maker}({arguments})
{name}.__module__ = __name__
"""
NOTING = b"""

from oppie_inside.questions.calls import watch as __oppie_watch__

__oppie_watch__(globals())
"""
SILENT = Answer("silent")
"""No answer came, since the question did not end or ended the process."""

_ANSWERS = re.compile(r"\bAnswers(?:::|\.)test_(\d+)$")
_EXAMPLE = re.compile(r"\bExamples(?:::|\.)test_(\w+)$")


class PythonExaminer:
    """Implements :class:`oppie.ports.Examiner`."""

    def examples(self, path: str, beside: str) -> FileState:
        """A file of tests, one for each example in the docstrings of ``path``."""
        return _asking("examples", beside, f"__file__, {_from(beside, path)!r}")

    def noting(self, path: str, content: bytes, beside: str) -> tuple[FileState, FileState]:
        """The source, made to note how it is called, and the file of tests that tells it."""
        return FileState(path, content + NOTING), _asking("calls", beside, "")

    def questions(self, observation: Observation, most: int, seed: int) -> tuple[Question, ...]:
        """The calls that were noted, and others like them that no test makes."""
        calls = [row for result in observation.results for row in _rows(result, "CallsError")]
        return vary(calls, most, seed)

    def asking(self, path: str, beside: str, questions: Sequence[Question]) -> FileState:
        """A file of tests that put the questions to the source ``path``."""
        plain = [(each.function, each.arguments) for each in questions]
        return _asking("answers", beside, f"__file__, {_from(beside, path)!r}, {plain!r}")

    def testimony(self, observation: Observation, questions: Sequence[Question]) -> Testimony:
        """What the tests of both files said."""
        examples: list[tuple[str, bool]] = []
        answers = [SILENT] * len(questions)
        for result in observation.results:
            if example := _EXAMPLE.search(result.test):
                examples.append((example.group(1), result.outcome is Outcome.PASSED))
            elif chunk := _ANSWERS.search(result.test):
                start = int(chunk.group(1))
                told = [Answer(*row) for row in _rows(result, "AnswersError")]
                answers[start : start + len(told)] = told
        return Testimony(tuple(examples), tuple(answers[: len(questions)]))

    def shown(self, question: Question) -> str:
        """The call as a person would write it."""
        args, kwargs = ast.literal_eval(question.arguments)  # vary() took it for readable
        named = [f"{name}={value!r}" for name, value in kwargs.items()]
        return f"{question.function}({', '.join([*map(repr, args), *named])})"


def _rows(result: TestResult, kind: str) -> list[tuple[str, str]]:
    """The pairs that a failure holds: its whole text, or after its kind where that is shown."""
    if result.failure is None:
        return []
    text = result.failure.message
    _, shown, rest = text.partition(f"{kind}: ")
    if not shown and result.failure.kind != kind:
        return []
    try:
        return [(str(first), str(second)) for first, second in json.loads(rest or text)]
    except (ValueError, TypeError):
        return []


def _asking(maker: str, beside: str, arguments: str) -> FileState:
    text = ASKING.format(maker=maker, name=maker.capitalize(), arguments=arguments)
    return FileState(_name(maker, beside), text.encode("utf-8", "surrogateescape"))


def _name(what: str, beside: str) -> str:
    """A name in the folder of a test file by which the same pattern finds it."""
    folder, name = posixpath.split(beside)
    late = PurePosixPath(name).stem.endswith("_test")
    return posixpath.join(folder, f"oppie_{what}_test.py" if late else f"test_oppie_{what}.py")


def _from(beside: str, path: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(beside) or ".")
