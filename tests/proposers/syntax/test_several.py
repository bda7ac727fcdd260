"""Files with more than one mistake."""

from __future__ import annotations

from itertools import islice

import pytest

from oppie.model.search import ProposalRequest
from oppie.proposers.syntax import SyntaxProposer

FEW = 60
SOURCES = {
    "a.py": "def f(xs):\n    for x in xs:\n        print(x)\n\n\ndef g(y):\n    return [y]\n",
    "a.js": "function f(x) {\n  if (x > 1) {\n    x = 0;\n  }\n  return x;\n}\n",
    "a.go": "package a\n\nfunc f(x int) int {\n\tif x > 1 {\n\t\tx = g(0)\n\t}\n\treturn x\n}\n",
    "a.rs": "fn f(x: i32) -> i32 {\n    if x > 1 {\n        g(0);\n    }\n    x\n}\n",
}


@pytest.mark.parametrize(
    ("path", "mistakes"),
    [
        ("a.py", (("xs:", "xs"), ("[y]", "[y"))),
        ("a.js", (("x > 1)", "x > 1"), ("  }\n", ""))),
        ("a.go", (("g(0)", "g(0"), ("\t}\n", ""))),
        ("a.rs", (("g(0)", "g(0"), ("    }\n", ""))),
    ],
)
def test_two_mistakes_are_mended_by_one_change(
    path: str, mistakes: tuple[tuple[str, str], ...]
) -> None:
    source = SOURCES[path]
    for right, wrong in mistakes:
        assert right in source
        source = source.replace(right, wrong, 1)
    found = []
    for change, _ in islice(
        SyntaxProposer().propose(ProposalRequest({path: source.encode()})), FEW
    ):
        data = source.encode()
        for edit in reversed(change.edits):
            data = data[: edit.start] + edit.text + data[edit.end :]
        found.append("".join(data.decode().split()))
    assert "".join(SOURCES[path].split()) in found
