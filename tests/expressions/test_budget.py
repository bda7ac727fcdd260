"""Budgets as users write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.errors import ConfigError
from oppie.expressions.budget import budget
from oppie.model.task import Budget


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10min", Budget()),
        ("60s", Budget(seconds=60.0)),
        ("1500ms", Budget(seconds=1.5)),
        ("1.5h", Budget(seconds=5400.0)),
        ("200rollouts", Budget(rollouts=200)),
        ("200", Budget(rollouts=200)),
        ("1 rollout", Budget(rollouts=1)),
        ("3usd", Budget(usd=3.0)),
        ("2min, 50, .5 USD", Budget(120.0, 50, 0.5)),
        (" 5 s ", Budget(seconds=5.0)),
    ],
)
def test_budgets(text: str, expected: Budget) -> None:
    assert budget(text, "--budget") == expected


def test_what_is_not_named_keeps_its_default() -> None:
    assert budget("200rollouts", "--budget").seconds == Budget().seconds


@pytest.mark.parametrize(
    "text",
    [
        "",
        ",",
        "10min,",
        "fast",
        "-3s",
        "0",
        "0s",
        "1.5rollouts",
        "3eur",
        "10 min 5",
        "1" + "0" * 400,
    ],
)
def test_bad_budgets_are_errors(text: str) -> None:
    with pytest.raises(ConfigError) as caught:
        budget(text, "--budget")
    assert caught.value.where == "--budget"
    assert "10min,200rollouts" in caught.value.hint


def test_naming_one_thing_twice_is_an_error() -> None:
    with pytest.raises(ConfigError, match="twice"):
        budget("10min,60s", "--budget")


@given(
    st.sampled_from([("ms", 0.001), ("s", 1.0), ("min", 60.0), ("h", 3600.0)]),
    st.integers(1, 10_000),
    st.integers(1, 10**6),
)
def test_parts_in_any_order(unit: tuple[str, float], amount: int, rollouts: int) -> None:
    name, factor = unit
    one = budget(f"{amount}{name},{rollouts}rollouts", "here")
    other = budget(f"{rollouts},{amount}{name}", "here")
    assert one == other
    assert one.seconds == pytest.approx(amount * factor)
    assert one.rollouts == rollouts
