"""Files of tests that put questions, written as the file of tests beside them is."""

from __future__ import annotations

import json

import pytest

from oppie.integrations.nodejs.questions import NodeExaminer
from oppie.model.inquiry import Answer, Question
from oppie.model.observation import Failure, Observation, Outcome, TestResult
from oppie.model.rollout import FileState

EXAMINER = NodeExaminer()
OWN = b"const { test } = require('node:test');\n"


def text(file: FileState) -> str:
    return (file.content or b"").decode()


@pytest.mark.parametrize(
    ("beside", "path", "name", "source"),
    [
        ("test/a.test.js", "a.js", "test/oppie_examples.test.js", "../a.js"),
        ("src/a.spec.ts", "src/a.ts", "src/oppie_examples.spec.ts", "./a.ts"),
        ("test/a.js", "lib/a.js", "test/oppie_examples.js", "../lib/a.js"),
        ("test-a.mjs", "a.mjs", "test-oppie_examples.mjs", "./a.mjs"),
        ("a_test.cjs", "a.cjs", "oppie_examples_test.cjs", "./a.cjs"),
    ],
)
def test_the_file_lies_beside_a_test(beside: str, path: str, name: str, source: str) -> None:
    file = EXAMINER.examples(path, FileState(beside, OWN))
    assert file.path == name
    assert f'"{source}"' in text(file)


@pytest.mark.parametrize(
    ("beside", "word", "loads"),
    [
        (OWN, "const { test: declare } = require('node:test');", "require("),
        (b"import t from 'node:test';", "import { test as declare } from 'node:test'", "import("),
        (b"import { it } from 'vitest';", "import { test as declare } from 'vitest';", "import("),
        (b"describe('a', () => {});", "typeof test === 'function' ? test : it", "require("),
        (b"import a from '../a';\ntest('a', a);", "typeof test === 'function'", "import("),
    ],
)  # fmt: skip
def test_it_finds_its_words_and_the_source_as_that_does(
    beside: bytes, word: str, loads: str
) -> None:
    file = text(EXAMINER.asking("a.js", FileState("a.test.js", beside), ()))
    assert word in file
    assert f"const load = () => {loads}" in file


def test_calls_become_questions() -> None:
    failure = Failure("CallsError", json.dumps([["f", "[1]"]]))
    told = TestResult("t.js::Calls.test_0", Outcome.FAILED, 0.0, failure)
    questions = EXAMINER.questions(Observation((told,)), 4, 0)
    assert questions[0] == Question("f", "[1]", made=True)
    assert len(questions) == 4


def test_answers_and_examples_are_heard() -> None:
    failure = Failure("AnswersError", json.dumps([["returns 1", "p"]]))
    results = (
        TestResult("t.js::Answers.test_000", Outcome.FAILED, 0.0, failure),
        TestResult("t.js::Examples.test_line_3", Outcome.PASSED),
    )
    heard = EXAMINER.testimony(Observation(results), [Question("f", "[1]")])
    assert heard.answers == (Answer("returns 1", "p"),)
    assert heard.held == {"line_3"}


def test_a_question_is_shown_as_a_call() -> None:
    assert EXAMINER.shown(Question("f", '[1, "é", {"a": null}]')) == 'f(1, "é", {"a": null})'
