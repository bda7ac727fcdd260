"""Two Changes of one State, one after the other, in either order, are one Snapshot."""

from hypothesis import given
from hypothesis import strategies as st

from oppie.mcts.combine import rebase
from oppie.mcts.scripted import change
from oppie.model.change import Change, Edit, Origin


def applied(content: bytes, each: Change) -> bytes:
    for edit in sorted(each.edits, reverse=True):
        content = content[: edit.start] + edit.text + content[edit.end :]
    return content


def test_a_later_edit_moves_by_what_grew_before_it() -> None:
    first, second = change(0, 1, b"xyz"), change(3, 4, b"-")
    moved = rebase(second, first)
    assert moved is not None
    assert moved.edits == (Edit("file", 5, 6, b"-"),)
    assert applied(applied(b"abcdef", first), moved) == b"xyzbc-ef"


def test_an_earlier_edit_stays() -> None:
    moved = rebase(change(0, 1, b"-"), change(3, 4, b"xyz"))
    assert moved == change(0, 1, b"-")


def test_edits_that_overlap_do_not_combine() -> None:
    assert rebase(change(1, 3, b"-"), change(2, 4, b"+")) is None
    assert rebase(change(2, 4, b"-"), change(1, 3, b"+")) is None
    assert rebase(change(1, 3, b"-"), change(1, 3, b"+")) is None


def test_an_insertion_inside_what_is_replaced_does_not_combine() -> None:
    assert rebase(change(2, 2, b"-"), change(1, 3, b"+")) is None
    assert rebase(change(1, 3, b"-"), change(2, 2, b"+")) is None


def test_neighbours_combine() -> None:
    first, second = change(1, 2, b""), change(2, 3, b"Z")
    moved = rebase(second, first)
    assert moved is not None
    assert applied(applied(b"abc", first), moved) == b"aZ"


def test_an_insertion_at_the_place_of_another_goes_after_it() -> None:
    first, second = change(1, 1, b"1"), change(1, 1, b"2")
    moved = rebase(second, first)
    assert moved is not None
    assert applied(applied(b"ab", first), moved) == b"a12b"


def test_other_files_do_not_matter() -> None:
    origin = Origin("scripted", "edit")
    elsewhere = Change((Edit("other", 0, 9, b""),), origin)
    assert rebase(change(0, 1, b"-"), elsewhere) == change(0, 1, b"-")


def test_every_edit_moves_and_one_conflict_is_enough() -> None:
    origin = Origin("scripted", "edit")
    both = Change((Edit("file", 2, 3, b"-"), Edit("file", 6, 7, b"-")), origin)
    moved = rebase(both, change(4, 5, b"xyz"))
    assert moved is not None
    assert [(e.start, e.end) for e in moved.edits] == [(2, 3), (8, 9)]
    assert rebase(both, change(6, 8, b"")) is None


def test_what_it_came_from_is_kept() -> None:
    moved = rebase(change(3, 4, b"-", "op", 7), change(0, 1, b"xyz"))
    assert moved is not None
    assert moved.origin == change(3, 4, b"-", "op", 7).origin


spans = st.tuples(st.integers(0, 12), st.integers(1, 4), st.binary(max_size=4))


@given(st.binary(min_size=20, max_size=20), spans, spans)
def test_two_orders_of_the_same_edits_give_the_same_content(
    content: bytes, one: tuple[int, int, bytes], other: tuple[int, int, bytes]
) -> None:
    first = change(one[0], one[0] + one[1], one[2])
    second = change(other[0], other[0] + other[1], other[2])
    after_first, after_second = rebase(second, first), rebase(first, second)
    assert (after_first is None) is (after_second is None)
    if after_first is not None and after_second is not None:
        there = applied(applied(content, first), after_first)
        assert there == applied(applied(content, second), after_second)
