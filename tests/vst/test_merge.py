"""Three-way apply: the laws, and what is a conflict."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.model.rollout import FileState
from oppie.vst.merge import Conflict
from oppie.vst.objects import MemoryObjects
from oppie.vst.tree import EXECUTABLE, FILE, SYMLINK
from oppie.vst.vst import Vst

Files = dict[str, tuple[bytes, int]]
LINES = st.lists(st.sampled_from([b"a\n", b"b\n", b"c\n", b"d"]), max_size=6).map(b"".join)
FILES = st.dictionaries(
    st.sampled_from(["x", "y", "d/x", "d/y"]),
    st.tuples(LINES, st.sampled_from([FILE, EXECUTABLE])),
    max_size=4,
)


def merged(base: Files, ours: Files, theirs: Files) -> tuple[Files, tuple[Conflict, ...]]:
    vst = Vst(MemoryObjects())
    one, two, three = (
        vst.snapshot(FileState(path, *state) for path, state in files.items())
        for files in (base, ours, theirs)
    )
    result = vst.merge(one, two, three)
    entries = vst.tree(result.snapshot).walk()
    return (
        {path: (vst.file(result.snapshot, path), entry.mode) for path, entry in entries},
        result.conflicts,
    )


def text(*lines: str, mode: int = FILE) -> tuple[bytes, int]:
    return "".join(f"{line}\n" for line in lines).encode(), mode


@given(FILES, FILES)
def test_what_only_one_changed_is_taken(base: Files, other: Files) -> None:
    assert merged(base, base, other) == (other, ())
    assert merged(base, other, base) == (other, ())
    assert merged(base, other, other) == (other, ())


@given(FILES, FILES, FILES)
def test_both_ways_give_the_same_where_nothing_conflicts(
    base: Files, ours: Files, theirs: Files
) -> None:
    one, conflicts = merged(base, ours, theirs)
    other, mirrored = merged(base, theirs, ours)

    assert {each.path for each in conflicts} == {each.path for each in mirrored}
    if not conflicts:
        assert one == other


def test_other_files_and_other_lines_go_together() -> None:
    base = {"m": text("1", "2", "3", "4", "5"), "n": text("n")}
    ours = {"m": text("one", "2", "3", "4", "5"), "n": text("N")}
    theirs = {"m": text("1", "2", "3", "five"), "n": text("n"), "new": text("new")}

    assert merged(base, ours, theirs) == (
        {"m": text("one", "2", "3", "five"), "n": text("N"), "new": text("new")},
        (),
    )


def test_lines_next_to_each_other_go_together() -> None:
    result, conflicts = merged(
        {"m": text("1", "2")}, {"m": text("one", "2")}, {"m": text("1", "two")}
    )

    assert (result, conflicts) == ({"m": text("one", "two")}, ())


def test_the_same_change_in_both_is_made_once() -> None:
    base = {"m": text("1", "2", "3")}
    ours = {"m": text("one", "2", "3")}
    theirs = {"m": text("one", "2", "three")}

    assert merged(base, ours, theirs) == (theirs, ())


def test_a_mode_and_a_content_go_together() -> None:
    base, ours, theirs = {"m": text("1")}, {"m": text("2")}, {"m": text("1", mode=EXECUTABLE)}

    assert merged(base, ours, theirs) == ({"m": text("2", mode=EXECUTABLE)}, ())


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "why"),
    [
        ({"m": text("1")}, {"m": text("2")}, {"m": text("3")}, "same lines changed"),
        ({"m": text("1")}, {"m": text("1", "a")}, {"m": text("1", "b")}, "same lines changed"),
        ({"m": text("1")}, {"m": text("2")}, {}, "changed in one and removed in the other"),
        ({"m": text("1")}, {}, {"m": text("2")}, "changed in one and removed in the other"),
        ({}, {"m": text("1")}, {"m": text("2")}, "made in both"),
        (
            {"m": (b"a", SYMLINK)},
            {"m": (b"b", SYMLINK)},
            {"m": (b"c", SYMLINK)},
            "a symbolic link that both changed",
        ),
    ],
)
def test_a_conflict_stays_as_ours_has_it_and_is_named(
    base: Files, ours: Files, theirs: Files, why: str
) -> None:
    result, conflicts = merged(base, ours, theirs)

    assert result == ours
    (conflict,) = conflicts
    assert conflict.path == "m"
    assert why in conflict.why


def test_a_file_and_a_folder_of_one_name_are_a_conflict() -> None:
    result, conflicts = merged({}, {"m": text("1")}, {"m/n": text("2"), "o": text("3")})

    assert result == {"m": text("1"), "o": text("3")}
    assert conflicts == (Conflict("m/n", "a file in one and a folder in the other"),)


def test_a_folder_that_they_made_a_file_is_taken() -> None:
    assert merged({"m/n": text("1")}, {"m/n": text("1")}, {"m": text("2")}) == (
        {"m": text("2")},
        (),
    )
