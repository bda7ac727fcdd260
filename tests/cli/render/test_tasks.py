"""Suites as lines, as a document, as a summary."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from oppie.cli.render.schemas import schema_text
from oppie.cli.render.tasks import checked, show_suite
from oppie.errors import UsageError
from oppie.model.rollout import FileState
from oppie.model.suite import Fault, MadeTask, StoppedBy, Suite

FAULT = Fault("a.py", 2, "one", "integer", "1 → 2")
COMMITTED = MadeTask(
    "shop-0-1", "pytest", (FAULT,), ("t::a",), timed_out=False, diff="+2", solution="+1", base="c0"
)
WHOLE = replace(COMMITTED, name="shop-0-2", base="", files=(FileState("a.py", b"x\n"),))


def suite(*tasks: MadeTask, stopped_by: StoppedBy = "count") -> Suite:
    return Suite(tasks, 7, stopped_by, 1.23456)


def test_a_task_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    show_suite(suite(COMMITTED, WHOLE), None, json=False)
    printed = capsys.readouterr()
    first, second = map(json.loads, printed.out.splitlines())
    assert first["schema"] == "oppie.task/1"
    assert (first["base"], first["diff"], first["files"]) == ("c0", "+2", None)
    assert (second["base"], second["diff"], second["files"]) == (None, None, {"a.py": "x\n"})
    assert set(first) == set(json.loads(schema_text("task"))["properties"])
    assert printed.err == "2 tasks; 7 changes were tried.\n"


def test_a_file_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = checked(tmp_path / "suite.jsonl")
    assert place is not None
    show_suite(suite(COMMITTED, stopped_by="budget"), place, json=False)
    assert json.loads(place.read_text())["name"] == "shop-0-1"
    assert capsys.readouterr().out == (
        f"1 task in {place}; 7 changes were tried until the budget was spent (--budget).\n"
    )


def test_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    show_suite(suite(COMMITTED, stopped_by="exhausted"), None, json=True)
    document = json.loads(capsys.readouterr().out)
    assert set(document) == set(json.loads(schema_text("tasks"))["properties"])
    assert (document["made"], document["tried"], document["stopped_by"]) == (1, 7, "exhausted")
    assert document["tasks"][0]["faults"][0]["operator"] == "integer"


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written") as caught:
        checked(tmp_path / "missing" / "suite.jsonl")
    assert caught.value.where == "--output"


def test_a_file_that_is_there_is_left_until_the_suite_is_made(tmp_path: Path) -> None:
    earlier = tmp_path / "suite.jsonl"
    earlier.write_text("kept")
    assert checked(earlier) == earlier
    assert earlier.read_text() == "kept"
    assert checked(tmp_path / "new.jsonl") is not None
    assert not (tmp_path / "new.jsonl").exists()
