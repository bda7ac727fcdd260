"""Plans of Rust projects."""

from __future__ import annotations

from pathlib import Path

import pytest

from oppie.errors import MachineError, ProjectError
from oppie.integrations.rust import RustIntegration
from oppie.model.project import TestCommand
from oppie.model.rollout import Plan

PACKAGE = '[package]\nname = "p"\nversion = "1.0.0"\n'


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with cargo in it, and crates."""
    program = tmp_path / "home" / ".cargo" / "bin" / "cargo"
    program.parent.mkdir(parents=True)
    program.write_text("")
    program.chmod(0o755)
    return tmp_path / "home"


def planned(home: Path, words: str, folder: str = "", *, container: bool = False) -> Plan:
    root = home.parent / "project"
    (root / folder).mkdir(parents=True)
    manifest = f"{folder}/Cargo.toml".lstrip("/")
    (root / manifest).write_text(PACKAGE)
    (root / "Makefile").write_text("check:\n\tcargo test --lib\n")
    environ = {"PATH": str(home / ".cargo" / "bin"), "HOME": str(home)}
    test = TestCommand(words, origin="--test", container=container)
    return RustIntegration(environ).plan(root, (manifest, "Makefile"), test)


def test_the_toolchain_that_was_named_is_used(home: Path) -> None:
    plan = planned(home, "cargo +nightly test -p a")
    assert plan.suite == "cargo"
    assert plan.args == ("-p", "a")
    assert plan.env == (("RUSTUP_TOOLCHAIN", "nightly"),)


def test_an_image_has_its_own(home: Path) -> None:
    plan = planned(home, "cargo test", container=True)
    assert (plan.python, plan.env) == ("python3", ())


def test_a_task_is_what_its_recipe_says(home: Path) -> None:
    assert planned(home, "make check").args == ("--lib",)


def test_a_command_runs_where_the_project_begins(home: Path) -> None:
    assert planned(home, "cargo test", "native").folder == "native"


def test_without_cargo_the_machine_is_told_what_it_lacks(home: Path) -> None:
    (home / ".cargo" / "bin" / "cargo").unlink()
    with pytest.raises(MachineError) as caught:
        planned(home, "cargo test")
    assert "rustup" in caught.value.hint


@pytest.mark.parametrize("words", ["cargo build", "pytest", "cargo test 'x"])
def test_what_is_no_test_of_cargos_is_told(home: Path, words: str) -> None:
    with pytest.raises(ProjectError) as caught:
        planned(home, words)
    assert caught.value.where == "--test"
    assert caught.value.hint
