"""What an error's message names."""

from __future__ import annotations

import pytest

from oppie.model.observation import Failure
from oppie.model.search import ProposalRequest
from oppie.proposers.syntax import SyntaxProposer
from tests.proposers.syntax.at_hand import results

FUNCTION = "def f(result):\n    return reslut\n"


@pytest.mark.parametrize(
    ("operator", "source", "said", "after"),
    [
        ("unknown-name", FUNCTION, "NameError: name 'reslut' is not defined",
         FUNCTION.replace("reslut", "result")),
        ("unknown-name", "x = lne(y)\n", "NameError: name 'lne' is not defined", "x = len(y)\n"),
        ("unknown-name", "x = foo(y)\n",
         "NameError: name 'foo' is not defined. Did you mean: 'bar'?",
         "x = foo(y)\n"),
        ("unknown-name", "x = abc\n", "NameError: name 'abc' is not defined", "x = 'abc'\n"),
        ("unknown-attribute", "x = y.lowr()\n",
         "AttributeError: 'str' object has no attribute 'lowr'",
         "x = y.lower()\n"),
        ("unknown-attribute", "x = y.add(1)\n",
         "AttributeError: 'list' object has no attribute 'add'",
         "x = y.append(1)\n"),
        ("unknown-attribute", "x = y.split()\n",
         "AttributeError: 'int' object has no attribute 'split'",
         "x = str(y).split()\n"),
        ("unknown-attribute", "x = y.lower()\n",
         "AttributeError: 'list' object has no attribute 'lower'",
         "x = y[0].lower()\n"),
        ("unknown-attribute", "def f(x, xs):\n    return x.pop()\n",
         "AttributeError: 'Box' object has no attribute 'pop'",
         "def f(x, xs):\n    return xs.pop()\n"),
        ("missing-import", "def f():\n    return json.loads('1')\n",
         "NameError: name 'json' is not defined",
         "import json\ndef f():\n    return json.loads('1')\n"),
        ("missing-import", "import os\n\n\ndef f():\n    return Counter()\n",
         "NameError: name 'Counter' is not defined",
         "from collections import Counter\nimport os\n\n\ndef f():\n    return Counter()\n"),
        ("misspelt-import", "import colections\n",
         "ModuleNotFoundError: No module named 'colections'",
         "import collections\n"),
        ("misspelt-import", "from collections import Countr\n",
         "ImportError: cannot import name 'Countr' from 'collections' (x)",
         "from collections import Counter\n"),
        ("unset-local", "n = 1\ndef f():\n    n += 1\n",
         "UnboundLocalError: local variable 'n' referenced before assignment",
         "n = 1\ndef f():\n    global n\n    n += 1\n"),
        ("unset-local", "def f():\n    n += 1\n",
         "UnboundLocalError: cannot access local variable 'n'",
         "def f():\n    n = 0\n    n += 1\n"),
        ("unset-local", "def f(a):\n    if a:\n        b = a\n        return lost + b\n",
         "NameError: name 'lost' is not defined",
         "def f(a):\n    if a:\n        b = a\n        lost = b\n        return lost + b\n"),
        ("unset-local", "def f(a):\n    idle = a\n    return lost\n",
         "NameError: name 'lost' is not defined",
         "def f(a):\n    lost = a\n    return lost\n"),
    ],
)  # fmt: skip
def test_edits(operator: str, source: str, said: str, after: str) -> None:
    if source != after:
        assert after in results(operator, source, said)


def test_what_was_meant_comes_first() -> None:
    said = "NameError: name 'fo' is not defined. Did you mean: 'fob'?"
    found = results("unknown-name", "def f(foo, fob):\n    return fo\n", said)
    assert found[0] == "def f(foo, fob):\n    return fob\n"


def test_conversions_at_the_line_of_the_error() -> None:
    source = "def f(a):\n    b = a\n    return 'n' + a\n"
    said = 'TypeError: can only concatenate str (not "int") to str'
    found = results("conversion", source, said, line=3)
    assert source.replace("+ a", "+ str(a)") in found
    assert source.replace("b = a", "b = str(a)") not in found


def test_what_cannot_be_called_is_not_called() -> None:
    source = "def f(a):\n    return a()\n"
    found = results("conversion", source, "TypeError: 'int' object is not callable", line=2)
    assert source.replace("a()", "a") in found


@pytest.mark.parametrize(
    "operator",
    ["unknown-name", "unknown-attribute", "missing-import", "misspelt-import", "unset-local",
     "conversion"],
)  # fmt: skip
def test_without_a_message_there_is_nothing_to_go_by(operator: str) -> None:
    assert results(operator, "import os\ndef f(a):\n    return a.b\n", "AssertionError: no") == []


def test_a_symbol_of_the_project_is_imported() -> None:
    sources = {
        "pkg/shapes.py": b"class Square:\n    pass\n",
        "pkg/draw.py": b'"""Doc."""\n\n\ndef draw():\n    return Square()\n',
    }
    failure = Failure("NameError", "name 'Square' is not defined")
    change, _ = next(SyntaxProposer().propose(ProposalRequest(sources, failures=(failure,))))
    (edit,) = change.edits
    assert edit.path == "pkg/draw.py"
    assert edit.text == b"from pkg.shapes import Square\n"
    assert sources["pkg/draw.py"][: edit.start] == b'"""Doc."""\n'
