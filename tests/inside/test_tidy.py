from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from oppie.inside.tidy import Tidy

Fill = Callable[[Mapping[str, str]], None]


def watching(top: Path, leaves: Callable[[], object]) -> Tidy:
    tidy = Tidy(str(top))
    tidy.before()
    leaves()
    tidy.after()
    tidy.clean(frozenset())
    return tidy


def names(top: Path) -> set[str]:
    return {path.relative_to(top).as_posix() for path in top.rglob("*")}


def test_new_files_and_folders_go(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("")

    def leaves() -> None:
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "x").write_text("")
        (tmp_path / "log.txt").write_text("")

    tidy = watching(tmp_path, leaves)
    assert names(tmp_path) == {"kept.txt"}
    leaves()
    tidy.clean(frozenset())
    assert names(tmp_path) == {"kept.txt"}


def test_a_changed_file_stays_as_it_was_left_the_first_time(tmp_path: Path) -> None:
    counter = tmp_path / "count"
    counter.write_text("0")
    tidy = watching(tmp_path, lambda: counter.write_text("first"))
    for text in ("second", "first!"):
        counter.write_text(text)
        tidy.clean(frozenset())
        assert counter.read_text() == "first"


def test_caches_and_a_candidates_files_are_left_alone(tmp_path: Path) -> None:
    tidy = watching(tmp_path, lambda: (tmp_path / "log").write_text(""))
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "new.py").write_text("")
    tidy.clean({str(tmp_path / "new.py")})
    assert names(tmp_path) == {"__pycache__", "new.py"}


def test_folders_in_which_nothing_was_left_are_not_looked_at(tmp_path: Path) -> None:
    tidy = watching(tmp_path, lambda: None)
    (tmp_path / "users.txt").write_text("")
    tidy.clean(frozenset())
    assert names(tmp_path) == {"users.txt"}


def test_a_test_that_leaves_a_file_passes_each_time(runner: Any, fill: Fill) -> None:
    leaves = (
        "import os\ndef test():\n    assert not os.path.exists('mark')\n    open('mark', 'w')\n"
    )
    fill({"test_a.py": leaves})
    runner.start()
    assert [runner.outcomes() for _ in range(3)] == [{"test_a.py::test": "passed"}] * 3
