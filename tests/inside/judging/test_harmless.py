"""What may be worked out beside a test, and what may not."""

from __future__ import annotations

import ast
import math
import os
from collections import Counter
from typing import Any

import pytest

from oppie.inside.judging.harmless import GUARDS, EffectError, harmless


def worked_out(text: str, **names: Any) -> object:
    found = harmless(ast.parse(text, mode="eval").body)
    assert found is not None
    return eval(found.code, {**names, **GUARDS})  # noqa: S307 - what is tested


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("sorted(a)[0] + len(b)", 3),
        ("b.upper().replace('X', 'y')", "yA"),
        ("[x ** 2 for x in a if x]", [4, 1]),
        ("max(a, key=lambda x: -x)", 1),
        ("m.gcd(4, 6)", 2),
        ("c.get('k', 5)", 5),
        ("str.lower('A')", "a"),
        ("1 << 3", 8),
    ],
)
def test_plain_expressions_have_values(text: str, value: object) -> None:
    assert worked_out(text, a=[2, 1], b="xa", c=Counter(), m=math) == value


@pytest.mark.parametrize(
    "text", ["f(a)", "(a := 1)", "print(a)", "eval('1')", "f()()", "open('x')", "await a"]
)
def test_what_may_have_an_effect_is_not_even_begun(text: str) -> None:
    tree = ast.parse(f"async def _():\n return {text}").body[0]
    assert isinstance(tree, ast.AsyncFunctionDef)
    assert isinstance(tree.body[0], ast.Return)
    assert tree.body[0].value is not None
    assert harmless(tree.body[0].value) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a.append(1)", {"a": []}),
        ("a.getcwd()", {"a": os}),
        ("a.read()", {"a": object()}),
        ("len(a)", {"a": [], "len": print}),
        ("9 ** 9 ** 9", {}),
        ("1 << a", {"a": 10**9}),
    ],
)
def test_what_turns_out_to_have_an_effect_is_stopped(text: str, names: dict[str, Any]) -> None:
    with pytest.raises(EffectError):
        worked_out(text, **names)


def test_the_names_that_are_read() -> None:
    found = harmless(ast.parse("a + b.c", mode="eval").body)
    assert found is not None
    assert found.names == {"a", "b"}
