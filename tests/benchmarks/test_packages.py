"""Faults in packages: shares by language."""

from __future__ import annotations

from benchmarks.packages import Mended, figures


def mended(*, solved: bool, correct: bool | None = None, restored: bool | None = None) -> Mended:
    return Mended(
        task="t",
        commit="c",
        package="shop",
        language="go",
        operator="integer",
        solved=solved,
        correct=correct,
        restored=restored,
        first_s=2.0 if solved else None,
        executed=50,
    )


def test_shares() -> None:
    outcomes = [
        mended(solved=True, correct=True, restored=True),
        mended(solved=True, correct=True, restored=False),
        mended(solved=False),
        mended(solved=False),
    ]
    found = {figure.name: (figure.value, figure.n) for figure in figures("go", outcomes)}
    assert found == {
        "packages.go.solved": (0.5, 4),
        "packages.go.correct": (1.0, 2),
        "packages.go.restored": (0.5, 2),
        "packages.go.median_s": (2.0, 2),
        "packages.go.rollouts": (50, 2),
    }


def test_what_was_not_measured_has_no_figures() -> None:
    assert list(figures("rust", [mended(solved=True)])) == []
    assert [f.name for f in figures("go", [mended(solved=False)])] == ["packages.go.solved"]
