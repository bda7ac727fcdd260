"""Nothing of oppie's stays, and nothing of a run that goes on is touched."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from oppie.errors import UsageError
from oppie.model.project import Availability, Workspace
from oppie.model.rollout import Limits, Plan
from oppie.ports import Session
from oppie.store.memory import StoredMemory
from oppie.store.runs import Runs
from oppie.workflows.clean import clean
from oppie.workflows.runs import journal
from tests.store.samples import PASSED, key
from tests.workflows.stored import interrupted, project, solved


class Littered:
    """A sandbox in which dead runs left something."""

    name = "littered"

    def __init__(self) -> None:
        self.left = ["removed the container 3f9a of run x", "removed the copy /somewhere"]

    def fingerprint(self) -> str:
        return ""

    def available(self) -> Availability:
        return Availability(ok=True, why="always")

    def open(self, workspace: Workspace, plan: Plan, limits: Limits) -> Session:
        raise AssertionError((workspace, plan, limits))

    def sweep(self) -> Iterable[str]:
        found, self.left = self.left, []
        return found


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path / "p", with_git=True)


def remembered(folder: Path) -> Path:
    memory = StoredMemory(folder)
    memory.remember(key(1), PASSED)
    memory.close()
    return folder


def test_where_nothing_was_left_nothing_is_removed(root: Path) -> None:
    assert clean(root, [], None) == ()
    assert (root / "pkg").is_dir()


def test_what_runs_stored_goes(root: Path) -> None:
    solved(root)
    interrupted(root, 1.8e9)
    assert clean(root, [], None) == (f"removed {root / '.oppie'}",)
    assert not (root / ".oppie").exists()
    assert clean(root, [], None) == ()


def test_what_is_left_in_every_sandbox_goes(root: Path) -> None:
    sandboxes = [Littered(), Littered()]
    assert len(clean(root, sandboxes, None)) == 4
    assert clean(root, sandboxes, None) == ()


def test_the_memory_stays_unless_asked_for(root: Path, tmp_path: Path) -> None:
    home = remembered(tmp_path / "home")
    (home / "config.yaml").write_text("jobs: 2\n")
    assert clean(root, [], None) == ()
    removed = clean(root, [], home)
    assert [Path(each).name for each in removed] == ["memory-1.db", "memory-1.lock"]
    assert [each.name for each in home.iterdir()] == ["config.yaml"]


def test_a_memory_that_was_never_made_is_no_error(root: Path, tmp_path: Path) -> None:
    assert clean(root, [], tmp_path / "nowhere") == ()


def test_a_run_that_goes_on_keeps_everything(root: Path) -> None:
    runs = Runs(root)
    going_on = runs.begin("{}", "0.1", lambda: 0.0)
    littered = Littered()
    with pytest.raises(UsageError, match=going_on.run) as told:
        clean(root, [littered], None)
    assert told.value.hint
    assert littered.left
    assert (root / ".oppie").is_dir()
    going_on.close()
    runs.close()
    assert clean(root, [littered], None)[-1] == f"removed {root / '.oppie'}"


def test_a_journal_that_cannot_be_read_goes_too(root: Path) -> None:
    solved(root)
    with journal(root) as opened:
        opened._database.run("PRAGMA user_version=99")
    assert clean(root, [], None) == (f"removed {root / '.oppie'}",)


def test_a_link_in_its_place_is_not_followed(root: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (root / ".oppie").symlink_to(mine)
    assert clean(root, [], None) == ()
    assert mine.is_dir()
