"""What ignored paths come to: bounded copies, links for the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from oppie.vst.pieces import How, pieces_of


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path in ("a/one", "a/two", "a-b", "b/x/y", "c"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(b"12345")
    return tmp_path


def test_folders_become_their_files(root: Path) -> None:
    assert [piece.path for piece in pieces_of(root, ["b", "a"])] == ["a/one", "a/two", "b/x/y"]


def test_a_path_below_another_is_seen_once(root: Path) -> None:
    found = pieces_of(root, ["a/one", "a-b", "a", "a", "a/two"])

    assert [piece.path for piece in found] == ["a/one", "a/two", "a-b"]


def test_says_what_a_copy_costs(root: Path) -> None:
    (piece,) = pieces_of(root, ["c"])

    assert (piece.how, piece.size) == (How.COPIED, 5)
    assert piece.stamp == (root / "c").stat().st_mtime_ns


def test_a_folder_of_too_many_files_is_one_link(root: Path) -> None:
    found = pieces_of(root, ["a", "c"], most_files=1)

    assert [(piece.path, piece.how) for piece in found] == [
        ("a", How.TOO_MUCH),
        ("c", How.COPIED),
    ]


def test_the_bytes_that_are_copied_are_bounded_in_all(root: Path) -> None:
    found = pieces_of(root, ["a", "b", "c"], most_bytes=14)

    assert [(piece.path, piece.linked) for piece in found] == [
        ("a/one", False),
        ("a/two", False),
        ("b", True),
        ("c", True),
    ]


def test_paths_that_are_gone_are_nothing(root: Path) -> None:
    assert pieces_of(root, ["gone", "a/gone/more", "c/more"]) == ()
