"""Small phrases that more than one rendering uses."""

from __future__ import annotations

from oppie.model.observation import TestCounts


def counted(counts: TestCounts) -> str:
    """``3 passed, 2 failed``; what did not occur is left out."""
    pairs = (
        (counts.passed, "passed"),
        (counts.failed, "failed"),
        (counts.errors, "in error"),
        (counts.timed_out, "timed out"),
        (counts.skipped, "skipped"),
        (counts.flaky, "flaky, set aside"),
    )
    return ", ".join(f"{number} {word}" for number, word in pairs if number) or "no tests"


def several(number: int, word: str) -> str:
    """``1 rollout``, ``2 rollouts``."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def time(seconds: float) -> str:
    """``0.4 s``, ``12 s``, ``3 min 5 s``."""
    if seconds < 10:  # noqa: PLR2004 - below that a tenth matters
        return f"{seconds:.1f} s"
    if seconds < 60:  # noqa: PLR2004 - a minute
        return f"{seconds:.0f} s"
    return f"{int(seconds // 60)} min {int(seconds % 60)} s"
