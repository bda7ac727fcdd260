"""When a patched source counts as what it was, and what speaks for a patch."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.judged import Judged, same


@pytest.mark.parametrize(
    ("name", "other", "is_same"),
    [
        ("a.py", "x=1  # one\n", True),
        ("a.py", "x = 2\n", False),
        ("a.txt", "x = 1\n", True),
        ("a.txt", "x=1\n", False),
    ],
)
def test_layout_does_not_count(tmp_path: Path, name: str, other: str, *, is_same: bool) -> None:
    for folder, text in (("one", "x = 1\n"), ("two", other)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(text)
    assert same(tmp_path / "one", tmp_path / "two", name) is is_same


def test_what_speaks_for_a_patch() -> None:
    assert Judged(passes=True, restored=True).correct
    assert not Judged(passes=True, restored=False, asked=3, differing=1).correct
    assert not Judged(passes=False, restored=False).correct
    assert Judged(passes=True, restored=False, asked=3).known
    assert not Judged(passes=True, restored=False).known
