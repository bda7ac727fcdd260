"""What is begun only once there is something to verify."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from oppie.model.event import Event, RolloutEnded
from oppie.ports import Observer


@dataclass(frozen=True, slots=True)
class Solved:
    """An Observer that passes on what it hears, and says when a candidate reaches the goal.

    What gets ready for the verification before that takes processors from the search.

    Attributes:
        then: who is told as well.
        say: called each time.
    """

    then: Observer
    say: Callable[[], object]

    def on(self, event: Event) -> None:
        """Tell, and look whether the goal is reached."""
        self.then.on(event)
        if isinstance(event, RolloutEnded):
            score = event.evaluated.score
            if score is not None and score.reached:
                self.say()
