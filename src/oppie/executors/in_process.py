"""The executor of this process: a few threads, each with a Session of its own."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from queue import Empty, SimpleQueue

from oppie.errors import OppieError
from oppie.model.observation import InfrastructureFailure, RolloutResult
from oppie.model.rollout import Rollout
from oppie.ports import Session

RETRIES = 2
"""New Sessions that a rollout gets after failures of the infrastructure."""
FIRST_BATCH = 16
GROWTH = 4
"""Rollouts that a Session is given together at first, and how much more after a full batch: the
likeliest candidates come first, and should not wait for a large build."""
GATHER_S = 0.02
"""Wall seconds without a new candidate after which a batch is not waited for any longer."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A rollout that was submitted, and where its result goes."""

    rollout: Rollout
    future: Future[RolloutResult]


class InProcessExecutor:
    """Runs rollouts on up to ``jobs`` Sessions side by side.

    Args:
        open_session: a new Session, not started; called when one is needed and none is idle.
        jobs: how many Sessions there are at most.
        first: a Session that is started already.
        batch: how many rollouts a Session is given together, at most.
    """

    def __init__(
        self,
        open_session: Callable[[], Session],
        jobs: int,
        first: Session | None = None,
        batch: int = 1,
    ) -> None:
        self._open = open_session
        self._jobs = jobs
        self._batch = batch
        self._together = min(batch, FIRST_BATCH)
        self._idle = [] if first is None else [first]
        self._sessions = list(self._idle)
        self._lock = threading.Lock()
        self._closed = False
        self._busy = 0
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="oppie-rollout")
        self._waiting: deque[Waiting] = deque()
        self._tickets: dict[Future[RolloutResult], int] = {}
        self._done: SimpleQueue[Future[RolloutResult]] = SimpleQueue()

    def capacity(self) -> int:
        """How many rollouts may be in flight together by now."""
        return self._jobs * self._together

    def submit(self, ticket: int, rollout: Rollout) -> None:
        """Begin a rollout."""
        future: Future[RolloutResult] = Future()
        self._tickets[future] = ticket
        future.add_done_callback(self._done.put)
        with self._lock:
            self._waiting.append(Waiting(rollout, future))
        self._threads.submit(self._serve).add_done_callback(self._served)

    def wait(self) -> tuple[int, RolloutResult]:
        """Block until any rollout ends. Raises LookupError when none is in flight."""
        return self._landed(None)

    def wait_for(self, within_s: float) -> tuple[int, RolloutResult] | None:
        """The same for so many seconds at most; None where none ended by then."""
        try:
            return self._landed(min(max(0.0, within_s), threading.TIMEOUT_MAX))
        except Empty:
            return None

    def _landed(self, within_s: float | None) -> tuple[int, RolloutResult]:
        """What ended first. Raises Empty after so many seconds."""
        if not self._tickets:
            raise LookupError("no rollout is in flight")
        future = self._done.get(timeout=within_s)
        result = future.result()
        return self._tickets.pop(future), result

    def close(self) -> None:
        """End what is in flight and close the Sessions. Safe to call twice."""
        with self._lock:
            self._closed = True
            self._waiting.clear()
            sessions, self._sessions = self._sessions, []
        for session in sessions:
            session.close()
        self._threads.shutdown(cancel_futures=True)
        self._tickets.clear()

    def _serve(self) -> None:
        """Run what waits, this thread's share of it; nothing if another thread took it."""
        self._gather()
        with self._lock:
            share = -(-len(self._waiting) // (self._jobs - self._busy))
            taken = [self._waiting.popleft() for _ in range(min(self._together, share))]
            self._busy += 1
        try:
            self._attempt(taken, RETRIES)
        finally:
            with self._lock:
                self._busy -= 1
                if len(taken) == self._together:
                    self._together = min(self._batch, GROWTH * self._together)

    def _gather(self) -> None:
        """Wait while more keeps coming: a build costs far more than its company."""
        seen = 0
        while seen < len(self._waiting) < self._together:
            seen = len(self._waiting)
            time.sleep(GATHER_S)

    def _served(self, served: Future[None]) -> None:
        """A defect comes out where results are waited for."""
        error = None if served.cancelled() else served.exception()
        if error is not None:
            broken: Future[RolloutResult] = Future()
            broken.set_exception(error)
            self._done.put(broken)

    def _attempt(self, taken: Sequence[Waiting], retries: int) -> None:
        """One try; what the infrastructure lost is tried again, each alone."""
        lost: list[Waiting] = []
        for each, result in self._results(taken):
            failed = isinstance(result, InfrastructureFailure) and not result.fatal
            if failed and retries and not self._closed:
                lost.append(each)
            else:
                each.future.set_result(result)
        for each in lost:
            self._attempt([each], retries - 1)

    def _results(self, taken: Sequence[Waiting]) -> Iterator[tuple[Waiting, RolloutResult]]:
        """The last result comes when the Session is free again, unless it failed."""
        if not taken:
            return
        try:
            session = self._take()
        except OppieError as error:
            failure = InfrastructureFailure(error.message, fatal=True)
            yield from ((each, failure) for each in taken)
            return
        sound = True
        for number, result in enumerate(session.run_many([t.rollout for t in taken]), 1):
            sound = sound and not isinstance(result, InfrastructureFailure)
            if number == len(taken):
                self._release(session, sound=sound)
            yield taken[number - 1], result

    def _release(self, session: Session, *, sound: bool) -> None:
        if sound:
            self._idle.append(session)
        else:
            self._discard(session)

    def _take(self) -> Session:
        """An idle Session, else a new one. Raises what opening and starting one raise."""
        with self._lock:
            if self._idle:
                return self._idle.pop()
        session = self._open()
        with self._lock:
            closed = self._closed
            self._sessions.append(session)
        if closed:
            session.close()
        try:
            session.start()
        except OppieError:
            self._discard(session)
            raise
        return session

    def _discard(self, session: Session) -> None:
        session.close()
        with self._lock:
            if session in self._sessions:
                self._sessions.remove(session)
