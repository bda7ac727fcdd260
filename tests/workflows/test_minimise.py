"""Delta debugging finds a smallest set and never one that does not hold."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from oppie.model.change import Edit
from oppie.model.rollout import FileState
from oppie.workflows.minimise import edits_of, hunks, smallest

LINES = st.lists(st.sampled_from([b"a\n", b"b\n", b"c\n", b"last"]), max_size=12)


def apply(before: bytes, edits: Sequence[Edit]) -> bytes:
    for edit in sorted(edits, key=lambda e: e.start, reverse=True):
        before = before[: edit.start] + edit.text + before[edit.end :]
    return before


@given(LINES, LINES)
def test_hunks_applied_give_the_other_file(before: list[bytes], after: list[bytes]) -> None:
    old, new = b"".join(before), b"".join(after)
    assert apply(old, hunks("f", old, new)) == new


@given(st.sets(st.integers(0, 19)), st.integers(1, 20))
def test_what_is_kept_is_what_is_needed(needed: set[int], count: int) -> None:
    needed = {n for n in needed if n < count}
    edits = [Edit("f", n, n, b"x") for n in range(count)]

    def holds(chosen: Sequence[Edit]) -> bool:
        return needed <= {e.start for e in chosen}

    kept = {e.start for e in smallest(edits, holds)}
    assert kept == needed or (not needed and len(kept) == 1)


def test_a_single_hunk_is_not_tried_again() -> None:
    def never(_: Sequence[Edit]) -> bool:
        raise AssertionError

    edit = Edit("f", 0, 1, b"")
    assert smallest([edit], never) == (edit,)


def test_edits_of_files_that_went_are_left_out() -> None:
    files = [FileState("gone", None), FileState("kept", b"b\n")]
    assert edits_of(files, lambda _: b"a\n") == (Edit("kept", 0, 2, b"b\n"),)
