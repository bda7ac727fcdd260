"""Lines that explain the failing tests between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.integrations.explaining import Alike, explained


def test_one_group_has_all_the_weight_in_equal_parts() -> None:
    assert explained([Alike((0,), 4, 0.3, 0.1)], [7]) == [0.25]


def test_what_explains_all_tests_is_preferred_to_what_explains_one() -> None:
    one, all_of_them = Alike((0,), 1, 1.0, 1.0), Alike((0, 1, 2), 1, 1.0, 1.0)
    few, many = explained([one, all_of_them], [1, 1, 1])
    assert few < 0.01
    assert many > 0.99


def test_each_of_two_has_what_its_own_tests_ask_for() -> None:
    left, right, both = (
        Alike((0,), 1, 1.0, 1.0),
        Alike((1,), 1, 1.0, 1.0),
        Alike((0, 1), 1, 1.0, 0.3),
    )
    weights = explained([left, right, both], [3, 1])
    assert weights[0] == pytest.approx(0.75, abs=0.02)
    assert weights[1] == pytest.approx(0.25, abs=0.02)
    assert weights[2] < 0.01


def test_lines_where_a_fault_would_have_been_noticed_elsewhere_lose() -> None:
    quiet, loud = explained([Alike((0,), 1, 1.0, 0.5), Alike((0,), 1, 1.0, 1.0)], [1])
    assert quiet < 0.01 < loud


GROUPS = st.lists(
    st.builds(
        Alike,
        tests=st.sets(st.integers(0, 4), min_size=1).map(lambda tests: tuple(sorted(tests))),
        lines=st.integers(1, 50),
        prior=st.floats(1e-6, 1.0),
        noticed=st.floats(1e-3, 1.0),
    ),
    min_size=1,
    max_size=6,
)


@given(GROUPS)
def test_all_lines_together_have_one(groups: list[Alike]) -> None:
    everywhere = Alike((0, 1, 2, 3, 4), 1, 0.1, 0.1)
    weights = explained([*groups, everywhere], [1, 2, 3, 4, 5])
    whole = sum(w * g.lines for w, g in zip(weights, [*groups, everywhere], strict=True))
    assert whole == pytest.approx(1.0)
    assert min(weights) >= 0


def test_what_no_kind_names_explains_nothing() -> None:
    assert explained([Alike((0,), 2, 1.0, 1.0), Alike((), 3, 1.0, 1.0)], [4]) == [0.5, 0.0]
