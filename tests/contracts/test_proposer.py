"""What every proposer keeps to, the shipped ones and those of others alike."""

from __future__ import annotations

import ast
from itertools import islice, pairwise

import pytest

from oppie.model.change import Change, Edit, Origin
from oppie.model.observation import Failure, Frame, Suspicion
from oppie.model.search import ProposalRequest
from oppie.ports import Proposer
from oppie.proposers.scripted import ScriptedProposer
from oppie.proposers.syntax import SyntaxProposer

SOURCE = b'''"""Totals."""

LIMIT = 10


def total(xs, start=0):
    """Add them up."""
    result = start
    for i in range(len(xs) - 1):
        if xs[i] < LIMIT and xs[i] != 3:
            result += xs[i]
    return result


class Box:
    def __init__(self, name):
        self.name = name

    def label(self, width: int) -> str:
        return f"{self.name:>{width}}" + 'e\xcc\x81'
'''
TESTS = b"from m import total\n\n\ndef test_total():\n    assert total([1, 2, 4]) == 7\n"
REQUEST = ProposalRequest(
    sources={"src/m.py": SOURCE, "src/empty.py": b"", "src/data.txt": b"a = 1\n"},
    context={"tests/test_m.py": TESTS},
    suspicions=(Suspicion("src/m.py", 9, 1.0), Suspicion("src/m.py", 12, 0.5)),
    failures=(
        Failure("AssertionError", "assert 3 == 7", (Frame("tests/test_m.py", 5, "test_total"),)),
    ),
    seed=3,
)
SCRIPT = (
    (Change((Edit("src/m.py", 23, 25, b"11"),), Origin("scripted", "limit")), 0.2),
    (Change((Edit("src/m.py", 0, 0, b"# top\n"),), Origin("scripted", "comment")), 0.7),
)
PROPOSERS = {"syntax": SyntaxProposer(), "scripted": ScriptedProposer(SCRIPT)}


@pytest.fixture(params=sorted(PROPOSERS))
def proposer(request: pytest.FixtureRequest) -> Proposer:
    return PROPOSERS[request.param]


def proposed(proposer: Proposer, request: ProposalRequest = REQUEST) -> list[tuple[Change, float]]:
    return list(islice(proposer.propose(request), 800))


def test_it_proposes_something(proposer: Proposer) -> None:
    assert proposed(proposer)


def test_priors_lie_in_the_unit_interval_and_fall(proposer: Proposer) -> None:
    priors = [prior for _, prior in proposed(proposer)]
    assert all(0 < prior <= 1 for prior in priors)
    assert all(one >= two for one, two in pairwise(priors))


def test_edits_lie_in_the_sources_and_do_not_overlap(proposer: Proposer) -> None:
    for change, _ in proposed(proposer):
        assert change.edits
        for edit in change.edits:
            assert 0 <= edit.start <= edit.end <= len(REQUEST.sources[edit.path])
        for one, two in pairwise(change.edits):
            assert (one.path, one.end) <= (two.path, two.start)


def test_every_change_changes_something(proposer: Proposer) -> None:
    for change, _ in proposed(proposer):
        assert any(REQUEST.sources[e.path][e.start : e.end] != e.text for e in change.edits)


def test_results_still_parse(proposer: Proposer) -> None:
    for change, _ in proposed(proposer):
        ast.parse(after(change))


def test_no_result_comes_twice(proposer: Proposer) -> None:
    results = [after(change) for change, _ in proposed(proposer)]
    assert len(results) == len(set(results))


def test_equal_requests_get_equal_answers(proposer: Proposer) -> None:
    assert proposed(proposer) == proposed(proposer)


def test_it_says_where_each_change_comes_from(proposer: Proposer) -> None:
    for change, _ in proposed(proposer):
        assert change.origin.proposer == proposer.name
        assert change.origin.operator


def test_nothing_to_change_is_nothing_to_propose(proposer: Proposer) -> None:
    assert proposed(proposer, ProposalRequest(sources={})) == []


def after(change: Change) -> bytes:
    data = REQUEST.sources[change.edits[0].path]
    for edit in reversed(change.edits):
        data = data[: edit.start] + edit.text + data[edit.end :]
    return data
