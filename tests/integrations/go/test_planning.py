"""From a test command to a Plan."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from oppie.errors import MachineError, ProjectError
from oppie.integrations.go import GoIntegration
from oppie.integrations.go.lacking import lacks
from oppie.model.observation import Failure
from oppie.model.project import TestCommand
from oppie.model.rollout import Plan

MODULE = "module example.com/x\n\ngo 1.20\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "x.go").write_text("package x\n")
    (tmp_path / "go.mod").write_text(MODULE)
    (tmp_path / "Makefile").write_text("check:\n\tcd sub && TZ=UTC go test -short ./...\n")
    return tmp_path


def planned(project: Path, words: str, **environ: str) -> Plan:
    files = tuple(str(p.relative_to(project)) for p in project.rglob("*") if p.is_file())
    test = TestCommand(words, origin="--test", container=not environ)
    return GoIntegration(environ).plan(project, files, test)


def test_the_words_after_go_test_are_the_arguments(project: Path) -> None:
    plan = planned(project, "go test -run TestX ./...")
    assert (plan.suite, plan.args, plan.folder) == ("go", ("-run", "TestX", "./..."), "")


def test_a_task_is_read(project: Path) -> None:
    plan = planned(project, "make check")
    assert (plan.args, plan.folder, plan.env) == (("-short", "./..."), "sub", (("TZ", "UTC"),))


def test_the_program_that_runs_the_tests_is_told_not_the_runners_own(project: Path) -> None:
    assert planned(project, "go test ./...").program == "go"


def test_the_one_module_in_a_folder_is_where_it_runs(tmp_path: Path) -> None:
    (tmp_path / "srv").mkdir()
    (tmp_path / "srv/go.mod").write_text(MODULE)
    assert planned(tmp_path, "go test ./...").folder == "srv"


@pytest.mark.parametrize("words", ["go build ./...", "go test -run", "echo 'x"])
def test_what_is_no_such_command_is_told(project: Path, words: str) -> None:
    with pytest.raises(ProjectError) as caught:
        planned(project, words)
    assert (caught.value.where, bool(caught.value.hint)) == ("--test", True)


def test_a_machine_without_go_is_told_how_to_get_it(project: Path) -> None:
    with pytest.raises(MachineError) as caught:
        planned(project, "go test ./...", PATH=str(project))
    assert "go.dev" in caught.value.hint


def test_a_go_command_that_does_not_answer_is_told(project: Path) -> None:
    (project / "go").write_text("#!/bin/sh\necho no such toolchain >&2\nexit 1\n")
    (project / "go").chmod(0o755)
    with pytest.raises(MachineError, match="no such toolchain"):
        planned(project, "go test ./...", PATH=str(project))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("go") is None, reason="there is no go command here")
def test_the_plan_names_the_toolchain_and_the_cache(project: Path) -> None:
    plan = planned(project, "go test ./...", **os.environ)
    env = dict(plan.env)
    assert Path(env["OPPIE_GO_SEED"]).is_dir()
    assert (env["GOPROXY"], env["GOTOOLCHAIN"]) == ("off", "local")
    assert (Path(env["PATH"].split(os.pathsep)[0]) / "go").is_file()


@pytest.mark.parametrize(
    ("message", "module"),
    [
        ("example.com/y@v1.2.3: module lookup disabled by GOPROXY=off", "example.com/y@v1.2.3"),
        (
            "missing go.sum entry for module providing package example.com/z (imported by x)",
            "example.com/z",
        ),
        ("no required module provides package example.com/typo; to add it: go get", ""),
        ("undefined: x", ""),
    ],
)
def test_modules_that_were_not_downloaded_are_lacking(message: str, module: str) -> None:
    assert lacks(Failure("BuildError", message)) == module
    assert lacks(Failure("Failed", message)) == ""
