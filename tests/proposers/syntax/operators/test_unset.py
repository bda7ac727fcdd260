"""Attributes that no constructor sets."""

from __future__ import annotations

import pytest

from tests.proposers.syntax.at_hand import results

SAID = "AttributeError: 'Box' object has no attribute 'wide'"
BOX = """class Box:
    def __init__(self, wide, high):
        wide = wide
        self.high = high

    def area(self):
        return self.wide * self.high
"""


@pytest.mark.parametrize(
    "after",
    [
        BOX.replace("        wide = wide", "        self.wide = wide"),
        BOX.replace("self.high = high\n", "self.high = high\n        self.wide = wide\n", 1),
    ],
    ids=["another target", "put in"],
)
def test_it_is_set_in_the_constructor(after: str) -> None:
    assert after in results("unset-attribute", BOX, SAID)


def test_the_setting_of_its_name_comes_first() -> None:
    assert "        self.wide = wide\n        self.high" in results("unset-attribute", BOX, SAID)[0]


def test_what_is_no_parameter_begins_as_something_usual() -> None:
    source = BOX.replace("wide, high)", "high)").replace("        wide = wide\n", "")
    assert any("self.wide = 0\n" in text for text in results("unset-attribute", source, SAID))


@pytest.mark.parametrize(
    "source",
    [
        BOX.replace("        wide = wide", "        self.wide = wide"),
        BOX.replace("        wide = wide", "        self.wide: int = wide"),
        BOX.replace("class Box", "class Other"),
        BOX.replace("__init__", "begin"),
    ],
    ids=["set", "annotated", "another class", "no constructor"],
)
def test_what_is_set_or_not_known_is_left(source: str) -> None:
    assert results("unset-attribute", source, SAID) == []
