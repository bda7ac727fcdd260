"""What a loop counts begins anew where it began before the loop."""

from __future__ import annotations

import pytest

from oppie.proposers.syntax.languages.go import GO
from oppie.proposers.syntax.languages.javascript import JAVASCRIPT
from tests.proposers.syntax.at_hand import results
from tests.proposers.syntax.languages.spoken import Spoken

RUNS = """\
def f(xs):
    run = 1
    best = []
    for i in range(1, len(xs)):
        if xs[i] == xs[i - 1]:
            run += 1
        else:
            print(i)
        if run > 2:
            best.append(i)
    return best
"""
BRACES = """\
function f(xs) {
  let run = 1;
  for (let i = 1; i < xs.length; i++) {
    if (xs[i] === xs[i - 1]) {
      run++;
    } else {
      last = i;
    }
    if (run > 2) return i;
  }
}
"""
GOES = """\
package p

func f(xs []int) int {
\trun := 1
\tfor i := 1; i < len(xs); i++ {
\t\tif xs[i] == xs[i-1] {
\t\t\trun++
\t\t} else {
\t\t\tlast = i
\t\t}
\t}
\treturn run
}
"""


def test_a_count_begins_anew_at_the_end_of_a_branch() -> None:
    made = results("put-reset", RUNS)
    assert RUNS.replace("print(i)\n", "print(i)\n            run = 1\n") in made
    assert made.index(RUNS.replace("print(i)\n", "print(i)\n            run = 1\n")) < made.index(
        RUNS.replace("print(i)\n", "print(i)\n            best = []\n")
    )


@pytest.mark.parametrize(
    ("spoken", "source", "old", "new"),
    [
        (Spoken(JAVASCRIPT, "m.js"), BRACES, "last = i;\n", "last = i;\n      run = 1;\n"),
        (Spoken(GO, "m.go"), GOES, "last = i\n", "last = i\n\t\t\trun = 1\n"),
    ],
)
def test_it_is_set_and_not_declared(spoken: Spoken, source: str, old: str, new: str) -> None:
    assert source.replace(old, new) in spoken.made("put-reset", source)


@pytest.mark.parametrize(
    "source",
    [
        "def f(xs):\n    n = 0\n    n += 1\n    return n\n",
        "def f(xs):\n    n = 0\n    for x in xs:\n        print(x, n)\n    return n\n",
        "def f(xs):\n    n = len(xs)\n    for x in xs:\n        n += x\n    return n\n",
        "def f(xs):\n    for x in xs:\n        n = 0\n        n += x\n    return n\n",
    ],
)
def test_what_no_loop_changes_is_left(source: str) -> None:
    assert results("put-reset", source) == []
