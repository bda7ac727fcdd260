"""Runs are begun, listed, found by a part of their id, and resumed by one process at a time."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from oppie.errors import IntegrityError, UsageError
from oppie.model.change import Digest
from oppie.model.event import NodeGrew
from oppie.model.verdict import Status, StoppedBy
from oppie.store.runs import Runs, StoredRun
from tests.store.samples import FAILED, PASSED, VERDICT, key

NOON = 1795521600.0
KILLED = """
import os, signal, sys
from pathlib import Path
from oppie.model.change import Digest
from oppie.model.observation import Observation
from oppie.store.runs import Runs
journal = Runs(Path(sys.argv[1])).begin("{}", "0.1", lambda: 2.5)
journal.based(Digest("b" * 64), "m-1-2-3")
journal.begun(Digest("1" * 64))
journal.ended(Digest("1" * 64), Observation(()))
journal.begun(Digest("2" * 64))
os.kill(os.getpid(), signal.SIGKILL)
"""


def clock() -> float:
    return 1.25


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[Runs]:
    opened = Runs(tmp_path)
    yield opened
    opened.close()


def begun(runs: Runs, now: float = NOON, *, end: bool = True) -> str:
    journal = runs.begin('{"folder":"/p"}', "0.1", clock, now)
    if end:
        journal.finish(VERDICT)
    journal.close()
    return journal.run


def test_an_id_tells_its_time_and_sorts_by_it(runs: Runs) -> None:
    ids = [begun(runs, NOON + minutes * 60) for minutes in range(3)]
    assert ids == sorted(ids)
    assert all(re.fullmatch(r"20261124-120[0-2]00-[a-z2-9]{4}", each) for each in ids)


def test_ids_of_one_second_differ(runs: Runs) -> None:
    assert len({begun(runs) for _ in range(50)}) == 50


def test_a_run_is_listed_from_the_moment_it_begins(runs: Runs) -> None:
    journal = runs.begin('{"folder":"/p"}', "0.1", clock, NOON)
    (run,) = runs.all()
    assert run == StoredRun(
        number=1,
        id=journal.run,
        began=NOON,
        oppie="0.1",
        request='{"folder":"/p"}',
        base=Digest(""),
        memory="",
        status="running",
        seconds=1.25,
        executed=0,
        summary="",
    )
    assert not run.resumable
    journal.close()


def test_the_latest_comes_first(runs: Runs) -> None:
    assert runs.latest() is None
    first, second = begun(runs, NOON), begun(runs, NOON + 1)
    assert [run.id for run in runs.all()] == [second, first]
    latest = runs.latest()
    assert latest is not None
    assert latest.id == second


def test_a_finished_run_keeps_its_verdict(runs: Runs) -> None:
    begun(runs)
    (run,) = runs.all()
    assert (run.status, run.summary, run.seconds) == ("solved", VERDICT.summary, 1.25)
    assert runs.verdict(run) == VERDICT
    assert not run.resumable


@pytest.mark.parametrize("status", list(Status))
def test_every_end_has_its_status(runs: Runs, status: Status) -> None:
    journal = runs.begin("{}", "0.1", clock)
    journal.finish(replace(VERDICT, status=status))
    journal.close()
    assert runs.find(journal.run).status == status.value


def test_an_interrupted_run_keeps_what_it_had_and_can_be_resumed(runs: Runs) -> None:
    journal = runs.begin("{}", "0.1", clock)
    verdict = replace(VERDICT, status=Status.UNSOLVED, stopped_by=StoppedBy.INTERRUPTED)
    journal.finish(verdict)
    journal.close()
    run = runs.find(journal.run)
    assert run.status == "interrupted"
    assert run.resumable
    assert runs.verdict(run) == verdict


def test_a_run_that_failed_says_why_and_has_no_verdict(runs: Runs) -> None:
    journal = runs.begin("{}", "0.1", clock)
    journal.fail("no tests were found in a\udce9")
    journal.close()
    (run,) = runs.all()
    assert (run.status, run.summary) == ("failed", "no tests were found in a?")
    assert not run.resumable
    assert runs.verdict(run) is None


def test_a_run_whose_machine_failed_it_can_be_resumed(runs: Runs) -> None:
    journal = runs.begin("{}", "0.1", clock)
    journal.ended(key(1), PASSED)
    journal.fail("Docker does not answer")
    journal.close()
    run = runs.find("")
    assert run.resumable
    again = runs.resume(run, clock)
    assert again.known(key(1)) == PASSED
    again.close()


def test_a_run_that_was_only_closed_was_interrupted(runs: Runs) -> None:
    begun(runs, end=False)
    (run,) = runs.all()
    assert run.status == "interrupted"


def test_a_killed_run_is_resumed_with_all_it_wrote(tmp_path: Path, runs: Runs) -> None:
    words = [sys.executable, "-c", KILLED, str(tmp_path)]
    assert subprocess.run(words, check=False).returncode == -9
    run = runs.find("")
    assert (run.status, run.seconds, run.executed) == ("interrupted", 2.5, 1)
    assert (run.base, run.memory) == (Digest("b" * 64), "m-1-2-3")
    journal = runs.resume(run, lambda: run.seconds + 1)
    assert runs.find(run.id).status == "running"
    assert journal.known(Digest("1" * 64)) is not None
    assert journal.known(Digest("2" * 64)) is None
    journal.begun(Digest("2" * 64))
    journal.ended(Digest("2" * 64), PASSED)
    assert (runs.find(run.id).seconds, runs.find(run.id).executed) == (3.5, 2)
    journal.close()


def test_one_run_is_resumed_by_one_process(tmp_path: Path, runs: Runs) -> None:
    begun(runs, end=False)
    run = runs.find("")
    first = runs.resume(run, clock)
    other = Runs(tmp_path)
    with pytest.raises(UsageError, match="still going on") as told:
        other.resume(run, clock)
    assert told.value.hint
    first.close()
    other.resume(run, clock).close()
    other.close()


def test_two_runs_at_once_keep_apart(tmp_path: Path, runs: Runs) -> None:
    other = Runs(tmp_path)
    mine, theirs = runs.begin("{}", "0.1", clock), other.begin("{}", "0.1", clock)
    mine.begun(key(1))
    theirs.begun(key(1))
    mine.ended(key(1), PASSED)
    theirs.ended(key(1), FAILED)
    assert (mine.known(key(1)), theirs.known(key(1))) == (PASSED, FAILED)
    assert [run.status for run in runs.all()] == ["running", "running"]
    mine.close()
    theirs.close()
    other.close()


def test_a_run_is_found_by_either_end_of_its_id(runs: Runs) -> None:
    first, second = begun(runs, NOON), begun(runs, NOON + 86400)
    assert runs.find(first).id == first
    assert runs.find(first[:8]).id == first
    assert runs.find(second[-4:]).id == second


def test_an_unknown_id_names_those_there_are(runs: Runs) -> None:
    with pytest.raises(UsageError, match="no run is called 'x1'") as told:
        runs.find("x1")
    assert told.value.hint == "`oppie run` begins one."
    ids = [begun(runs, NOON + number) for number in range(7)]
    with pytest.raises(UsageError) as told:
        runs.find("x1")
    assert ids[-1] in told.value.hint
    assert ids[0] not in told.value.hint


def test_a_part_of_several_ids_is_not_enough(runs: Runs) -> None:
    ids = [begun(runs, NOON + number) for number in range(2)]
    with pytest.raises(UsageError, match="more than one run is called '2026'") as told:
        runs.find("2026")
    assert all(each in told.value.hint for each in ids)


def test_a_damaged_verdict_is_said(tmp_path: Path, runs: Runs) -> None:
    begun(runs)
    runs._database.run("UPDATE runs SET verdict = '{\"run\": 3}'")
    with pytest.raises(IntegrityError, match="a stored Verdict cannot be read"):
        runs.verdict(runs.find(""))
    assert tmp_path.is_dir()


def test_the_tree_is_kept_with_its_run(runs: Runs) -> None:
    journal = runs.begin("{}", "0.1", clock)
    journal.tree.on(NodeGrew(0, None, 0, "base"))
    journal.tree.write()
    assert runs.tree(runs.find(journal.run)) == (NodeGrew(0, None, 0, "base"),)
    journal.close()


def test_nothing_stays_locked_after_a_run(tmp_path: Path, runs: Runs) -> None:
    begun(runs)
    assert list((tmp_path / ".oppie/live").iterdir()) == []
