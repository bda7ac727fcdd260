"""A toy task for scripted searches: each letter of a file has a test of its own."""

from __future__ import annotations

from collections.abc import Iterator

from oppie.mcts.scripted import ScriptedWorld, change
from oppie.model.change import Change
from oppie.model.observation import Failure, Observation, Outcome, TestResult
from oppie.model.score import Score

ALPHABET = b"zyxwvutsrqponmlkjihgfedcba"
BROKEN = 0.3
"""What is left of the value when a letter that was right is wrong."""


def letters(base: bytes, wanted: bytes, *, budget: int = 1000, capacity: int = 1) -> ScriptedWorld:
    """A world in which ``base`` is to become ``wanted``; both have the same length.

    Changes replace one letter; candidates come letter by letter from the end of the alphabet,
    with falling priors, and every wrong letter is a fault of its own.
    """
    targets = frozenset(at for at in range(len(wanted)) if base[at] != wanted[at])

    def judge(content: bytes) -> tuple[Observation, Score]:
        wrong = {at for at in range(len(wanted)) if content[at : at + 1] != wanted[at : at + 1]}
        results = tuple(_result(at, content, wrong=at in wrong) for at in range(len(wanted)))
        fixed, broken = len(targets - wrong), len(wrong - targets)
        value = (fixed / len(targets) if targets else 1.0) * (BROKEN if broken else 1.0)
        return Observation(results), Score(value, not wrong, fixed, broken)

    return ScriptedWorld(base, judge, _offers, capacity, budget)


def _result(at: int, content: bytes, *, wrong: bool) -> TestResult:
    if not wrong:
        return TestResult(f"t{at}", Outcome.PASSED)
    message = f"assert {content[at : at + 1]!r} is wrong"
    return TestResult(f"t{at}", Outcome.FAILED, 0.0, Failure("AssertionError", message))


def _offers(content: bytes) -> Iterator[tuple[Change, float]]:
    for rank, letter in enumerate(ALPHABET):
        for at in range(len(content)):
            if content[at] != letter:
                yield change(at, at + 1, bytes([letter]), "letter", at), 1.0 / (1 + rank)
