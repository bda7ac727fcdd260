"""A child Snapshot given to a plain folder: exactly, and all or nothing."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from oppie.errors import MachineError, ProjectError
from oppie.model.change import Digest
from oppie.model.rollout import FileState
from oppie.vst.exact import apply_exactly
from oppie.vst.objects import MemoryObjects
from oppie.vst.tree import EXECUTABLE, SYMLINK
from oppie.vst.vst import Vst
from oppie.vst.worktree import Root, read


class Project:
    """A plain folder, its base and a child."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.vst = Vst(MemoryObjects())
        (folder / "pkg").mkdir(parents=True)
        (folder / "a.py").write_text("a = 1\n")
        (folder / "pkg/b.py").write_text("b = 1\n")
        self.base = self.state()

    def state(self) -> Digest:
        return read(self.vst, Root(self.folder, git=False)).snapshot

    def child(self, *files: FileState) -> Digest:
        return self.vst.commit_files(self.base, files)

    def apply(self, child: Digest) -> None:
        apply_exactly(self.folder, self.vst, self.base, child)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "project")


def test_the_folder_becomes_the_child(project: Project) -> None:
    child = project.child(
        FileState("a.py", b"a = 2\n", EXECUTABLE),
        FileState("pkg/b.py", None),
        FileState("new/deep/c", b"\0"),
        FileState("link", b"a.py", SYMLINK),
    )

    project.apply(child)

    assert project.state() == child
    assert not (project.folder / "pkg").exists()


def test_files_that_do_not_differ_may_have_changed(project: Project) -> None:
    (project.folder / "pkg/b.py").write_text("mine\n")

    project.apply(project.child(FileState("a.py", b"a = 2\n")))

    assert (project.folder / "a.py").read_text() == "a = 2\n"
    assert (project.folder / "pkg/b.py").read_text() == "mine\n"


def test_a_folder_may_become_a_file_and_a_file_a_folder(project: Project) -> None:
    child = project.child(
        FileState("pkg/b.py", None),
        FileState("pkg", b"flat\n"),
        FileState("a.py", None),
        FileState("a.py/x", b"deep\n"),
    )

    project.apply(child)

    assert project.state() == child


def test_a_folder_with_a_file_of_the_users_in_it_stays(project: Project) -> None:
    child = project.child(FileState("pkg/b.py", None), FileState("pkg", b"flat\n"))
    (project.folder / "pkg/mine").write_text("mine\n")

    with pytest.raises(MachineError):
        project.apply(child)

    assert (project.folder / "pkg/mine").read_text() == "mine\n"
    assert (project.folder / "pkg/b.py").read_text() == "b = 1\n"


def test_what_changed_meanwhile_is_kept_and_named(project: Project) -> None:
    (project.folder / "a.py").write_text("mine\n")
    child = project.child(FileState("a.py", b"a = 2\n"), FileState("pkg/b.py", b"b = 2\n"))

    with pytest.raises(ProjectError, match="changed since the run began") as caught:
        project.apply(child)

    assert caught.value.where == "a.py"
    assert (project.folder / "a.py").read_text() == "mine\n"
    assert (project.folder / "pkg/b.py").read_text() == "b = 1\n"


def test_what_was_removed_or_made_meanwhile_is_named(project: Project) -> None:
    child = project.child(FileState("a.py", b"a = 2\n"), FileState("new", b""))
    (project.folder / "a.py").unlink()
    (project.folder / "new").mkdir()

    with pytest.raises(ProjectError) as caught:
        project.apply(child)

    assert caught.value.where == "a.py, new"


def test_nothing_is_written_through_a_link_that_leads_out(project: Project, tmp_path: Path) -> None:
    (project.folder / "pkg").rename(tmp_path / "elsewhere")
    (project.folder / "pkg").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(ProjectError):
        project.apply(project.child(FileState("pkg/b.py", b"b = 2\n")))

    assert (tmp_path / "elsewhere/b.py").read_text() == "b = 1\n"


def test_permissions_of_the_user_are_kept(project: Project) -> None:
    (project.folder / "a.py").chmod(0o640)
    (project.folder / "pkg/b.py").chmod(0o664)

    project.apply(
        project.child(FileState("a.py", b"a = 2\n"), FileState("pkg/b.py", b"b = 1\n", EXECUTABLE))
    )

    assert stat.S_IMODE((project.folder / "a.py").stat().st_mode) == 0o640
    assert stat.S_IMODE((project.folder / "pkg/b.py").stat().st_mode) == 0o775


def test_what_was_written_is_put_back_when_the_disk_refuses(project: Project) -> None:
    before = project.base
    name = "n" * 250  # with what is put beside it while it is written, too long for a file
    child = project.child(FileState("a.py", b"a = 2\n"), FileState(name, b"new"))

    with pytest.raises(MachineError, match="cannot write"):
        project.apply(child)

    assert project.state() == before


def test_nothing_stays_beside_the_files(project: Project) -> None:
    project.apply(project.child(FileState("a.py", b"a = 2\n")))

    assert sorted(each.name for each in project.folder.iterdir()) == ["a.py", "pkg"]
