"""Patches given to the user on a branch."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from oppie.errors import MachineError, ProjectError
from oppie.model.rollout import FileState
from oppie.vst.delivery import create_branch
from oppie.vst.objects import MemoryObjects
from oppie.vst.patch import unified
from oppie.vst.tree import EXECUTABLE
from oppie.vst.vst import Vst
from oppie.vst.worktree import find_root, read


def git(folder: Path, *words: str) -> str:
    author = ("-c", "user.name=a", "-c", "user.email=a@b")
    done = subprocess.run(["git", *author, *words], cwd=folder, check=True, capture_output=True)
    return done.stdout.decode()


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    root = tmp_path / "repo"
    (root / "pkg").mkdir(parents=True)
    (root / "a.py").write_text("a = 1\n")
    (root / "pkg/b.py").write_text("b = 1\n")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "first")
    return root


def patch_for(root: Path, *changed: FileState) -> str:
    vst = Vst(MemoryObjects())
    base = read(vst, find_root(root)).snapshot
    return unified(vst, base, vst.commit_files(base, changed))


def fix(root: Path) -> str:
    return patch_for(
        root,
        FileState("a.py", b"a = 2\n"),
        FileState("pkg/b.py", None),
        FileState("pkg/sub/new.py", b"new\n", EXECUTABLE),
    )


def test_a_branch_holds_the_last_commit_and_the_patch(repo: Path) -> None:
    head = git(repo, "rev-parse", "HEAD").strip()
    (repo / "mine.txt").write_text("not for the branch")

    commit = create_branch(repo, "oppie/fix", fix(repo), "Fix a\n\nBecause.\n")

    assert git(repo, "rev-parse", "oppie/fix").strip() == commit
    assert git(repo, "rev-parse", "oppie/fix^").strip() == head
    assert git(repo, "ls-tree", "-r", "--name-only", commit) == "a.py\npkg/sub/new.py\n"
    assert git(repo, "show", f"{commit}:a.py") == "a = 2\n"
    assert git(repo, "log", "-1", "--format=%B", commit).strip() == "Fix a\n\nBecause."


def test_a_branch_leaves_tree_index_and_head_as_they_are(repo: Path) -> None:
    (repo / "pkg/b.py").write_text("staged\n")
    git(repo, "add", "pkg/b.py")
    (repo / "pkg/b.py").write_text("on disk\n")
    before = (repo / ".git/index").read_bytes(), (repo / ".git/HEAD").read_text()

    create_branch(repo, "fix", patch_for(repo, FileState("a.py", b"a = 2\n")), "Fix")

    assert (repo / ".git/index").read_bytes() == before[0]
    assert (repo / ".git/HEAD").read_text() == before[1]
    assert (repo / "a.py").read_text() == "a = 1\n"
    assert (repo / "pkg/b.py").read_text() == "on disk\n"


def test_a_patch_on_changes_that_are_not_committed_cannot_be_a_branch(repo: Path) -> None:
    (repo / "a.py").write_text("a = 5\n")

    with pytest.raises(ProjectError, match="does not apply to the last commit") as caught:
        create_branch(repo, "fix", patch_for(repo, FileState("a.py", b"a = 2\n")), "Fix")

    assert "commit them" in caught.value.hint
    assert "fix" not in git(repo, "branch")


def test_a_branch_that_exists_is_never_moved(repo: Path) -> None:
    git(repo, "branch", "fix")

    with pytest.raises(ProjectError, match="the branch exists"):
        create_branch(repo, "fix", fix(repo), "Fix")


@pytest.mark.parametrize("name", ["", "a b", "-x", "a..b", "a.lock", "@{-1}"])
def test_bad_names_of_branches_are_refused(repo: Path, name: str) -> None:
    with pytest.raises(ProjectError, match="not a name for a branch"):
        create_branch(repo, name, fix(repo), "Fix")


def test_a_branch_below_another_one_cannot_be_made(repo: Path) -> None:
    with pytest.raises(ProjectError, match="cannot make the branch"):
        create_branch(repo, "main/fix", fix(repo), "Fix")


def test_a_branch_needs_a_commit_to_start_from(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")

    with pytest.raises(ProjectError, match="no commit to branch from"):
        create_branch(tmp_path, "fix", "", "Fix")


def test_a_branch_can_be_made_where_nobody_is_named(
    repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(repo.parent))
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "")

    commit = create_branch(repo, "fix", fix(repo), "Fix")

    assert git(repo, "log", "-1", "--format=%an %cn", commit) == "oppie oppie\n"


def test_names_and_bytes_of_any_kind_reach_the_branch(repo: Path) -> None:
    patch = patch_for(repo, FileState('caf\udce9 "ä', b"\0\xff"))

    commit = create_branch(repo, "fix", patch, "Fix")

    assert git(repo, "show", "--stat", "--format=", commit).count("Bin 0 -> 2 bytes") == 1


def test_without_git_on_the_machine_it_says_so(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    patch = fix(repo)
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(MachineError, match="git is not installed") as caught:
        create_branch(repo, "fix", patch, "Fix")
    assert "install it" in caught.value.hint
