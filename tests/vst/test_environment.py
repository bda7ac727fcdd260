"""The Environment: which ignored files a copy sees, how, and what changes its fingerprint."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from oppie.vst.environment import Environment, environment_of, interpreter_fingerprint
from oppie.vst.objects import MemoryObjects
from oppie.vst.pieces import How, Piece
from oppie.vst.vst import Vst
from oppie.vst.worktree import find_root, read


def make(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(path)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    make(root, "src/m.py", "README")
    (root / ".gitignore").write_text("*.so\n/venv/\nnode_modules/\n/data\n*.pyc\n/.env\nhome\n")
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    return root


def environment(root: Path) -> Environment:
    vst = Vst(MemoryObjects())
    tree = read(vst, find_root(root))
    return environment_of(tree, vst, tree.snapshot)


def how(root: Path) -> list[tuple[str, How]]:
    return [(piece.path, piece.how) for piece in environment(root).pieces]


def copy_of(root: Path) -> Path:
    folder = root.parent / "copy"
    environment(root).populate(folder)
    return folder


def test_a_copy_has_the_snapshot_and_the_ignored_files(project: Path) -> None:
    make(project, "src/fast.so", ".env", "data/a/b.csv")
    (project / "src/fast.so").chmod(0o755)

    copy = copy_of(project)

    assert (copy / "src/m.py").read_text() == "src/m.py"
    assert (copy / "data/a/b.csv").read_text() == "data/a/b.csv"
    assert (copy / ".env").read_text() == ".env"
    assert (copy / "src/fast.so").stat().st_mode & 0o777 == 0o755
    assert (copy / "src/fast.so").stat().st_mtime_ns == (project / "src/fast.so").stat().st_mtime_ns


def test_what_a_copy_writes_stays_in_the_copy(project: Path) -> None:
    make(project, ".env")

    (copy_of(project) / ".env").write_text("changed")

    assert (project / ".env").read_text() == ".env"


def test_environments_are_links_to_the_users(project: Path) -> None:
    make(project, "venv/pyvenv.cfg", "venv/bin/python", "web/node_modules/x/index.js")

    copy = copy_of(project)

    assert (copy / "venv").readlink() == project / "venv"
    assert (copy / "web/node_modules").readlink() == project / "web/node_modules"
    assert environment(project).outside == (
        str(project / "venv"),
        str(project / "web/node_modules"),
    )


def test_an_environment_that_the_user_links_to_is_one(project: Path, tmp_path: Path) -> None:
    make(tmp_path, "shared/node_modules/x/index.js")
    (project / "web").mkdir()
    (project / "web/node_modules").symlink_to(tmp_path / "shared/node_modules")

    copy = copy_of(project)

    assert how(project) == [("web/node_modules", How.ENVIRONMENT)]
    assert (copy / "web/node_modules/x/index.js").is_file()
    assert environment(project).outside == (str(project / "web/node_modules"),)


def test_an_environment_deep_in_ignored_data_is_a_link_too(project: Path) -> None:
    make(project, "data/tools/pyvenv.cfg", "data/tools/bin/python", "data/x.csv")

    assert how(project) == [("data/tools", How.ENVIRONMENT), ("data/x.csv", How.COPIED)]


def test_an_environment_that_nobody_ignored_is_a_link(project: Path) -> None:
    make(project, "other/pyvenv.cfg", "other/lib/x.py")

    assert how(project) == [("other", How.ENVIRONMENT)]


@pytest.mark.parametrize(
    "path",
    [
        "src/__pycache__/m.pyc",
        "src/m.pyc",
        "data/.git/HEAD",
        "data/.mypy_cache/x",
        "data/.coverage",
    ],
)
def test_caches_are_left_out(project: Path, path: str) -> None:
    make(project, path)

    assert how(project) == []


def test_a_folder_named_target_is_an_environment_only_as_cargo_marks_it(project: Path) -> None:
    make(project, "data/target/a.csv")
    assert how(project) == [("data/target/a.csv", How.COPIED)]

    make(project, "data/target/CACHEDIR.TAG")
    assert how(project) == [("data/target", How.ENVIRONMENT)]


def test_what_is_too_large_to_copy_is_a_link_and_is_noted(project: Path) -> None:
    make(project, "data/one")
    seen = replace(environment(project), pieces=(Piece("data", How.TOO_MUCH),))

    seen.populate(project.parent / "copy")

    assert (project.parent / "copy/data").readlink() == project / "data"
    assert seen.outside == (str(project / "data"),)
    assert seen.notes == (
        "ignored and too large to copy, so tests see (and could write to) your own: data",
    )


def test_links_lead_to_the_same_in_the_copy_or_where_they_led(project: Path) -> None:
    make(project, "data/x", "elsewhere")
    (project / "data/beside").symlink_to("x")
    (project / "data/by-root").symlink_to(project / "data/x")
    (project / "data/up").symlink_to("../../far")
    (project / "home").symlink_to("/nowhere/at/all")

    copy = copy_of(project)

    assert str((copy / "data/beside").readlink()) == "x"
    assert str((copy / "data/by-root").readlink()) == "x"
    assert str((copy / "data/up").readlink()) == str(project / "data/../../far")
    assert str((copy / "home").readlink()) == "/nowhere/at/all"


def test_links_that_the_snapshot_cannot_hold_are_seen_all_the_same(project: Path) -> None:
    (project / "config").symlink_to("/etc/hosts")

    assert how(project) == [("config", How.RELINKED)]
    assert str((copy_of(project) / "config").readlink()) == "/etc/hosts"


def test_what_cannot_be_read_is_left_out(project: Path) -> None:
    os.mkfifo(project / "pipe.so")

    assert how(project) == []


def test_what_vanishes_before_the_copy_is_not_there(project: Path) -> None:
    make(project, ".env", "a.so")
    seen = environment(project)
    (project / ".env").unlink()

    seen.populate(project.parent / "copy")

    assert not (project.parent / "copy/.env").exists()
    assert (project.parent / "copy/a.so").exists()


def test_ignored_files_of_a_repository_within_are_seen(project: Path) -> None:
    make(project, "inner/m.py", "inner/x.o")
    (project / "inner/.gitignore").write_text("*.o\n")
    subprocess.run(["git", "init", "-q"], cwd=project / "inner", check=True)

    assert how(project) == [("inner/x.o", How.COPIED)]


def test_a_plain_folder_has_its_environments(tmp_path: Path) -> None:
    make(tmp_path / "p", "m.py", ".venv/pyvenv.cfg", "node_modules/x", "__pycache__/m.pyc")

    assert how(tmp_path / "p") == [
        (".venv", How.ENVIRONMENT),
        ("node_modules", How.ENVIRONMENT),
    ]


def test_the_fingerprint_stays_while_nothing_changes(project: Path) -> None:
    make(project, "a.so", "venv/pyvenv.cfg", "venv/lib/python3.11/site-packages/six.py")

    assert environment(project).fingerprint == environment(project).fingerprint


@pytest.mark.parametrize(
    "path", ["a.so", "b.so", "venv/lib/python3.11/site-packages/seven.py", "node_modules/x/y"]
)
def test_the_fingerprint_changes_with_what_is_there(project: Path, path: str) -> None:
    make(project, "a.so", "venv/pyvenv.cfg", "venv/lib/python3.11/site-packages/six.py")
    before = environment(project).fingerprint

    make(project, path)

    assert environment(project).fingerprint != before


def test_an_interpreter_is_known_by_where_it_lies_and_what_is_installed(tmp_path: Path) -> None:
    make(tmp_path, "bin/python", "lib/python3.11/site-packages/six.py")
    python = tmp_path / "bin/python"
    before = interpreter_fingerprint(python)
    assert interpreter_fingerprint(python) == before

    make(tmp_path, "lib/python3.11/site-packages/seven.py")

    assert interpreter_fingerprint(python) != before
