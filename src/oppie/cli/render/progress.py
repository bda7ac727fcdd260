"""Which Observers hear a run, by what the user asked for and what the terminal can show."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from oppie.cli.common import Common
from oppie.cli.render.lines import Lines
from oppie.errors import UsageError
from oppie.model.event import Event
from oppie.ports import Observer


@dataclass(frozen=True, slots=True)
class Several:
    """Tells each of several Observers."""

    observers: Sequence[Observer]

    def on(self, event: Event) -> None:
        """Pass it on, in order."""
        for observer in self.observers:
            observer.on(event)


@contextmanager
def progress(common: Common) -> Iterator[Observer]:
    """The Observers of one run, until it ends.

    Raises:
        UsageError: the log file or the file for events cannot be written.
    """
    with ExitStack() as stack:
        observers: list[Observer] = []
        if common.events is not None:
            stream = stack.enter_context(_opened(common.events, "--events"))
            observers.append(_event_lines(stream))
        if common.log_file is not None:
            log = stack.enter_context(_opened(common.log_file, "--log-file"))
            observers.append(Lines(log, verbose=True, stamp=_now))
        if not common.quiet:
            lively = not common.verbose and can_live(sys.stderr, os.environ)
            plain = Lines(sys.stderr, common.verbose)
            observers.append(stack.enter_context(_live()) if lively else plain)
        yield Several(tuple(observers))


def can_live(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether a view that redraws itself serves: a terminal that can, with a person before it."""
    return stream.isatty() and environment.get("TERM", "") != "dumb" and not environment.get("CI")


def _event_lines(stream: TextIO) -> Observer:
    from oppie.cli.render.event_lines import EventLines  # noqa: PLC0415 - pydantic's models

    return EventLines(stream)


def _live() -> AbstractContextManager[Observer]:
    from oppie.cli.render.live import live  # noqa: PLC0415 - rich costs as much as pydantic

    return live()


def _opened(path: Path, option: str) -> TextIO:
    try:
        return path.open("a", encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise UsageError(f"'{path}' cannot be written: {error.strerror}", where=option) from error


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S ")
