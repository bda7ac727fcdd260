"""Killed at any moment, a run is resumed to the same end, and its rollouts are paid for once."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.faults import BOUNDED, SOLVED, Kill, Scene, tried

pytestmark = pytest.mark.slow

SCENES: Sequence[Scene] = (SOLVED, BOUNDED, SOLVED, BOUNDED)


@pytest.fixture(scope="module")
def kills(tmp_path_factory: pytest.TempPathFactory) -> list[Kill]:
    return tried(tmp_path_factory.mktemp("kills"), SCENES, seed=7)


def test_every_resumed_run_comes_to_the_same_end(kills: list[Kill]) -> None:
    assert [kill.lost for kill in kills] == [False] * len(SCENES)


def test_no_rollout_is_paid_for_twice(kills: list[Kill]) -> None:
    assert [kill.twice for kill in kills] == [0] * len(SCENES)


def test_nothing_lives_on(kills: list[Kill]) -> None:
    assert [kill.orphans for kill in kills] == [0] * len(SCENES)


def test_no_budget_is_passed(kills: list[Kill]) -> None:
    assert [kill.over for kill in kills] == [False] * len(SCENES)
