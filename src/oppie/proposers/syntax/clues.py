"""What failures say: errors with their places, and actual against expected values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from oppie.model.observation import Failure, Frame
from oppie.proposers.syntax import sayings
from oppie.proposers.syntax.contrast import contrast
from oppie.proposers.syntax.literals import Value, literal
from oppie.proposers.syntax.sayings import meaning

_RAISES = re.compile(r"DID NOT RAISE <class '(?:[\w.]+\.)?(\w+)'>|(\w+) not raised")
_QUOTED = re.compile(r"'([^'\n]+)'")
_MARKS = (
    ("NoneType", "none-used"),
    ("'method'", "method-used"),
    ("function_or_method", "method-used"),
    ("positional argument", "argument-count"),
    ("keyword argument", "argument-count"),
    ("unpack", "unpacked"),
    ("coroutine", "not-awaited"),
    ("unhashable", "unhashable"),
    ("not subscriptable", "not-subscriptable"),
    ("not callable", "not-callable"),
    ("not iterable", "not-iterable"),
)
_UNTIL = 2000


@dataclass(frozen=True, slots=True)
class Clue:
    """What one failure says.

    Attributes:
        kind: the exception's class name.
        message: its text.
        frame: the innermost frame in a file that may change, if any.
        words: what the message quotes: names, types, attributes.
        features: what is known of it, such as ``IndexError`` or ``off-by-one``; see
            ``priors.BOOSTS``.
        actual, expected: the values of a failed comparison, where both are literals.
    """

    kind: str
    message: str
    frame: Frame | None
    words: tuple[str, ...]
    features: frozenset[str]
    actual: Value | None = None
    expected: Value | None = None


@dataclass(frozen=True, slots=True)
class Clues:
    """What all failures say together."""

    each: tuple[Clue, ...]

    def share(self, feature: str) -> float:
        """The share of the failures that have a feature, in [0, 1]."""
        if not self.each:
            return 0.0
        return sum(feature in clue.features for clue in self.each) / len(self.each)

    def about(self, *kinds: str) -> Iterator[Clue]:
        """What failures of these kinds say that name something."""
        return (clue for clue in self.each if clue.kind in kinds and clue.words)

    def features(self) -> tuple[str, ...]:
        """All features that any failure has, sorted."""
        return tuple(sorted({f for clue in self.each for f in clue.features}))

    def expected(self) -> tuple[object, ...]:
        """The values that were expected, each once."""
        found = {repr(c.expected.of): c.expected.of for c in self.each if c.expected}
        return tuple(found.values())

    def mistaken(self) -> tuple[tuple[object, object], ...]:
        """Values that tests saw, each with what they wanted in its place."""
        return tuple((c.actual.of, c.expected.of) for c in self.each if c.actual and c.expected)

    def unraised(self) -> tuple[str, ...]:
        """Exceptions that tests wanted and that were not raised."""
        found = [m.group(1) or m.group(2) for c in self.each for m in _RAISES.finditer(c.message)]
        more = (m["error"] for c in self.each for m in sayings.UNRAISED.finditer(c.message))
        return tuple(dict.fromkeys((*found, *(error for error in more if error))))


def read(failures: Iterable[Failure], sources: Iterable[str]) -> Clues:
    """Read failures; ``sources`` are the files that may change."""
    paths = frozenset(sources)
    return Clues(tuple(_clue(failure, paths) for failure in failures))


def _clue(failure: Failure, sources: frozenset[str]) -> Clue:
    inner = next((f for f in reversed(failure.frames) if f.path in sources), None)
    message = failure.message[:_UNTIL]
    actual, expected = compared(message)
    meant = meaning(message)
    kind = meant.kind if meant else failure.kind
    features = {kind} | set(contrast(actual, expected)) | {meant.feature if meant else kind}
    if _RAISES.search(message) or sayings.UNRAISED.search(message):
        features.add("did-not-raise")
    features |= {name for mark, name in _MARKS if mark in message}
    count = sayings.argument_count(message)
    features |= {count, "argument-count"} if count else set()
    named = meant.words if meant else ()
    words = tuple(dict.fromkeys((*named, *_QUOTED.findall(message))))
    return Clue(kind, message, inner, words, frozenset(features), actual, expected)


def compared(message: str) -> tuple[Value | None, Value | None]:
    """Actual and expected value of a failed assertion, where both are literals."""
    lines = message.splitlines()
    first = lines[0].strip() if lines else ""
    first = first.removeprefix("AssertionError: ")
    for left, right in _sides(first.removeprefix("assert ")):
        one, two = literal(left), literal(right)
        if one is not None and two is not None:
            where = " ".join(lines[1:])
            swapped = f"where {right} = " in where and f"where {left} = " not in where
            return (two, one) if swapped else (one, two)
    if first in ("assert False", "assert None"):
        return literal(first[7:]), Value(of=True)
    if first == "assert not True":
        return Value(of=True), Value(of=False)
    return sayings.compared(message)


def _sides(text: str) -> Iterator[tuple[str, str]]:
    for sign in (" == ", " is ", " != "):
        for match in re.finditer(re.escape(sign), text):
            yield text[: match.start()], text[match.end() :]
