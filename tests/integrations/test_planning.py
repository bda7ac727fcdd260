"""What every integration does on the way from a test command to a Plan."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from oppie.errors import ProjectError
from oppie.integrations import planning
from oppie.integrations.reading import Folder
from oppie.model.project import Detection, TestCommand

FOUND = Detection(type="x", folder="sub", test="x test", bench="", lint="", why="x.toml")


def test_a_command_that_was_given_stays(tmp_path: Path) -> None:
    given = TestCommand("x")
    assert planning.completed(given, Folder(tmp_path, ()), lambda _: FOUND) == given


def test_without_one_it_is_found(tmp_path: Path) -> None:
    found = planning.completed(TestCommand(" "), Folder(tmp_path, ()), lambda _: FOUND)
    assert (found.words, found.folder) == ("x test", "sub")


def test_where_none_is_found_the_user_names_it(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="no tests were found") as caught:
        planning.completed(TestCommand(""), Folder(tmp_path, ()), lambda _: None, "It reads x.")
    assert caught.value.hint.endswith("test: in oppie.yaml. It reads x.")


def test_words_that_cannot_be_read_are_told() -> None:
    with (
        pytest.raises(ProjectError, match="cannot be read: no: x '"),
        planning.readable(TestCommand("x '")),
    ):
        raise ValueError("no")


def test_nothing_of_this_machine_counts_in_a_container() -> None:
    assert planning.runner(TestCommand("x")) == sys.executable
    assert planning.runner(TestCommand("x", container=True)) == planning.IN_CONTAINER


@pytest.mark.parametrize(
    ("folder", "inner", "path"), [("", "", ""), ("", "a", "a"), ("a", ".", "a"), ("a", "b/", "a/b")]
)
def test_folders_are_counted_from_the_top(folder: str, inner: str, path: str) -> None:
    assert planning.inside(folder, inner) == path


@pytest.mark.parametrize(("folder", "marked"), [("", False), ("a", True), ("a/b", True)])
def test_a_folder_is_marked_by_a_file_in_it_or_above(
    tmp_path: Path,
    folder: str,
    marked: bool,  # noqa: FBT001 - drawn
) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/x.toml").touch()
    assert planning.marked(Folder(tmp_path, ()), folder, ("y.toml", "x.toml")) is marked
