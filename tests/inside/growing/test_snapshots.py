"""Plain values are copied, others are left out."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

import pytest

from oppie.inside.growing.snapshots import MOST_PARTS, OpaqueError, Snapshot, plain, taken

LIMIT = 3


@dataclass
class Box:
    size: int = 2
    held: list[int] = field(default_factory=lambda: [1])
    other: object = sys


def test_a_copy_stays_what_it_was() -> None:
    held = [1, {2}]
    copy = plain({"a": held, "b": (None, "c")})
    held.append(3)
    assert copy == {"a": [1, {2}], "b": (None, "c")}


@pytest.mark.parametrize("value", [sys, object(), [Box()], list(range(MOST_PARTS + 1)), len])
def test_what_is_not_plain_or_too_large_is_refused(value: object) -> None:
    with pytest.raises(OpaqueError):
        plain(value)


def test_what_a_function_sees() -> None:
    def seen(box: Box, number: int, module: object) -> Snapshot:
        assert box, module
        return taken(sys._getframe(), "t" * min(number, LIMIT))

    names = seen(Box(), 1, sys).names
    assert set(names) == {"box", "number", "LIMIT"}
    assert (names["box"].size, names["box"].held) == (2, [1])
    assert not hasattr(names["box"], "other")
