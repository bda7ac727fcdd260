"""Files of tests that put questions, and what their results say."""

from __future__ import annotations

import ast
import json

import pytest

from oppie.integrations.python.questions import PythonExaminer
from oppie.integrations.told import SILENT
from oppie.model.inquiry import Answer, Question
from oppie.model.observation import Failure, Observation, Outcome, TestResult
from oppie.model.rollout import FileState

EXAMINER = PythonExaminer()
BESIDE = FileState("test_a.py", b"")
PASSED, FAILED = Outcome.PASSED, Outcome.FAILED


def said(test: str, kind: str, rows: object, *, shown: bool = False) -> TestResult:
    text = json.dumps(rows)
    if shown:
        return TestResult(test, FAILED, 0.0, Failure("Failed", f"E   x.{kind}: {text}"))
    return TestResult(test, FAILED, 0.0, Failure(kind, text))


@pytest.mark.parametrize(
    ("beside", "path", "name", "source"),
    [
        ("tests/test_a.py", "a.py", "tests/test_oppie_examples.py", "../a.py"),
        ("test_a.py", "src/p/a.py", "test_oppie_examples.py", "src/p/a.py"),
        ("p/tests/a_test.py", "p/a.py", "p/tests/oppie_examples_test.py", "../a.py"),
        ("", "a.py", "test_oppie_examples.py", "a.py"),
    ],
)
def test_the_file_lies_beside_a_test(beside: str, path: str, name: str, source: str) -> None:
    file = EXAMINER.examples(path, FileState(beside, b""))
    assert file.path == name
    assert f"Examples = examples(__file__, {source!r})" in (file.content or b"").decode()


def test_the_files_are_python_of_any_version() -> None:
    question = Question("f", "(('\\n\"',), {})")
    for file in (
        EXAMINER.examples("a.py", BESIDE),
        EXAMINER.asking("a.py", BESIDE, [question]),
        *EXAMINER.noting("a.py", b"def f():\n    return 1", BESIDE),
    ):
        ast.parse(file.content or b"", feature_version=(3, 8))


def test_the_noting_source_keeps_its_lines() -> None:
    source, _ = EXAMINER.noting("a.py", b"x = 1", BESIDE)
    assert (source.content or b"").startswith(b"x = 1\n")


@pytest.mark.parametrize("shown", [False, True])
def test_calls_become_questions(*, shown: bool) -> None:
    told = said("t.py::Calls::test_0", "CallsError", [["f", "((1,), {})"]], shown=shown)
    questions = EXAMINER.questions(Observation((TestResult("t", PASSED), told)), 4, 0)
    assert questions[0] == Question("f", "((1,), {})", made=True)
    assert len(questions) == 4


@pytest.mark.parametrize("mark", ["::", "."])
@pytest.mark.parametrize("shown", [False, True])
def test_answers_stand_where_their_questions_do(mark: str, *, shown: bool) -> None:
    questions = [Question("f", f"(({n},), {{}})") for n in range(10)]
    late = said(f"t{mark}Answers{mark}test_008", "AnswersError", [["returns 8", "p"]], shown=shown)
    heard = EXAMINER.testimony(Observation((late,)), questions)
    assert heard.answers == (*[SILENT] * 8, Answer("returns 8", "p"), SILENT)


def test_examples_hold_or_not() -> None:
    results = (
        TestResult("t.py::Examples::test_a_f_0", PASSED),
        TestResult("t.py::Examples::test_a_f_1", Outcome.TIMED_OUT),
    )
    heard = EXAMINER.testimony(Observation(results), ())
    assert heard.examples == (("a_f_0", True), ("a_f_1", False))
    assert heard.held == {"a_f_0"}


@pytest.mark.parametrize("text", ["no json", "[1, 2]", "[[1, 2, 3]]", "7", "[[]]"])
def test_a_message_that_was_meddled_with_says_nothing(text: str) -> None:
    broken = TestResult("t::Answers::test_000", FAILED, 0.0, Failure("AnswersError", text))
    heard = EXAMINER.testimony(Observation((broken,)), [Question("f", "((1,), {})")])
    assert heard.answers == (SILENT,)


def test_too_many_answers_are_cut() -> None:
    told = said("t::Answers::test_000", "AnswersError", [["returns 1", ""]] * 5)
    heard = EXAMINER.testimony(Observation((told,)), [Question("f", "((1,), {})")])
    assert len(heard.answers) == 1


def test_a_question_is_shown_as_a_call() -> None:
    assert EXAMINER.shown(Question("f", "((1, 'a'), {'deep': [2]})")) == "f(1, 'a', deep=[2])"
