"""Targets as people write them, in base units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.errors import ConfigError
from oppie.expressions.units import UNITS, Dimension, target, unit_named


@pytest.mark.parametrize(
    ("text", "comparison", "value", "unit", "words"),
    [
        ("<70μs", "<", 70e-6, "us", ""),
        ("<70µs", "<", 70e-6, "us", ""),
        ("<70us VST commits", "<", 70e-6, "us", "VST commits"),
        ("<70μs VST commits", "<", 70e-6, "us", "VST commits"),
        ("< 70 us VST commits", "<", 70e-6, "us", "VST commits"),
        (">=99%", ">=", 0.99, "%", ""),
        ("99%", "", 0.99, "%", ""),
        ("99.5 %", "", 0.995, "%", ""),
        ("10min", "", 600.0, "min", ""),
        ("≤2h", "<=", 7200.0, "h", ""),
        ("≥ 3x faster", ">=", 3.0, "x", "faster"),
        ("=512MiB", "==", 512 * 2**20, "MiB", ""),
        ("4KB", "", 4000.0, "kB", ""),
        ("4KiB", "", 4096.0, "kiB", ""),
        ("100 commits", "", 100.0, "", "commits"),
        ("1e3", "", 1000.0, "", ""),
        ("1_000 B", "", 1000.0, "B", ""),
        ("> .5", ">", 0.5, "", ""),
        ("-3", "", -3.0, "", ""),
        ("20 MS", "", 0.02, "ms", ""),
    ],
)
def test_targets(text: str, comparison: str, value: float, unit: str, words: str) -> None:
    found = target(text, "here")
    assert found.text == text
    assert found.comparison == comparison
    assert found.value == pytest.approx(value)
    assert found.unit.name == unit
    assert found.words == words


@pytest.mark.parametrize(
    "text", ["", "fast", "<", "<us", "70us99", "70us,", "1 < 2 <", "70parsecs", "%"]
)
def test_bad_targets_are_errors(text: str) -> None:
    with pytest.raises(ConfigError) as caught:
        target(text, "performance_target")
    assert caught.value.where == "performance_target"
    assert caught.value.hint


def test_an_unknown_unit_names_the_nearest() -> None:
    with pytest.raises(ConfigError) as caught:
        target("<70mss", "here")
    assert caught.value.hint == "Did you mean ms?"


@pytest.mark.parametrize(
    ("text", "below", "at", "above"),
    [
        ("<10", True, False, False),
        ("<=10", True, True, False),
        ("10", True, True, False),
        ("==10", False, True, False),
        (">=10", False, True, True),
        (">10", False, False, True),
    ],
)
def test_holds(text: str, *, below: bool, at: bool, above: bool) -> None:
    found = target(text, "here")
    assert (found.holds(9.0), found.holds(10.0), found.holds(11.0)) == (below, at, above)


def test_no_other_prefix_is_taken_for_kilo() -> None:
    with pytest.raises(ConfigError):
        unit_named("ZB", "here")


def test_every_unit_is_found_by_its_name() -> None:
    for name, unit in UNITS.items():
        assert unit_named(name, "here") is unit


def test_dimensions_tell_what_is_measured() -> None:
    assert target("1us", "here").unit.dimension is Dimension.TIME
    assert target("1MB", "here").unit.dimension is Dimension.SIZE
    assert target("1%", "here").unit.dimension is Dimension.RATIO
    assert target("1", "here").unit.dimension is Dimension.NUMBER


@given(st.floats(0.001, 1e6), st.sampled_from(sorted(UNITS)))
def test_value_is_number_times_factor(number: float, unit: str) -> None:
    found = target(f"<{number!r}{unit}", "here")
    assert found.value == pytest.approx(number * UNITS[unit].factor)


@given(st.text(max_size=30))
def test_any_text_is_a_target_or_a_config_error(text: str) -> None:
    try:
        found = target(text, "here")
    except ConfigError:
        return
    assert found.text == text
