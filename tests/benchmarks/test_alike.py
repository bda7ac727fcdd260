"""Two versions of a package are asked the same; what differs is seen, what cannot be asked too."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from benchmarks.alike import Likeness, changed, compared, likeness
from benchmarks.judges.recorded_calls import Call, Given, generated, near, pickled, varied

SHOP = """
class Cart:
    def __init__(self, limit=9):
        self.limit = limit

    def fits(self, count):
        return count < self.limit


def first(words, at=0):
    return words[at]
"""
TESTS = """
from shop import Cart, first

def test_fits():
    assert Cart().fits(3)

def test_first():
    assert first(["a", "b"]) == "a"
"""
COMMAND = (sys.executable, "-m", "pytest", "-q")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("said", "instead", "same"),
    [
        ("count < self.limit", "self.limit > count", True),
        ("count < self.limit", "count < 8", False),
        ("words[at]", "words[0]", False),
        ("limit=9", "limit=2 + 7", True),
    ],
)
def test_versions_are_asked(tmp_path: Path, said: str, instead: str, *, same: bool) -> None:
    for name, text in (("one", SHOP), ("other", SHOP.replace(said, instead))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "shop.py").write_text(text)
        (tmp_path / name / "test_shop.py").write_text(TESTS)
    found = likeness(COMMAND, tmp_path / "one", tmp_path / "other", "shop.py")
    assert found.asked > 1
    assert (found.differing == 0) is same


def test_functions_that_differ_are_named() -> None:
    assert changed(SHOP, SHOP.replace("[at]", "[0]")) == {"first"}
    assert changed(SHOP, SHOP.replace("count <", "count  <=")) == {"Cart.fits"}
    assert changed(SHOP, SHOP + "LIMIT = 3\n") == {"Cart.__init__", "Cart.fits", "first"}


def test_what_is_not_known_is_not_compared() -> None:
    assert compared(["returns 1", None, "endless"], ["returns 1", "returns 2", None]) == Likeness(
        1, 0
    )
    assert compared(["returns 1", "raises KeyError"], ["returns 1", None]) == Likeness(2, 1)
    assert compared(["returns 1"], []) == Likeness(1, 1)


def test_a_variant_differs_in_one_argument() -> None:
    given: Given = ((3, "ab"), {"deep": True})
    found = [varied(given, ((7, "xy"), {}), random.Random(seed)) for seed in range(40)]
    assert ((7, "ab"), {"deep": True}) in found
    assert ((3, "ab"), {"deep": False}) in found
    assert all(
        sum(a != b for a, b in zip(args, given[0], strict=True)) + (named != given[1]) <= 1
        for args, named in found
    )


def test_values_that_are_near_keep_their_type() -> None:
    for value in (True, 3, 2.5, "ab", b"ab", [1], (1,), {"a": 1}):
        found = list(near(value))
        assert found
        assert {type(each) for each in found} == {type(value)}
    assert not list(near(object()))


def test_an_object_varies_in_its_attributes() -> None:
    assert {each.value for each in near(SimpleNamespace(value=3))} == {0, 2, 4, -3, 6}


def test_objects_that_hold_each_other_are_varied_to_an_end() -> None:
    one, other = SimpleNamespace(value=True), SimpleNamespace(value=True)
    one.other, other.other = other, one
    assert list(near(one))


def test_calls_are_generated_once_and_the_same_each_time() -> None:
    calls = [Call("first", pickled((([1, 2], at), {}))) for at in range(3)]
    found = generated(calls)
    assert found[:3] == calls
    assert len(set(found)) == len(found) > len(calls)
    assert found == generated(calls)
    assert pickled(((lambda: 0,), {})) == b""
