"""What is told of a job, and when nothing more is wanted."""

from __future__ import annotations

from oppie.inside.messages import FAILED, PASSED, Job, Result
from oppie.inside.suites.node.answers import Answers

A, B, C = "a.js::a", "a.js::b", "b.js::c"


class Told:
    """A job's answers, and the tests that were told, in order."""

    def __init__(self, *targets: str, others: tuple[str, ...] = (), stop: str = "never") -> None:
        self.tests: list[str] = []
        job = Job(1, targets=targets, others=others, stop=stop)
        self.answers = Answers(job, lambda result, _: self.tests.append(result.test))

    def hear(self, *tests: str, outcome: str = PASSED) -> bool:
        return [self.answers.hear(Result(test, outcome)) for test in tests][-1]


def test_without_names_everything_is_told_once() -> None:
    told = Told()
    told.hear(A, B, A, C)
    assert told.tests == [A, B, C]


def test_what_nobody_asked_for_is_dropped() -> None:
    told = Told(A, others=(C,))
    told.hear(B, C, A)
    assert told.tests == [C, A]


def test_others_that_come_early_wait_for_the_targets() -> None:
    told = Told(B, others=(A,))
    told.answers.hold()
    told.hear(A, B)
    assert told.tests == [B]
    assert told.answers.release()
    assert told.tests == [B, A]


def test_a_target_that_failed_leaves_others_out() -> None:
    told = Told(B, others=(A,), stop="first-broken")
    told.answers.hold()
    assert told.hear(A, B, outcome=FAILED)
    assert not told.answers.release()
    assert told.tests == [B]


def test_the_first_bad_one_ends_it() -> None:
    told = Told(A, B, stop="first-bad")
    assert not told.hear(A, outcome=FAILED)
    assert told.answers.over


def test_a_files_id_stands_for_its_tests_and_they_for_it() -> None:
    told = Told("a.js", C)
    told.hear(B, "b.js")
    assert told.tests == [B, "b.js"]
    assert not told.answers.left("a.js")
    assert not told.answers.left(C)


def test_what_is_missing_is_an_error() -> None:
    told = Told(A, others=(C,))
    told.hear(A)
    told.answers.missing()
    assert told.tests == [A, C]
