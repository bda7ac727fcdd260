"""``oppie.run/1``, key by key."""

from __future__ import annotations

import json
from dataclasses import replace

from oppie.cli.render.document import text
from oppie.cli.render.run_json import run_document
from oppie.model.verdict import Status, StoppedBy, Verdict


def test_the_document(verdict: Verdict) -> None:
    document = json.loads(run_document(verdict).model_dump_json(by_alias=True))
    counts = {"failed": 0, "errors": 0, "timed_out": 0, "skipped": 0, "flaky": 0}
    assert document == {
        "schema": "oppie.run/1",
        "run": "20261123-201502-k3f9",
        "kind": "fix",
        "status": "solved",
        "stopped_by": "goal",
        "project": {"root": "/home/me/shop", "types": ["python"], "test": "python -m pytest -q"},
        "router": {
            "complexity": 0.31,
            "engine": "simple",
            "escalated": False,
            "why": "complexity 0.31",
        },
        "sandbox": "local",
        "seed": 0,
        "jobs": 2,
        "rollouts": {
            "executed": 57,
            "cached": 3,
            "overhead": 6,
            "judged": 410,
            "infrastructure_failures": 0,
            "tampering": 0,
        },
        "seconds": 1.912,
        "seconds_to_first_solution": 1.2,
        "cost_usd": 0.0,
        "score": {"before": 0.6, "after": 1.0, "measured": None},
        "tests": {
            "before": {**counts, "passed": 3, "failed": 2},
            "after": {**counts, "passed": 5},
        },
        "patch": verdict.patch,
        "summary": "cart.py:2 - becomes +",
        "fixed": ["test_cart.py::test_a", "test_cart.py::test_b"],
        "alternatives": [{"patch": verdict.patch, "score": 0.9}],
        "evidence": [{"check": "cold verification", "verdict": "pass", "detail": "5 tests pass"}],
        "notes": ["Sandbox: local."],
    }


def test_what_was_not_reached_is_null_and_not_zero(verdict: Verdict) -> None:
    unsolved = replace(verdict, seconds_to_first_solution=None, patch="", alternatives=())
    document = run_document(unsolved)
    assert document.seconds_to_first_solution is None
    assert document.patch == ""
    assert document.alternatives == []


def test_every_status_and_every_end_can_be_said(verdict: Verdict) -> None:
    for status in Status:
        for stopped_by in StoppedBy:
            document = run_document(replace(verdict, status=status, stopped_by=stopped_by))
            assert (document.status, document.stopped_by) == (status.value, stopped_by.value)


def test_a_name_that_is_no_utf8_does_not_break_the_document(verdict: Verdict) -> None:
    odd = replace(verdict, patch="--- a/\udcff.py\n", fixed=("\udcff.py::test",))
    assert json.loads(text(run_document(odd)))["fixed"] == ["\udcff.py::test"]
