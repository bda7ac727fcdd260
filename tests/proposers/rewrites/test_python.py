"""Each rewrite of Python: what it makes of a piece of code, and that it then does the same."""

from __future__ import annotations

import pytest

from oppie.model.observation import Suspicion
from oppie.model.search import ProposalRequest
from oppie.proposers.rewrites import RewriteProposer
from oppie.proposers.rewrites.python import rewrites


def rewritten(code: str, operator: str) -> str:
    """The code after the first rewrite of a kind."""
    data = code.encode()
    for each in rewrites(data):
        if each.operator == operator:
            for piece in reversed(each.pieces):
                data = data[: piece.start] + piece.text.encode() + data[piece.end :]
            return data.decode()
    raise AssertionError(f"no {operator}: {[each.operator for each in rewrites(data)]}")


def run(code: str, call: str) -> object:
    names: dict[str, object] = {}
    exec(compile(code, "code", "exec"), names)  # noqa: S102 - the tests' own code
    return eval(call, names)  # noqa: S307 - the tests' own code


CASES = [
    (
        "set-membership",
        """
def f(xs):
    seen = []
    for x in xs:
        if x not in seen:
            seen.append(x)
    return seen
""",
        "f([1, 2, 1, 3])",
        "not in seen_set",
    ),
    (
        "set-membership",
        """
def f(xs, allowed):
    return [x for x in xs if x in allowed]
""",
        "f([1, 2, 3], [1, 3])",
        "allowed_set = set(allowed)",
    ),
    (
        "set-membership",
        """
BAD = ["a", "b"]

def f(x):
    return x in BAD
""",
        "f('a'), f('c')",
        "BAD_set = set(BAD)",
    ),
    (
        "set-membership",
        """
class Bag:
    def __init__(self):
        self.items = []

    def put(self, x):
        if x not in self.items:
            self.items.append(x)
        return self.items

def f():
    bag = Bag()
    bag.put(1)
    return bag.put(1)
""",
        "f()",
        "self.items_set.add(x)",
    ),
    ("set-literal", "def f(x):\n    return x in ['a', 'b']\n", "f('a')", "{'a', 'b'}"),
    (
        "membership-without-copy",
        "def f(d, x):\n    return x in list(d.keys())\n",
        "f({1: 2}, 1)",
        "x in d.keys()",
    ),
    (
        "cache",
        "def f(n):\n    return n if n < 2 else f(n - 1) + f(n - 2)\n",
        "f(12)",
        "@functools.cache\ndef f",
    ),
    (
        "loop-to-lookup",
        """
def f(xs, ys):
    out = []
    for x in xs:
        for k, v in ys:
            if k == x and v > 1:
                out.append(v)
    return out
""",
        "f([1, 2, 1], [(1, 5), (2, 0), (1, 7)])",
        "in by_key.get(x, ())",
    ),
    (
        "search-to-lookup",
        """
def f(xs, ys):
    return [next((y for y in ys if y[0] == x), None) for x in xs]
""",
        "f([1, 3, 2], [(1, 'a'), (2, 'b'), (1, 'c')])",
        "first_by_key.get(x, None)",
    ),
    (
        "cache",
        """
def square(n):
    return n * n

def f(xs):
    return [square(x) for x in xs]
""",
        "f([1, 2, 1])",
        "@functools.cache\ndef square",
    ),
    (
        "deque",
        """
def f(start):
    queue = [start]
    seen = 0
    while queue:
        n = queue.pop(0)
        seen += n
        if n < 4:
            queue.append(n + 1)
    return seen
""",
        "f(1)",
        "queue.popleft()",
    ),
    (
        "grow-in-place",
        "def f(xs):\n    out = []\n    for x in xs:\n        out = out + [x]\n    return out\n",
        "f([1, 2])",
        "out.append(x)",
    ),
    (
        "grow-in-place",
        "def f(xs):\n    d = {}\n    for x in xs:\n        d = {**d, x: 1}\n    return d\n",
        "f([1, 2])",
        "d[x] = 1",
    ),
    (
        "append-and-reverse",
        "def f(xs):\n    r = []\n    for x in xs:\n        r.insert(0, x)\n    return r\n",
        "f([1, 2, 3])",
        "r.reverse()",
    ),
    (
        "sum",
        """
def f(xs):
    n = 1
    for x in xs:
        if x:
            n += x * 2
    return n
""",
        "f([1, 0, 3])",
        "n += sum(x * 2 for x in xs if x)",
    ),
    (
        "comprehension",
        "def f(xs):\n    r = []\n    for x in xs:\n        r.append(x + 1)\n    return r\n",
        "f([1, 2])",
        "r = [x + 1 for x in xs]",
    ),
    (
        "join",
        """
def f(xs):
    s = ""
    for x in xs:
        s += x
        s = s + ","
    return s
""",
        "f(['a', 'b'])",
        '"".join(s_parts)',
    ),
    ("min-max", "def f(xs):\n    return sorted(xs)[0]\n", "f([3, 1, 2])", "min(xs)"),
    (
        "min-max",
        "def f(xs):\n    return sorted(xs, key=abs, reverse=True)[0]\n",
        "f([3, -4, 2])",
        "max(xs, key=abs)",
    ),
    ("heap", "def f(xs):\n    return sorted(xs)[:2]\n", "f([3, 1, 2])", "heapq.nsmallest(2, xs)"),
    (
        "any-all",
        """
def f(xs):
    for x in xs:
        if x < 0:
            return False
    return True
""",
        "f([1]), f([1, -1])",
        "return all(not (x < 0) for x in xs)",
    ),
    (
        "break",
        """
def f(xs):
    found = False
    for x in xs:
        if x == 2:
            found = True
    return found
""",
        "f([1, 2, 3]), f([1])",
        "break",
    ),
    ("generator", "def f(xs):\n    return any([x > 1 for x in xs])\n", "f([1, 2])", "any(x > 1"),
    (
        "table-of-counts",
        "def f(xs):\n    return [x for x in xs if xs.count(x) > 1]\n",
        "f([1, 2, 1])",
        "collections.Counter(xs)",
    ),
    (
        "table-of-positions",
        "def f(xs, ys):\n    return [xs.index(y) for y in ys]\n",
        "f([5, 6, 5], [5, 6])",
        "xs_positions[y]",
    ),
    (
        "prefix-sums",
        "def f(xs):\n    return [sum(xs[1:i]) for i in range(1, len(xs))]\n",
        "f([4, 5, 6, 7])",
        "itertools.accumulate(xs)",
    ),
    (
        "items",
        """
def f(xs):
    r = 0
    for i in range(len(xs)):
        r += xs[i] * i
    return r
""",
        "f([3, 4])",
        "for i, item in enumerate(xs)",
    ),
    (
        "hoist",
        "def f(xs):\n    r = []\n    for x in xs:\n        r.append(x / max(xs))\n    return r\n",
        "f([1, 2])",
        "max_xs = max(xs)",
    ),
    (
        "hoist-constant",
        """
import re

def f(x):
    return re.compile("a+").sub("", x)
""",
        "f('baab')",
        '= re.compile("a+")',
    ),
]


@pytest.mark.parametrize(("operator", "code", "call", "part"), CASES)
def test_a_rewrite_keeps_what_is_returned(operator: str, code: str, call: str, part: str) -> None:
    after = rewritten(code, operator)
    assert part in after
    assert run(after, call) == run(code, call)


def test_every_operator_is_shown() -> None:
    assert len({operator for operator, *_ in CASES}) == 23


@pytest.mark.parametrize(
    ("operator", "code"),
    [
        ("set-membership", "def f(x, xs):\n    return x in xs\n"),
        (
            "set-membership",
            "def f(q):\n    r = [1]\n    while q in r:\n        r.pop()\n    return r\n",
        ),
        ("cache", "def f(x):\n    return x * 2\n"),
        ("cache", "def f(x):\n    print(x)\n    return x\n"),
        ("cache", "def f(x):\n    r = []\n    r.append(x)\n    return r\n"),
        ("cache", "def f(xs):\n    xs.append(1)\n    return len(xs)\n"),
        ("hoist", "def f(xs):\n    for x in xs:\n        xs.append(1)\n        g(len(xs))\n"),
        ("hoist", "def f(xs):\n    for x in xs:\n        g(len(x))\n"),
        ("sum", "def f(xs):\n    n = ''\n    for x in xs:\n        n += f'{x}'\n    return n\n"),
        ("join", "def f(xs):\n    s = ''\n    for x in xs:\n        s += s[:1]\n    return s\n"),
        ("deque", "def f(q):\n    return q.pop(0)\n"),
        ("break", "def f(xs):\n    for x in xs:\n        if x:\n            g(x)\n"),
    ],
)
def test_what_would_not_be_the_same_is_not_proposed(operator: str, code: str) -> None:
    assert operator not in {each.operator for each in rewrites(code.encode())}


def test_a_new_import_stands_behind_docstring_and_future() -> None:
    head = '"""Doc."""\nfrom __future__ import annotations\n\nX = 1\n'
    code = f"{head}\n\ndef f(n):\n    return n + f(n)\n"
    after = rewritten(code, "cache")
    assert after.index("__future__") < after.index("import functools") < after.index("X = 1")


def test_bytes_that_are_no_ascii_keep_their_places() -> None:
    code = 'def f(xs):\n    a = "äöü"; b = sorted(xs)[0]\n    return a, b\n'
    assert 'a = "äöü"; b = min(xs)' in rewritten(code, "min-max")


def test_what_does_not_parse_has_no_rewrites() -> None:
    assert list(rewrites(b"def f(:\n")) == []


def test_those_come_first_where_the_time_goes() -> None:
    code = b"def f(xs):\n    return sorted(xs)[0]\n\n\ndef g(xs):\n    return sorted(xs)[0]\n"
    request = ProposalRequest({"a.py": code}, suspicions=(Suspicion("a.py", 6, 1.0),))
    changes = list(RewriteProposer().propose(request))
    assert changes[0][0].origin.symbol == "g"
    assert [prior for _, prior in changes] == sorted((p for _, p in changes), reverse=True)


def test_files_of_other_languages_are_let_be() -> None:
    assert list(RewriteProposer().propose(ProposalRequest({"a.txt": b"x in [1, 2]"}))) == []
