"""The laws of the persistent tree, against a plain mapping of paths to files."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.model.change import Digest
from oppie.vst.objects import digest_of
from oppie.vst.tree import EMPTY, EXECUTABLE, FILE, SYMLINK, Entry, Tree, build

NAMES = st.sampled_from(["a", "b", "c.py", "d", "ä", "x\udcff"])
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)
ENTRIES = st.builds(
    lambda content, mode: Entry(digest_of(content), mode, len(content)),
    st.binary(max_size=4),
    st.sampled_from([FILE, EXECUTABLE, SYMLINK]),
)
Files = dict[str, Entry]


def no_path_through_a_file(files: Files) -> Files:
    folders = {path[: at + 1] for path in files for at, c in enumerate(path) if c == "/"}
    return {path: entry for path, entry in files.items() if path + "/" not in folders}


WORKSPACES = st.dictionaries(PATHS, ENTRIES, max_size=12).map(no_path_through_a_file)


def planted(files: Files, order: random.Random) -> Tree:
    paths = sorted(files)
    order.shuffle(paths)
    tree = EMPTY
    for path in paths:
        tree = tree.put(path, files[path])
    return tree


def entry(content: bytes = b"", mode: int = FILE) -> Entry:
    return Entry(digest_of(content), mode, len(content))


@given(WORKSPACES, st.randoms())
def test_holds_what_was_put(files: Files, order: random.Random) -> None:
    tree = planted(files, order)

    assert dict(tree.walk()) == files
    assert all(tree.get(path) == files[path] for path in files)


@given(WORKSPACES, st.randoms())
def test_the_order_of_edits_makes_no_difference(files: Files, order: random.Random) -> None:
    assert planted(files, order) == planted(files, order) == build(files.items())


@given(WORKSPACES, WORKSPACES)
def test_equal_digests_mean_equal_files(one: Files, other: Files) -> None:
    assert (build(one.items()).digest == build(other.items()).digest) == (one == other)


@given(WORKSPACES, WORKSPACES, st.randoms())
def test_removing_undoes_putting(base: Files, more: Files, order: random.Random) -> None:
    files = no_path_through_a_file({**base, **more})
    kept = {path: files[path] for path in files if path in base}
    tree = planted(files, order)
    for path in files.keys() - kept.keys():
        tree = tree.remove(path)

    assert tree == build(kept.items())


@given(WORKSPACES, st.randoms())
def test_older_versions_stay_as_they_were(files: Files, order: random.Random) -> None:
    tree = planted(files, order)
    for path in files:
        tree.put(path, entry(b"another"))
        tree.remove(path)

    assert dict(tree.walk()) == files


def test_an_edit_shares_all_folders_that_it_does_not_touch() -> None:
    tree = build([("a/x", entry()), ("b/y", entry())])

    changed = tree.put("a/x", entry(b"new"))

    assert changed.folder("b") is tree.folder("b")
    assert changed.folders is tree.folders
    assert changed.folder("a").files is tree.folder("a").files


def test_walks_folder_by_folder_by_name() -> None:
    tree = build([(path, entry()) for path in ("b", "a/z", "a/b/c", "a.py")])

    assert [path for path, _ in tree.walk()] == ["a.py", "b", "a/z", "a/b/c"]


def test_the_digest_of_a_known_tree_never_changes() -> None:
    tree = build([("src/a.py", entry(b"print(1)\n")), ("run", entry(b"#!", EXECUTABLE))])

    assert tree.digest == Digest("8d71a1f8043d68e2a5a3b45ec1a46c8c69b48f54a1f76b520088676093f164b4")


@pytest.mark.parametrize("path", ["nothing", "a/nothing", "a", "a/b/c", "a/b/c/d", ""])
def test_there_is_no_file_at_a_folder_or_beyond_a_file(path: str) -> None:
    tree = build([("a/b", entry())])

    assert tree.get(path) is None
    with pytest.raises(KeyError):
        tree.remove(path)


@pytest.mark.parametrize("path", ["", "/a", "a//b", "a/", "./a", "../a", "a/../b", "x\0y"])
def test_refuses_paths_that_no_file_can_have(path: str) -> None:
    with pytest.raises(ValueError, match=r"no file can be named|is a"):
        EMPTY.put(path, entry())
    with pytest.raises(ValueError, match="no file can be named"):
        build([(path, entry())])


def test_refuses_to_put_through_a_file_or_over_a_folder() -> None:
    tree = build([("a/b", entry())])

    with pytest.raises(ValueError, match="'b' is a file"):
        tree.put("a/b/c", entry())
    with pytest.raises(ValueError, match="'a' is a folder"):
        tree.put("a", entry())


@pytest.mark.parametrize("paths", [("a", "a"), ("a", "a/b"), ("x/a/b", "x/a")])
def test_refuses_to_build_one_path_twice(paths: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="stands twice"):
        build([(path, entry()) for path in paths])
