"""The scripted proposer gives back what it was given."""

from __future__ import annotations

from oppie.model.change import Change, Edit, Origin
from oppie.model.search import ProposalRequest
from oppie.proposers.scripted import ScriptedProposer

REQUEST = ProposalRequest(sources={"a.py": b"x = 1\n"})


def change(path: str, start: int, end: int, text: bytes) -> Change:
    return Change((Edit(path, start, end, text),), Origin("scripted", "test"))


def test_the_likeliest_comes_first() -> None:
    low, high = change("a.py", 4, 5, b"2"), change("a.py", 4, 5, b"3")
    assert list(ScriptedProposer([(low, 0.1), (high, 0.9)]).propose(REQUEST)) == [
        (high, 0.9),
        (low, 0.1),
    ]


def test_equal_priors_keep_their_order() -> None:
    script = [(change("a.py", 4, 5, b"%d" % n), 0.5) for n in range(5)]
    assert list(ScriptedProposer(script).propose(REQUEST)) == script


def test_what_does_not_lie_in_the_sources_is_left_out() -> None:
    script = [(change("b.py", 0, 0, b"y"), 0.5), (change("a.py", 4, 9, b"2"), 0.5)]
    assert list(ScriptedProposer(script).propose(REQUEST)) == []


def test_it_remembers_what_it_was_asked() -> None:
    proposer = ScriptedProposer()
    assert list(proposer.propose(REQUEST)) == []
    assert proposer.requests == [REQUEST]
