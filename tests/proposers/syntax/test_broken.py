"""One missing, surplus or misspelt token is put right."""

from __future__ import annotations

import ast
from itertools import islice

import pytest

from oppie.model.observation import Failure, Frame
from oppie.model.search import ProposalRequest
from oppie.proposers.syntax import SyntaxProposer
from oppie.proposers.syntax.broken import locate
from oppie.proposers.syntax.draft import Piece, apply
from oppie.proposers.syntax.languages.python import PYTHON, grammar

GOOD = '''import os


def mean(xs, default=None):
    """Mean."""
    total = 0
    for x in xs:
        if x is None:
            continue
        elif x == 0 and default:
            total += default[0]
        else:
            total += x
    print("total", total)
    return total / len(xs)


class A:
    def f(self, y):
        d = {"a": 1, "b": [1, 2, (3, y)]}
        while y > 0:
            y -= 1
        return d
'''
FEW = 40


def proposed(source: str) -> list[str]:
    request = ProposalRequest({"m.py": source.encode()})
    out = []
    for change, _ in islice(SyntaxProposer().propose(request), FEW):
        data = source.encode()
        for edit in reversed(change.edits):
            data = data[: edit.start] + edit.text + data[edit.end :]
        out.append(ast.dump(ast.parse(data)))
    return out


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("default=None):", "default=None)"),
        ("for x in xs:", "for x in xs"),
        ("class A:", "class A"),
        ("mean(xs, ", "mean xs, "),
        ("len(xs)", "len(xs"),
        ("len(xs)", "len(xs))"),
        ("default[0]", "default[0"),
        ('"total", total)', '"total, total)'),
        ('"total", total', '"total" total'),
        ('"total"', "\"total'"),
        ('"""Mean."""', '""Mean."""'),
        ("elif", "else if"),
        ("elif", "elseif"),
        ("return total", "retrun total"),
        ("return d", "return return d"),
        ("def mean", "dfe mean"),
        ("import os", "imprt os"),
        ("x == 0", "x = 0"),
        ("x is None", "x is is None"),
        (" and ", " && "),
        ("for x in", "for x on"),
        ("for x in", "for x"),
        ("is None:", "is None::"),
        ('"a": 1', '"a" 1'),
        ('1, "b"', '1 "b"'),
        ("(3, y)]}", "(3, y]}"),
        ("(3, y)]}", "(3, y)}"),
        ("while y > 0:", "while y > 0;"),
        ("default=None", "default==None"),
        ("y -= 1", "y--"),
        ("        else:", "       else:"),
        ("    total = 0", "      total = 0"),
        ("        return d", "\treturn d"),
        ("            y -= 1", "        y -= 1"),
    ],
)
def test_one_token(right: str, wrong: str) -> None:
    broken = GOOD.replace(right, wrong, 1)
    with pytest.raises(SyntaxError):
        ast.parse(broken)
    assert ast.dump(ast.parse(GOOD)) in proposed(broken)


def test_an_empty_block_is_filled() -> None:
    source = "def f(x):\n    if x:\n    return x\n"
    expected = "def f(x):\n    if x:\n        pass\n    return x\n"
    assert ast.dump(ast.parse(expected)) in proposed(source)


def test_what_is_proposed_parses() -> None:
    assert proposed(GOOD.replace("len(xs)", "len(xs", 1))


def test_the_place_is_told_by_the_language() -> None:
    source = GOOD.replace("y > 0:", "y > 0", 1).encode()
    broken = locate("m.py", grammar().parse(source), PYTHON, ())
    best = max(broken.lines, key=lambda item: item[1])
    assert best[0] == 21
    assert source[broken.start :].startswith(b"class A")
    assert broken.end == len(source)


def test_the_place_is_told_by_the_traceback_too() -> None:
    source = GOOD.replace("y > 0:", "y > 0", 1).encode()
    failure = Failure("SyntaxError", "invalid syntax", (Frame("m.py", 7, ""),))
    broken = locate("m.py", grammar().parse(source), PYTHON, (failure,))
    assert {7, 21} <= {line for line, _ in broken.lines}
    assert source[broken.start :].startswith(b"def mean")


def test_the_likeliest_repair_is_at_the_error() -> None:
    source = GOOD.replace("while y > 0:", "while y > 0", 1)
    change, prior = next(SyntaxProposer().propose(ProposalRequest({"m.py": source.encode()})))
    assert change.origin.operator == "broken-syntax"
    assert change.origin.line in (21, 22)
    assert prior > 0.5


@pytest.mark.parametrize("newline", ["\n", ""])
def test_a_block_is_closed_on_a_line_of_its_own(newline: str) -> None:
    source = f"function f(a) {{\n  if (a) {{\n    return 1\n  }}\n  return 2{newline}"
    request = ProposalRequest({"m.js": source.encode()})
    made = [
        apply(source.encode(), tuple(Piece(e.start, e.end, e.text.decode()) for e in change.edits))
        for change, _ in islice(SyntaxProposer().propose(request), 5)
    ]
    assert f"{source.rstrip()}\n}}\n".encode() in made
