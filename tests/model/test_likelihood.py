"""How likely a line is, by its suspicion."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.model.likelihood import UNSEEN, likely

SCORES = st.floats(0.0, 1.0)


def test_the_most_suspicious_line_weighs_one() -> None:
    assert likely(0.3, 0.3) == pytest.approx(1.0)


def test_a_line_of_half_the_suspicion_is_far_less_likely() -> None:
    assert likely(0.4, 0.8) == pytest.approx(0.05 + 0.9 / 8)


@given(SCORES)
def test_no_line_is_ruled_out(score: float) -> None:
    assert UNSEEN <= likely(score, 1.0) <= 1.0 + 1e-12
    assert likely(score, 0.0) == UNSEEN


@given(SCORES, SCORES)
def test_the_more_suspicious_the_likelier(one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert likely(less, 1.0) <= likely(more, 1.0)
