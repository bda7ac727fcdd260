"""What a type cannot say of a setting."""

from __future__ import annotations

import pytest

from oppie.config.check import PROJECT_TYPES, PROPOSERS, SANDBOXES, Names, check, seconds, size
from oppie.config.layers import Layer
from oppie.config.settings import Knob, Sandbox, Settings, Target
from oppie.errors import ConfigError


@pytest.mark.parametrize(
    ("text", "value"),
    [("512MiB", 512 << 20), ("2GiB", 2 << 30), ("1GB", 10**9), ("100 kB", 100_000), ("8B", 8)],
)
def test_sizes(text: str, value: int) -> None:
    assert size(text, "here") == value


@pytest.mark.parametrize("text", ["", "lots", "3", "3s", "<3GiB", "3GiB each", "-1GiB", "0B"])
def test_what_is_no_size(text: str) -> None:
    with pytest.raises(ConfigError) as raised:
        size(text, "here")
    assert raised.value.where.startswith("here")


@pytest.mark.parametrize(
    ("text", "value"), [("10s", 10.0), ("500ms", 0.5), ("2min", 120.0), ("1.5 h", 5400.0)]
)
def test_times(text: str, value: float) -> None:
    assert seconds(text, "here") == pytest.approx(value)


@pytest.mark.parametrize("text", ["10", "10GiB", ">10s", "0s", "soon"])
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(ConfigError):
        seconds(text, "here")


def test_the_defaults_hold() -> None:
    check(Settings(), Layer())


@pytest.mark.parametrize(
    ("settings", "where"),
    [
        (Settings(budget="soon"), "budget"),
        (Settings(mcts_trigger="("), "mcts_trigger"),
        (Settings(performance_target="fast"), "performance_target"),
        (Settings(targets={"a": Target(threshold="fast")}), "targets.a.threshold"),
        (Settings(sandbox=Sandbox(memory="much")), "sandbox.memory"),
        (Settings(sandbox=Sandbox(kind="jail")), "sandbox.kind"),
        (Settings(test_limit="long"), "test_limit"),
        (Settings(project_type="cobol"), "project_type"),
        (Settings(proposers=["genius"]), "proposers"),
    ],
)
def test_the_key_is_named_where_no_place_is_known(settings: Settings, where: str) -> None:
    with pytest.raises(ConfigError) as raised:
        check(settings, Layer())
    assert raised.value.where.split(",")[0] == where


@pytest.mark.parametrize("names", [PROJECT_TYPES, SANDBOXES, PROPOSERS])
def test_what_ships_is_among_all_names(names: Names) -> None:
    assert set(names.shipped) <= set(names.all())


def test_plugins_are_found_by_their_entry_points() -> None:
    assert "scripted" in SANDBOXES.all()
    check(Settings(sandbox=Sandbox(kind="scripted"), proposers=["scripted"]), Layer())


@pytest.mark.parametrize(
    "knob",
    [
        Knob(file="a.py", name="SIZE", values=[1, "x", True]),
        Knob(file="a.py", name="SIZE", range=(1, 2.5)),
    ],
)
def test_a_knob_has_values_or_a_range(knob: Knob) -> None:
    check(Settings(knobs=[knob]), Layer())


def test_a_knob_with_neither_is_told_with_its_place() -> None:
    knob = Knob(file="a.py", name="SIZE")
    with pytest.raises(ConfigError, match="SIZE") as raised:
        check(Settings(knobs=[knob]), Layer({}, {("knobs", 0): "oppie.yaml:4"}))
    assert raised.value.where == "oppie.yaml:4"


def test_a_range_begins_with_its_lowest_value() -> None:
    knob = Knob(file="a.py", name="SIZE", range=(5, 1))
    with pytest.raises(ConfigError, match="lowest") as error:
        check(Settings(knobs=[knob]), Layer())
    assert "LOWEST" in error.value.hint
