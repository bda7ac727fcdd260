"""The memory of a run that starts bare and learns nothing."""

from __future__ import annotations

from collections.abc import Iterable

from oppie.model.change import Digest
from oppie.model.experience import Experience, RouterOutcome
from oppie.model.observation import Observation


class MemoryOff:
    """Implements :class:`oppie.ports.Memory` by remembering nothing."""

    state = "off"
    notes: tuple[str, ...] = ()

    def recall(self, _key: Digest) -> Observation | None:
        """Nothing."""
        return None

    def remember(self, key: Digest, observation: Observation) -> None:
        """Forget it."""

    def experiences(self) -> tuple[Experience, ...]:
        """None."""
        return ()

    def learn(self, experiences: Iterable[Experience]) -> None:
        """Forget them."""

    def outcomes(self) -> tuple[RouterOutcome, ...]:
        """None."""
        return ()

    def routed(self, outcome: RouterOutcome) -> None:
        """Forget it."""

    def close(self) -> None:
        """Nothing to close."""
