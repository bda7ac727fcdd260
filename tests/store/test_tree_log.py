"""The tree is kept in the order in which it grew; growing it again changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from oppie.model.event import Ended, NodeGrew, Noted, PhaseBegan
from oppie.store.database import Database
from oppie.store.runs import Runs
from oppie.store.tree_log import BATCH, TreeLog
from tests.store.samples import VERDICT

NODES = (
    NodeGrew(0, None, 0, "base"),
    NodeGrew(1, 0, 1, "a.py: < becomes <="),
    NodeGrew(2, 1, 2, "é.py: deleted"),
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    runs = Runs(tmp_path)
    journal = runs.begin("{}", "0.1", lambda: 0.0)
    journal.close()
    yield runs._database
    runs.close()


def grown(log: TreeLog) -> None:
    for node in NODES:
        log.on(node)


def test_a_phase_writes_what_grew(database: Database) -> None:
    log = TreeLog(database, 1)
    grown(log)
    assert log.nodes() == ()
    log.on(PhaseBegan("verify"))
    assert log.nodes() == NODES


def test_a_name_that_is_not_utf8_is_kept_legible(database: Database) -> None:
    log = TreeLog(database, 1)
    log.on(NodeGrew(0, None, 0, "a\udce9.py"))
    log.write()
    assert log.nodes() == (NodeGrew(0, None, 0, "a?.py"),)


def test_the_end_writes_what_grew(database: Database) -> None:
    log = TreeLog(database, 1)
    grown(log)
    log.on(Noted("nothing of the tree"))
    log.on(Ended(VERDICT))
    assert log.nodes() == NODES


def test_a_full_batch_writes_itself(database: Database) -> None:
    log = TreeLog(database, 1)
    for number in range(BATCH):
        log.on(NodeGrew(number, 0, 1, "x"))
    assert len(log.nodes()) == BATCH


def test_a_resumed_run_grows_over_its_old_tree(database: Database) -> None:
    for _ in range(2):
        log = TreeLog(database, 1)
        grown(log)
        log.write()
    assert TreeLog(database, 1).nodes() == NODES


def test_a_tree_that_cannot_be_written_stops_nobody(database: Database) -> None:
    database.run("PRAGMA max_page_count=1")
    log = TreeLog(database, 1)
    for number in range(40 * BATCH):
        log.on(NodeGrew(number, 0, 1, "x" * 100))
    assert len(log.nodes()) < 40 * BATCH
