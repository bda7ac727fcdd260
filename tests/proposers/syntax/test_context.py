"""What a unit's surroundings say."""

from __future__ import annotations

import pytest

from tests.proposers.syntax.at_hand import context


@pytest.mark.parametrize(
    ("body", "idle"),
    [
        ("    out = []\n    for x in a:\n        out.append(x)\n    return b\n", {"out"}),
        ("    out = {}\n    out[a] = b\n", {"out"}),
        ("    n = 0\n    n += a\n    return b\n", {"n"}),
        ("    c, d = a\n    return d + b\n", {"c"}),
        ("    n = a.pop()\n    return n.x\n", {"b"}),
        ("    print(a.x, b[0])\n", set()),
    ],
)
def test_what_is_set_or_built_up_and_never_read_is_idle(body: str, idle: set[str]) -> None:
    assert context(f"def f(a, b):\n{body}").idle == idle


def test_the_own_object_is_not() -> None:
    assert context("class A:\n    def f(self, a):\n        return a\n").idle == frozenset()
