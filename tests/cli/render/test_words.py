"""Small phrases."""

from __future__ import annotations

import pytest

from oppie.cli.render.words import counted, several, time
from oppie.model.observation import TestCounts


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (TestCounts(), "no tests"),
        (TestCounts(passed=3), "3 passed"),
        (
            TestCounts(1, 2, 3, 4, 5, 6),
            "1 passed, 2 failed, 3 in error, 4 timed out, 5 skipped, 6 flaky, set aside",
        ),
    ],
)
def test_counts(counts: TestCounts, words: str) -> None:
    assert counted(counts) == words


def test_one_and_several() -> None:
    assert several(1, "rollout") == "1 rollout"
    assert several(0, "rollout") == "0 rollouts"
    assert several(12345, "node") == "12,345 nodes"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.04, "0.0 s"), (1.234, "1.2 s"), (12.3, "12 s"), (185.0, "3 min 5 s")],
)
def test_times(seconds: float, words: str) -> None:
    assert time(seconds) == words
