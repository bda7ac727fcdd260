"""Calls like those that tests make: one argument varied a little, or taken from another call."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from oppie.model.inquiry import Question

Arguments = tuple[tuple[object, ...], dict[str, object]]
MOST_OF_ONE = 24
"""Variations that are looked at of one call."""
MOST_ELEMENTS = 6
"""Elements of a container that are varied."""


@dataclass(frozen=True, slots=True)
class Notation:
    """How arguments are written in questions.

    Attributes:
        read: the positional and the named ones; None where the text is none.
        write: the text that reads so.
    """

    read: Callable[[str], Arguments | None]
    write: Callable[[Arguments], str]


def vary(
    calls: Sequence[tuple[str, str]], most: int, seed: int, notation: Notation
) -> tuple[Question, ...]:
    """The calls, in order, then variations: some of each call, drawn by ``seed``.

    Args:
        calls: function and arguments, as ``notation`` has them.
        most: at most so many questions; half of them at most are the calls themselves.
        seed: of the draw.
        notation: the language's.
    """
    random = Random(seed)
    made = list(_readable(calls, notation))[: most // 2]
    questions = {(name, text): Question(name, text, made=True) for name, text, _ in made}
    rows = [
        _drawn(_variations(call, _others(made, name)), random, notation) for name, _, call in made
    ]
    for turn in range(MOST_OF_ONE):
        for (name, _, _), row in zip(made, rows, strict=True):
            if turn < len(row) and len(questions) < most:
                questions.setdefault((name, row[turn]), Question(name, row[turn]))
    return tuple(questions.values())


def _readable(
    calls: Sequence[tuple[str, str]], notation: Notation
) -> Iterator[tuple[str, str, Arguments]]:
    """The calls that can be read; what a candidate made up is left out."""
    for name, text in calls:
        call = notation.read(text)
        if call is not None:
            yield name, text, call


def _others(made: Sequence[tuple[str, str, Arguments]], name: str) -> list[Arguments]:
    return [call for other, _, call in made if other == name]


def _drawn(variations: Iterator[Arguments], random: Random, notation: Notation) -> list[str]:
    texts = dict.fromkeys(map(notation.write, variations))
    found = [text for text in texts if notation.read(text) is not None]
    return random.sample(found, min(MOST_OF_ONE, len(found)))


def _variations(call: Arguments, others: Sequence[Arguments]) -> Iterator[Arguments]:
    args, kwargs = call
    for place, value in enumerate(args):
        taken = [other[place] for other, _ in others if place < len(other)]
        for new in (*_near(value), *taken):
            yield (*args[:place], new, *args[place + 1 :]), kwargs
    for name, value in kwargs.items():
        for new in _near(value):
            yield args, {**kwargs, name: new}


def _near(value: object) -> Iterator[object]:
    """Values of the same type, a small step away."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, (int, float)):
        yield from _numbers(value)
    elif isinstance(value, str):
        yield from (value[:-1], value[1:], value + value, value[::-1], value.swapcase())
        yield from (value + value[:1], value[:1] + value)
    elif isinstance(value, list):
        yield from _sequences(value)
    elif isinstance(value, tuple):
        yield from (tuple(each) for each in _sequences(list(value)) if len(each) == len(value))
    elif isinstance(value, dict):
        for key in list(value)[:MOST_ELEMENTS]:
            yield {other: value[other] for other in value if other != key}
            yield from ({**value, key: new} for new in _near(value[key]))


def _numbers(value: float) -> Iterator[float]:
    yield from (value + 1, value - 1, value * 2, -value)
    if isinstance(value, int):
        yield from (value + 2, value + 5, value // 2)
    else:
        yield from (value / 2, value + 0.5)


def _sequences(value: list[object]) -> Iterator[list[object]]:
    yield from (value[:-1], value[1:], value[::-1], value + value, value + value[:1])
    if value:
        middle = len(value) // 2
        yield value[:middle] + value[middle + 1 :]
        yield value[middle:] + value[:middle]
    for place, element in enumerate(value[:MOST_ELEMENTS]):
        yield from ([*value[:place], new, *value[place + 1 :]] for new in _near(element))
