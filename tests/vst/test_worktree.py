"""Reading the user's folder: what is in the Snapshot, what is left, what is said."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from oppie.errors import UsageError
from oppie.vst import worktree
from oppie.vst.objects import MemoryObjects
from oppie.vst.tree import EXECUTABLE, FILE, SYMLINK
from oppie.vst.vst import Vst
from oppie.vst.worktree import Left, Root, Why, find_root, read


def git(folder: Path, *words: str) -> None:
    author = ("-c", "user.name=a", "-c", "user.email=a@b", "-c", "protocol.file.allow=always")
    subprocess.run(["git", *author, *words], cwd=folder, check=True, capture_output=True)


def make(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(path)


@pytest.fixture
def vst() -> Vst:
    return Vst(MemoryObjects())


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    root = tmp_path / "repo"
    make(root, "a.py", "pkg/b.py")
    (root / ".gitignore").write_text("*.o\n/build/\n")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "first")
    return root


BASE = [".gitignore", "a.py", "pkg/b.py"]


def files(vst: Vst, root: Path) -> list[str]:
    return sorted(vst.files(read(vst, find_root(root)).snapshot))


def test_tracked_and_untracked_files_as_they_stand_on_disk(vst: Vst, repo: Path) -> None:
    make(repo, "new/c.py", "x.o", "build/out", "pkg/y.o")
    (repo / "a.py").write_text("changed")
    git(repo, "rm", "-q", "--cached", "pkg/b.py")

    tree = read(vst, find_root(repo))

    assert sorted(vst.files(tree.snapshot)) == [*BASE[:2], "new/c.py", "pkg/b.py"]
    assert vst.file(tree.snapshot, "a.py") == b"changed"
    assert tree.notes == ()


def test_an_ignored_file_that_is_tracked_is_read(vst: Vst, repo: Path) -> None:
    make(repo, "kept.o")
    git(repo, "add", "-f", "kept.o")

    assert "kept.o" in files(vst, repo)


def test_a_tracked_file_that_was_removed_is_not_there(vst: Vst, repo: Path) -> None:
    (repo / "a.py").unlink()

    assert files(vst, repo) == [".gitignore", "pkg/b.py"]


def test_modes_and_links(vst: Vst, repo: Path) -> None:
    (repo / "a.py").chmod(0o744)
    (repo / "pkg/link").symlink_to("../a.py")
    (repo / "loop").symlink_to("loop")
    (repo / "dangling").symlink_to("nothing")

    snapshot = read(vst, find_root(repo)).snapshot

    modes = {path: entry.mode for path, entry in vst.tree(snapshot).walk()}
    assert modes["a.py"] == EXECUTABLE
    assert modes["pkg/b.py"] == FILE
    assert {modes[path] for path in ("pkg/link", "loop", "dangling")} == {SYMLINK}
    assert vst.file(snapshot, "pkg/link") == b"../a.py"


def test_binary_files_and_names_that_are_not_utf8(vst: Vst, repo: Path) -> None:
    raw = os.fsencode(repo) + b"/caf\xe9 \n"
    Path(os.fsdecode(raw)).write_bytes(b"\0\xff")

    snapshot = read(vst, find_root(repo)).snapshot

    assert vst.file(snapshot, "caf\udce9 \n") == b"\0\xff"


def test_links_that_lead_out_are_noted_and_left(vst: Vst, repo: Path) -> None:
    (repo / "abs").symlink_to("/etc/hosts")
    (repo / "inside-but-absolute").symlink_to(repo / "a.py")
    (repo / "pkg/up").symlink_to("../../else")
    (repo / "through").symlink_to("pkg/up/../x")

    tree = read(vst, find_root(repo))

    paths = ["abs", "inside-but-absolute", "pkg/up", "through"]
    assert tree.left == tuple(Left(path, Why.OUTSIDE) for path in paths)
    assert sorted(vst.files(tree.snapshot)) == BASE
    (note,) = tree.notes
    assert note.endswith("never changed: abs, inside-but-absolute, pkg/up and 1 more")


def test_a_folder_that_became_a_link_hides_what_was_tracked_in_it(vst: Vst, repo: Path) -> None:
    (repo / "pkg").rename(repo / "moved")
    (repo / "pkg").symlink_to("moved")

    assert files(vst, repo) == [".gitignore", "a.py", "moved/b.py", "pkg"]


def test_a_folder_that_became_a_link_to_elsewhere_is_not_read(
    vst: Vst, repo: Path, tmp_path: Path
) -> None:
    (repo / "pkg").rename(tmp_path / "elsewhere")
    (repo / "pkg").symlink_to(tmp_path / "elsewhere")

    tree = read(vst, find_root(repo))

    assert sorted(vst.files(tree.snapshot)) == BASE[:2]
    assert tree.left == (Left("pkg", Why.OUTSIDE),)


def test_a_file_that_became_a_folder_and_the_other_way(vst: Vst, repo: Path) -> None:
    (repo / "a.py").unlink()
    make(repo, "a.py/x")
    (repo / "pkg/b.py").unlink()
    (repo / "pkg").rmdir()
    make(repo, "pkg")

    assert files(vst, repo) == [".gitignore", "a.py/x", "pkg"]


def test_what_is_neither_file_nor_link_is_noted(vst: Vst, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    tree = read(vst, Root(tmp_path, git=False))

    assert tree.left == (Left("pipe", Why.SPECIAL),)
    assert "neither files nor links, left out: pipe" in tree.notes


@pytest.mark.skipif(os.geteuid() == 0, reason="root can read everything")
def test_what_cannot_be_read_is_noted(vst: Vst, repo: Path) -> None:
    (repo / "a.py").chmod(0)

    tree = read(vst, find_root(repo))

    assert tree.left == (Left("a.py", Why.UNREADABLE),)


def test_very_large_files_are_left_to_the_environment(vst: Vst, repo: Path) -> None:
    with (repo / "data.bin").open("wb") as file:
        file.truncate(worktree.LARGEST + 1)

    tree = read(vst, find_root(repo))

    assert tree.left == (Left("data.bin", Why.LARGE),)


def test_caches_and_environments_that_nobody_ignored_are_left(vst: Vst, repo: Path) -> None:
    make(repo, "venv/pyvenv.cfg", "venv/lib/x.py", "web/node_modules/y/index.js")
    make(repo, "pkg/__pycache__/b.pyc", ".pytest_cache/README", "top.pyc", ".tox/py/z.py")

    tree = read(vst, find_root(repo))

    assert sorted(vst.files(tree.snapshot)) == BASE
    paths = [".tox", "venv", "web/node_modules"]
    assert tree.left == tuple(Left(path, Why.ENVIRONMENT) for path in paths)
    assert tree.notes == (f"{Why.ENVIRONMENT}: .tox, venv, web/node_modules",)


def test_caches_that_are_tracked_are_source(vst: Vst, repo: Path) -> None:
    make(repo, "htmlcov/index.html")
    git(repo, "add", "-A")

    assert "htmlcov/index.html" in files(vst, repo)


def test_files_of_submodules_and_repositories_within_are_read(
    vst: Vst, repo: Path, tmp_path: Path
) -> None:
    make(tmp_path / "other", "lib.py")
    git(tmp_path / "other", "init", "-q")
    git(tmp_path / "other", "add", "-A")
    git(tmp_path / "other", "commit", "-qm", "other")
    git(repo, "submodule", "add", "-q", str(tmp_path / "other"), "sub")
    make(repo, "inner/deep/c.py")
    git(repo / "inner", "init", "-q")

    tree = read(vst, find_root(repo))

    more = [".gitmodules", "inner/deep/c.py", "sub/lib.py"]
    assert sorted(vst.files(tree.snapshot)) == sorted([*BASE, *more])
    assert tree.repositories == ("inner", "sub")
    assert tree.notes == ("submodules and repositories within, read as folders: inner, sub",)


def test_a_submodule_that_was_never_fetched_is_empty(vst: Vst, repo: Path) -> None:
    commit = "1234567890" * 4
    git(repo, "update-index", "--add", "--cacheinfo", f"160000,{commit},sub")
    (repo / "sub").mkdir()

    assert files(vst, repo) == BASE


def test_a_file_in_conflict_is_read_once(vst: Vst, repo: Path) -> None:
    git(repo, "checkout", "-qb", "other")
    (repo / "a.py").write_text("theirs")
    git(repo, "commit", "-qam", "theirs")
    git(repo, "checkout", "-q", "-")
    (repo / "a.py").write_text("ours")
    git(repo, "commit", "-qam", "ours")
    subprocess.run(["git", "merge", "-q", "other"], cwd=repo, check=False, capture_output=True)

    snapshot = read(vst, find_root(repo)).snapshot

    assert sorted(vst.files(snapshot)) == BASE
    assert b"<<<<<<<" in vst.file(snapshot, "a.py")


def test_reading_twice_gives_the_same_snapshot(vst: Vst, repo: Path) -> None:
    assert read(vst, find_root(repo)).snapshot == read(vst, find_root(repo)).snapshot


def test_reading_does_not_touch_the_repository(vst: Vst, repo: Path) -> None:
    os.utime(repo / "a.py", (1, 1))
    before = (repo / ".git/index").read_bytes()

    read(vst, find_root(repo))

    assert (repo / ".git/index").read_bytes() == before
    assert not (repo / ".git/index.lock").exists()


def test_a_plain_folder_is_read_without_caches_and_environments(vst: Vst, tmp_path: Path) -> None:
    make(tmp_path, "m.py", "p/n.py", ".venv/pyvenv.cfg", ".venv/x.py", "__pycache__/m.pyc")
    make(tmp_path, "node_modules/x.js", ".oppie/journal", ".coverage")

    tree = read(vst, find_root(tmp_path))

    assert sorted(vst.files(tree.snapshot)) == ["m.py", "p/n.py"]
    assert tree.notes == (tree.root.note,)
    assert "not a git working tree" in tree.root.note


def test_an_empty_folder_is_an_empty_snapshot(vst: Vst, tmp_path: Path) -> None:
    assert vst.files(read(vst, find_root(tmp_path)).snapshot) == ()


def test_an_empty_repository_is_an_empty_snapshot(vst: Vst, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")

    tree = read(vst, find_root(tmp_path))

    assert tree.root == Root(tmp_path.resolve())
    assert vst.files(tree.snapshot) == ()


def test_the_root_is_the_top_and_knows_where_the_user_is(repo: Path) -> None:
    assert find_root(repo) == Root(repo.resolve())
    assert find_root(repo / "pkg") == Root(repo.resolve(), "pkg")


def test_the_root_is_found_through_a_link(repo: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(repo / "pkg")

    assert find_root(tmp_path / "link") == Root(repo.resolve(), "pkg")


def test_a_folder_that_its_repository_ignores_is_a_plain_one(repo: Path) -> None:
    make(repo, "build/project/m.py")

    root = find_root(repo / "build/project")

    assert (root.folder, root.below, root.git) == (repo.resolve() / "build/project", "", False)


def test_variables_of_a_hook_do_not_lead_elsewhere(
    repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other/.git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "no-index"))

    assert find_root(repo) == Root(repo.resolve())


def test_without_git_on_the_machine_a_folder_is_a_plain_one(
    vst: Vst, repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    root = find_root(repo)

    assert not root.git
    assert "git is not installed" in root.note
    assert sorted(vst.files(read(vst, root).snapshot)) == BASE


def test_what_is_no_folder_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such folder"):
        find_root(tmp_path / "none")
