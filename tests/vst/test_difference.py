"""Differences: complete, and found without looking at what is equal."""

from __future__ import annotations

from oppie.vst.difference import Difference, differences
from oppie.vst.objects import digest_of
from oppie.vst.tree import EMPTY, EXECUTABLE, FILE, Entry, Tree, build

ONE, TWO = (Entry(digest_of(content), FILE, 1) for content in (b"1", b"2"))
RUN = Entry(ONE.digest, EXECUTABLE, 1)


def found(before: Tree, after: Tree) -> list[Difference]:
    return list(differences(before, after))


def test_contents_modes_new_and_gone_files() -> None:
    before = build([("same", ONE), ("content", ONE), ("mode", ONE), ("gone", ONE)])
    after = build([("same", ONE), ("content", TWO), ("mode", RUN), ("new", ONE)])

    assert found(before, after) == [
        Difference("content", ONE, TWO),
        Difference("gone", ONE, None),
        Difference("mode", ONE, RUN),
        Difference("new", None, ONE),
    ]


def test_a_renamed_file_is_one_gone_and_one_new() -> None:
    assert found(build([("a", ONE)]), build([("b", ONE)])) == [
        Difference("a", ONE, None),
        Difference("b", None, ONE),
    ]


def test_a_file_that_became_a_folder() -> None:
    assert found(build([("a", ONE)]), build([("a/b/c", ONE)])) == [
        Difference("a", ONE, None),
        Difference("a/b/c", None, ONE),
    ]


def test_whole_folders() -> None:
    tree = build([("d/e/f", ONE), ("d/g", TWO)])

    assert found(EMPTY, tree) == [
        Difference("d/g", None, TWO),
        Difference("d/e/f", None, ONE),
    ]
    assert found(tree, EMPTY) == [Difference("d/g", TWO, None), Difference("d/e/f", ONE, None)]


def test_folders_that_are_equal_are_not_looked_into() -> None:
    """A folder with an equal digest may hold anything: nobody looks."""
    sealed = Tree(EMPTY.files, b"not to be read", EMPTY.folders, (), ONE.digest.encode()[:32])
    before = Tree(EMPTY.files, b"", build([("d/x", ONE)]).folders, (sealed,), b"1" * 32)
    after = Tree(EMPTY.files, b"", build([("d/x", ONE)]).folders, (sealed,), b"2" * 32)

    assert found(before, after) == []
