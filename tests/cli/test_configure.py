"""``oppie configure`` from its words to the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from oppie.cli.ending import run

TEXT = "# mine\ntest: pytest  # how\nsandbox:\n  cpus: 2\n"


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPPIE_HOME", str(tmp_path / "home"))
    (tmp_path / "oppie.yaml").write_text(TEXT)
    monkeypatch.chdir(tmp_path)


def configured(*words: str) -> int:
    return run(["configure", *words])


def text() -> str:
    return Path("oppie.yaml").read_text(encoding="utf-8")


def test_the_named_options() -> None:
    code = configured(
        "--project-type=go",
        "--performance-target=<70μs VST commits",
        "--mcts-trigger=complexity > 0.8 OR reflection_loops > 3",
        "--validation-framework=14-day-cycle",
    )
    assert code == 0
    assert text() == TEXT + (
        "project_type: go\n"
        "performance_target: <70μs VST commits\n"
        "mcts_trigger: complexity > 0.8 OR reflection_loops > 3\n"
        "validation_framework: 14-day-cycle\n"
    )


def test_set_and_unset_keep_comments() -> None:
    assert configured("--set", "test=make test", "--set", "sandbox.env=A,B", "--unset=seed") == 0
    assert text() == ("# mine\ntest: make test  # how\nsandbox:\n  cpus: 2\n  env: [A, B]\n")
    assert configured("--unset", "test") == 0
    assert text() == "# mine\nsandbox:\n  cpus: 2\n  env: [A, B]\n"


def test_get_prints_the_value_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert configured("--get", "test") == 0
    assert capsys.readouterr().out == "pytest\n"
    assert configured("--get", "sandbox.cpus", "--get", "proposers") == 0
    assert capsys.readouterr().out == "2.0\n[syntax]\n"


def test_get_of_a_section_prints_what_is_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert configured("--get", "sandbox") == 0
    lines = capsys.readouterr().out.splitlines()
    assert "sandbox.cpus: 2.0  # oppie.yaml:4" in lines
    assert "sandbox.kind: auto" in lines


def test_show_prints_all_with_where_they_were_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert configured("--show") == 0
    lines = capsys.readouterr().out.splitlines()
    assert "test: pytest  # oppie.yaml:2" in lines
    assert "budget: 10min" in lines


def test_without_options_it_shows(capsys: pytest.CaptureFixture[str]) -> None:
    assert configured() == 0
    assert "budget: 10min" in capsys.readouterr().out


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert configured("--json", "--get", "test") == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "oppie.settings/1"
    assert document["settings"] == [{"key": "test", "value": "pytest", "where": "oppie.yaml:2"}]


@pytest.mark.parametrize(
    ("words", "code", "part"),
    [
        (["--set", "jobs"], 2, "KEY=VALUE"),
        (["--set", "joobs=3"], 3, "Did you mean jobs?"),
        (["--set", "jobs=many"], 3, "integer"),
        (["--set", "sandbox=docker"], 3, "sandbox"),
        (["--get", "sandbox.memroy"], 3, "sandbox.memory"),
        (["--unset", "tset"], 3, "Did you mean test?"),
        (["--mcts-trigger", "complexity >"], 3, "--mcts-trigger"),
        (["--mcts-trigger", "complexty > 1"], 3, "Did you mean complexity?"),
        (["--performance-target", "<70 parsecs fast or so"], 0, ""),
        (["--performance-target", "fast"], 3, "target"),
        (["--project-type", "goo"], 3, "Did you mean go?"),
        (["--validation-framework", "soon"], 3, "--validation-framework"),
    ],
)
def test_values_are_checked_and_nothing_is_lost(
    words: list[str], code: int, part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert configured(*words) == code
    assert part in capsys.readouterr().err
    assert text() == TEXT or code == 0


def test_a_folder_without_a_file(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    assert configured("-C", str(inner), "--set", "jobs=2") == 0
    assert (inner / "oppie.yaml").read_text().endswith("jobs: 2\n")
