"""Who agrees with whom, and what that is worth."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from oppie.model.change import Change, Digest, Edit, Origin, State
from oppie.model.inquiry import Answer, Question, Testimony
from oppie.workflows.behaviour import Witness, alike, changed, differing, doubts

ASKED = [Question("f", "1", made=True), Question("f", "2", made=True), Question("f", "3")]


def said(*texts: str, paths: str = "") -> Testimony:
    return Testimony((), tuple(Answer(t, p) for t, p in zip(texts, paths or "x" * 9, strict=False)))


def witness(testimony: Testimony, start: int = 0, end: int = 1) -> Witness:
    change = Change((Edit("a.py", start, end, b""),), Origin("syntax", "op"))
    return Witness(State(Digest(f"{start}"), (change,)), testimony)


RIGHT = said("returns 1", "returns 2", "returns 3")


def test_company_at_other_places_is_trusted() -> None:
    lonely = witness(said("returns 1", "returns 2", "returns 4"), 50, 51)
    weights = doubts(ASKED, Testimony(), [witness(RIGHT, 0, 1), lonely, witness(RIGHT, 20, 21)])
    assert weights[0] == weights[2] < weights[1]


def test_variants_at_one_place_are_one() -> None:
    many = [witness(RIGHT, 0, 9), witness(RIGHT, 2, 4), witness(RIGHT, 3, 7)]
    other = witness(said("returns 1", "returns 2", "returns 4"), 50, 51)
    weights = doubts(ASKED, Testimony(), [*many, other])
    assert set(weights) == {0.0}


def test_new_exceptions_and_hangs_are_doubted() -> None:
    original = said("returns 0", "returns 2", "returns 3")
    for bad in ("raises KeyError", "endless"):
        worse = said("returns 1", "returns 2", bad)
        calm, broken = doubts(ASKED, original, [witness(RIGHT), witness(worse, 9, 10)])
        assert calm < broken


def test_exceptions_that_the_original_raises_are_none_of_it() -> None:
    original = said("returns 0", "returns 2", "raises KeyError")
    same = said("returns 1", "returns 2", "raises KeyError")
    weights = doubts(ASKED, original, [witness(RIGHT), witness(same, 9, 10)])
    assert weights[0] == weights[1]


def test_the_original_is_followed_where_it_was_right() -> None:
    """The path ``r`` gave the right answer to a test; the path ``w`` a wrong one."""
    original = said("returns 0", "returns 2", "returns 3", paths="wrr")
    loyal, astray = RIGHT, said("returns 1", "returns 2", "returns 9")
    weights = doubts(ASKED, original, [witness(loyal), witness(astray, 9, 10)])
    assert weights[0] < weights[1]


def test_a_repair_changes_one_function_of_those_that_tests_call() -> None:
    asked = [*ASKED, Question("helper", "1", made=True)]
    original = said("returns 0", "returns 2", "returns 3", "returns 4")
    narrow = witness(said("returns 1", "returns 2", "returns 3", "returns 4"))
    wide = witness(said("returns 1", "returns 2", "returns 3", "returns 5"), 9, 10)
    weights = doubts(asked, original, [narrow, wide])
    assert weights[0] < weights[1]
    assert changed(asked, original, wide.testimony) == ("f", "helper")


def test_a_path_that_was_once_wrong_is_no_guide() -> None:
    original = said("returns 0", "returns 2", "returns 3", paths="www")
    astray = witness(said("returns 1", "returns 2", "returns 9"), 9, 10)
    weights = doubts(ASKED, original, [witness(RIGHT), astray])
    assert weights[0] == weights[1]


def test_the_silent_are_neither_doubted_nor_trusted() -> None:
    silent = Witness(State(Digest("s")), Testimony())
    assert doubts(ASKED, RIGHT, [silent, witness(RIGHT)])[0] == 0.0
    assert not alike(silent, witness(RIGHT))


def test_the_first_difference_is_told() -> None:
    one, other = witness(RIGHT), witness(said("returns 1", "refused", "returns 4"))
    assert differing(one, other) == 2
    assert differing(one, one) is None


TEXTS = st.sampled_from(["returns 1", "returns 2", "raises KeyError", "endless", "refused"])
ANSWERS = st.lists(TEXTS, min_size=3, max_size=3)


@given(ANSWERS, st.lists(ANSWERS, min_size=1, max_size=5))
def test_doubts_do_not_depend_on_the_order(original: list[str], rivals: list[list[str]]) -> None:
    witnesses = [witness(said(*texts), 10 * n, 10 * n + 1) for n, texts in enumerate(rivals)]
    forth = doubts(ASKED, said(*original), witnesses)
    back = doubts(ASKED, said(*original), witnesses[::-1])
    assert forth == back[::-1]


@given(ANSWERS, ANSWERS)
def test_alike_is_mutual_and_excludes_differences(one: list[str], other: list[str]) -> None:
    a, b = witness(said(*one)), witness(said(*other))
    assert alike(a, b) == alike(b, a) == (differing(a, b) is None)
