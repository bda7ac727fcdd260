"""The executor of this process: a few threads, each with a Session of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue

from oppie.errors import OppieError
from oppie.model.observation import InfrastructureFailure, RolloutResult
from oppie.model.rollout import Rollout
from oppie.ports import Session

RETRIES = 2
"""New Sessions that a rollout gets after failures of the infrastructure."""


class InProcessExecutor:
    """Runs up to ``jobs`` rollouts side by side.

    Args:
        open_session: a new Session, not started; called when one is needed and none is idle.
        jobs: how many Sessions there are at most.
        first: a Session that is started already.
    """

    def __init__(
        self, open_session: Callable[[], Session], jobs: int, first: Session | None = None
    ) -> None:
        self._open = open_session
        self._jobs = jobs
        self._idle = [] if first is None else [first]
        self._sessions = list(self._idle)
        self._lock = threading.Lock()
        self._closed = False
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="oppie-rollout")
        self._tickets: dict[Future[RolloutResult], int] = {}
        self._done: SimpleQueue[Future[RolloutResult]] = SimpleQueue()

    def capacity(self) -> int:
        """How many rollouts may be in flight together."""
        return self._jobs

    def submit(self, ticket: int, rollout: Rollout) -> None:
        """Begin a rollout."""
        future = self._threads.submit(self._run, rollout)
        self._tickets[future] = ticket
        future.add_done_callback(self._done.put)

    def wait(self) -> tuple[int, RolloutResult]:
        """Block until any rollout ends. Raises LookupError when none is in flight."""
        if not self._tickets:
            raise LookupError("no rollout is in flight")
        future = self._done.get()
        return self._tickets.pop(future), future.result()

    def close(self) -> None:
        """End what is in flight and close the Sessions. Safe to call twice."""
        with self._lock:
            self._closed = True
            sessions, self._sessions = self._sessions, []
        for session in sessions:
            session.close()
        self._threads.shutdown(cancel_futures=True)
        self._tickets.clear()

    def _run(self, rollout: Rollout) -> RolloutResult:
        result = self._attempt(rollout)
        for _ in range(RETRIES):
            if not isinstance(result, InfrastructureFailure) or result.fatal or self._closed:
                break
            result = self._attempt(rollout)
        return result

    def _attempt(self, rollout: Rollout) -> RolloutResult:
        """One try; the Session goes on serving unless the infrastructure failed."""
        try:
            session = self._take()
        except OppieError as error:
            return InfrastructureFailure(error.message, fatal=True)
        result = session.run(rollout)
        if isinstance(result, InfrastructureFailure):
            self._discard(session)
        else:
            self._idle.append(session)
        return result

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
