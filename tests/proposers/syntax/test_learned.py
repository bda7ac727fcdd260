"""Learned factors: exact where they are known, bounded before, shipped as plain data."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oppie.model.observation import Failure
from oppie.proposers.syntax import SyntaxProposer, clues
from oppie.proposers.syntax.expansion import Expansion
from oppie.proposers.syntax.learned import (
    NOTHING,
    Learned,
    of_node,
    of_operator,
    shipped,
)
from oppie.proposers.syntax.operators import OPERATORS
from oppie.proposers.syntax.ranking import Source, best_first
from tests.proposers.syntax.at_hand import find, request

SOURCE = "def half(n):\n    if n < 0:\n        return 0\n    return n / 2\n"
READ = clues.read([Failure("IndexError", "far"), Failure("KeyError", "no")], ["m.py"])
NODE = find(SOURCE, "n / 2")


def first(learned: Learned) -> str:
    change, _ = next(SyntaxProposer(learned).propose(request(SOURCE)))
    return change.origin.operator


def test_without_weights_the_hand_set_priors_stay() -> None:
    assert NOTHING.operator("sign", "python", READ) == 1.0
    assert NOTHING.node("sign", NODE) == NOTHING.most("sign") == 1.0


def test_an_operator_s_factor_sums_its_features() -> None:
    weights = {"sign": 0.5, "sign in python": 0.25, "sign in go": 9.0, "sign on KeyError": 1.0}
    assert Learned(weights).operator("sign", "python", READ) == pytest.approx(math.exp(1.25))


def test_a_node_is_weighed_by_its_kind_and_by_what_it_stands_in() -> None:
    learned = Learned({"sign at binary_operator": 0.5, "sign within return_statement": -0.2})
    assert learned.node("sign", NODE) == pytest.approx(math.exp(0.3))
    assert learned.most("sign") == pytest.approx(math.exp(0.5))


def test_what_was_learned_comes_first() -> None:
    assert first(Learned({"delete": 4.0})) == "delete"
    assert first(Learned({"swap-operands at binary_operator": 6.0})) == "swap-operands"


def test_what_the_user_s_runs_say_counts_too() -> None:
    lean = replace(request(SOURCE), leanings=(("delete", 3.0), ("nobody", 2.0)))
    rank = [c.origin.operator for c, _ in SyntaxProposer(NOTHING).propose(lean)].index("delete")
    usual = SyntaxProposer(NOTHING).propose(request(SOURCE))
    assert rank < [c.origin.operator for c, _ in usual].index("delete")


FEATURES = st.sampled_from([f for o in OPERATORS[:40] for f in (o.name, *of_node(o.name, NODE))])


@settings(deadline=None, max_examples=25)
@given(st.dictionaries(FEATURES, st.floats(-3, 3), max_size=12))
def test_whatever_was_learned_drafts_come_best_first_with_their_own_weight(
    weights: dict[str, float],
) -> None:
    learned = Learned(weights)
    found = list(best_first(Source(1.0, Expansion(request(SOURCE), learned).open)))
    assert all(one >= other for (one, _), (other, _) in pairwise(found))
    assert all(0.0 < weight <= 1.0 for weight, _ in found)


def test_the_shipped_weights_are_of_features_that_there_are() -> None:
    names = {operator.name for operator in OPERATORS}
    for feature, weight in shipped().weights.items():
        assert feature.split(" ")[0] in names
        assert abs(weight) < 8.0


def test_features_of_an_operator_tell_its_language_and_the_failures() -> None:
    assert dict(of_operator("sign", "go", READ)) == {
        "sign": 1.0,
        "sign in go": 1.0,
        "sign on IndexError": 0.5,
        "sign on KeyError": 0.5,
    }


def test_what_a_message_names_stays_ahead_of_what_other_fixes_favour() -> None:
    learned = Learned({"drop-operand": 1.0, "drop-operand on items": 2.0, "integer": -1.0})
    assert learned.operator("unknown-name", "go", READ) == pytest.approx(math.e)
    assert NOTHING.operator("unknown-name", "go", READ) == 1.0
