"""From a request to drafts: what weighs how much."""

from itertools import pairwise

from oppie.proposers.syntax.expansion import FEW, rare


def test_a_few_drafts_of_one_node_are_as_likely_each_as_one_alone() -> None:
    assert [rare(rank) for rank in range(FEW)] == [1.0] * FEW


def test_the_more_there_are_the_less_likely_is_each() -> None:
    weights = [rare(rank) for rank in range(FEW - 1, 100)]
    assert all(later < sooner for sooner, later in pairwise(weights))
    assert weights[-1] > 0
