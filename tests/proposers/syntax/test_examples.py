"""Tests show how functions are called and which literals matter."""

from __future__ import annotations

from oppie.model.observation import Failure, Frame
from oppie.model.search import ProposalRequest
from oppie.proposers.syntax.examples import Examples
from oppie.proposers.syntax.languages.python import PYTHON
from oppie.proposers.syntax.shapes import Shape
from oppie.proposers.syntax.surroundings import Surroundings, Symbol
from tests.proposers.syntax.at_hand import tree

TESTS = b"""from m import f

# f(0) is not looked at
def test_f():
    assert f([1, 2], 'red fox') == 3.5
    assert helper(f('a')) == "it's"
    assert f(1,
             2) == 41
"""
EXAMPLES = Examples(PYTHON, (TESTS,))


def test_calls_with_arguments_and_what_is_expected() -> None:
    calls = EXAMPLES.calls("f")
    assert [[a.text for a in c.arguments] for c in calls] == [
        ["[1, 2]", "'red fox'"],
        ["'a'"],
        ["1", "2"],
    ]
    assert [c.expected and c.expected.text for c in calls] == ["3.5", '"it\'s"', "41"]


def test_other_functions_are_not_called() -> None:
    assert EXAMPLES.calls("g") == ()


def test_literals_come_once_and_in_order() -> None:
    assert EXAMPLES.strings == ("'red fox'", "'a'", '"it\'s"')
    assert EXAMPLES.integers == ("0", "1", "2", "41")
    assert EXAMPLES.floats == ("3.5",)
    assert EXAMPLES.words == ("red", "fox", "it")


def test_shapes_of_parameters() -> None:
    function = tree("def f(a, b: str = ''):\n    pass\n").parts[0]
    shapes = list(EXAMPLES.shapes(function).items())
    assert shapes[0] == ("a", Shape("list", "int"))
    assert shapes[1][0] == "b"


def test_no_tests_show_nothing() -> None:
    nothing = Examples(PYTHON, ())
    assert nothing.calls("f") == ()
    assert nothing.strings == ()


def test_much_text_is_cut() -> None:
    many = Examples(
        PYTHON, (b"x = '%d'\n" * 3 % (1, 2, 3), b"\n".join(b"f(%d)" % i for i in range(99)))
    )
    assert len(many.integers) <= 60
    assert len(many.calls("f")) <= 12


def test_failing_tests_come_first_then_those_that_name_it() -> None:
    request = ProposalRequest(
        sources={"m.py": b"def f(): pass\n"},
        context={"a.py": b"f(1)\n", "b.py": b"f(2)\n", "c.py": b"g(3)\n", "d.txt": b"f(4)\n"},
        failures=(Failure("E", "", (Frame("b.py", 1, "t"), Frame("m.py", 1, "f"))),),
    )
    examples = Surroundings(request).examples(PYTHON, "f")
    assert [c.arguments[0].text for c in examples.calls("f")] == ["2", "1"]
    assert examples.integers == ("2", "1")


def test_symbols_of_the_project() -> None:
    sources = {"p/a.py": b"X = 1\ndef f():\n    y = 2\n\nclass C: pass\n", "b.py": b"z: int = 3\n"}
    assert Surroundings(ProposalRequest(sources)).symbols == (
        Symbol("z", "b.py"),
        Symbol("X", "p/a.py"),
        Symbol("f", "p/a.py"),
        Symbol("C", "p/a.py"),
    )
