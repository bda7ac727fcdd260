"""Each rewrite of JavaScript: what it makes of a piece of code, and that it then does the same."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from oppie.proposers.rewrites.javascript import rewrites


def rewritten(code: str, operator: str) -> str:
    """The code after the first rewrite of a kind."""
    data = code.encode()
    for each in rewrites(data):
        if each.operator == operator:
            for piece in reversed(each.pieces):
                data = data[: piece.start] + piece.text.encode() + data[piece.end :]
            return data.decode()
    raise AssertionError(f"no {operator}: {[each.operator for each in rewrites(data)]}")


CASES = [
    (
        "set-membership",
        """
function f(items) {
  const seen = [];
  for (const item of items) {
    if (!seen.includes(item)) {
      seen.push(item);
    }
  }
  return seen;
}
""",
        "f([1, 2, 1, 3])",
        "seenSet.add(item);",
    ),
    (
        "set-membership",
        """
function f(items, allowed) {
  return items.filter((item) => allowed.includes(item));
}
""",
        "f([1, 2, 3], [1, 3])",
        "new Set(allowed)",
    ),
    (
        "search-to-lookup",
        """
function f(orders, customers) {
  return orders.map((order) => {
    const customer = customers.find((c) => c.id === order.customer);
    return customer ? customer.name : null;
  });
}
""",
        "f([{customer: 2}, {customer: 9}], [{id: 1, name: 'a'}, {id: 2, name: 'b'}])",
        "customersByKey.get(order.customer)",
    ),
    (
        "loop-to-lookup",
        """
function f(xs, ys) {
  const out = [];
  for (const x of xs) {
    for (const y of ys) {
      if (y.k === x) {
        out.push(y.v);
      }
    }
  }
  return out;
}
""",
        "f([1, 2, 1], [{k: 1, v: 5}, {k: 1, v: 7}])",
        "of ysByKey.get(x) ?? []",
    ),
    (
        "cache",
        "function f(n) {\n  return n < 2 ? n : f(n - 1) + f(n - 2);\n}\n",
        "f(12)",
        "fKept.get(key)",
    ),
    (
        "grow-in-place",
        """
function f(xs) {
  let out = [];
  for (const x of xs) {
    out = [...out, x + 1];
  }
  return out;
}
""",
        "f([1, 2])",
        "out.push(x + 1)",
    ),
    (
        "grow-in-place",
        "const f = (xs) => xs.reduce((all, x) => ({ ...all, [x]: x * 2 }), {});\n",
        "f([1, 2])",
        "all[x] = x * 2; return all;",
    ),
    (
        "some",
        "const f = (xs) => xs.filter((x) => x > 1).length > 0;\n",
        "[f([1]), f([2])]",
        "xs.some((x) => x > 1)",
    ),
    (
        "find",
        "const f = (xs) => xs.filter((x) => x > 1)[0];\n",
        "f([1, 2, 3])",
        "xs.find((x) => x > 1)",
    ),
    (
        "hoist",
        """
function f(xs) {
  let total = 0;
  for (let i = 0; i < xs.length; i++) {
    total += xs[i] / Math.max(...xs);
  }
  return total;
}
""",
        "f([1, 2])",
        "const mathMaxXs = Math.max(...xs);",
    ),
]


@pytest.mark.parametrize(("operator", "code", "call", "part"), CASES)
def test_a_rewrite_makes_what_it_says(operator: str, code: str, call: str, part: str) -> None:  # noqa: ARG001 - the next test's
    assert part in rewritten(code, operator)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_every_rewrite_keeps_what_is_returned() -> None:
    for operator, code, call, _ in CASES:
        before, after = (
            subprocess.run(
                ["node", "-e", f"{text}\nconsole.log(JSON.stringify({call}))"],
                capture_output=True,
                check=True,
            ).stdout
            for text in (code, rewritten(code, operator))
        )
        assert json.loads(after) == json.loads(before), operator


@pytest.mark.parametrize(
    ("operator", "code"),
    [
        ("set-membership", "function f(x, xs) {\n  return xs.includes(x);\n}\n"),
        ("cache", "function f(n) {\n  return n * 2;\n}\n"),
        ("cache", "function f(n) {\n  console.log(n);\n  return n ? f(n - 1) : 0;\n}\n"),
        ("hoist", "for (const x of xs) {\n  ys.push(g(x));\n}\n"),
        ("grow-in-place", "let out = [...other, 1];\nout = [...other, 2];\n"),
    ],
)
def test_what_would_not_be_the_same_is_not_proposed(operator: str, code: str) -> None:
    assert operator not in {each.operator for each in rewrites(code.encode())}


def test_what_does_not_parse_has_no_rewrites() -> None:
    assert list(rewrites(b"function f( {")) == []
