"""Lines and the blocks that differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.vst.lines import Block, changed, split

CONTENTS = st.lists(st.sampled_from([b"a\n", b"b\n", b"\r\n", b"\n", b"c"])).map(b"".join)


@given(st.binary())
def test_lines_together_are_the_content(content: bytes) -> None:
    lines = split(content)

    assert b"".join(lines) == content
    assert all(line.endswith(b"\n") for line in lines[:-1])
    assert all(line.count(b"\n") <= 1 for line in lines)


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"", []),
        (b"\n", [b"\n"]),
        (b"a\nb", [b"a\n", b"b"]),
        (b"a\r\nb\r\x0b\x0cc\n", [b"a\r\n", b"b\r\x0b\x0cc\n"]),
    ],
)
def test_only_a_line_feed_ends_a_line(content: bytes, lines: list[bytes]) -> None:
    assert split(content) == lines


@given(CONTENTS, CONTENTS)
def test_putting_in_the_blocks_gives_the_new_lines(old: bytes, new: bytes) -> None:
    before, after = split(old), split(new)
    made = list(before)
    for block in reversed(list(changed(before, after))):
        made[block.start : block.end] = after[block.new_start : block.new_end]

    assert made == after


@given(CONTENTS, CONTENTS)
def test_blocks_are_in_order_and_never_empty(old: bytes, new: bytes) -> None:
    end = -1
    for block in changed(split(old), split(new)):
        assert end < block.start <= block.end
        assert (block.start, block.new_start) != (block.end, block.new_end)
        end = block.end


def test_equal_lines_have_no_blocks() -> None:
    assert list(changed([b"a\n"] * 5000, [b"a\n"] * 5000)) == []


def test_one_changed_line_is_one_block() -> None:
    lines = [b"%d\n" % n for n in range(1000)]

    assert list(changed(lines, [*lines[:500], b"new\n", *lines[501:]])) == [
        Block(500, 501, 500, 501)
    ]
