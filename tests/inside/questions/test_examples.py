"""Examples in docstrings: which are found, and whether each holds."""

from __future__ import annotations

from typing import Any

import pytest

from oppie.inside.questions.examples import examples

HALF = '''
    def half(n):
        """Halve.

        >>> half(4)
        2.0
        >>> half(3)
        1
        >>> half("a")
        Traceback (most recent call last):
            ...
        TypeError: unsupported
        """
        return n / 2
'''


def test_each_example_is_a_test(write: Any, outcomes: Any) -> None:
    ends = outcomes(examples(write(HALF), "asked.py"))
    assert {name: not text for name, text in ends.items()} == {
        "test_asked_half_0": True,
        "test_asked_half_1": False,
        "test_asked_half_2": True,
    }


def test_examples_of_a_docstring_share_a_prompt(write: Any, outcomes: Any) -> None:
    text = '''
        def one():
            """
            >>> a = one()
            >>> a + 1
            2
            >>> print("x"); a
            x
            1
            """
            return 1
    '''
    assert set(outcomes(examples(write(text), "asked.py")).values()) == {""}


@pytest.mark.parametrize(
    "line",
    [
        "twice(2) == 4",
        "twice(2) => 4",
        "twice(2) -> 4",
        "twice(2) ➞ 4",
        "- twice(2) returns 4.",
        "* twice(2) should return 4",
        "twice(2) = 4",
    ],
)
def test_plain_examples_are_read(write: Any, outcomes: Any, line: str) -> None:
    text = f'def twice(n):\n    """Double.\n\n    {line}\n    """\n    return n * FACTOR\n'
    assert list(outcomes(examples(write(f"FACTOR = 2\n{text}"), "asked.py")).values()) == [""]


def test_a_plain_example_that_does_not_hold(write: Any, outcomes: Any) -> None:
    text = 'def twice(n):\n    """twice(2) == 4"""\n    return n * 3\n'
    (said,) = outcomes(examples(write(text), "asked.py")).values()
    assert "AssertionError" in said


@pytest.mark.parametrize("line", ["twice(2) gives four", "other(2) == 4", "twice(2) == four()"])
def test_prose_is_no_example(write: Any, outcomes: Any, line: str) -> None:
    text = f'def twice(n):\n    """{line}"""\n    return n * 2\n'
    assert outcomes(examples(write(text), "asked.py")) == {}


def test_quotes_and_rounding_do_not_matter(write: Any, outcomes: Any) -> None:
    text = '''
        def pair():
            """
            >>> pair()
            ("a", 0.3)
            """
            return ('a', 0.1 + 0.2)
    '''
    assert list(outcomes(examples(write(text), "asked.py")).values()) == [""]


def test_a_claim_without_an_answer_is_to_be_true(write: Any, outcomes: Any) -> None:
    text = '''
        def f():
            """
            >>> f() == 1
            >>> f() == 2
            >>> a = f()
            """
            return 1
    '''
    assert [not text for text in outcomes(examples(write(text), "asked.py")).values()] == [
        True,
        False,
        True,
    ]


def test_what_is_to_be_skipped_holds(write: Any, outcomes: Any) -> None:
    text = '''
        def f():
            """
            >>> f()  # doctest: +SKIP
            2
            """
    '''
    assert list(outcomes(examples(write(text), "asked.py")).values()) == [""]


def test_methods_have_examples_too(write: Any, outcomes: Any) -> None:
    text = '''
        class A:
            def b(self):
                """
                >>> A().b()
                1
                """
                return 1
    '''
    assert outcomes(examples(write(text), "asked.py")) == {"test_asked_A_b_0": ""}


def test_no_documentation_no_tests(write: Any, outcomes: Any) -> None:
    assert outcomes(examples(write("x = 1"), "asked.py")) == {}
