"""The fixes of small bugs of other languages are among the first few hundred Changes too."""

from __future__ import annotations

from itertools import islice

import pytest

from oppie.proposers.syntax import SyntaxProposer
from tests.proposers.syntax.languages.spoken import changed
from tests.proposers.syntax.small_bugs import SmallBug, small_bugs

BUGS = tuple(small_bugs("javascript", "m.js"))
FEW = 400


def plain(text: str) -> str:
    """A text without what is only layout; both sorts of quotes are the same."""
    return "".join(text.split()).replace("'", '"').replace(";", "")


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: f"{bug.path} {bug.name}")
def test_the_fix_is_among_the_first(bug: SmallBug) -> None:
    proposals = islice(SyntaxProposer().propose(bug.request()), FEW)
    assert any(plain(changed(bug.before, change)) == plain(bug.after) for change, _ in proposals)
