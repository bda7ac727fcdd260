"""Priors are plain data that name what there is."""

from __future__ import annotations

import pytest

from oppie.model.observation import Failure
from oppie.proposers.syntax import clues
from oppie.proposers.syntax.operators import OPERATORS
from oppie.proposers.syntax.priors import BOOSTS, PRIORS, prior

NAMES = [operator.name for operator in OPERATORS]


def said(*failures: tuple[str, str]) -> clues.Clues:
    return clues.read([Failure(kind, message) for kind, message in failures], ())


def test_every_operator_has_a_prior_and_every_prior_an_operator() -> None:
    assert sorted(PRIORS) == sorted(NAMES)
    assert len(NAMES) == len(set(NAMES))


def test_priors_are_probabilities() -> None:
    assert all(0 < value <= 1 for value in PRIORS.values())


def test_boosts_name_operators() -> None:
    for feature, factor, operators in BOOSTS:
        assert factor > 0, feature
        assert set(operators.split()) <= set(NAMES), feature


def test_without_failures_a_prior_is_as_written() -> None:
    assert all(prior(name, said()) == PRIORS[name] for name in NAMES)


@pytest.mark.parametrize(
    ("kind", "message", "operator"),
    [
        ("IndexError", "list index out of range", "range-bounds"),
        ("ZeroDivisionError", "division by zero", "base-case"),
        ("AssertionError", "assert None == 3", "put-exit"),
        ("AssertionError", "assert 'a' == 'A'", "put-call"),
        ("AssertionError", "assert [1, 2] == [2, 1]", "swap-operands"),
        ("TimedOut", "did not end within 2 s", "put-update"),
        ("Failed", "DID NOT RAISE <class 'ValueError'>", "raise-guard"),
    ],
)
def test_failures_raise_what_mends_them(kind: str, message: str, operator: str) -> None:
    assert prior(operator, said((kind, message))) > PRIORS[operator]


def test_a_feature_of_some_failures_weighs_less_than_one_of_all() -> None:
    index, other = ("IndexError", "out of range"), ("LookupError", "no")
    some = prior("range-bounds", said(index, other))
    assert PRIORS["range-bounds"] < some < prior("range-bounds", said(index))


def test_no_prior_passes_one() -> None:
    everything = said(("NameError", "name 'x' is not defined"))
    assert all(prior(name, everything) <= 1 for name in NAMES)
