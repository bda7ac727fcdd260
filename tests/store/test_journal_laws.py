"""Whatever happens in whatever order, across whatever kills: the journal is a map and a count."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from oppie.model.change import Digest
from oppie.model.observation import (
    InfrastructureFailure,
    Observation,
    RolloutResult,
    Tampering,
)
from oppie.model.verdict import RolloutCounts
from oppie.store.journal import RunJournal
from oppie.store.runs import Runs
from tests.store.samples import FAILED, PASSED, key

KEYS = st.integers(0, 4).map(key)
RESULTS = st.sampled_from([PASSED, FAILED, InfrastructureFailure("gone"), Tampering("a test")])


@dataclass(frozen=True)
class Begun:
    key: Digest


@dataclass(frozen=True)
class Ended:
    key: Digest
    result: RolloutResult


@dataclass(frozen=True)
class Resumed:
    """The process ended without a word, and another went on."""


Step = Begun | Ended | Resumed
STEPS = st.lists(
    st.builds(Begun, KEYS) | st.builds(Ended, KEYS, RESULTS) | st.builds(Resumed), max_size=25
)


@dataclass
class Model:
    """What the journal is to be."""

    known: dict[Digest, Observation] = field(default_factory=dict)
    executed: int = 0
    lost: int = 0
    tampered: int = 0

    def ended(self, step: Ended) -> None:
        match step.result:
            case Observation():
                self.known[step.key] = step.result
                self.executed += 1
            case InfrastructureFailure():
                self.lost += 1
            case Tampering():
                self.tampered += 1


def resumed(runs: Runs, journal: RunJournal) -> RunJournal:
    journal.close()
    return runs.resume(runs.find(journal.run), lambda: 0.0)


def played(runs: Runs, steps: Sequence[Step]) -> tuple[RunJournal, Model]:
    journal, model = runs.begin("{}", "0", lambda: 0.0), Model()
    for step in steps:
        match step:
            case Begun():
                journal.begun(step.key)
            case Ended():
                journal.ended(step.key, step.result)
                model.ended(step)
            case Resumed():
                journal = resumed(runs, journal)
    return journal, model


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_the_journal_is_a_map_and_a_count(steps: Sequence[Step]) -> None:
    with tempfile.TemporaryDirectory() as name:
        runs = Runs(Path(name))
        journal, model = played(runs, steps)
        assert {k: journal.known(k) for k in map(key, range(5))} == {
            k: model.known.get(k) for k in map(key, range(5))
        }
        assert journal.counts() == RolloutCounts(
            executed=model.executed,
            infrastructure_failures=model.lost,
            tampering=model.tampered,
        )
        journal.close()
        runs.close()


@settings(max_examples=20, deadline=None)
@given(STEPS, STEPS)
def test_two_runs_side_by_side_are_two_maps(first: Sequence[Step], second: Sequence[Step]) -> None:
    with tempfile.TemporaryDirectory() as name:
        runs, others = Runs(Path(name)), Runs(Path(name))
        mine, my_model = played(runs, first)
        theirs, their_model = played(others, second)
        for k in map(key, range(5)):
            assert mine.known(k) == my_model.known.get(k)
            assert theirs.known(k) == their_model.known.get(k)
        mine.close()
        theirs.close()
        runs.close()
        others.close()
