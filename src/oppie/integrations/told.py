"""What the tests of files of questions told: by failing, in any language, under equal names."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from oppie.model.inquiry import Answer, Question, Testimony
from oppie.model.observation import Observation, Outcome, TestResult

SILENT = Answer("silent")
"""No answer came, since the question did not end or ended the process."""

_ANSWERS = re.compile(r"\bAnswers(?:::|\.)test_(\d+)$")
_EXAMPLE = re.compile(r"\bExamples(?:::|\.)test_(\w+)$")


def noted(observation: Observation) -> list[tuple[str, str]]:
    """Functions and arguments of the calls that tests were heard to make."""
    return [row for result in observation.results for row in _rows(result, "CallsError")]


def testimony(observation: Observation, questions: Sequence[Question]) -> Testimony:
    """Which examples held, and an answer a question."""
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
