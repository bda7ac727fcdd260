"""Whole commands as a user types them, with real tests in the local sandbox."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import JsonValue

from oppie.vst import git
from oppie.workflows import demo

pytestmark = pytest.mark.slow

Document = dict[str, JsonValue]
FAST = ("--sandbox=local", "--first", "--memory=off", "--quiet")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    folder.mkdir()
    demo.make(folder)
    return folder


def environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OPPIE_")}
    return {**kept, "OPPIE_HOME": str(folder.parent / "home"), "COLUMNS": "80"}


def oppie(folder: Path, *words: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "oppie", *words],
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


def document(folder: Path, *words: str, code: int = 0) -> Document:
    found: Document = json.loads(oppie(folder, *words, "--json", code=code).stdout)
    return found


def still_fails(folder: Path) -> bool:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=folder,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=False,
    )
    return done.returncode != 0


def status(folder: Path) -> str:
    return git.git(folder, "status", "--porcelain").output.decode()


def test_the_demonstration(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    done = oppie(tmp_path / "here", "demo")
    assert done.stdout.startswith("Solved (")
    assert "+        for _ in range(" in done.stdout
    assert list((tmp_path / "here").iterdir()) == []


def test_a_run_leaves_the_tree_alone_until_its_patch_is_applied(project: Path) -> None:
    found = document(project, "run", *FAST)
    assert (found["schema"], found["status"]) == ("oppie.run/1", "solved")
    assert status(project) == ""
    shown = document(project, "show")
    assert shown["patch"] == found["patch"]
    oppie(project, "apply")
    assert status(project).split() == ["M", "cart.py"]
    assert not still_fails(project)


def test_the_patch_is_one_that_git_takes(project: Path) -> None:
    oppie(project, "run", *FAST, "--patch=fix.patch")
    assert git.git(project, "apply", "fix.patch").code == 0
    assert not still_fails(project)


def test_show_prints_the_same_patch(project: Path) -> None:
    found = document(project, "run", *FAST)
    assert oppie(project, "show", "--diff").stdout == found["patch"]
    assert "cold verification" in oppie(project, "show", "--evidence").stdout
    assert "base" in oppie(project, "show", "--tree").stdout


def test_a_run_can_be_verified_again(project: Path) -> None:
    oppie(project, "run", *FAST)
    replayed = document(project, "replay", "--quiet")
    assert replayed["status"] == "solved"


def test_resume_with_nothing_interrupted_shows_the_last_run(project: Path) -> None:
    found = document(project, "run", *FAST)
    assert document(project, "resume")["run"] == found["run"]


def test_what_was_repaired_leaves_nothing_to_do(project: Path) -> None:
    oppie(project, "run", *FAST, "--apply")
    assert document(project, "run", *FAST)["status"] == "nothing-to-do"


def test_runs_are_listed_and_cleaned(project: Path) -> None:
    assert document(project, "runs")["runs"] == []
    oppie(project, "run", *FAST)
    runs = document(project, "runs")["runs"]
    assert isinstance(runs, list)
    assert len(runs) == 1
    oppie(project, "clean")
    assert not (project / ".oppie").exists()
    assert document(project, "runs")["runs"] == []


def test_init_then_run(project: Path) -> None:
    found = document(project, "init")
    assert found["written"] is True
    assert document(project, "init")["written"] is False
    assert status(project) == "?? oppie.yaml\n"
    run = document(project, "run", *FAST)
    assert run["project"] == {
        "root": str(project.resolve()),
        "types": ["python"],
        "test": "python -m pytest -q",
    }


def test_doctor_is_content_with_it(project: Path) -> None:
    assert document(project, "doctor")["ok"] is True


def test_doctor_says_what_is_wrong(project: Path) -> None:
    (project / "oppie.yaml").write_text("tset: pytest\n")
    done = oppie(project, "doctor", code=3)
    assert "FAILED  settings: oppie.yaml:1: unknown key 'tset'" in done.stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["run", "--test=no-such-program"], 4),
        (["run", "--test=true"], 4),
        (["run", "no_such_test.py"], 4),
        (["run", "--python=/no/such/python"], 4),
        (["run", "--sandbox=docker", "--image=no/such:image"], 5),
        (["show", "nothing"], 2),
    ],
)
def test_what_cannot_be_done_has_its_code(project: Path, words: list[str], code: int) -> None:
    found = document(project, *words, "--quiet", code=code)
    assert found["schema"] == "oppie.error/1"
    error = found["error"]
    assert isinstance(error, dict)
    assert error["exit_code"] == code
    assert error["message"]


def _heard() -> None:
    """Ctrl-C is heard also where the tests themselves were started to ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_with_the_document_so_far(
    project: Path, number: signal.Signals, code: int
) -> None:
    cart = project / "cart.py"
    cart.write_text(cart.read_text().replace("sum(self.prices)", "None"))
    (project / "test_cart.py").write_text(
        "from cart import Cart\n\n\ndef test():\n    assert Cart().total() == 'no such thing'\n"
    )
    words = ["run", "--json", "--sandbox=local", "--memory=off", "-v"]
    process = subprocess.Popen(
        [sys.executable, "-m", "oppie", *words],
        cwd=project,
        env=environment(project),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_heard,  # noqa: PLW1509 - no thread runs here
    )
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("rollout"):
            break
    process.send_signal(number)
    out, _ = process.communicate(timeout=30)
    assert process.returncode == code, out
    assert json.loads(out)["stopped_by"] == "interrupted"


def test_a_terminal_completes_commands_and_options(project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "oppie"],
        cwd=project,
        env={
            **environment(project),
            "_OPPIE_COMPLETE": "complete_bash",
            "COMP_WORDS": "oppie run --sand",
            "COMP_CWORD": "2",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "--sandbox"


def test_a_suite_of_tasks_is_made_of_code_that_passes(project: Path) -> None:
    refused = document(project, "tasks", "make", "--sandbox=local", code=4)
    assert "fail already" in str(refused["error"])
    oppie(project, "run", *FAST, "--apply")
    made = document(project, "tasks", "make", "--count=2", "--sandbox=local", "--seed=1", "-q")
    assert (made["schema"], made["made"], made["stopped_by"]) == ("oppie.tasks/1", 2, "count")
    again = document(project, "tasks", "make", "--count=2", "--sandbox=local", "--seed=1", "-q")
    assert again["tasks"] == made["tasks"]
