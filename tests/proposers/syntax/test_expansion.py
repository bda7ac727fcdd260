"""From a request to drafts: what weighs how much."""

from dataclasses import replace
from itertools import islice, pairwise

from oppie.proposers.syntax import SyntaxProposer
from oppie.proposers.syntax.expansion import FEW, rare
from tests.proposers.syntax.at_hand import request


def test_a_few_drafts_of_one_node_are_as_likely_each_as_one_alone() -> None:
    assert [rare(rank) for rank in range(FEW)] == [1.0] * FEW


def test_the_more_there_are_the_less_likely_is_each() -> None:
    weights = [rare(rank) for rank in range(FEW - 1, 100)]
    assert all(later < sooner for sooner, later in pairwise(weights))
    assert weights[-1] > 0


def test_what_several_failures_say_counts_once() -> None:
    source = "def f(a):\n    return lost\n"
    once = request(source, "NameError: name 'lost' is not defined", line=2)
    often = replace(once, failures=once.failures * 30)
    first, second = (
        [(c.summary, weight) for c, weight in islice(SyntaxProposer().propose(each), 40)]
        for each in (once, often)
    )
    assert first == second


def test_a_condition_of_which_a_part_says_nothing_is_hardly_meant() -> None:
    source = "def f(a, b):\n    return (a != 1 and b != 1) == (a != 2 and a != 3)\n"
    changes = islice(SyntaxProposer().propose(request(source)), 500)
    alone = [(c.edits[0], weight) for c, weight in changes if len(c.edits) == 1]
    joined = {edit.start: weight for edit, weight in alone if edit.text == b"or"}
    telling, foregone = (weight for _, weight in sorted(joined.items()))
    assert foregone < telling / 5
