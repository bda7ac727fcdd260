"""Which tests a job means."""

from __future__ import annotations

import pytest

from oppie.inside.suites.go.asking import TopTest, choose, everything
from oppie.inside.suites.go.listing import Package

TOP = Package("m", "m", "", (("TestA", "a_test.go"), ("TestB", "b_test.go")), frozenset(("",)))
SUB = Package("m/sub", "sub", "sub", (("TestC", "c_test.go"),), frozenset(("sub", "")))
TESTS = {each.identity(name): TopTest(each, name) for each in (TOP, SUB) for name, _ in each.tests}


def test_ids_begin_with_the_file() -> None:
    assert list(TESTS) == ["a_test.go::TestA", "b_test.go::TestB", "sub/c_test.go::TestC"]
    assert SUB.identity("TestC/with b") == "sub/c_test.go::TestC/with b"
    assert SUB.identity("ExampleNew") == "sub::ExampleNew"


def test_everything_is_every_package() -> None:
    top, sub = everything(TESTS).chosen
    assert (top.names, sub.names) == (("TestA", "TestB"), ("TestC",))
    assert top.tells("a_test.go::TestA/any")


@pytest.mark.parametrize("place", ["sub", "sub/", "sub/c_test.go"])
def test_files_and_folders_are_all_their_tests(place: str) -> None:
    (only,) = choose([place], TESTS).chosen
    assert (only.package, only.names, only.ids) == (SUB, ("TestC",), None)


def test_a_test_within_a_test_runs_with_it_and_is_told_alone() -> None:
    (only,) = choose(["a_test.go::TestA/one"], TESTS).chosen
    assert only.names == ("TestA",)
    assert only.tells("a_test.go::TestA/one")
    assert not only.tells("a_test.go::TestA")


def test_what_is_not_there_is_missing() -> None:
    assert choose(["a_test.go::TestX", "gone_test.go"], TESTS) == ((), ("a_test.go::TestX",))
