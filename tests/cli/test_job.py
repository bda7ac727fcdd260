"""A command that searches: progress, the verdict, the exit code."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from oppie.cli.common import Common
from oppie.cli.job import exit_code, job
from oppie.errors import UsageError
from oppie.model.event import Event
from oppie.model.verdict import Status, StoppedBy, Verdict
from oppie.ports import Observer


@pytest.mark.parametrize(
    ("status", "stopped_by", "code"),
    [
        (Status.SOLVED, StoppedBy.GOAL, 0),
        (Status.NOTHING_TO_DO, StoppedBy.GOAL, 0),
        (Status.IMPROVED, StoppedBy.BUDGET, 1),
        (Status.UNSOLVED, StoppedBy.EXHAUSTED, 1),
        (Status.UNSOLVED, StoppedBy.INTERRUPTED, 130),
        (Status.SOLVED, StoppedBy.INTERRUPTED, 130),
    ],
)
def test_the_exit_code(verdict: Verdict, status: Status, stopped_by: StoppedBy, code: int) -> None:
    assert exit_code(replace(verdict, status=status, stopped_by=stopped_by)) == code


def test_progress_goes_to_stderr_and_the_result_to_stdout(
    verdict: Verdict, story: tuple[Event, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    def start(observer: Observer) -> Verdict:
        for event in story:
            observer.on(event)
        return verdict

    assert job(Common(), start) == 0
    printed = capsys.readouterr()
    assert "Sandbox: local." in printed.err
    assert printed.out.startswith("Solved (1.9 s, 57 rollouts, engine simple)")


def test_quiet_and_json(verdict: Verdict, capsys: pytest.CaptureFixture[str]) -> None:
    assert job(Common(quiet=True, json=True), lambda _: verdict) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert json.loads(printed.out)["run"] == verdict.run


def test_files_for_progress(verdict: Verdict, story: tuple[Event, ...], tmp_path: Path) -> None:
    def start(observer: Observer) -> Verdict:
        for event in story:
            observer.on(event)
        return verdict

    log, events = tmp_path / "log", tmp_path / "events"
    job(Common(quiet=True, log_file=log, events=events), start)
    assert "rollout 10: cart.py:2 - becomes + -> 0.750" in log.read_text()
    lines = [json.loads(line) for line in events.read_text().splitlines()]
    assert [line["event"] for line in lines] == [
        "phase", "noted", "baseline", "routed", "node", "node", "rollout", "best", "ended",
    ]  # fmt: skip


def test_a_file_that_cannot_be_written_is_wrong_use(verdict: Verdict, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        job(Common(quiet=True, events=tmp_path), lambda _: verdict)
    assert raised.value.where == "--events"
