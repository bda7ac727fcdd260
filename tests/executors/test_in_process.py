from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

import pytest

from oppie.errors import MachineError
from oppie.executors.in_process import FIRST_BATCH, RETRIES, InProcessExecutor
from oppie.model.change import Digest
from oppie.model.observation import InfrastructureFailure, Observation, RolloutResult, Tampering
from oppie.model.rollout import Opened, Rollout
from oppie.ports import Session
from oppie.sandboxes.scripted import ScriptedSession

SEEN = Observation((), route="scripted")
LOST = InfrastructureFailure("the runner is gone")
FATAL = InfrastructureFailure("the disk is full", fatal=True)
ROLLOUT = Rollout(Digest("k"))


class Rooms:
    """Opens sessions that answer from one list, and knows what became of them."""

    def __init__(self, answers: Sequence[RolloutResult]) -> None:
        self._answers = list(answers)
        self.opened: list[Watched] = []

    def __call__(self) -> Watched:
        self.opened.append(Watched(lambda _: self._answers.pop(0)))
        return self.opened[-1]


class Watched(ScriptedSession):
    """A session that counts its starts and closes."""

    started = 0
    closed = 0

    def start(self) -> Opened:
        self.started += 1
        return super().start()

    def close(self) -> None:
        self.closed += 1
        super().close()


def executed(executor: InProcessExecutor) -> RolloutResult:
    executor.submit(1, ROLLOUT)
    return executor.wait()[1]


def test_sessions_are_opened_when_they_are_needed_and_started() -> None:
    rooms = Rooms([SEEN, SEEN])
    executor = InProcessExecutor(rooms, 2)
    assert not rooms.opened
    assert executed(executor) is SEEN
    assert executed(executor) is SEEN
    assert [room.started for room in rooms.opened] == [1]
    executor.close()
    assert [room.closed for room in rooms.opened] == [1]


def test_the_first_session_serves_as_it_is() -> None:
    first, rooms = Watched(lambda _: SEEN), Rooms([])
    executor = InProcessExecutor(rooms, 2, first)
    assert executed(executor) is SEEN
    assert first.started == 0
    assert not rooms.opened
    executor.close()
    assert first.closed == 1


def test_a_lost_rollout_is_tried_again_in_a_new_session() -> None:
    rooms = Rooms([LOST, SEEN, SEEN])
    executor = InProcessExecutor(rooms, 1)
    assert executed(executor) is SEEN
    assert [room.closed for room in rooms.opened] == [1, 0]
    assert executed(executor) is SEEN
    assert len(rooms.opened) == 2
    executor.close()


def test_tries_are_bounded() -> None:
    rooms = Rooms([LOST] * 10)
    executor = InProcessExecutor(rooms, 1)
    assert executed(executor) is LOST
    assert len(rooms.opened) == 1 + RETRIES
    executor.close()


@pytest.mark.parametrize("final", [FATAL, Tampering("tests were changed")])
def test_what_trying_again_cannot_change_is_not_tried_again(final: RolloutResult) -> None:
    rooms = Rooms([final])
    executor = InProcessExecutor(rooms, 1)
    assert executed(executor) is final
    assert len(rooms.opened) == 1
    executor.close()


def test_a_session_that_cannot_be_opened_is_fatal() -> None:
    def nowhere() -> ScriptedSession:
        raise MachineError("Docker does not answer")

    executor = InProcessExecutor(nowhere, 1)
    assert executed(executor) == InfrastructureFailure("Docker does not answer", fatal=True)
    executor.close()


def test_a_session_that_does_not_start_is_fatal_and_closed() -> None:
    class Mute(Watched):
        def start(self) -> Opened:
            raise MachineError("no interpreter")

    mute = Mute()
    executor = InProcessExecutor(lambda: mute, 1)
    assert executed(executor) == InfrastructureFailure("no interpreter", fatal=True)
    executor.close()
    assert mute.closed == 1


def test_a_defect_comes_out_where_it_is_waited_for() -> None:
    def broken(_: Rollout) -> RolloutResult:
        raise ZeroDivisionError

    executor = InProcessExecutor(lambda: ScriptedSession(broken), 1)
    with pytest.raises(ZeroDivisionError):
        executed(executor)
    executor.close()


class Held(Watched):
    """A session whose rollout ends only when it is closed, as a killed one does."""

    def __init__(self) -> None:
        super().__init__(self._hold)
        self.running = threading.Event()
        self.killed = threading.Event()

    def _hold(self, _: Rollout) -> RolloutResult:
        self.running.set()
        assert self.killed.wait(5)
        return LOST

    def close(self) -> None:
        super().close()
        self.killed.set()


def test_closing_ends_what_is_in_flight_and_tries_nothing_again() -> None:
    first = Held()
    executor = InProcessExecutor(Held, 1, first)
    executor.submit(1, ROLLOUT)
    executor.submit(2, ROLLOUT)
    assert first.running.wait(5)
    executor.close()
    assert first.closed >= 1
    with pytest.raises(LookupError):
        executor.wait()


def test_it_is_waited_for_a_while() -> None:
    held = Held()
    executor = InProcessExecutor(Held, 1, held)
    executor.submit(1, ROLLOUT)
    assert held.running.wait(5)
    assert executor.wait_for(0.01) is None
    assert executor.wait_for(-1.0) is None
    executor.close()
    quick = InProcessExecutor(lambda: ScriptedSession(lambda _: SEEN), 1)
    quick.submit(2, ROLLOUT)
    assert quick.wait_for(float("inf")) == (2, SEEN)
    quick.close()


def test_a_session_opened_while_closing_is_closed() -> None:
    opening, go = threading.Event(), threading.Event()
    late = Watched(lambda _: SEEN)

    def slow() -> Watched:
        opening.set()
        assert go.wait(5)
        return late

    executor = InProcessExecutor(slow, 1)
    executor.submit(1, ROLLOUT)
    assert opening.wait(5)
    closing = threading.Thread(target=executor.close)
    closing.start()
    go.set()
    closing.join(5)
    assert not closing.is_alive()
    assert late.closed >= 1


def test_what_waits_is_given_to_a_session_together() -> None:
    sizes: list[int] = []
    gate = threading.Event()

    class Batches(ScriptedSession):
        def run_many(self, rollouts: Sequence[Rollout]) -> Iterator[RolloutResult]:
            gate.wait(5)
            sizes.append(len(rollouts))
            return super().run_many(rollouts)

    executor = InProcessExecutor(lambda: Batches(lambda _: SEEN), 1, batch=4)
    assert executor.capacity() == 4
    for ticket in range(8):
        executor.submit(ticket, ROLLOUT)
    gate.set()
    assert {executor.wait()[0] for _ in range(8)} == set(range(8))
    executor.close()
    assert sum(sizes) == 8
    assert max(sizes) == 4


def test_only_what_was_lost_of_a_batch_is_tried_again() -> None:
    rooms = Rooms([SEEN, LOST, LOST, SEEN, SEEN])
    gate = threading.Event()

    def opened() -> Session:
        gate.wait(5)
        return rooms()

    executor = InProcessExecutor(opened, 1, batch=3)
    for ticket in range(3):
        executor.submit(ticket, ROLLOUT)
    gate.set()
    assert [executor.wait()[1] for _ in range(3)] == [SEEN, SEEN, SEEN]
    executor.close()


def test_batches_grow_after_a_full_one() -> None:
    sizes: list[int] = []
    gate = threading.Event()

    class Batches(ScriptedSession):
        def run_many(self, rollouts: Sequence[Rollout]) -> Iterator[RolloutResult]:
            gate.wait(5)
            sizes.append(len(rollouts))
            return super().run_many(rollouts)

    executor = InProcessExecutor(lambda: Batches(lambda _: SEEN), 1, batch=8 * FIRST_BATCH)
    assert executor.capacity() == FIRST_BATCH
    for ticket in range(9 * FIRST_BATCH):
        executor.submit(ticket, ROLLOUT)
    gate.set()
    assert {executor.wait()[0] for _ in range(9 * FIRST_BATCH)} == set(range(9 * FIRST_BATCH))
    assert executor.capacity() > FIRST_BATCH
    executor.close()
    assert sizes[0] == FIRST_BATCH < max(sizes)
