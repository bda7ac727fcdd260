"""Spots are visited while code runs."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

from oppie.inside.failures import Places
from oppie.inside.judging.ballots import Form, Spot
from oppie.inside.judging.harmless import harmless
from oppie.inside.judging.watch import Watch

HERE = Path(__file__)


def half(number: int) -> int:
    found = [number // 2 for number in (number,)]
    return found[0]


def spot(original: str, *texts: str) -> Spot:
    line = half.__code__.co_firstlineno + 1
    made = Spot((line, line), form(original))
    for number, text in enumerate(texts):
        made.add(number, form(text))
    return made


def form(text: str) -> Form:
    found = harmless(ast.parse(text, mode="eval").body)
    assert found is not None
    return Form("set found", found)


def verdicts(one: Spot, calls: int = 3) -> list[str]:
    watch = Watch(HERE.name, Places(str(HERE.parent)))
    with watch.watching([one]):
        watch.begin(failing=True)
        for number in range(calls):
            half(number)
    assert sys.gettrace() is None
    return watch.verdicts(2)


def test_names_have_the_values_of_the_function_itself() -> None:
    first, second = verdicts(spot("[number // 2]", "[number >> 1]", "[number]"))
    assert first == "="
    assert len(second) > 1


def test_what_takes_too_long_is_left_out() -> None:
    endless = "[0 for x in range(10 ** 9)]"
    assert verdicts(spot("[number // 2]", endless, "[number >> 1]"), 1) == ["", "="]


def test_what_is_never_reached_has_no_class() -> None:
    assert verdicts(spot("[number // 2]", "[number]"), 0) == ["", ""]
