"""Settings from variables."""

from __future__ import annotations

import pytest

from oppie.config.environment import from_environment, variables
from oppie.errors import ConfigError


def test_every_single_setting_has_a_variable() -> None:
    names = [name for name, _ in variables()]
    assert len(names) == len(set(names))
    assert {"OPPIE_TEST", "OPPIE_IMAGE", "OPPIE_SANDBOX", "OPPIE_SANDBOX_MEMORY"} <= set(names)


def test_no_variable_is_called_like_one_that_means_something_else() -> None:
    assert not {"OPPIE_HOME", "OPPIE_BENCH_DATA"} & {name for name, _ in variables()}


def test_values_go_to_their_keys() -> None:
    made = from_environment(
        {"OPPIE_TEST": "make test", "OPPIE_SANDBOX": "docker", "OPPIE_IMAGE": "x", "HOME": "/"}
    )
    assert made.values == {"test": "make test", "sandbox": {"kind": "docker", "image": "x"}}
    assert made.where(("sandbox", "image")) == "OPPIE_IMAGE"


def test_several_values_have_commas_between() -> None:
    made = from_environment({"OPPIE_FILES_ONLY": "src/**, lib ,"})
    assert made.values == {"files": {"only": ["src/**", "lib"]}}


def test_an_empty_variable_is_not_set() -> None:
    assert from_environment({"OPPIE_TEST": ""}).values == {}


def test_a_value_that_is_no_value_is_refused() -> None:
    with pytest.raises(ConfigError) as raised:
        from_environment({"OPPIE_KNOBS": "[{"})
    assert raised.value.where == "OPPIE_KNOBS"
