"""Writes down, twice a second, how long a run has taken: a killed run's time counts too."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from threading import Event, Thread

from oppie.errors import OppieError
from oppie.store.database import Database
from oppie.store.schema import JOURNAL

EVERY_S = 0.5
BEAT = "UPDATE runs SET seconds = MAX(seconds, ?) WHERE number = ? AND status = 'running'"


class Heartbeat:
    """A thread with a connection of its own, from now until :meth:`stop`."""

    def __init__(
        self, file: Path, number: int, clock: Callable[[], float], every_s: float = EVERY_S
    ) -> None:
        """Begin.

        Args:
            file: the journal.
            number: the run's row.
            clock: the run's wall seconds so far.
            every_s: seconds from one beat to the next.
        """
        self._ended = Event()
        words = (file, number, clock, every_s)
        self._thread = Thread(target=self._beat, args=words, name="heartbeat", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Beat no more; safe to call twice."""
        self._ended.set()
        self._thread.join()

    def _beat(self, file: Path, number: int, clock: Callable[[], float], every_s: float) -> None:
        """A beat that cannot be written is missed: the next rollout writes the time as well."""
        while not self._ended.wait(every_s):
            with suppress(OppieError), closing(Database(file, JOURNAL)) as database:
                database.run(BEAT, clock(), number)
