"""Ingredients lie around the place, the closest first."""

from __future__ import annotations

from tests.proposers.syntax.at_hand import context

SOURCE = '''\
SEPARATOR = "; "


def other(z):
    if z is None or z.bad:
        raise CustomError("far")
    raise ValueError


def f(a, b):
    """By 4, but not by 100. Or 2.5."""
    if a > 1 and not b:
        return "near"
    return [x for x in b if x.ok or a > 1]
'''


def test_integers_of_the_function_then_of_its_documentation() -> None:
    assert context(SOURCE).ingredients.integers == ("1", "4", "100")


def test_comments_above_a_function_are_its_documentation() -> None:
    source = "x = 5\n# By 4,\n# not by 100.\ndef f(a):\n    return a > 1\n"
    assert set(context(source).ingredients.integers) == {"1", "4", "100"}


def test_strings_of_the_function_the_file_and_the_tests() -> None:
    ctx = context(SOURCE, test="assert f(1, 'told') == 2\n")
    assert ctx.ingredients.own_strings[-1] == '"near"'
    found = ctx.ingredients.strings
    assert found.index('"near"') < found.index('"; "') < found.index("'told'")


def test_conditions_are_atoms_each_once() -> None:
    found = [n.text for n in context(SOURCE).ingredients.conditions]
    assert found == ["a > 1", "not b", "x.ok"]


def test_conditions_of_the_rest_of_the_file() -> None:
    assert [n.text for n in context(SOURCE).ingredients.far_conditions] == ["z is None", "z.bad"]


def test_exceptions_of_the_file() -> None:
    assert set(context(SOURCE).ingredients.exceptions) == {"CustomError", "ValueError"}
