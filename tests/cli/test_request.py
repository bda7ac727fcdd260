"""Options and settings become one request."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

from oppie.cli.request import Asked, request, said, settings
from oppie.config.layers import Said
from oppie.config.settings import Lever
from oppie.errors import ConfigError, UsageError
from oppie.model.task import Budget
from oppie.workflows.request import Delivery, RunRequest


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPPIE_HOME", str(tmp_path / "home"))


def asked(folder: Path, *options: Said, text: str = "", more: Asked | None = None) -> RunRequest:
    (folder / "oppie.yaml").write_text(text)
    return request(folder, more or Asked(), settings(folder, options))


def test_options_speak_of_settings_under_their_own_names() -> None:
    assert said(only=["a"], test_limit="1s") == (
        Said("files.only", ["a"], "--only"),
        Said("test_limit", "1s", "--test-limit"),
    )


def test_without_anything_the_defaults_of_a_request_hold(tmp_path: Path) -> None:
    assert asked(tmp_path) == RunRequest(tmp_path.resolve())


def test_what_only_the_command_line_says(tmp_path: Path) -> None:
    more = Asked(("a.py",), "words", "fix", first=True, memory=False, delivery=Delivery(apply=True))
    made = asked(tmp_path, more=more)
    assert (made.where, made.words, made.kind) == (("a.py",), "words", "fix")
    assert (made.first, made.memory, made.delivery.apply) == (True, False, True)


def test_every_setting_of_a_run_arrives(tmp_path: Path) -> None:
    made = asked(
        tmp_path,
        text="""test: make test
python: python3.12
test_limit: 1500ms
metric: small
metrics: {small: 1 / bytes}
mcts_trigger: files > 3
budget: 2min,5rollouts
engine: mcts
proposers: [syntax]
jobs: 3
seed: 4
sandbox: {kind: podman, image: i, runtime: r, network: n, memory: 1GiB, cpus: 2, pids: 9, env: [A]}
files: {only: [src], protect: [x], generated: [y]}
""",
    )
    assert (made.test, made.test_origin) == ("make test", "oppie.yaml:1")
    assert (made.python, made.test_limit_s) == ("python3.12", 1.5)
    assert made.metric == "1 / bytes"
    assert made.trigger == "files > 3"
    assert made.budget == Budget(120.0, 5)
    assert (made.engine, made.proposers, made.jobs, made.seed) == ("mcts", ("syntax",), 3, 4)
    assert (made.sandbox, made.image, made.runtime, made.network) == ("podman", "i", "r", "n")
    assert (made.memory_bytes, made.cpus, made.processes, made.env) == (1 << 30, 2.0, 9, ("A",))
    assert (made.only, made.protect) == (("src",), ("x", "y"))


def test_a_flag_goes_before_the_file(tmp_path: Path) -> None:
    made = asked(tmp_path, Said("test", "pytest", "--test"), text="test: make test\n")
    assert (made.test, made.test_origin) == ("pytest", "--test")


@pytest.mark.parametrize("value", [None, []])
def test_an_option_that_was_not_given_leaves_the_file_alone(tmp_path: Path, value: None) -> None:
    made = asked(tmp_path, Said("files.only", value, "--only"), text="files: {only: [a]}\n")
    assert made.only == ("a",)


def test_a_wrong_option_is_wrong_use_and_a_wrong_file_is_not(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        asked(tmp_path, Said("jobs", -1, "--jobs"))
    assert raised.value.where == "--jobs"
    with pytest.raises(ConfigError):
        asked(tmp_path, text="jobs: -1\n")


@pytest.mark.parametrize(
    ("text", "left"), [("", list(get_args(Lever))), ("[]", []), ("loops", ["loops"])]
)
def test_levers_can_be_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, left: list[str]
) -> None:
    monkeypatch.setenv("OPPIE_LEVERS", text)
    levers = request(tmp_path, Asked(), settings(tmp_path)).levers
    assert [field.name for field in fields(levers) if getattr(levers, field.name)] == left
