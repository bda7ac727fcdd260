"""Trees as objects: round trips, sharing, and what is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from oppie.errors import IntegrityError
from oppie.model.change import Digest
from oppie.vst.encoding import decode, objects_of
from oppie.vst.objects import MemoryObjects, checked, digest_of
from oppie.vst.tree import EMPTY, EXECUTABLE, FILE, RECORD, Entry, Tree, build


def entry(content: bytes, mode: int = FILE) -> Entry:
    return Entry(digest_of(content), mode, len(content))


TREE = build(
    [
        ("a/b/c", entry(b"c")),
        ("a/x", entry(b"x", EXECUTABLE)),
        ("d/x", entry(b"")),
        ("t", entry(b"")),
    ]
)


def reader(objects: MemoryObjects) -> Callable[[Digest], bytes]:
    return lambda digest: checked(objects, digest)


def loaded(objects: MemoryObjects, digest: Digest) -> Tree:
    return decode(digest, reader(objects), lambda below: loaded(objects, below))


@pytest.mark.parametrize("tree", [TREE, EMPTY, TREE.folder("a")])
def test_a_tree_comes_back(tree: Tree) -> None:
    objects = MemoryObjects()
    objects.put(objects_of(tree))

    assert loaded(objects, tree.digest) == tree


def test_every_object_is_under_its_own_digest() -> None:
    assert all(digest_of(data) == digest for digest, data in objects_of(TREE))


def test_only_what_is_new_is_made_again() -> None:
    changed = TREE.put("a/b/c", entry(b"changed"))

    new = dict(objects_of(changed, TREE))

    assert set(new) == {
        changed.digest,
        changed.folder("a").digest,
        changed.folder("a").folder("b").digest,
    }


def test_a_new_name_makes_the_names_again() -> None:
    changed = TREE.put("d/new", entry(b""))

    assert b"new\0x" in dict(objects_of(changed, TREE)).values()


def test_equal_trees_need_no_objects() -> None:
    assert list(objects_of(TREE, TREE)) == []


def test_the_objects_before_and_the_new_ones_are_the_tree() -> None:
    changed = TREE.remove("t").put("d/e/f/g", entry(b"g"))
    objects = MemoryObjects()
    objects.put(objects_of(TREE))
    objects.put(objects_of(changed, TREE))

    assert loaded(objects, changed.digest) == changed


def forged(names: bytes, records: bytes) -> tuple[MemoryObjects, Digest]:
    objects = MemoryObjects()
    none = digest_of(b"")
    data = bytes.fromhex(digest_of(names)) + bytes.fromhex(none) + records
    objects.put([(digest_of(each), each) for each in (names, b"", data)])
    return objects, digest_of(data)


@pytest.mark.parametrize("name", [b"..", b".", b"a/b", b"b\0a", b"a\0a"])
def test_names_that_no_folder_can_hold_are_refused(name: bytes) -> None:
    objects, digest = forged(name, RECORD.pack(FILE, 0, bytes(32)) * (name.count(b"\0") + 1))

    with pytest.raises(IntegrityError, match="is not a folder"):
        loaded(objects, digest)


def test_modes_that_no_file_has_are_refused() -> None:
    objects, digest = forged(b"a", RECORD.pack(0o104755, 0, bytes(32)))

    with pytest.raises(IntegrityError, match="is not a folder"):
        loaded(objects, digest)


@pytest.mark.parametrize("count", [0, 2])
def test_as_many_records_as_names(count: int) -> None:
    objects, digest = forged(b"a", RECORD.pack(FILE, 0, bytes(32)) * count)

    with pytest.raises(IntegrityError):
        loaded(objects, digest)
