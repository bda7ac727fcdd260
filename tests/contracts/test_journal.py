"""What every Journal does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from oppie.model.observation import InfrastructureFailure, Tampering
from oppie.ports import Journal
from oppie.store.runs import Runs
from tests.store.samples import FAILED, PASSED, key

Make = Callable[[Path], Iterator[Journal]]


def stored(folder: Path) -> Iterator[Journal]:
    runs = Runs(folder)
    journal = runs.begin("{}", "0", lambda: 0.0)
    yield journal
    journal.close()
    runs.close()


@pytest.fixture(params=[stored], ids=["stored"])
def journal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Journal]:
    make: Make = request.param
    yield from make(tmp_path)


def test_nothing_is_known_of_what_never_began(journal: Journal) -> None:
    assert journal.known(key(1)) is None


def test_what_began_is_not_known_before_it_ended(journal: Journal) -> None:
    journal.begun(key(1))
    assert journal.known(key(1)) is None


@pytest.mark.parametrize("seen", [PASSED, FAILED])
def test_what_ended_is_known_as_it_was(journal: Journal, seen: object) -> None:
    observation = PASSED if seen is PASSED else FAILED
    journal.begun(key(1))
    journal.ended(key(1), observation)
    assert journal.known(key(1)) == observation
    assert journal.known(key(2)) is None


@pytest.mark.parametrize("lost", [InfrastructureFailure("gone"), Tampering("it changes a test")])
def test_what_is_no_knowledge_is_not_known(
    journal: Journal, lost: InfrastructureFailure | Tampering
) -> None:
    journal.begun(key(1))
    journal.ended(key(1), lost)
    assert journal.known(key(1)) is None


def test_a_lost_rollout_can_begin_again(journal: Journal) -> None:
    journal.begun(key(1))
    journal.ended(key(1), InfrastructureFailure("gone"))
    journal.begun(key(1))
    journal.ended(key(1), PASSED)
    assert journal.known(key(1)) == PASSED


def test_several_are_in_flight_together(journal: Journal) -> None:
    for number in range(4):
        journal.begun(key(number))
    for number in (2, 0, 3):
        journal.ended(key(number), PASSED)
    assert [journal.known(key(number)) is not None for number in range(4)] == [
        True, False, True, True,
    ]  # fmt: skip
