"""Where a fault stands among what would be tried."""

import pytest

from benchmarks.suspicion import Located, _figures


def located(line: int | None, change: int | None) -> Located:
    share = None if line is None else 0.4 / line**2
    return Located(
        task="t", commit="c", language="go", lines=9, line=line, share=share, change=change
    )


def test_shares_are_of_all_faults_and_the_rank_is_of_those_whose_line_was_reached() -> None:
    found = [located(1, 3), located(3, 40), located(None, None)]
    figures = {f.name: f.value for f in _figures("go", found)}
    assert figures == {
        "suspicion.go.line_rank": 2,
        "suspicion.go.line_share": pytest.approx(0.4 / 3),
        "suspicion.go.within_30": 1 / 3,
        "suspicion.go.within_100": 2 / 3,
        "suspicion.go.within_1000": 2 / 3,
    }
