"""Keys name rollouts: equal only where nothing that decides the outcome differs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oppie.model.change import Digest
from oppie.model.rollout import FileState, Isolation, Limits, Stop
from oppie.orchestrator.recipe import Recipe

RECIPE = Recipe("pytest", "env", "1", ("t::a",), ("t::b",), Limits())
SNAPSHOT = Digest("s")


def test_a_key_is_the_same_for_the_same_thing() -> None:
    assert RECIPE.key(SNAPSHOT) == replace(RECIPE).key(SNAPSHOT)
    assert len(RECIPE.key(SNAPSHOT)) == 64


@pytest.mark.parametrize(
    "other",
    [
        replace(RECIPE, command="unittest"),
        replace(RECIPE, environment="other"),
        replace(RECIPE, runner="2"),
        replace(RECIPE, targets=("t::b",), others=("t::a",)),
        replace(RECIPE, limits=Limits(test_s=1)),
        replace(RECIPE, stop=Stop.NEVER),
        replace(RECIPE, isolation=Isolation.COLD),
    ],
    ids=["command", "environment", "runner", "tests", "limits", "stop", "isolation"],
)
def test_whatever_decides_the_outcome_is_in_the_key(other: Recipe) -> None:
    assert other.key(SNAPSHOT) != RECIPE.key(SNAPSHOT)


def test_snapshots_have_keys_of_their_own() -> None:
    assert RECIPE.key(Digest("x")) != RECIPE.key(SNAPSHOT)


def test_names_that_are_not_utf8_have_keys() -> None:
    assert RECIPE.key(Digest("s")) != replace(RECIPE, targets=("\udce9.py",)).key(SNAPSHOT)


def test_a_rollout_has_the_files_of_its_snapshot() -> None:
    files = (FileState("a.py", b"x"),)
    rollout = RECIPE.rollout(SNAPSHOT, files)
    assert (rollout.files, rollout.targets, rollout.others) == (files, ("t::a",), ("t::b",))


def test_thorough_is_cold_and_runs_every_test() -> None:
    thorough = RECIPE.thorough(Limits(test_s=3))
    rollout = thorough.rollout(SNAPSHOT, ())
    assert (rollout.stop, rollout.isolation) == (Stop.NEVER, Isolation.COLD)
    assert rollout.limits.test_s == 3


def test_some_of_the_others_are_left_out_but_never_all() -> None:
    recipe = replace(RECIPE, others=("a", "b", "c"))
    assert recipe.sparing(frozenset("b")).others == ("a", "c")
    assert recipe.sparing(frozenset("abc")).others == ("a",)
    assert replace(recipe, others=()).sparing(frozenset("a")).others == ()
