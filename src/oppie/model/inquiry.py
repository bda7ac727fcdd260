"""Questions to candidates beyond the project's tests, and what they answered."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """A call to a function of a source file.

    Attributes:
        function: its name in the file.
        arguments: as the integration writes them; :meth:`oppie.ports.Examiner.shown` tells
            them to people.
        made: whether a test makes this very call; else it is a variation of such calls.
    """

    function: str
    arguments: str
    made: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a call came to.

    Attributes:
        text: ``returns 3``, ``raises ValueError``; equal texts are equal answers.
        path: names the lines that the call ran; meant for comparing answers of one candidate.
    """

    text: str
    path: str = ""

    @property
    def known(self) -> bool:
        """Whether it can be compared: it ended, touched nothing and is the same each time."""
        return self.text.startswith(("returns", "raises"))

    @property
    def raised(self) -> bool:
        """Whether the call raised."""
        return self.text.startswith("raises")


@dataclass(frozen=True, slots=True)
class Testimony:
    """What a Snapshot answered.

    Attributes:
        examples: examples in the documentation that were tried → whether each held.
        answers: one for each question; empty where it did not answer.
    """

    __test__ = False  # the name is the field's; pytest is not to collect it

    examples: tuple[tuple[str, bool], ...] = ()
    answers: tuple[Answer, ...] = ()

    @property
    def held(self) -> frozenset[str]:
        """The examples that held."""
        return frozenset(name for name, held in self.examples if held)
