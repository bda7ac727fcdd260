"""Calls are varied by small steps, of the same types, in an order that is the same each time."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oppie.integrations.nodejs import questions as nodejs
from oppie.integrations.python.questions import NOTATION
from oppie.integrations.variations import vary

ARGUMENTS = st.lists(
    st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=3)
    | st.booleans()
    | st.lists(st.integers(), max_size=3)
    | st.dictionaries(st.text(max_size=2), st.integers(), max_size=2),
    max_size=3,
)
FEW = settings(max_examples=40, deadline=None)
CALLS = st.lists(ARGUMENTS.map(lambda args: ("f", repr((tuple(args), {})))), max_size=5)


@FEW
@given(CALLS, st.integers(2, 40), st.integers(0, 5))
def test_laws(calls: list[tuple[str, str]], most: int, seed: int) -> None:
    questions = vary(calls, most, seed, NOTATION)
    assert questions == vary(calls, most, seed, NOTATION)
    assert len(questions) <= most
    assert len({(q.function, q.arguments) for q in questions}) == len(questions)
    made = [q for q in questions if q.made]
    assert [(q.function, q.arguments) for q in made] == list(dict.fromkeys(calls[: most // 2]))
    for question in questions:
        args, kwargs = ast.literal_eval(question.arguments)
        assert isinstance(args, tuple)
        assert kwargs == {}


@FEW
@given(CALLS)
def test_variations_have_the_types_of_some_call(calls: list[tuple[str, str]]) -> None:
    types = {tuple(map(type, ast.literal_eval(text)[0])) for _, text in calls}
    for question in vary(calls, 48, 0, NOTATION):
        args, _ = ast.literal_eval(question.arguments)
        places = [{kinds[i] for kinds in types if i < len(kinds)} for i in range(len(args))]
        assert all(type(arg) in place for arg, place in zip(args, places, strict=True))


def test_arguments_are_taken_from_other_calls() -> None:
    calls = [("f", "((100, 'a'), {})"), ("f", "((7, 'zz'), {})")]
    assert "((100, 'zz'), {})" in {q.arguments for q in vary(calls, 60, 0, NOTATION)}


def test_named_arguments_are_varied() -> None:
    found = {q.arguments for q in vary([("f", "((), {'n': 3})")], 48, 0, NOTATION)}
    assert "((), {'n': 4})" in found


def test_elements_of_containers_are_varied() -> None:
    found = {q.arguments for q in vary([("f", "(([5, 9],), {})")], 48, 0, NOTATION)}
    assert "(([5],), {})" in found
    assert "(([9, 5],), {})" in found
    assert found & {"(([6, 9],), {})", "(([4, 9],), {})", "(([5, 10],), {})"}


def test_functions_take_turns() -> None:
    calls = [("f", "((100,), {})"), ("g", "((7,), {})")]
    names = [q.function for q in vary(calls, 12, 0, NOTATION)]
    assert abs(names.count("f") - names.count("g")) <= 1


def test_what_cannot_be_read_is_left_out() -> None:
    calls = [("f", "nonsense("), ("f", "7"), ("f", "((1e308,), {})")]
    questions = vary(calls, 48, 0, NOTATION)
    assert questions[0].arguments == "((1e308,), {})"
    assert "inf" not in "".join(q.arguments for q in questions)


def test_nothing_called_nothing_asked() -> None:
    assert vary([], 48, 0, NOTATION) == ()


def test_calls_in_json_are_varied_alike() -> None:
    python = vary([("f", "((3, 'ab', [1.5, None]), {})")], 20, 0, NOTATION)
    json = vary([("f", '[3,"ab",[1.5,null]]')], 20, 0, nodejs.NOTATION)
    read = [nodejs.NOTATION.read(question.arguments) for question in json]
    assert read == [NOTATION.read(question.arguments) for question in python]


@pytest.mark.parametrize("text", ["7", "[1", "[Infinity]", "[NaN]", '{"a": 1}'])
def test_what_json_does_not_know_is_no_call(text: str) -> None:
    assert vary([("f", text)], 8, 0, nodejs.NOTATION) == ()
