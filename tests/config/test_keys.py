"""Settings by their keys, and values as people type them."""

from __future__ import annotations

import pytest

from oppie.config.keys import setting, settings
from oppie.config.layers import Value
from oppie.errors import ConfigError


def test_every_setting_is_described() -> None:
    assert all(each.field.description for each in settings())


def test_sections_come_before_what_is_in_them() -> None:
    keys = [each.key for each in settings()]
    assert keys.index("sandbox") < keys.index("sandbox.memory")
    assert len(keys) == len(set(keys))


def test_an_unknown_key_names_the_nearest() -> None:
    with pytest.raises(ConfigError, match=r"'sandbox\.memroy'") as raised:
        setting("sandbox.memroy", "--get")
    assert raised.value.hint == "Did you mean sandbox.memory?"
    assert raised.value.where == "--get"


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("test", "pytest -q: x", "pytest -q: x"),
        ("jobs", "4", 4),
        ("jobs", "many", "many"),
        ("sandbox.cpus", "0.5", 0.5),
        ("proposers", "syntax, model", ["syntax", "model"]),
        ("proposers", "[syntax]", ["syntax"]),
        ("files.only", "src/**", ["src/**"]),
        ("metrics.speed", "1 / seconds", "1 / seconds"),
        ("targets.a.threshold", "<3s", "<3s"),
        ("targets.a.files", "a,b", ["a", "b"]),
        ("knobs", "[{file: a, name: b}]", [{"file": "a", "name": "b"}]),
    ],
)
def test_values_as_they_are_typed(key: str, typed: str, value: Value) -> None:
    assert setting(key).typed(typed, "--set") == value


def test_a_value_that_is_no_yaml() -> None:
    with pytest.raises(ConfigError, match="no value for jobs"):
        setting("jobs").typed("[", "--set")
