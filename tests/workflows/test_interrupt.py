"""Ctrl-C or a termination at any moment: nothing is left, and the run goes on later."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from benchmarks.command import killed, oppie
from benchmarks.faults import RESUME, SOLVED
from benchmarks.victim import copies, lay_out, orphans, paid

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("moment", [0.8, 1.3, 1.8, 2.5])
@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_nothing_is_left_and_the_run_goes_on(tmp_path: Path, moment: float, by: int) -> None:
    marker = f"100{by}00.{moment:.1f}"
    lay_out(tmp_path / "project", marker, solvable=True)
    owner, _ = killed(tmp_path, SOLVED.words(), moment, by)
    assert orphans(owner, marker, within_s=0.0) == 0
    assert copies(owner) == []
    begun = paid(tmp_path / "project")
    ended = oppie(tmp_path, RESUME if begun else SOLVED.words())
    assert ended.document is not None
    assert ended.document.status == "solved"
    counted = paid(tmp_path / "project")
    assert counted is not None
    assert counted.executed == counted.distinct
