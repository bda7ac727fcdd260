"""Triggers see the facts of a run and say why they fired."""

import pytest

from oppie.errors import ConfigError
from oppie.expressions.trigger import DEFAULT, NAMES, Facts, trigger


def test_the_default_fires_on_either_side() -> None:
    default = trigger()
    assert default.expression.text == DEFAULT
    assert not default.fires(Facts(complexity=0.8, reflection_loops=3))
    assert default.fires(Facts(complexity=0.81))
    assert default.fires(Facts(complexity=0.0, reflection_loops=4))


def test_the_names_are_those_of_the_contract() -> None:
    assert NAMES == (
        "complexity",
        "reflection_loops",
        "failing_tests",
        "files",
        "elapsed_s",
        "budget_left",
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_name_can_be_asked_for(name: str) -> None:
    assert trigger(f"{name} >= 0").fires(Facts(complexity=0.0))


def test_why_shows_only_the_values_that_it_used() -> None:
    why = trigger("complexity > 0.8 OR files > 2").why(Facts(0.9, reflection_loops=7, files=1))
    assert why == "complexity > 0.8 OR files > 2 (complexity 0.9, files 1)"


def test_why_of_a_constant_is_its_text() -> None:
    assert trigger("False").why(Facts(0.9)) == "False"


def test_errors_name_the_place() -> None:
    with pytest.raises(ConfigError) as caught:
        trigger("complexity > 0.8 OR reflection_loop > 3", "oppie.yaml:7 mcts_trigger")
    assert caught.value.where == "oppie.yaml:7 mcts_trigger, column 21"
    assert caught.value.hint == "Did you mean reflection_loops?"
    assert caught.value.exit_code == 3


def test_no_functions_in_triggers() -> None:
    with pytest.raises(ConfigError):
        trigger("max(files, 2) > 1")
