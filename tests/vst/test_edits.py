"""Byte-range edits: the laws and what is refused."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.errors import CalleeError
from oppie.model.change import Edit
from oppie.vst.edits import edited


@given(st.lists(st.tuples(st.binary(max_size=4), st.binary(max_size=4), st.binary(max_size=4))))
def test_replaces_each_range(parts: list[tuple[bytes, bytes, bytes]]) -> None:
    content, wanted = b"", b""
    edits = []
    for kept, removed, added in parts:
        start = len(content) + len(kept)
        edits.append(Edit("f", start, start + len(removed), added))
        content += kept + removed + b"|"
        wanted += kept + added + b"|"

    assert edited(content, edits) == wanted


def test_the_order_of_edits_makes_no_difference() -> None:
    edits = [
        Edit("f", 1, 2, b"X"),
        Edit("f", 2, 2, b"+"),
        Edit("f", 0, 1, b""),
        Edit("f", 3, 3, b""),
    ]

    assert {edited(b"abc", order) for order in permutations(edits)} == {b"X+c"}


def test_may_insert_before_and_behind() -> None:
    assert edited(b"b", [Edit("f", 0, 0, b"a"), Edit("f", 1, 1, b"c")]) == b"abc"


def test_a_whole_new_content_is_not_copied() -> None:
    text = b"new content"

    assert edited(b"old", [Edit("f", 0, 3, text)]) is text


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (0, 4), (4, 4), (2, 1), (-2, -1)])
def test_refuses_what_leaves_the_file(start: int, end: int) -> None:
    with pytest.raises(CalleeError, match="does not fit a file of 3 bytes") as caught:
        edited(b"abc", [Edit("src/a.py", start, end, b"")])
    assert caught.value.where == "src/a.py"


def test_refuses_what_overlaps() -> None:
    with pytest.raises(CalleeError, match="bytes 1 to 3 overlaps one that ends at 2"):
        edited(b"abc", [Edit("f", 1, 3, b""), Edit("f", 0, 2, b"")])
