"""Questions in a real sandbox, with each driver and layout: what comes back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from oppie.integrations.python import PythonIntegration
from oppie.integrations.python.questions import PythonExaminer
from oppie.model.change import Digest
from oppie.model.inquiry import Question, Testimony
from oppie.model.observation import Observation
from oppie.model.project import TestCommand, Workspace
from oppie.model.rollout import FileState, Limits, Rollout, Stop
from oppie.ports import Session
from oppie.sandboxes.local import LocalSandbox

SOURCE = '''\
def half(n):
    """
    >>> half(4)
    2
    >>> half(5)
    3
    """
    return n // 2
'''
PYTEST = "from {module} import half\n\n\ndef test_half():\n    assert half(8) == 4\n"
UNITTEST = """\
import unittest

from {module} import half


class TestHalf(unittest.TestCase):
    def test_half(self):
        self.assertEqual(half(8), 4)
"""


@dataclass(frozen=True)
class Layout:
    """Where a project has its source and its test, and how the test is run."""

    command: str
    source: str
    test: str
    text: str
    module: str
    extra: tuple[str, ...] = ()


LAYOUTS: Mapping[str, Layout] = {
    "pytest, flat": Layout("python -m pytest", "calc.py", "tests/test_calc.py", PYTEST, "calc"),
    "pytest, src": Layout(
        "python -m pytest", "src/p/calc.py", "tests/test_calc.py", PYTEST, "p.calc",
        ("src/p/__init__.py", "tests/__init__.py"),
    ),
    "unittest": Layout(
        "python -m unittest", "calc.py", "tests/test_calc.py", UNITTEST, "calc",
        ("tests/__init__.py",),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Opened:
    """A project in a sandbox."""

    layout: Layout
    session: Session
    tests: tuple[str, ...]

    def run(self, files: tuple[FileState, ...], *targets: str) -> Observation:
        limits = Limits(test_s=5.0, total_s=30.0)
        seen = self.session.run(Rollout(Digest(""), files, targets, limits=limits, stop=Stop.NEVER))
        assert isinstance(seen, Observation)
        return seen

    def asked(self, *questions: Question, source: str = SOURCE) -> Testimony:
        examiner, path = PythonExaminer(), self.layout.source
        beside = FileState(self.layout.test, b"")
        files = (
            FileState(path, source.encode()),
            examiner.examples(path, beside),
            examiner.asking(path, beside, questions),
        )
        return examiner.testimony(self.run(files, files[1].path, files[2].path), questions)


@pytest.fixture(params=LAYOUTS, scope="module")
def opened(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Opened]:
    layout = LAYOUTS[request.param]
    top = tmp_path_factory.mktemp("project")
    for path in (layout.source, layout.test, *layout.extra):
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).touch()
    (top / layout.source).write_text(SOURCE)
    (top / layout.test).write_text(layout.text.format(module=layout.module))
    files = (layout.source, layout.test, *layout.extra)
    plan = PythonIntegration().plan(top, files, TestCommand(layout.command))

    def populate(copy: Path) -> None:
        shutil.copytree(top, copy, dirs_exist_ok=True)

    session = LocalSandbox().open(Workspace(top, populate, "t"), plan, Limits(total_s=60.0))
    yield Opened(layout, session, session.start().tests)
    session.close()


@pytest.mark.slow
def test_examples_are_judged_one_by_one(opened: Opened) -> None:
    assert [held for _, held in opened.asked().examples] == [True, False]


@pytest.mark.slow
def test_calls_of_the_tests_are_noted(opened: Opened) -> None:
    examiner = PythonExaminer()
    beside = FileState(opened.layout.test, b"")
    files = examiner.noting(opened.layout.source, SOURCE.encode(), beside)
    seen = opened.run(files, *opened.tests, files[1].path)
    questions = examiner.questions(seen, 6, 0)
    assert questions[0] == Question("half", "((8,), {})", made=True)
    assert len(questions) == 6


@pytest.mark.slow
def test_answers_are_those_of_the_candidate(opened: Opened) -> None:
    questions = tuple(Question("half", f"(({n},), {{}})") for n in range(10))
    plain = opened.asked(*questions)
    other = opened.asked(*questions, source=SOURCE.replace("n // 2", "10 // n"))
    assert [a.text for a in plain.answers] == [f"returns {n // 2}" for n in range(10)]
    assert other.answers[0].text == "raises ZeroDivisionError"
    assert other.answers[1].text == "returns 10"


@pytest.mark.slow
def test_a_hang_is_an_answer(opened: Opened) -> None:
    loops = SOURCE.replace("return n // 2", "while n:\n        pass")
    (first, second) = opened.asked(
        Question("half", "((1,), {})"), Question("half", "((0,), {})"), source=loops
    ).answers
    assert (first.text, second.text) == ("endless", "returns None")


@pytest.mark.slow
def test_a_source_that_cannot_be_imported_says_nothing(opened: Opened) -> None:
    said = opened.asked(Question("half", "((1,), {})"), source="import nowhere\n")
    assert said.examples == ()
    assert not said.answers[0].known
