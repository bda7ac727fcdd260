"""A patch is delivered whole, where the user asked for it, and nothing of the user's is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from oppie.errors import IntegrityError, MachineError, ProjectError, UsageError
from oppie.model.change import Digest
from oppie.store.objects import StoredObjects
from oppie.vst.vst import Vst
from oppie.vst.worktree import find_root
from oppie.workflows.deliver import Parcel, apply, deliver
from oppie.workflows.request import Delivery
from oppie.workflows.runs import runs
from oppie.workflows.show import show
from tests.workflows.stored import BROKEN, FIXED, git, interrupted, project, solved


@pytest.fixture(params=[True, False], ids=["git", "plain"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return project(tmp_path / "p", with_git=request.param)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return project(tmp_path / "p", with_git=True)


def source(root: Path) -> str:
    return (root / "pkg" / "larger.py").read_text()


def handed(root: Path, how: Delivery, folder: Path | None = None) -> tuple[str, ...]:
    """Deliver the stored run of ``root``."""
    objects = StoredObjects(root)
    verdict = show(root)
    (run,) = [each for each in runs(root) if each.id == verdict.run]
    child = Digest(verdict.snapshot or run.base)
    parcel = Parcel(find_root(root), Vst(objects), run.base, child, verdict)
    try:
        return deliver(parcel, how, folder or root)
    finally:
        objects.close()


def test_a_stored_run_is_applied(root: Path) -> None:
    run = solved(root)
    assert apply(root).run == run
    assert source(root) == FIXED


def test_it_is_applied_from_below_the_top(repository: Path) -> None:
    solved(repository)
    apply(repository / "pkg")
    assert source(repository) == FIXED


def test_files_that_changed_in_the_same_place_are_left_alone(root: Path) -> None:
    solved(root)
    mine = "def larger(a, b):\n    return b < a\n"
    (root / "pkg" / "larger.py").write_text(mine)
    with pytest.raises(ProjectError, match="changed since the run began") as told:
        apply(root)
    assert "larger.py" in told.value.where
    assert told.value.hint
    assert source(root) == mine


def test_a_file_that_is_gone_is_left_gone(root: Path) -> None:
    solved(root)
    (root / "pkg" / "larger.py").unlink()
    with pytest.raises(ProjectError, match="changed since the run began"):
        apply(root)
    assert not (root / "pkg" / "larger.py").exists()


def test_applying_twice_is_applying_once(root: Path) -> None:
    solved(root)
    apply(root)
    apply(root)
    assert source(root) == FIXED


def test_what_changed_elsewhere_is_kept(root: Path) -> None:
    solved(root)
    (root / "other.py").write_text("x = 1\n")
    apply(root)
    assert source(root) == FIXED
    assert (root / "other.py").read_text() == "x = 1\n"


def test_what_was_added_around_it_in_the_same_file_is_kept(root: Path) -> None:
    solved(root)
    (root / "pkg" / "larger.py").write_text("# a word\n\n\n" + BROKEN + "\n\nx = 1\n")
    apply(root)
    assert source(root) == "# a word\n\n\n" + FIXED + "\n\nx = 1\n"


def test_modes_stay(root: Path) -> None:
    solved(root)
    (root / "pkg" / "larger.py").chmod(0o640)
    apply(root)
    assert (root / "pkg" / "larger.py").stat().st_mode & 0o777 == 0o640


def test_a_run_without_a_patch_changes_nothing(root: Path) -> None:
    solved(root, patched=False)
    assert apply(root).patch == ""
    assert source(root) == BROKEN


def test_a_run_without_a_result_cannot_be_applied(root: Path) -> None:
    interrupted(root)
    with pytest.raises(UsageError, match="has no result"):
        apply(root)


def test_a_damaged_snapshot_is_said_and_nothing_written(tmp_path: Path) -> None:
    root = project(tmp_path / "p", with_git=False)
    solved(root)
    objects = StoredObjects(root)
    objects._database.run("DELETE FROM objects")
    objects.close()
    with pytest.raises(IntegrityError):
        apply(root)
    assert source(root) == BROKEN


def test_a_branch_gets_the_patch_and_the_working_tree_does_not(repository: Path) -> None:
    run = solved(repository)
    (told,) = handed(repository, Delivery(branch="repaired"))
    assert "repaired" in told
    assert source(repository) == BROKEN
    assert git(repository, "show", "repaired:pkg/larger.py") == FIXED
    assert git(repository, "log", "-1", "--format=%B", "repaired").strip().endswith(f"Run {run}")
    assert git(repository, "branch", "--show-current").strip() == "main"


def test_a_branch_can_be_named_after_the_run(repository: Path) -> None:
    run = solved(repository)
    handed(repository, Delivery(branch="auto"))
    assert git(repository, "show", f"oppie/{run}:pkg/larger.py") == FIXED


def test_a_branch_that_exists_is_left_alone(repository: Path) -> None:
    solved(repository)
    before = git(repository, "rev-parse", "main")
    with pytest.raises(ProjectError, match="exists"):
        handed(repository, Delivery(branch="main"))
    assert git(repository, "rev-parse", "main") == before


def test_without_git_there_is_no_branch(tmp_path: Path) -> None:
    root = project(tmp_path / "p", with_git=False)
    solved(root)
    with pytest.raises(ProjectError, match="without git") as told:
        handed(root, Delivery(branch="repaired"))
    assert "--apply" in told.value.hint


def test_a_file_gets_the_patch_and_git_takes_it(repository: Path, tmp_path: Path) -> None:
    solved(repository)
    handed(repository, Delivery(patch="../out.patch"))
    assert source(repository) == BROKEN
    git(repository, "apply", str(tmp_path / "out.patch"))
    assert source(repository) == FIXED


def test_a_files_name_is_relative_to_where_the_user_stands(repository: Path) -> None:
    solved(repository)
    handed(repository, Delivery(patch="out.patch"), repository / "pkg")
    assert (repository / "pkg" / "out.patch").exists()


def test_a_file_that_cannot_be_written_is_said(root: Path) -> None:
    solved(root)
    with pytest.raises(MachineError, match="cannot write the patch") as told:
        handed(root, Delivery(patch="nowhere/out.patch"))
    assert told.value.where.endswith("nowhere/out.patch")
    assert told.value.hint


def test_all_ways_together(repository: Path) -> None:
    solved(repository)
    told = handed(repository, Delivery(apply=True, branch="repaired", patch="out.patch"))
    assert len(told) == 3
    assert source(repository) == FIXED
    assert git(repository, "show", "repaired:pkg/larger.py") == FIXED


def test_nothing_is_delivered_unasked_or_without_a_patch(root: Path) -> None:
    solved(root)
    assert handed(root, Delivery()) == ()
    solved(root, now=1.9e9, patched=False)
    assert handed(root, Delivery(apply=True, patch="out.patch")) == ()
    assert not (root / "out.patch").exists()
    assert source(root) == BROKEN
