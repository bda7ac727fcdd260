"""Shell lines are taken apart where that takes no shell."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.integrations.shell import Line, one, several


def test_commands_are_parted() -> None:
    assert several("ruff check . && pytest -q; echo done") == (
        Line(("ruff", "check", ".")),
        Line(("pytest", "-q")),
        Line(("echo", "done")),
    )


def test_a_cd_holds_for_all_that_follows() -> None:
    assert several("a && cd x && b && cd y && c") == (
        Line(("a",)),
        Line(("b",), "x"),
        Line(("c",), "x/y"),
    )


@pytest.mark.parametrize("text", ["a | b", "a || b", "a & b", "(a)", "a >b", "a $B", "a `b`"])
def test_what_takes_a_shell_is_left_alone(text: str) -> None:
    assert several(text) == ()
    assert one(text) is None


def test_one_is_none_for_several() -> None:
    assert one("a && b") is None
    assert one("a && cd b") == Line(("a",))


TEXTS = {
    "pytest -q": "pytest -q",
    "cd 'a b' && A='1 2' pytest -k 'x or y'": "cd 'a b' && A='1 2' pytest -k 'x or y'",
    "set -ex; time pytest": "pytest",
}


@pytest.mark.parametrize("text", TEXTS)
def test_a_line_is_written_as_a_shell_takes_it(text: str) -> None:
    line = one(text)
    assert line is not None
    assert line.text() == TEXTS[text]


WORDS = st.lists(st.text("ab '\"-=/", min_size=1, max_size=6), min_size=1, max_size=5)


@given(WORDS)
def test_what_is_written_reads_the_same(words: list[str]) -> None:
    line = one(shlex.join(["run", *words]))
    assert line == Line(("run", *words))
    assert one(line.text()) == line
