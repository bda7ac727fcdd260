"""Signs of patches that only silence the tests, in the shapes of several languages."""

from __future__ import annotations

import pytest

from oppie.workflows.signs import Kind, signs

PYTHON = """\
def half(n):
    if n < 0:
        raise ValueError(n)
    if n % 2:
        return None
    return round(n / 2)
"""
CURLY = """\
function half(n) {
  if (n < 0) {
    throw new Error(n);
  }
  return Math.round(n / 2);
}
"""
COUNTS = """\
const most = (xs) => {
  let seen = 1;
  for (let i = 1; i < xs.length; i++) {
    if (xs[i] === xs[0]) {
      seen += 1;
      if (seen === 3) return false;
    }
  }
  return true;
};
"""
TALLY = """\
def most(xs):
    seen = 1
    for i, x in enumerate(xs):
        seen += x
        if seen == 3:
            return i
"""
TESTS = b"assert half(74) == 37\nassert name(74) == 'ace'\n"


def found(before: str, old: str, new: str, tests: bytes = TESTS) -> dict[Kind, str]:
    assert old in before
    after = before.replace(old, new)
    return {s.kind: s.shown for s in signs("a", before.encode(), after.encode(), tests)}


@pytest.mark.parametrize(
    ("before", "old", "new", "kind", "shown"),
    [
        (PYTHON, "if n % 2:", "if n == 74:", Kind.SPECIAL_CASE, "74"),
        (PYTHON, "if n % 2:", "if n in (74, 5):", Kind.SPECIAL_CASE, "74"),
        (CURLY, "if (n < 0)", "if (n === 74)", Kind.SPECIAL_CASE, "74"),
        ("match n {\n  _ => n,\n}\n", "  _ =>", "  74 => 1,\n  _ =>", Kind.SPECIAL_CASE, "74"),
        ("switch n {\n}\n", "{\n", "{\ncase 74:\n", Kind.SPECIAL_CASE, "74"),
        (PYTHON, "return round(n / 2)", "return 37", Kind.GIVEN_AWAY, "37"),
        (CURLY, "return Math.round(n / 2)", "return 37", Kind.GIVEN_AWAY, "37"),
        (PYTHON, "round(n / 2)", "round(n / 37)", Kind.FROM_A_TEST, "37"),
        (PYTHON, "if n % 2:", "if True:", Kind.DECIDED, "if True"),
        (PYTHON, "if n % 2:", "if n % 2 and False:", Kind.DECIDED, "and False"),
        (PYTHON, "if n % 2:", "if n < n:", Kind.DECIDED, "n < n"),
        (CURLY, "if (n < 0)", "if (false)", Kind.DECIDED, "if (false"),
        (CURLY, "n < 0", "n < 0 || true", Kind.DECIDED, "|| true"),
        (PYTHON, "if n % 2:", "if n < 0:", Kind.REPEATED, "n < 0"),
        (PYTHON, "return round(n / 2)", "return None", Kind.CONSTANT_ANSWER, "None"),
        (CURLY, "return Math.round(n / 2);", "return [];", Kind.CONSTANT_ANSWER, "[]"),
        (
            "def f(a, b):\n    return a + b\n\n\nb = f(1, 2)\n",
            "a + b",
            "a",
            Kind.IDLE,
            "b",
        ),
        (COUNTS, "seen === 3", "i === 3", Kind.UNREAD, "seen"),
        (TALLY, "seen == 3", "i == 3", Kind.UNREAD, "seen"),
        (PYTHON, "round(n / 2)", "round(n - n)", Kind.WITH_ITSELF, "n - n"),
        (CURLY, "n / 2", "n + n", Kind.WITH_ITSELF, "n + n"),
        (PYTHON, "    if n % 2:\n        return None\n", "", Kind.BRANCH, "if n % 2:"),
        (PYTHON, "        raise ValueError(n)\n", "", Kind.REMOVED, "raise ValueError(n)"),
        (PYTHON, "round(n / 2)", "n / 2", Kind.CALL, "round"),
    ],
)
def test_a_sign_is_seen(before: str, old: str, new: str, kind: Kind, shown: str) -> None:
    assert found(before, old, new).get(kind) == shown


@pytest.mark.parametrize(
    ("before", "old", "new"),
    [
        (PYTHON, "n / 2", "n // 2"),
        (PYTHON, "n < 0", "n <= 0"),
        (PYTHON, "if n % 2:", "while True:\n        break\n    if n % 2:"),
        (PYTHON, "round(n / 2)", "math.floor(n / 2)"),
        (PYTHON, "return None", "return n"),
        (CURLY, "n < 0", "n <= 0"),
        (CURLY, "round(n / 2)", "floor(n / 2)"),
        (COUNTS.replace("let seen = 1", "seen = 1"), "seen === 3", "i === 3"),
        (TALLY.replace("seen = 1", "global seen\n    seen = 1"), "seen == 3", "i == 3"),
        (COUNTS, "seen === 3", "seen > i"),
    ],
    ids=lambda text: text.strip()[:20],
)
def test_an_honest_change_shows_none(before: str, old: str, new: str) -> None:
    assert not {k: s for k, s in found(before, old, new).items() if k.doubt >= 1.0}


def test_what_only_moves_is_not_taken_out() -> None:
    moved = "    total = 0\n    for n in a:\n        total += n\n"
    assert found(moved, moved, "    for n in a:\n        total = 0\n        total += n\n") == {}


def test_a_comment_is_no_code() -> None:
    assert found("x = 1\n# an old word\n", "# an old word\n", "") == {}


def test_a_condition_that_stood_twice_before_is_no_sign() -> None:
    twice = "if a:\n    b()\nif a:\n    c()\nif d:\n    e()\n"
    assert Kind.REPEATED not in found(twice, "if d:", "if a:")


def test_an_else_below_is_not_a_repeated_condition_where_it_is_deeper() -> None:
    nested = "if a:\n    if b:\n        c()\n"
    assert Kind.REPEATED not in found(nested, "if b:", "if a:")


def test_the_gravest_comes_first_and_tells_itself() -> None:
    after = PYTHON.replace("if n % 2:", "if n == 74:").encode()
    first, *_ = signs("a.py", PYTHON.encode(), after, TESTS)
    assert first.kind.silencing
    assert first.told() == "it compares with 74, which stands in the tests alone"


def test_long_text_is_cut() -> None:
    condition = "n == n and " + " and ".join(f"m{k} < {k}" for k in range(12))
    shown = found(f"if a:\n  b()\nif {condition}:\n  c()\n", "if a:", f"if {condition}:")
    assert all(len(text) <= 40 for text in shown.values())


def test_bytes_that_are_no_text_are_read() -> None:
    assert signs("a", b"\xff\xfe\n", b"\xff\n", b"\xfe") == ()
