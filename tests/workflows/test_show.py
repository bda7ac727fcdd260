"""What was stored is shown; a run without a result says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from oppie.errors import UsageError
from oppie.model.event import NodeGrew
from oppie.model.verdict import Status
from oppie.store.runs import Runs
from oppie.workflows.show import show, tree
from tests.workflows.stored import NOON, failed, interrupted, project, solved


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path / "p", with_git=False)


def test_the_verdict_of_the_latest_is_shown(root: Path) -> None:
    solved(root, now=NOON)
    run = solved(root, now=NOON + 1)
    verdict = show(root)
    assert (verdict.run, verdict.status) == (run, Status.SOLVED)
    assert "+    return a > b" in verdict.patch


def test_a_named_one_is_shown(root: Path) -> None:
    first = solved(root, now=NOON)
    solved(root, now=NOON + 1)
    assert show(root, first).run == first


def test_an_interrupted_run_says_how_to_go_on(root: Path) -> None:
    run = interrupted(root)
    with pytest.raises(UsageError, match=f"{run} has no result") as told:
        show(root)
    assert told.value.hint == f"Go on with: oppie resume {run}"


def test_a_failed_run_says_why(root: Path) -> None:
    failed(root, "no tests were found")
    with pytest.raises(UsageError, match="no tests were found"):
        show(root)


def test_where_nothing_ran_there_is_nothing_to_show(root: Path) -> None:
    for look in (show, tree):
        with pytest.raises(UsageError, match="no runs here"):
            look(root)


def test_the_tree_of_a_run_is_shown(root: Path) -> None:
    runs = Runs(root)
    journal = runs.begin("{}", "0.1", lambda: 0.0)
    nodes = (NodeGrew(0, None, 0, "base"), NodeGrew(1, 0, 1, "< becomes >"))
    for node in nodes:
        journal.tree.on(node)
    journal.tree.write()
    journal.close()
    runs.close()
    assert tree(root) == nodes
    assert tree(root, journal.run[-4:]) == nodes


def test_a_run_without_a_tree_has_none(root: Path) -> None:
    solved(root)
    assert tree(root) == ()
