"""Results of single tasks in a folder, so that a long benchmark can go on where it was."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from benchmarks.report import commit


class Outcome(BaseModel):
    """What came of one task; each benchmark adds its own.

    Attributes:
        task: unique in its benchmark; names the file.
        commit: that was measured.
    """

    task: str
    commit: str


Kept = TypeVar("Kept", bound=Outcome)
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Keeper(Generic[Kept]):
    """Results in ``folder``; without one nothing is kept.

    Attributes:
        since: results of this revision or of later ones count; empty: of this very commit.
        until: monotonic second after which no further task is begun.
    """

    model: type[Kept]
    folder: Path | None = None
    since: str = ""
    until: float = float("inf")

    def results(
        self, tasks: Sequence[Item], name: Callable[[Item], str], measure: Callable[[Item], Kept]
    ) -> Iterator[Kept]:
        """The kept result of each task, else a new one as long as the time lasts."""
        for task in tasks:
            kept = self._read(name(task))
            if kept is None and time.monotonic() < self.until:
                kept = measure(task)
                self._write(kept)
            if kept is not None:
                yield kept

    def _read(self, task: str) -> Kept | None:
        place = self._place(task)
        if place is None or not place.is_file():
            return None
        try:
            kept = self.model.model_validate_json(place.read_text(encoding="utf-8"))
        except ValidationError:
            return None  # of an older form of this benchmark
        return kept if _counts(kept.commit, self.since) else None

    def _write(self, kept: Kept) -> None:
        place = self._place(kept.task)
        if place is not None:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(kept.model_dump_json() + "\n", encoding="utf-8")

    def _place(self, task: str) -> Path | None:
        return self.folder / f"{task}.json" if self.folder else None


@cache
def _counts(measured: str, since: str) -> bool:
    if not since or measured == commit():
        return measured == commit()
    words = ["git", "merge-base", "--is-ancestor", since, measured.rstrip("+")]
    return subprocess.run(words, check=False, capture_output=True).returncode == 0
