"""What outlives a run; a run sees it as it was at its beginning, and needs nothing of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from oppie.errors import MachineError
from oppie.model.experience import Experience, RouterOutcome
from oppie.model.observation import Observation
from oppie.store.memory import BATCH, FILE, MOST_BYTES, StoredMemory
from oppie.store.memory_off import MemoryOff
from tests.store.samples import FAILED, PASSED, key


def filled(folder: Path, count: int = 3, most_bytes: int = MOST_BYTES) -> str:
    """A closed memory of ``count`` observations; its state."""
    memory = StoredMemory(folder, most_bytes=most_bytes)
    for number in range(count):
        memory.remember(key(number), replace(PASSED, route=f"{number}"))
    memory.close()
    again = StoredMemory(folder)
    again.close()
    return again.state


def known(folder: Path, count: int) -> list[int]:
    memory = StoredMemory(folder)
    found = [number for number in range(count) if memory.recall(key(number)) is not None]
    memory.close()
    return found


def test_another_run_recalls_what_one_remembered(tmp_path: Path) -> None:
    filled(tmp_path)
    memory = StoredMemory(tmp_path)
    assert memory.recall(key(1)) == replace(PASSED, route="1")
    assert memory.recall(key(7)) is None
    memory.close()


def test_a_run_sees_the_memory_as_it_was_when_it_began(tmp_path: Path) -> None:
    memory = StoredMemory(tmp_path)
    filled(tmp_path)
    memory.remember(key(9), PASSED)
    assert memory.recall(key(1)) is None
    assert memory.recall(key(9)) is None
    memory.close()


def test_a_resumed_run_sees_what_it_saw(tmp_path: Path) -> None:
    state = filled(tmp_path, 1)
    assert filled(tmp_path, 3) != state
    memory = StoredMemory(tmp_path, state)
    assert memory.state == state
    assert memory.recall(key(0)) is not None
    assert memory.recall(key(2)) is None
    memory.close()


def test_the_first_observation_of_a_key_stays(tmp_path: Path) -> None:
    filled(tmp_path)
    memory = StoredMemory(tmp_path)
    memory.remember(key(0), FAILED)
    memory.close()
    memory = StoredMemory(tmp_path)
    assert memory.recall(key(0)) == replace(PASSED, route="0")
    memory.close()


def test_a_full_batch_is_written_before_the_end(tmp_path: Path) -> None:
    memory = StoredMemory(tmp_path)
    for number in range(BATCH):
        memory.remember(key(number), PASSED)
    assert known(tmp_path, BATCH) == list(range(BATCH))
    memory.close()


def test_two_runs_remember_at_once(tmp_path: Path) -> None:
    mine, theirs = StoredMemory(tmp_path), StoredMemory(tmp_path)
    for number in range(BATCH):
        mine.remember(key(number), PASSED)
        theirs.remember(key(number + BATCH // 2), PASSED)
    mine.close()
    theirs.close()
    assert len(known(tmp_path, 2 * BATCH)) == BATCH + BATCH // 2


def test_experiences_add_up_over_runs(tmp_path: Path) -> None:
    for tried, helped in ((10, 1), (5, 2)):
        memory = StoredMemory(tmp_path)
        memory.learn(
            [
                Experience("compare-operator", "AssertionError", tried, helped),
                Experience("insert-guard", "TypeError", 1, 1),
            ]
        )
        memory.close()
    memory = StoredMemory(tmp_path)
    assert memory.experiences() == (
        Experience("compare-operator", "AssertionError", 15, 3),
        Experience("insert-guard", "TypeError", 2, 2),
    )
    memory.close()


def test_what_is_learned_in_a_run_is_for_later_ones(tmp_path: Path) -> None:
    memory = StoredMemory(tmp_path)
    memory.learn([Experience("op", "", 1, 0)])
    memory.routed(RouterOutcome((0.5,), solved=True))
    assert memory.experiences() == ()
    assert memory.outcomes() == ()
    memory.close()


def test_the_routers_outcomes_come_in_their_order(tmp_path: Path) -> None:
    outcomes = (RouterOutcome((0.5, 3.0), solved=True), RouterOutcome((1e-9, 0.0), solved=False))
    memory = StoredMemory(tmp_path)
    for outcome in outcomes:
        memory.routed(outcome)
    memory.close()
    memory = StoredMemory(tmp_path)
    assert memory.outcomes() == outcomes
    memory.close()


def test_the_oldest_are_forgotten_when_it_grows_too_large(tmp_path: Path) -> None:
    filled(tmp_path, 2000, most_bytes=100_000)
    left = known(tmp_path, 2000)
    assert 0 < len(left) < 1500
    assert left[-1] == 1999
    assert left == list(range(left[0], 2000))


def test_a_memory_within_its_bounds_forgets_nothing(tmp_path: Path) -> None:
    filled(tmp_path, 500)
    assert len(known(tmp_path, 500)) == 500


def test_what_is_forgotten_leaves_the_state_of_older_runs_true(tmp_path: Path) -> None:
    state = filled(tmp_path, 1000)
    filled(tmp_path, 3000, most_bytes=100_000)
    memory = StoredMemory(tmp_path, state)
    assert memory.recall(key(2999)) is None
    memory.close()


def test_a_damaged_memory_is_set_aside_with_a_note(tmp_path: Path) -> None:
    state = filled(tmp_path)
    (tmp_path / FILE).write_bytes(b"nothing that SQLite ever wrote" * 99)
    memory = StoredMemory(tmp_path, state)
    (note,) = memory.notes
    assert "damaged" in note
    assert (tmp_path / FILE).with_suffix(".damaged").exists()
    assert memory.recall(key(0)) is None
    assert memory.state != state
    memory.remember(key(0), PASSED)
    memory.close()
    assert known(tmp_path, 1) == [0]


def test_a_sound_memory_has_no_notes(tmp_path: Path) -> None:
    memory = StoredMemory(tmp_path)
    assert memory.notes == ()
    memory.close()


def test_a_damaged_observation_is_as_if_unknown(tmp_path: Path) -> None:
    filled(tmp_path)
    memory = StoredMemory(tmp_path)
    memory._database.run("UPDATE observations SET observation = ?", b"\x78nothing")
    assert memory.recall(key(0)) is None
    memory.close()


def test_a_full_disk_stops_nobody(tmp_path: Path) -> None:
    memory = StoredMemory(tmp_path)
    memory._database.run("PRAGMA max_page_count=12")
    for number in range(5000):
        memory.remember(key(number), PASSED)
        memory.learn([Experience("operator", "context", 1, 0)])
        memory.routed(RouterOutcome((1.0,) * 20, solved=True))
    memory.close()
    assert len(known(tmp_path, 5000)) < 5000


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(MachineError) as told:
        StoredMemory(tmp_path / "home" / "oppie")
    assert told.value.hint


def test_off_starts_bare_and_learns_nothing() -> None:
    memory = MemoryOff()
    memory.remember(key(0), Observation(()))
    memory.learn([Experience("op", "", 1, 1)])
    memory.routed(RouterOutcome((1.0,), solved=True))
    assert memory.recall(key(0)) is None
    assert memory.experiences() == ()
    assert memory.outcomes() == ()
    assert (memory.state, memory.notes) == ("off", ())
    memory.close()
