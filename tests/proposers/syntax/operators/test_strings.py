"""Other literals, and pieces of one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.proposers.syntax.operators.strings import one_edit_away
from tests.proposers.syntax.at_hand import results


@pytest.mark.parametrize(
    ("operator", "before", "after"),
    [
        ("string", "x = ''\n", "x = ' '\n"),
        ("string", "x = ' '.join(y)\n", "x = ''.join(y)\n"),
        ("string", "x = '('\n", "x = '['\n"),
        ("string", "x = ','\n", "x = ', '\n"),
        ("string-piece", "x = '__'\n", "x = '_'\n"),
        ("string-piece", "x = 'Abc'\n", "x = 'abc'\n"),
        ("string-piece", "x = '('\n", "x = ')'\n"),
        ("string-piece", "x = ' a'\n", "x = 'a'\n"),
        ("string-piece", "x = 'recieve'\n", "x = 'receive'\n"),
        ("string-prefix", "x = '{a}'\n", "x = f'{a}'\n"),
        ("string-prefix", "x = '\\\\d'\n", "x = r'\\\\d'\n"),
        ("string-prefix", "x = b'a'\n", "x = 'a'\n"),
        ("string-prefix", "x = 'a'\n", "x = b'a'\n"),
        ("placeholder", "x = f'{a:.1f}'\n", "x = f'{a:.2f}'\n"),
        ("placeholder", "x = f'{a:.1f}'\n", "x = f'{a}'\n"),
        ("placeholder", "x = f'{a}'\n", "x = f'{a:.2f}'\n"),
        ("placeholder", "x = f'{a}'\n", "x = f'{a!r}'\n"),
        ("placeholder", "x = f'{a} {b}'\n", "x = f'{b} {a}'\n"),
        ("placeholder", "x = f'{a} {b}'\n", "x = f'{a} '\n"),
        ("placeholder", "x = f'{a:<5}'\n", "x = f'{a:>5}'\n"),
        ("placeholder", "x = f'{a:03d}'\n", "x = f'{a:02d}'\n"),
        ("pattern", "x = r'\\d'\n", "x = r'\\d+'\n"),
        ("pattern", "x = r'\\d+'\n", "x = r'\\d*'\n"),
        ("pattern", "x = r'\\d+'\n", "x = r'\\D+'\n"),
        ("pattern", "x = r'a.*b'\n", "x = r'a.*?b'\n"),
        ("pattern", "x = r'a+'\n", "x = r'^a+'\n"),
        ("pattern", "x = r'a+'\n", "x = r'a+$'\n"),
        ("pattern", "x = r'^a'\n", "x = r'a'\n"),
        ("pattern", "x = r'a.b+'\n", "x = r'a\\.b+'\n"),
        ("pattern", "x = r'\\bab'\n", "x = r'ab'\n"),
    ],
)
def test_edits(operator: str, before: str, after: str) -> None:
    assert after in results(operator, before)


def test_literals_of_the_function_come_first_of_all() -> None:
    source = "def f(a):\n    if a == 'left':\n        return 'right'\n"
    assert source.replace("'left'", "'right'") in results("string", source)[:2]


def test_a_literal_of_the_test_that_is_one_letter_away_comes_first() -> None:
    source = "x = ['Merkury', 'Venus']\n"
    said = "AssertionError: assert 'Merkury' == 'Mercury'"
    found = results("string", source, said, "assert x[0] == 'Mercury'\n")
    assert source.replace("Merkury", "Mercury") in found[:3]


def test_words_of_the_tests_literals() -> None:
    source = "def f(a):\n    return 'Hi' + a\n"
    test = "assert f('you') == 'Hello, you'\n"
    assert source.replace("Hi", "Hello") in results("string", source, test=test)


def test_the_quotes_stay() -> None:
    source = 'def f(a):\n    return a + "-"\n'
    assert source.replace('"-"', '" "') in results("string", source)


def test_formatted_strings_are_left_alone() -> None:
    assert results("string", "x = f'{a}'\n") == []
    assert results("string-piece", "x = f'{a}'\n") == []


def test_long_texts_are_not_taken_apart() -> None:
    assert len(results("string-piece", f"x = '{'ab' * 40}'\n")) < 15


@pytest.mark.parametrize(
    ("one", "two", "near"),
    [("abc", "abd", True), ("abc", "ab", True), ("ab", "abc", True), ("abc", "xbc", True),
     ("abc", "abc", False), ("abc", "acb", False), ("abc", "xyz", False), ("a", "abc", False),
     ("", "a", True)],
)  # fmt: skip
def test_one_edit_away(one: str, two: str, *, near: bool) -> None:
    assert one_edit_away(one, two) is near


@given(st.text(max_size=6), st.integers(0, 6), st.characters())
def test_an_inserted_letter_is_one_edit(text: str, at: int, letter: str) -> None:
    assert one_edit_away(text, text[:at] + letter + text[at:])
