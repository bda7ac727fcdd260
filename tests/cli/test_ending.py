"""Every end of the program has its exit code and its message."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from oppie.cli.ending import Terminations, ended, run
from oppie.errors import ConfigError, MachineError, OppieError, ProjectError, UsageError


@pytest.fixture(autouse=True)
def _handler() -> Iterator[None]:
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


def fails(error: BaseException) -> int:
    raise error


@pytest.mark.parametrize("kind", [UsageError, ConfigError, ProjectError, MachineError])
def test_an_error_says_what_where_and_what_to_do(
    kind: type[OppieError], capsys: pytest.CaptureFixture[str]
) -> None:
    error = kind("it is wrong", where="oppie.yaml:7", hint="Make it right.")
    assert ended(lambda: fails(error), (), json=False) == kind.exit_code
    printed = capsys.readouterr()
    assert printed.err == "oppie: oppie.yaml:7: it is wrong\n  Make it right.\n"
    assert printed.out == ""


def test_an_error_is_a_document_where_one_was_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    error = ConfigError("it is wrong", where="oppie.yaml:7", hint="Make it right.")
    assert ended(lambda: fails(error), (), json=True) == 3
    printed = capsys.readouterr()
    assert json.loads(printed.out) == {
        "schema": "oppie.error/1",
        "error": {
            "code": "config",
            "exit_code": 3,
            "message": "it is wrong",
            "where": "oppie.yaml:7",
            "hint": "Make it right.",
        },
    }
    assert printed.err == ""


def test_a_defect_writes_a_report(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert ended(lambda: fails(KeyError("inner")), ("run", "x"), json=False) == 70
    message = capsys.readouterr().err
    [report] = tmp_path.iterdir()
    assert str(report) in message
    assert "Traceback" not in message
    text = report.read_text()
    assert "KeyError: 'inner'" in text
    assert "words: ['run', 'x']" in text


def test_a_defect_without_a_place_to_write_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/nowhere/at/all")
    assert ended(lambda: fails(KeyError("inner")), (), json=True) == 70
    assert "no report could be written" in json.loads(capsys.readouterr().out)["error"]["where"]


@pytest.mark.parametrize("as_json", [True, False])
def test_an_interruption_says_how_to_go_on(
    capsys: pytest.CaptureFixture[str],
    as_json: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    assert ended(lambda: fails(KeyboardInterrupt()), (), json=as_json) == 130
    printed = capsys.readouterr()
    assert "oppie resume" in (printed.out if as_json else printed.err)
    if as_json:
        assert json.loads(printed.out)["error"]["exit_code"] == 130


def test_a_reader_that_has_gone_is_no_defect() -> None:
    saved = os.dup(1)
    try:
        assert ended(lambda: fails(BrokenPipeError()), (), json=False) == 1
    finally:
        os.dup2(saved, 1)
        os.close(saved)


def test_a_termination_interrupts() -> None:
    heard = Terminations()
    with pytest.raises(KeyboardInterrupt):
        heard(signal.SIGTERM, None)
    assert heard.received


@pytest.mark.parametrize(
    ("words", "where", "hint"),
    [
        (["frobnicate"], "oppie", "See oppie --help."),
        (["run", "--enigne=x"], "oppie run", "See oppie run --help."),
        (["run", "--engine=fast"], "oppie run", "See oppie run --help."),
        (["--json", "schema", "nothing"], "oppie schema", "See oppie schema --help."),
    ],
)
def test_wrong_use_names_the_command(
    words: list[str], where: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--json", *words]) == 2
    error = json.loads(capsys.readouterr().out)["error"]
    assert (error["code"], error["exit_code"]) == ("usage", 2)
    assert (error["where"], error["hint"]) == (where, hint)


def test_no_words_show_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 0
    assert "Commands:" in capsys.readouterr().out


def test_a_value_of_an_option_that_is_wrong_is_wrong_use(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["run", "--budget=soon"]) == 2
    assert capsys.readouterr().err.startswith("oppie: --budget: 'soon' is no budget")


def test_a_folder_that_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["run", "-C", "/nowhere/at/all"]) == 2
    assert "no folder" in capsys.readouterr().err


def test_a_broken_file_is_told_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "oppie.yaml").write_text("jobs: 2\nbudgte: 3min\n")
    assert run(["run", "-C", str(tmp_path), "--json"]) == 3
    error = json.loads(capsys.readouterr().out)["error"]
    assert error["where"] == "oppie.yaml:2"
    assert error["hint"] == "Did you mean budget?"
