"""A private build cache begins with what was used lately of the user's."""

from __future__ import annotations

import os
from pathlib import Path

from oppie.inside.suites.go.seeding import seed

OLD = (1, 1)


def cache(folder: Path) -> Path:
    (folder / "ab").mkdir(parents=True)
    for name in ("ab12-a", "ab34-d", "ab56-a", "ab78-x"):
        (folder / "ab" / name).write_text(name)
    os.utime(folder / "ab" / "ab56-a", OLD)
    (folder / "README").write_text("of the go command")
    return folder


def test_actions_are_copies_and_outputs_links(tmp_path: Path) -> None:
    source, own = cache(tmp_path / "user"), tmp_path / "own"
    assert seed(str(own), str(source)) == 2
    action, output = own / "ab" / "ab12-a", own / "ab" / "ab34-d"
    assert not action.is_symlink()
    assert action.read_text() == "ab12-a"
    assert output.readlink() == source / "ab" / "ab34-d"


def test_what_was_not_used_lately_stays_behind(tmp_path: Path) -> None:
    own = tmp_path / "own"
    seed(str(own), str(cache(tmp_path / "user")))
    assert sorted(each.name for each in (own / "ab").iterdir()) == ["ab12-a", "ab34-d"]


def test_what_is_there_already_stays_as_it_is(tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "ab").mkdir(parents=True)
    (own / "ab" / "ab34-d").write_text("mine")
    seed(str(own), str(cache(tmp_path / "user")))
    assert (own / "ab" / "ab34-d").read_text() == "mine"


def test_without_a_cache_there_is_nothing(tmp_path: Path) -> None:
    assert seed(str(tmp_path / "own"), str(tmp_path / "none")) == 0
    assert seed(str(tmp_path / "own"), "") == 0
