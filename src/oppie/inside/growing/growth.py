"""Expressions that come to what is wanted at every visit, put together from below."""

from __future__ import annotations

import ast
import time
from itertools import islice
from typing import (
    Any,
    Dict,
    Iterable,
    Iterator,
    List,
    Mapping,
    NamedTuple,
    Optional,
    Sequence,
    Tuple,
)

from ..judging.harmless import GUARDS, Harmless, harmless
from ..judging.summaries import summary
from .snapshots import Snapshot
from .truths import Truth, Truths, mask
from .words import ONE, TESTS, TWO, Template

MOST_LEAVES = 40
MOST_GROWN = 2500
MOST_S = 0.6
"""Processor seconds for one goal."""
MOST_FOUND = 6
PAIR = 2
VALUE_BITS = 8
"""What one visit tells at most where a value is wanted."""
MARGIN_BITS = 4
"""What has to be told beyond that: at most one in sixteen fits by chance."""
_CONSTANTS = ("0", "1", "2", "''", "[]", "None", "True", "False")


_LOOSE = (ast.BinOp, ast.BoolOp, ast.Compare, ast.UnaryOp, ast.IfExp, ast.Lambda)


class Grown(NamedTuple):
    """An expression with its value at each visit."""

    text: str
    loose: bool
    values: Tuple[Any, ...]


class Goal(NamedTuple):
    """What is wanted.

    Attributes:
        snapshots: the visits.
        wanted: the value at each.
        truth: whether only the truth of a value matters.
        fragments: texts of expressions that stand near.
        original: what stands there now; empty where nothing does.
    """

    snapshots: Sequence[Snapshot]
    wanted: Sequence[Any]
    truth: bool
    fragments: Sequence[str]
    original: str = ""


def grow(goal: Goal) -> List[str]:
    """Texts of expressions that fulfil a goal, the smallest first; few at most.

    The more expressions have been tried, the likelier it is that one fits by chance: what the
    visits tell, in bits, has to be as much as the logarithm of their number.
    """
    if not told(goal):
        return []
    return list(islice(dict.fromkeys(_Growth(goal).found()), MOST_FOUND))


def told(goal: Goal) -> int:
    """Bits that the visits tell: one for a truth, more for a value that is rarer."""
    distinct = {(str(s.names), summary(w)) for s, w in zip(goal.snapshots, goal.wanted)}
    wanted = [text for _, text in distinct]
    if len(set(wanted)) <= 1:  # any constant would do
        return 0
    plain = goal.truth or set(wanted) <= {"True", "False", "None"}
    return len(wanted) if plain else min(VALUE_BITS, 2 * len(set(wanted))) * len(wanted)


class _Growth:
    def __init__(self, goal: Goal) -> None:
        self._goal = goal
        self._until = time.process_time() + MOST_S
        self._known: Dict[Tuple[str, ...], Grown] = {}
        self._wanted = tuple(summary(value) for value in goal.wanted)
        self._truths = Truths(len(goal.wanted))
        self._most = 2 ** min(told(goal) - MARGIN_BITS, 40)
        self._tried = 0

    def found(self) -> Iterator[str]:
        """What fits, as it is come upon."""
        leaves = self._new(self._leaves())
        yield from self._fitting(leaves)
        ones = self._new(self._ones(leaves))
        yield from self._fitting(ones)
        first = [*leaves, *ones]
        if self._boolean():
            self._note(self._twos(first, leaves, TESTS))
            most = self._most - self._tried
            yield from self._truths.fitting(mask(self._goal.wanted), most, self._original())
        if not self._goal.truth:
            yield from self._fitting(self._twos(first, first, TWO))

    def _original(self) -> Optional[Truth]:
        grown = self._leaf(self._goal.original) if self._goal.original else None
        return None if grown is None else Truth(mask(grown.values), grown.text)

    def _boolean(self) -> bool:
        return self._goal.truth or all(isinstance(value, bool) for value in self._goal.wanted)

    def _leaves(self) -> Iterator[Grown]:
        names = dict.fromkeys(name for s in self._goal.snapshots[:1] for name in s.names)
        texts = dict.fromkeys((*names, *self._goal.fragments, *_CONSTANTS))
        for text in islice(texts, MOST_LEAVES):
            grown = self._leaf(text)
            if grown is not None:
                yield grown

    def _leaf(self, text: str) -> Optional[Grown]:
        try:
            tree = ast.parse(text, mode="eval").body
        except (SyntaxError, ValueError):
            return None
        loose = isinstance(tree, _LOOSE)
        expression = harmless(tree)
        if expression is None:
            return None
        try:
            values = tuple(_worked_out(expression, s) for s in self._goal.snapshots)
        except Exception:  # noqa: BLE001 - then it is no leaf
            return None
        return Grown(text, loose, values)

    def _ones(self, operands: Iterable[Grown]) -> Iterator[Grown]:
        for operand in operands:
            for template in ONE.get(type(operand.values[0]), ()):
                yield from self._made(template, operand)

    def _twos(
        self,
        left: Sequence[Grown],
        right: Sequence[Grown],
        table: Mapping[Tuple[type, type], Tuple[Template, ...]],
    ) -> Iterator[Grown]:
        for one in left:
            for other in right:
                kinds = (type(one.values[0]), type(other.values[0]))
                for template in table.get(kinds, ()) if one is not other else ():
                    yield from self._made(template, one, other)
            if time.process_time() > self._until:
                return

    def _made(self, template: Template, *operands: Grown) -> Iterator[Grown]:
        """What a template makes of operands; nothing where it raises at a visit.

        Of two operands for a value the first visit is looked at first: hardly any fits there.
        """
        try:
            if len(operands) == PAIR and not self._boolean():
                first = template.work(*(each.values[0] for each in operands))
                if summary(first) != self._wanted[0]:
                    self._tried += 1
                    return
            values = tuple(map(template.work, *(each.values for each in operands)))
        except Exception:  # noqa: BLE001 - operands of another kind at a later visit
            return
        texts = ["(%s)" % each.text if each.loose else each.text for each in operands]
        yield Grown(template.text.format(*texts), template.loose, values)

    def _new(self, made: Iterable[Grown]) -> List[Grown]:
        """Those that come to something new, within bounds."""
        new: List[Grown] = []
        for each in made:
            if time.process_time() > self._until or len(self._known) > MOST_GROWN:
                break
            key = tuple(map(summary, each.values))
            if key not in self._known:
                self._known[key] = each
                new.append(each)
                self._note([each])
        return new

    def _fitting(self, grown: Iterable[Grown]) -> Iterator[str]:
        for each in grown:
            self._tried += 1
            if self._tried > self._most:
                return
            if self._goal.truth:
                fits = mask(each.values) == mask(self._goal.wanted)
            else:
                fits = tuple(map(summary, each.values)) == self._wanted
            if fits:
                yield each.text

    def _note(self, made: Iterable[Grown]) -> None:
        """Keep truths, by what they are at the visits."""
        for each in made:
            if time.process_time() > self._until:
                return
            if self._goal.truth or all(isinstance(value, bool) for value in each.values):
                self._truths.add(each.text, mask(each.values))


def _worked_out(expression: Harmless, snapshot: Snapshot) -> Any:
    return eval(expression.code, {**snapshot.names, **GUARDS})  # noqa: S307 - guarded
