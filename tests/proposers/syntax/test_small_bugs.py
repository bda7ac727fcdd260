"""Each small bug's fix is among the first few hundred Changes that are proposed."""

from __future__ import annotations

import ast
from itertools import islice

import pytest

from oppie.model.change import Change
from oppie.proposers.syntax import SyntaxProposer
from tests.proposers.syntax.small_bugs import SmallBug, small_bugs

BUGS = tuple(small_bugs())
FEW = 400


def mended(bug: SmallBug, change: Change) -> str:
    data = bug.before.encode()
    for edit in reversed(change.edits):
        data = data[: edit.start] + edit.text + data[edit.end :]
    return data.decode()


def same(one: str, two: str) -> bool:
    return ast.dump(ast.parse(one)) == ast.dump(ast.parse(two))


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_the_fix_is_among_the_first(bug: SmallBug) -> None:
    proposals = islice(SyntaxProposer().propose(bug.request()), FEW)
    assert any(same(mended(bug, change), bug.after) for change, _ in proposals)


def test_there_are_bugs_of_every_class() -> None:
    classes = {bug.name.split(":")[0] for bug in BUGS}
    assert classes == {"calls", "conditions", "names", "operators", "statements", "values"}
    assert len(BUGS) > 100
