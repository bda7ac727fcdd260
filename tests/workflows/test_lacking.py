"""Tests that want what is not installed are no task; where none could run, the user is told."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from oppie.errors import ProjectError, SandboxLostError
from oppie.model.observation import Failure, Observation, Outcome, TestResult
from oppie.model.rollout import Limits, Plan
from oppie.workflows.baseline import Baseline
from oppie.workflows.lacking import without_lacking

WANTS = Failure("ModuleNotFoundError", "No module named 'numpy'")
WRONG = Failure("AssertionError", "1 == 2")


class Integration:
    """Tells each lacking module once."""

    def __init__(self) -> None:
        self.asked = 0

    def lacks(self, failure: Failure, _files: object, _read: object) -> str:
        self.asked += 1
        return "numpy" if "numpy" in failure.message else ""


def project() -> Any:
    return SimpleNamespace(integration=Integration(), files=(), read=None)


def place(sandbox: str = "local") -> Any:
    plan = Plan("pytest", "pytest", "/p/bin/python", install="/p/bin/python -m pip install -e .")
    return SimpleNamespace(sandbox=SimpleNamespace(name=sandbox), plan=plan)


def baseline(*failures: Failure, passing: int = 1) -> Baseline:
    bad = [TestResult(f"t{n}", Outcome.ERROR, 0.1, each) for n, each in enumerate(failures)]
    good = [TestResult(f"g{n}", Outcome.PASSED, 0.1) for n in range(passing)]
    targets = tuple(result.test for result in bad)
    others = tuple(result.test for result in good)
    return Baseline(Observation((*bad, *good)), targets, others, (), (), Limits(), 2)


def test_nothing_changes_where_nothing_is_lacking() -> None:
    before = baseline(WRONG)
    assert without_lacking(before, project(), place(), chosen=False) == (before, "")


def test_tests_that_want_a_module_are_set_aside_and_still_counted() -> None:
    before = baseline(WANTS, WRONG, WANTS)
    after, note = without_lacking(before, project(), place(), chosen=False)
    assert after == replace(before, targets=("t1",))
    assert note == "Set aside 2 tests for want of numpy: /p/bin/python lacks it."


def test_one_test_is_one_test() -> None:
    _, note = without_lacking(baseline(WANTS), project(), place(), chosen=False)
    assert note.startswith("Set aside one test ")


def test_where_no_test_ran_the_user_is_told_what_to_install() -> None:
    with pytest.raises(ProjectError, match="no test could be run: /p/bin/python lacks numpy") as e:
        without_lacking(baseline(WANTS, passing=0), project(), place(), chosen=True)
    assert e.value.exit_code == 4
    assert "/p/bin/python -m pip install" in e.value.hint


def test_in_an_image_that_the_user_named_too() -> None:
    with pytest.raises(ProjectError) as caught:
        without_lacking(baseline(WANTS, passing=0), project(), place("docker"), chosen=False)
    assert "--image" in caught.value.hint


def test_an_image_that_oppie_chose_is_given_up() -> None:
    with pytest.raises(SandboxLostError, match="the image of docker lacks numpy"):
        without_lacking(baseline(WANTS), project(), place("docker"), chosen=True)


def test_failures_that_say_the_same_are_asked_about_once() -> None:
    about = project()
    without_lacking(baseline(*[WANTS] * 9), about, place(), chosen=False)
    assert about.integration.asked == 1


def test_a_failure_without_a_word_is_the_sources() -> None:
    silent = TestResult("t0", Outcome.TIMED_OUT)
    before = replace(baseline(), observation=Observation((silent,)), targets=("t0",))
    assert without_lacking(before, project(), place(), chosen=False) == (before, "")
