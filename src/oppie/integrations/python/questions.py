"""Questions to Python candidates: small files of tests for the package ``inside.questions``."""

from __future__ import annotations

import ast
import posixpath
from collections.abc import Sequence
from pathlib import PurePosixPath

from oppie.inside.questions.values import Literal, literal
from oppie.integrations.told import noted, testimony
from oppie.integrations.variations import Arguments, Notation, vary
from oppie.model.inquiry import Question, Testimony
from oppie.model.observation import Observation
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


class PythonExaminer:
    """Implements :class:`oppie.ports.Examiner`."""

    def examples(self, path: str, beside: FileState) -> FileState:
        """A file of tests, one for each example in the docstrings of ``path``."""
        return _asking("examples", beside, f"__file__, {_from(beside, path)!r}")

    def noting(self, path: str, content: bytes, beside: FileState) -> tuple[FileState, FileState]:
        """The source, made to note how it is called, and the file of tests that tells it."""
        return FileState(path, content + NOTING), _asking("calls", beside, "")

    def questions(self, observation: Observation, most: int, seed: int) -> tuple[Question, ...]:
        """The calls that were noted, and others like them that no test makes."""
        return vary(noted(observation), most, seed, NOTATION)

    def asking(self, path: str, beside: FileState, questions: Sequence[Question]) -> FileState:
        """A file of tests that put the questions to the source ``path``."""
        plain = [(each.function, each.arguments) for each in questions]
        return _asking("answers", beside, f"__file__, {_from(beside, path)!r}, {plain!r}")

    def testimony(self, observation: Observation, questions: Sequence[Question]) -> Testimony:
        """What the tests of both files said."""
        return testimony(observation, questions)

    def shown(self, question: Question) -> str:
        """The call as a person would write it."""
        args, kwargs = ast.literal_eval(question.arguments)  # vary() took it for readable
        named = [f"{name}={value!r}" for name, value in kwargs.items()]
        return f"{question.function}({', '.join([*map(repr, args), *named])})"


def _asking(maker: str, beside: FileState, arguments: str) -> FileState:
    text = ASKING.format(maker=maker, name=maker.capitalize(), arguments=arguments)
    return FileState(_name(maker, beside.path), text.encode("utf-8", "surrogateescape"))


def _name(what: str, beside: str) -> str:
    """A name in the folder of a test file by which the same pattern finds it."""
    folder, name = posixpath.split(beside)
    late = PurePosixPath(name).stem.endswith("_test")
    return posixpath.join(folder, f"oppie_{what}_test.py" if late else f"test_oppie_{what}.py")


def _from(beside: FileState, path: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(beside.path) or ".")


def _read(text: str) -> Arguments | None:
    match literal(text):
        case Literal((tuple() as args, dict() as kwargs)):
            return args, kwargs
        case _:
            return None


NOTATION = Notation(_read, repr)
