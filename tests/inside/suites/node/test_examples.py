"""Examples in comments, in the forms in which people write them."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

import oppie.inside.suites.node as suite

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("node") is None, reason="node is not here"),
]

SCRIPT = Path(suite.__file__).parent / "examples.cjs"
ASK = "console.log(JSON.stringify(require(process.argv[1]).found(process.argv[2])))"


def found(text: str) -> list[tuple[str, object, int]]:
    done = subprocess.run(
        ["node", "-e", ASK, str(SCRIPT), text], capture_output=True, text=True, check=True
    )
    return [(each["call"], each["want"], each["line"]) for each in json.loads(done.stdout)]


TEXT = """\
/**
 * half(4) === 2
 * half(5) => 2,  half(6) -> 3
 * - half(7) returns 3.
 * For half([1, 2], {a: 'b'}) == [1, {"b": null}] (both)
 * 3. lib.half("(") ➞ "}"
 * half(8); // => 4
 * console.log(half(9)) // 4
 * half("1") = true
 *
 * @example
 * // returns 5
 * half(10)
 * half(12);
 * // => 6
 */
const half = (n) => n / 2;
// half(14) => 7
/* >>> half(16)
   8

   >>> half(18) == True
   >>> half((1, 2))
   (1, 'two', None)
*/
"""


def test_what_is_read() -> None:
    assert found(TEXT) == [
        ("half(4)", 2, 2),
        ("half(5)", 2, 3),
        ("half(7)", 3, 4),
        ("half([1, 2], {a: 'b'})", [1, {"b": None}], 5),
        ('lib.half("(")', "}", 6),
        ("half(8)", 4, 7),
        ("half(9)", 4, 8),
        ('half("1")', True, 9),
        ("half(10)", 5, 13),
        ("half(12)", 6, 14),
        ("half(14)", 7, 18),
        ("half(16)", 8, 19),
        ("half(18)", True, 22),
        ("half((1, 2))", [1, "two", None], 23),
    ]


def test_what_is_no_example() -> None:
    assert not found(
        """\
/*
  Write half(n) that returns the half of n.
  2 * half(4) == 4
  half(n) -> half(n - 1) + 1
  half(4) = about 2 or so
  half(4) => [1, 2
  half(4) => 2 + x
  round(half(4), 2) // not quite
  half(4)
*/
const text = "half(4) => 3";
half(4); // => 3
"""
    )
