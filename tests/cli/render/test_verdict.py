"""A verdict as a person reads it."""

from __future__ import annotations

import os
import sys
from dataclasses import replace

import pytest

from oppie.cli.render.verdict import (
    MOST_TESTS,
    coloured,
    show_checks,
    show_patch,
    show_verdict,
)
from oppie.model.observation import TestCounts
from oppie.model.verdict import Evidence, Holds, Status, StoppedBy, Verdict

Out = pytest.CaptureFixture[str]


def shown(verdict: Verdict, capsys: Out, *, offer: bool = True) -> str:
    show_verdict(verdict, json=False, offer=offer)
    return capsys.readouterr().out


def test_a_solved_run(verdict: Verdict, capsys: Out) -> None:
    assert shown(verdict, capsys) == (
        "Solved (1.9 s, 57 rollouts, engine simple)\n"
        f"\n{verdict.patch}\n"
        "Change: cart.py:2 - becomes +\n"
        "Fixed: test_cart.py::test_a\n"
        "       test_cart.py::test_b\n"
        "Tests: 3 passed, 2 failed before; 5 passed after, in a fresh sandbox\n"
        "Evidence:\n"
        "  pass  cold verification: 5 tests pass\n"
        "Other patches that pass: 1: oppie show 20261123-201502-k3f9 --json\n"
        "To take it: oppie apply 20261123-201502-k3f9\n"
    )


def test_a_delivered_patch_is_not_offered(verdict: Verdict, capsys: Out) -> None:
    assert "oppie apply" not in shown(verdict, capsys, offer=False)


def test_an_unsolved_run_says_why_it_ended(verdict: Verdict, capsys: Out) -> None:
    unsolved = replace(
        verdict,
        status=Status.UNSOLVED,
        stopped_by=StoppedBy.BUDGET,
        patch="",
        summary="",
        fixed=(),
        alternatives=(),
        evidence=(),
    )
    assert shown(unsolved, capsys) == (
        "Not solved (1.9 s, 57 rollouts, engine simple, the budget is spent)\n"
        "Tests: 3 passed, 2 failed\n"
    )


def test_nothing_to_do(verdict: Verdict, capsys: Out) -> None:
    idle = replace(
        verdict,
        status=Status.NOTHING_TO_DO,
        tests_before=TestCounts(passed=5),
        patch="",
        summary="",
        fixed=(),
        alternatives=(),
        evidence=(),
    )
    assert shown(idle, capsys).splitlines()[1] == "Tests: 5 passed"


def test_an_interrupted_run_says_how_to_go_on(verdict: Verdict, capsys: Out) -> None:
    stopped = replace(verdict, status=Status.UNSOLVED, stopped_by=StoppedBy.INTERRUPTED, patch="")
    assert f"To go on: oppie resume {verdict.run}" in shown(stopped, capsys)


def test_many_fixed_tests_are_counted(verdict: Verdict, capsys: Out) -> None:
    many = replace(verdict, fixed=tuple(f"t.py::test_{n}" for n in range(MOST_TESTS + 5)))
    printed = shown(many, capsys)
    assert f"test_{MOST_TESTS - 1}\n" in printed
    assert f"test_{MOST_TESTS}\n" not in printed
    assert "and 5 more" in printed


def test_long_lines_of_a_patch_are_not_broken(verdict: Verdict, capsys: Out) -> None:
    line = "+" + "x" * 500 + "\n"
    assert line in shown(replace(verdict, patch=verdict.patch + line), capsys)


def test_markup_in_a_patch_is_text(verdict: Verdict, capsys: Out) -> None:
    assert "+[bold]x[/bold]\n" in shown(
        replace(verdict, patch=verdict.patch + "+[bold]x[/bold]\n"), capsys
    )


def test_the_patch_alone_is_byte_for_byte(
    verdict: Verdict, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    odd = replace(verdict, patch=verdict.patch + "+\udcff\r\n+\ttab\n")
    show_patch(odd)
    sys.stdout.flush()
    assert capfdbinary.readouterr().out == os.fsencode(odd.patch)


def test_the_evidence_alone(verdict: Verdict, capsys: Out) -> None:
    checks = (
        Evidence("cold verification", Holds.FAIL, "1 fails"),
        Evidence("rivals", Holds.INCONCLUSIVE, "2 others"),
    )
    show_checks(replace(verdict, evidence=checks))
    assert capsys.readouterr().out == (
        "Evidence:\n  FAIL  cold verification: 1 fails\n  open  rivals: 2 others\n"
    )


def test_colours_of_a_patch(verdict: Verdict) -> None:
    text = coloured(verdict.patch)
    assert text.plain == verdict.patch
    styles = [str(span.style) for span in text.spans]
    assert styles == ["bold", "bold", "bold", "cyan", "red", "green"]
