"""The door to git: where it is asked, and what it is told."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from oppie.errors import MachineError, ProjectError
from oppie.vst.git import Listed, git, ignored, installed, listed, top


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    for path in ("a", "sub/b c", "x.o", "out/y", "out/deep/z"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path)
    (tmp_path / ".gitignore").write_text("*.o\nout\n")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "a"], cwd=tmp_path, check=True)
    return tmp_path.resolve()


def test_runs_in_the_folder_and_says_how_it_ended(repo: Path) -> None:
    done = git(repo, "rev-parse", "--show-prefix")

    assert (done.code, done.line, done.error) == (0, "", "")
    assert git(repo / "sub", "rev-parse", "--show-prefix").line == "sub/"


def test_a_failure_is_told_in_english_whatever_the_locale(
    repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")

    done = git(repo, "rev-parse", "--verify", "none")

    assert done.code == 128
    assert done.error == "fatal: Needed a single revision"


def test_takes_its_input_and_variables(repo: Path) -> None:
    done = git(repo, "hash-object", "--stdin", stdin=b"")

    assert done.line == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
    env = (("GIT_AUTHOR_NAME", "Ä"), ("GIT_AUTHOR_EMAIL", "a@b"))
    assert git(repo, "var", "GIT_AUTHOR_IDENT", env=env).line.startswith("Ä <a@b>")


def test_lists_tracked_and_untracked_but_not_ignored(repo: Path) -> None:
    assert set(listed(repo)) == {
        Listed("a", tracked=True, repository=False),
        Listed(".gitignore", tracked=False, repository=False),
        Listed("sub/b c", tracked=False, repository=False),
    }


def test_lists_what_is_ignored_with_folders_as_one(repo: Path) -> None:
    assert ignored(repo) == ("out", "x.o")


def test_finds_the_top(repo: Path) -> None:
    assert top(repo) == repo
    assert top(repo / "sub") == repo


def test_there_is_no_top_outside_or_where_it_is_ignored(
    repo: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert top(repo / "out/deep") is None
    assert top(tmp_path_factory.mktemp("plain")) is None


def test_a_broken_repository_is_a_project_error(repo: Path) -> None:
    (repo / ".git/index").write_bytes(b"broken")

    with pytest.raises(ProjectError, match="git cannot read the repository") as caught:
        list(listed(repo))
    assert caught.value.where == str(repo)


def test_a_folder_that_is_gone_is_a_project_error(repo: Path) -> None:
    with pytest.raises(ProjectError, match="no such folder"):
        git(repo / "gone", "status")


def test_a_machine_without_git_is_a_machine_error(
    repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert installed()
    monkeypatch.setenv("PATH", "/nowhere")

    assert not installed()
    with pytest.raises(MachineError, match="git is not installed"):
        git(repo, "status")
