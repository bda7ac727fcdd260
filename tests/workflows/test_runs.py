"""Runs are listed and chosen; looking leaves no trace."""

from __future__ import annotations

from pathlib import Path

import pytest

from oppie.errors import IntegrityError, UsageError
from oppie.workflows.runs import chosen, journal, runs
from tests.workflows.stored import NOON, interrupted, project, solved


@pytest.fixture(params=[True, False], ids=["git", "plain"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return project(tmp_path / "p", with_git=request.param)


def test_where_nothing_ran_the_list_is_empty_and_nothing_is_made(root: Path) -> None:
    assert runs(root) == ()
    assert not (root / ".oppie").exists()


def test_the_latest_comes_first(root: Path) -> None:
    ids = [solved(root, now=NOON), interrupted(root, NOON + 1)]
    assert [run.id for run in runs(root)] == ids[::-1]
    assert [run.status for run in runs(root)] == ["interrupted", "solved"]


def test_a_folder_below_the_top_of_a_working_tree_sees_them_too(tmp_path: Path) -> None:
    root = project(tmp_path / "p", with_git=True)
    run = solved(root)
    assert [each.id for each in runs(root / "pkg")] == [run]


def test_where_nothing_ran_there_is_no_journal(root: Path) -> None:
    with pytest.raises(UsageError, match="no runs here") as told, journal(root):
        pass
    assert "oppie run" in told.value.hint
    assert not (root / ".oppie").exists()


def test_the_latest_is_chosen_where_none_is_named(root: Path) -> None:
    first, second = solved(root, now=NOON), solved(root, now=NOON + 1)
    with journal(root) as opened:
        assert chosen(opened, "").id == second
        assert chosen(opened, first).id == first
        assert chosen(opened, first[-4:]).id == first
        with pytest.raises(UsageError, match="no run is called 'zzzz'"):
            chosen(opened, "zzzz")


def test_an_empty_journal_has_none_to_choose(root: Path) -> None:
    solved(root)
    with journal(root) as opened:
        opened._database.run("DELETE FROM runs")
        with pytest.raises(UsageError, match="no runs here"):
            chosen(opened, "")


def test_a_journal_of_another_version_says_so(root: Path) -> None:
    solved(root)
    with journal(root) as opened:
        opened._database.run("PRAGMA user_version=99")
    with pytest.raises(IntegrityError, match="version 99"):
        runs(root)
