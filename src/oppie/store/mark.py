"""How far a memory went when a run began."""

from __future__ import annotations

from dataclasses import dataclass

from oppie.errors import IntegrityError

PARTS = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """The last row of each table of one memory; written as ``name-12-3-1``.

    Attributes:
        memory: the memory's own name: one that was begun anew has another.
        observations, experiences, outcomes: number of the last row that is seen.
    """

    memory: str
    observations: int = 0
    experiences: int = 0
    outcomes: int = 0

    def __str__(self) -> str:
        return f"{self.memory}-{self.observations}-{self.experiences}-{self.outcomes}"

    @classmethod
    def parse(cls, text: str, memory: str) -> Mark:
        """Read a mark again; of another memory than ``memory`` nothing is seen.

        Raises:
            IntegrityError: it is no mark.
        """
        name, *numbers = text.split("-")
        if len(numbers) != PARTS - 1 or not all(number.isdecimal() for number in numbers):
            raise IntegrityError(f"{text!r} is no state of a memory")
        return cls(name, *map(int, numbers)) if name == memory else cls(memory)
