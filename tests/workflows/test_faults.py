"""Faults are drawn one a line, spread, and the same for a seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from oppie.model.change import Change, Edit, Origin
from oppie.model.search import ProposalRequest
from oppie.proposers.syntax import SyntaxProposer
from oppie.workflows.faults import Faults, touch

SOURCE = b"""def least(values):
    best = values[0]
    for each in values:
        if each < best:
            best = each
    return best


def shares(total, parts):
    share = total // parts
    rest = total - share * parts
    return share, rest
"""
LINES = (2, 3, 4, 5, 6, 10, 11, 12)


class TwoKinds:
    """Proposes the likely and the unlikely at every suspicious line."""

    name = "two-kinds"

    def propose(self, request: ProposalRequest) -> Iterator[tuple[Change, float]]:
        for each in request.suspicions:
            for operator, prior in (("likely", 0.9), ("unlikely", 0.1)):
                origin = Origin(self.name, operator, each.path, each.line, f"f{each.line}")
                yield Change((Edit(each.path, 0, 1, b"x"),), origin), prior
            elsewhere = Origin(self.name, "elsewhere", each.path, each.line + 1)
            yield Change((Edit(each.path, 0, 1, b"y"),), elsewhere), 0.05


def drawn(seed: int = 0) -> list[Change]:
    faults = Faults((SyntaxProposer(),), {"a.py": SOURCE}, {"a.py": LINES}, Random(seed))
    return list(faults)


def test_each_fault_is_at_a_line_of_its_own_that_was_reached() -> None:
    lines = [change.origin.line for change in drawn()]
    assert sorted(lines) == sorted(set(lines))
    assert set(lines) <= set(LINES)
    assert len(lines) > len(LINES) / 2


def test_a_function_gets_a_second_fault_when_all_have_one() -> None:
    symbols = [change.origin.symbol for change in drawn()]
    assert set(symbols[:2]) == {"least", "shares"}


@given(st.integers(0, 20))
def test_a_seed_decides(seed: int) -> None:
    lines = {"a.py": range(1, 40)}
    once, again = (
        [c.origin for c in Faults((TwoKinds(),), {"a.py": b""}, lines, Random(seed))]
        for _ in range(2)
    )
    assert once == again


def test_operators_that_were_drawn_often_wait() -> None:
    lines = {"a.py": range(1, 200)}
    found = Counter(
        c.origin.operator for c in Faults((TwoKinds(),), {"a.py": b""}, lines, Random(0))
    )
    assert set(found) == {"likely", "unlikely"}
    assert 2 < found["likely"] / found["unlikely"] < 4  # 9 without spreading, by the root now


def test_files_take_turns() -> None:
    lines = {"a.py": range(1, 100), "b.py": range(1, 5), "c.py": ()}
    sources = dict.fromkeys(lines, b"")
    faults = Faults((TwoKinds(),), sources, lines, Random(0))
    first = [change.origin.path for change, _ in zip(faults, range(6), strict=False)]
    assert Counter(first) == {"a.py": 3, "b.py": 3}


def test_what_touches() -> None:
    def change(symbol: str, start: int, end: int) -> Change:
        return Change((Edit("a.py", start, end, b""),), Origin("p", "o", "a.py", 1, symbol))

    assert touch(change("f", 0, 1), change("f", 8, 9))
    assert touch(change("", 0, 4), change("g", 4, 6))
    assert not touch(change("f", 0, 4), change("g", 5, 6))
