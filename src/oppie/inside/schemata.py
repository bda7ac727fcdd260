"""Mutant schemata: many candidates of one source in one build, told apart at run time.

Source: Untch, Offutt, Harrold, ISSTA 1993. Where candidates differ inside bodies of functions
only, each such body becomes a choice of theirs; which one runs is decided by a selector a
function, a small number. What the selectors are read from is the language's own affair (an
environment variable, say): :attr:`Schema.picks` tells their values by candidate.

How a suite uses it, for a file that candidates change::

    cuts = [braces.cut(source, FORM) for source in candidates]   # those that `fits` the first
    schema = combine(cuts, dialect)
    …write schema.content, build it, and for a line that the compiler complains of…
    schema.blamed(line)            # the candidates (places in cuts) that do not compile
    schema.line(candidate, line)   # the line in the candidate's own source
"""

from __future__ import annotations

from typing import Callable, Dict, List, Mapping, NamedTuple, Sequence, Tuple

from .braces import Cut

OUTSIDE = -1


class Dialect(NamedTuple):
    """How a language writes a choice.

    Attributes:
        less: a condition: whether the selector of a function (by its number in the file) is
            less than a number.
        ending: what follows the statements of each choice, from the text before the function's
            body, which ends with the function's head.
    """

    less: Callable[[int, int], bytes]
    ending: Callable[[bytes], bytes]


class Segment(NamedTuple):
    """Lines of a schema that stand in a candidate's source as they are.

    Attributes:
        first: the first of them in the schema, from 1.
        number: of the body, or of the piece between bodies.
        variant: which of the body's texts; ``OUTSIDE`` for a piece between bodies.
    """

    first: int
    number: int
    variant: int


class Schema(NamedTuple):
    """A source that holds others.

    Attributes:
        content: what is compiled.
        picks: by function that is a choice: the selector's value for each candidate.
        cuts: the candidates' sources.
        segments: where the lines come from, by ``first``.
    """

    content: bytes
    picks: Mapping[int, Tuple[int, ...]]
    cuts: Tuple[Cut, ...]
    segments: Tuple[Segment, ...]

    def blamed(self, line: int) -> Tuple[int, ...]:
        """The candidates with the code of a line: all of them where it is no choice."""
        found = self._segment(line)
        picks = self.picks.get(found.number, ())
        if found.variant == OUTSIDE or not picks:
            return tuple(range(len(self.cuts)))
        return tuple(place for place, pick in enumerate(picks) if pick == found.variant)

    def line(self, candidate: int, line: int) -> int:
        """The line in a candidate's own source."""
        found = self._segment(line)
        cut = self.cuts[candidate]
        outside = found.variant == OUTSIDE
        first = cut.outside_line(found.number) if outside else cut.body_line(found.number)
        return first + line - found.first

    def _segment(self, line: int) -> Segment:
        return [segment for segment in self.segments if segment.first <= line][-1]


def fits(one: Cut, other: Cut) -> bool:
    """Whether two sources differ inside of bodies only."""
    return one.outside == other.outside


def combine(cuts: Sequence[Cut], dialect: Dialect) -> Schema:
    """One source of many that fit each other; at least one."""
    written = _Written(dialect)
    picks: Dict[int, Tuple[int, ...]] = {}
    outside = cuts[0].outside
    for number in range(len(outside) - 1):
        written.segment(Segment(written.line, number, OUTSIDE), outside[number])
        texts = list(dict.fromkeys(cut.bodies[number] for cut in cuts))
        if len(texts) > 1:
            picks[number] = tuple(texts.index(cut.bodies[number]) for cut in cuts)
            written.choice(number, texts, dialect.ending(outside[number]))
        else:
            written.segment(Segment(written.line, number, 0), texts[0])
    written.segment(Segment(written.line, len(outside) - 1, OUTSIDE), outside[-1])
    return Schema(b"".join(written.parts), picks, tuple(cuts), tuple(written.segments))


class _Written:
    """A schema while it is written."""

    def __init__(self, dialect: Dialect) -> None:
        self.parts: List[bytes] = []
        self.segments: List[Segment] = []
        self.line = 1
        self._dialect = dialect

    def segment(self, segment: Segment, text: bytes) -> None:
        """Text of a candidate's own."""
        self.segments.append(segment)
        self._add(text)

    def choice(self, number: int, texts: Sequence[bytes], ending: bytes) -> None:
        """Halves within halves, so that one of many costs few comparisons.

        Conditions and no switch: a ``break`` that a candidate has too many stays an error.
        """
        self._halves(number, [text + b"\n" + ending for text in texts], 0)

    def _halves(self, number: int, texts: Sequence[bytes], first: int) -> None:
        """A text begins on the line of the brace before it: compilers call a block by that."""
        half = len(texts) // 2
        if not half:
            self.segment(Segment(self.line, number, first), texts[0])
            return
        self._between(number, b"\nif " + self._dialect.less(number, first + half) + b" {")
        self._halves(number, texts[:half], first)
        self._between(number, b"\n} else {")
        self._halves(number, texts[half:], first + half)
        self._between(number, b"\n}\n")

    def _between(self, number: int, text: bytes) -> None:
        """What is no candidate's, on lines of its own."""
        self.segments.append(Segment(self.line + 1, number, OUTSIDE))
        self._add(text)

    def _add(self, text: bytes) -> None:
        self.parts.append(text)
        self.line += text.count(b"\n")
