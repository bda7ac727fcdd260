"""A memory's state is written as a line and read again; another memory shows nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.errors import IntegrityError
from oppie.store.mark import Mark

NUMBERS = st.integers(0, 2**40)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_it_comes_back_equal(observations: int, experiences: int, outcomes: int) -> None:
    mark = Mark("3f9a", observations, experiences, outcomes)
    assert Mark.parse(str(mark), "3f9a") == mark


def test_of_another_memory_nothing_is_seen() -> None:
    assert Mark.parse("3f9a-7-8-9", "other") == Mark("other")


@pytest.mark.parametrize("text", ["", "off", "3f9a", "3f9a-1-2", "3f9a-1-2-x", "3f9a-1-2-3-4"])
def test_what_is_no_state_is_said(text: str) -> None:
    with pytest.raises(IntegrityError, match="no state of a memory"):
        Mark.parse(text, "3f9a")
