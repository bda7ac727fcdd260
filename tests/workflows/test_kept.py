"""Generated calls before and after a patch."""

from __future__ import annotations

from dataclasses import replace

from oppie.integrations.python.questions import PythonExaminer
from oppie.model.change import Candidate, Change, Digest, Edit, Origin, State
from oppie.model.inquiry import Answer, Question, Testimony
from oppie.model.observation import Observation
from oppie.model.score import Evaluated, Score
from oppie.model.verdict import Evidence, Holds
from oppie.workflows.inquiry import Heard
from oppie.workflows.kept import kept
from oppie.workflows.prefer import Hearing

CHANGE = Change((Edit("a.py", 0, 1, b""),), Origin("syntax", "op"))
STATE = State(Digest("winner"), (CHANGE,))
WINNER = Evaluated(Candidate(STATE, CHANGE), STATE, Observation(()), Score(1.0))
ASKED = tuple(
    Question("f", f"(({n},), {{}})", made=made) for n, made in enumerate((True, True, False, False))
)
BEFORE = (
    Answer("returns 0", "good"),
    Answer("returns 1", "bad"),
    Answer("returns 2", "good"),
    Answer("returns 3", "bad"),
)


def told(*now: str, asked: tuple[Question, ...] = ASKED) -> list[Evidence]:
    said = Testimony((), tuple(map(Answer, now)))
    heard = Heard(asked, Testimony((), BEFORE), (said,))
    return list(kept(Hearing(PythonExaminer(), heard, (WINNER,)), Digest("winner")))


def test_what_was_right_stays_and_the_rest_may_change() -> None:
    (check,) = told("returns 0", "returns 9", "returns 2", "returns 8")
    assert check.verdict is Holds.PASS
    assert check.detail == (
        "1 of 1 generated calls are answered as before where that was right, 1 of 1 others anew; "
        "f(3) returns 3 before, returns 8 now"
    )


def test_a_difference_where_it_was_right_is_shown() -> None:
    (check,) = told("returns 0", "returns 9", "raises KeyError", "returns 3")
    assert check.verdict is Holds.INCONCLUSIVE
    assert "f(2) returns 2 before, raises KeyError now" in check.detail


def test_where_the_base_is_right_nowhere_it_confirms_nothing() -> None:
    (check,) = told("returns 7", "returns 9", "returns 2", "returns 3")
    assert check.verdict is Holds.INCONCLUSIVE
    assert check.detail.startswith("0 of 0")


def test_more_than_one_function_that_answers_anew_is_told() -> None:
    helper = (ASKED[0], replace(ASKED[1], function="g"), ASKED[2], ASKED[3])
    (check,) = told("returns 0", "returns 9", "returns 2", "returns 8", asked=helper)
    assert check.verdict is Holds.INCONCLUSIVE
    assert check.detail.endswith("; what g and f answer is changed")


def test_silence_says_nothing() -> None:
    assert told("returns 0", "returns 1", "silent", "endless") == []
    assert kept(None, Digest("winner")) == ()
    assert kept(Hearing(PythonExaminer(), Heard((), Testimony(), ()), ()), Digest("winner")) == ()
