"""Drafts are put together and applied."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from oppie.proposers.syntax.draft import (
    Draft,
    Piece,
    apply,
    composed,
    cover,
    edit,
    exchange,
    put,
)
from tests.proposers.syntax.at_hand import find

SOURCE = "x = a + b\n"
A, B = find(SOURCE, "a"), find(SOURCE, "b")


def test_put_replaces_a_node() -> None:
    assert apply(SOURCE.encode(), put(A, "c").pieces) == b"x = c + b\n"


def test_put_names_its_ingredients() -> None:
    assert put(A, "c", 0.5, "c", "d").ingredients == ("c", "d")


def test_edit_sorts_its_pieces() -> None:
    draft = edit(A, cover(B, "2"), cover(A, "1"))
    assert [p.text for p in draft.pieces] == ["1", "2"]


def test_exchange() -> None:
    assert apply(SOURCE.encode(), exchange(B, A).pieces) == b"x = b + a\n"


def test_scaled_multiplies_the_factor() -> None:
    assert put(A, "c", 0.5).scaled(0.5) == put(A, "c", 0.25)


def test_apply_to_a_part_of_the_file() -> None:
    pieces = (Piece(4, 5, "c"),)
    assert apply(b"a + b", pieces, 4) == b"c + b"


@given(st.binary(max_size=30), st.data())
def test_apply_keeps_what_lies_between(data: bytes, draw: st.DataObject) -> None:
    at = st.integers(0, len(data))
    bounds = sorted(draw.draw(st.lists(at, min_size=4, max_size=4)))
    pieces = (Piece(bounds[0], bounds[1], "<"), Piece(bounds[2], bounds[3], ">"))
    expected = data[: bounds[0]] + b"<" + data[bounds[1] : bounds[2]] + b">" + data[bounds[3] :]
    assert apply(data, pieces) == expected


def test_a_draft_is_a_value() -> None:
    assert put(A, "c") == Draft(A, (Piece(A.start, A.end, "c"),))


def test_two_edits_one_after_the_other_are_one() -> None:
    text = b"one two three"
    first = (Piece(4, 7, "second"),)
    for then in (Piece(0, 3, "1"), Piece(11, 16, "3")):
        pieces = composed(first, then)
        assert pieces is not None
        assert apply(text, pieces) == apply(apply(text, first), (then,))


def test_edits_that_touch_each_other_are_not_put_together() -> None:
    first = (Piece(4, 7, "second"),)
    assert composed(first, Piece(5, 6, "x")) is None
    assert composed(first, Piece(10, 10, "x")) is None
