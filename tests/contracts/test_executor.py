"""What every Executor holds to: a third party adds its own to ``EXECUTORS``."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from oppie.executors.in_process import InProcessExecutor
from oppie.model.change import Digest
from oppie.model.observation import Observation, RolloutResult
from oppie.model.rollout import Rollout
from oppie.ports import Executor, Session
from oppie.sandboxes.scripted import ScriptedSession

EXECUTORS: list[Callable[[Callable[[], Session], int], Executor]] = [InProcessExecutor]


class Gate:
    """A script that holds each rollout until it is let go."""

    def __init__(self) -> None:
        self.running = threading.Semaphore(0)
        self.go = threading.Event()

    def __call__(self, rollout: Rollout) -> RolloutResult:
        self.running.release()
        self.go.wait(5)
        return answer(rollout)


def answer(rollout: Rollout) -> Observation:
    """An observation that tells its rollout."""
    return Observation((), route=str(rollout.key))


def rollout(name: str) -> Rollout:
    return Rollout(Digest(name))


@pytest.fixture(params=EXECUTORS)
def executor(request: pytest.FixtureRequest) -> Iterator[Executor]:
    made = request.param(lambda: ScriptedSession(answer), 2)
    yield made
    made.close()


def test_it_says_how_many_may_be_in_flight(executor: Executor) -> None:
    assert executor.capacity() == 2


def test_nothing_in_flight_is_nothing_to_wait_for(executor: Executor) -> None:
    with pytest.raises(LookupError):
        executor.wait()


def test_every_ticket_comes_back_once_with_its_own_result(executor: Executor) -> None:
    for ticket in range(20):
        executor.submit(ticket, rollout(f"r{ticket}"))
    results = dict(executor.wait() for _ in range(20))
    assert {ticket: getattr(result, "route", "") for ticket, result in results.items()} == {
        ticket: f"r{ticket}" for ticket in range(20)
    }
    with pytest.raises(LookupError):
        executor.wait()


def test_a_ticket_may_be_used_again(executor: Executor) -> None:
    for name in ("first", "second"):
        executor.submit(7, rollout(name))
        ticket, result = executor.wait()
        assert (ticket, getattr(result, "route", "")) == (7, name)


@pytest.mark.parametrize("make", EXECUTORS)
def test_rollouts_run_side_by_side(make: Callable[..., Executor]) -> None:
    gate = Gate()
    executor = make(lambda: ScriptedSession(gate), 2)
    executor.submit(1, rollout("a"))
    executor.submit(2, rollout("b"))
    assert gate.running.acquire(timeout=5)
    assert gate.running.acquire(timeout=5)
    gate.go.set()
    assert {executor.wait()[0], executor.wait()[0]} == {1, 2}
    executor.close()


@pytest.mark.parametrize("make", EXECUTORS)
def test_what_ends_first_comes_first(make: Callable[..., Executor]) -> None:
    gate = Gate()

    def script(asked: Rollout) -> RolloutResult:
        return gate(asked) if asked.key == "slow" else answer(asked)

    executor = make(lambda: ScriptedSession(script), 2)
    executor.submit(1, rollout("slow"))
    executor.submit(2, rollout("quick"))
    assert executor.wait()[0] == 2
    gate.go.set()
    assert executor.wait()[0] == 1
    executor.close()


def test_closing_twice_is_closing_once(executor: Executor) -> None:
    executor.submit(1, rollout("a"))
    executor.close()
    executor.close()
