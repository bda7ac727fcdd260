"""Snapshots: commit, read, compare, and load again from the store."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.errors import CalleeError, IntegrityError, ProjectError
from oppie.model.change import Digest, Edit
from oppie.model.rollout import FileState
from oppie.vst.objects import MemoryObjects, digest_of
from oppie.vst.tree import EMPTY, EXECUTABLE, FILE, SYMLINK, Entry
from oppie.vst.vst import Vst

FILES = (
    FileState("README", b"read me\n"),
    FileState("src/a.py", b"a = 1\n"),
    FileState("src/deep/er/b.py", b"", EXECUTABLE),
    FileState("src/link", b"a.py", SYMLINK),
    FileState("caf\udce9", b"\xff\0"),
)
STATES = st.dictionaries(
    st.sampled_from(["a", "b", "d/a", "d/b", "d/e/c", "f/c"]),
    st.tuples(st.binary(max_size=2), st.sampled_from([FILE, EXECUTABLE])),
)


@pytest.fixture
def vst() -> Vst:
    return Vst(MemoryObjects())


def states(files: dict[str, tuple[bytes, int]]) -> list[FileState]:
    return [FileState(path, *state) for path, state in files.items()]


def test_a_snapshot_holds_files_of_every_kind(vst: Vst) -> None:
    base = vst.snapshot(FILES)

    assert vst.files(base) == (
        "README",
        "caf\udce9",
        "src/a.py",
        "src/link",
        "src/deep/er/b.py",
    )
    for each in FILES:
        content = each.content or b""
        assert vst.file(base, each.path) == content
        assert vst.tree(base).get(each.path) == Entry(digest_of(content), each.mode, len(content))


def test_there_is_no_file_where_there_is_none(vst: Vst) -> None:
    base = vst.snapshot(FILES)

    assert vst.tree(base).get("src") is None
    with pytest.raises(KeyError):
        vst.file(base, "src")


def test_edits_of_several_files_are_one_commit(vst: Vst) -> None:
    base = vst.snapshot(FILES)
    edits = [
        Edit("src/a.py", 4, 5, b"2"),
        Edit("README", 0, 4, b"love"),
        Edit("src/a.py", 0, 0, b"# \n"),
    ]

    child = vst.apply(base, edits)

    assert vst.file(child, "src/a.py") == b"# \na = 2\n"
    assert vst.file(child, "README") == b"love me\n"
    assert vst.file(base, "src/a.py") == b"a = 1\n"
    assert vst.apply(base, edits[::-1]) == child


def test_edits_keep_the_mode(vst: Vst) -> None:
    base = vst.snapshot(FILES)

    child = vst.apply(base, [Edit("src/deep/er/b.py", 0, 0, b"x")])

    entry = vst.tree(child).get("src/deep/er/b.py")
    assert entry is not None
    assert entry.mode == EXECUTABLE


def test_an_edit_that_changes_nothing_is_the_same_snapshot(vst: Vst) -> None:
    base = vst.snapshot(FILES)

    assert vst.apply(base, []) == base
    assert vst.apply(base, [Edit("README", 0, 4, b"read")]) == base


def test_refuses_edits_of_what_is_not_there(vst: Vst) -> None:
    base = vst.snapshot(FILES)

    with pytest.raises(CalleeError, match="not there") as caught:
        vst.apply(base, [Edit("src/none.py", 0, 0, b"")])
    assert caught.value.where == "src/none.py"


@given(STATES, STATES)
def test_what_differs_applied_to_the_one_gives_the_other(
    one: dict[str, tuple[bytes, int]], other: dict[str, tuple[bytes, int]]
) -> None:
    vst = Vst(MemoryObjects())
    before, after = vst.snapshot(states(one)), vst.snapshot(states(other))

    changes = vst.diff(before, after)

    assert vst.commit_files(before, changes) == after
    assert {each.path for each in changes} == {
        path for path in {*one, *other} if one.get(path) != other.get(path)
    }


def test_a_diff_tells_what_is_gone(vst: Vst) -> None:
    base = vst.snapshot([FileState("a", b"x", EXECUTABLE)])

    assert vst.diff(base, EMPTY.digest) == (FileState("a", None),)
    assert vst.diff(EMPTY.digest, base) == (FileState("a", b"x", EXECUTABLE),)


def test_a_folder_may_become_a_file_and_back(vst: Vst) -> None:
    folder = vst.snapshot([FileState("a/b", b"x")])
    file = vst.snapshot([FileState("a", b"y")])

    assert vst.commit_files(folder, vst.diff(folder, file)) == file
    assert vst.commit_files(file, vst.diff(file, folder)) == folder


def test_taking_away_what_is_not_there_changes_nothing(vst: Vst) -> None:
    base = vst.snapshot(FILES)

    assert vst.commit_files(base, [FileState("none/at/all", None)]) == base


@pytest.mark.parametrize("path", ["../a", "/a", "a//b", "README/x", "src", ".", "", "x\0y"])
def test_refuses_to_commit_where_no_file_can_be(vst: Vst, path: str) -> None:
    base = vst.snapshot(FILES)

    with pytest.raises(ProjectError, match="a file cannot be put there") as caught:
        vst.commit_files(base, [FileState(path, b"")])
    assert caught.value.where == path


def test_a_snapshot_can_be_loaded_in_another_process() -> None:
    objects = MemoryObjects()
    first = Vst(objects)
    base = first.snapshot(FILES)
    child = first.apply(base, [Edit("src/a.py", 4, 5, b"2")])
    first.persist()

    second = Vst(objects)

    second.load(child)
    assert second.diff(base, child) == (FileState("src/a.py", b"a = 2\n"),)
    assert second.files(base) == first.files(base)
    assert second.apply(base, [Edit("src/a.py", 4, 5, b"2")]) == child


@given(st.lists(STATES, max_size=4))
def test_persisting_in_any_steps_keeps_everything(
    versions: list[dict[str, tuple[bytes, int]]],
) -> None:
    objects = MemoryObjects()
    first = Vst(objects)
    snapshot = EMPTY.digest
    digests = []
    for version in versions:
        snapshot = first.commit_files(
            snapshot, first.diff(snapshot, first.snapshot(states(version)))
        )
        digests.append(snapshot)
        first.persist()

    second = Vst(objects)

    for digest, version in zip(digests, versions, strict=True):
        assert {p: (second.file(digest, p), first.tree(digest).get(p)) for p in version} == {
            p: (content, second.tree(digest).get(p)) for p, (content, _) in version.items()
        }


def test_a_commit_writes_nothing() -> None:
    objects = MemoryObjects()
    base = Vst(objects).snapshot(FILES)

    with pytest.raises(KeyError):
        objects.get(base)


def test_an_unknown_snapshot_is_an_integrity_error(vst: Vst) -> None:
    unknown = digest_of(b"unknown")

    with pytest.raises(IntegrityError, match="is missing") as caught:
        vst.load(unknown)
    assert caught.value.where == unknown


def test_a_missing_content_is_an_integrity_error() -> None:
    objects, partial = MemoryObjects(), MemoryObjects()
    vst = Vst(objects)
    base = vst.snapshot(FILES[:1])
    vst.persist()
    content = digest_of(b"read me\n")
    partial.put((digest, data) for digest, data in objects._objects.items() if digest != content)

    with pytest.raises(IntegrityError, match="is missing"):
        Vst(partial).file(base, "README")


def test_a_damaged_object_is_an_integrity_error() -> None:
    objects = MemoryObjects()
    damaged = digest_of(b"what it was")
    objects.put([(damaged, b"what it is")])

    with pytest.raises(IntegrityError, match="is damaged"):
        Vst(objects).load(damaged)


@pytest.mark.parametrize("data", [b"", b"x = 1\n", b"\0" * 64, digest_of(b"").encode(), b"\0" * 63])
def test_an_object_that_is_no_folder_is_an_integrity_error(data: bytes) -> None:
    objects = MemoryObjects()
    digest = Digest(digest_of(data))
    objects.put([(digest, data)])

    with pytest.raises(IntegrityError):
        Vst(objects).load(digest)
