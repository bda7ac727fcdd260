"""Conditions of which a part says nothing: what an edit makes of comparisons with constants.

``x != 1 || x != 2`` always holds, ``x < 3 && x > 5`` never does, and in ``x != 1 && x == 2`` the
first half is idle. All parse, may pass where tests are weak, and are what nobody meant.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import islice, pairwise
from operator import and_, or_

from oppie.proposers.syntax.draft import Draft, Piece
from oppie.proposers.syntax.tree import Node

Value = float | str
Holding = Callable[[Sequence[Value]], int]
"""Of some values those that satisfy a condition: bit *i* for value *i*."""
Join = Callable[[int, int], int]
"""``and_`` or ``or_``, of such bits."""

_BOTH = frozenset({"&&", "and"})
_EITHER = frozenset({"||", "or"})
_RELATIONS: dict[str, Callable[[Value, Value], bool]] = {
    "==": operator.eq,
    "===": operator.eq,
    "!=": operator.ne,
    "!==": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_WORDS = frozenset({"comparison_operator", "boolean_operator"})
"""What they are made of may be replaced."""
_PARTS = frozenset({"boolean_operator", "not_operator", "parenthesized_expression"})
_WITHIN = _PARTS | {"comparison_operator"}
_DEEPEST = 3
"""Parentheses around conditions that are looked into, and out of."""
_MOST = 16
"""Conditions on one operand; longer rows would cost more than they tell."""
_PURE = re.compile(
    r"[^()]*|(?:len|ord|abs)\([^()]*\)|[^()]*\.(?:len|length|size|charAt|charCodeAt)\([^()]*\)"
)
"""Operands that are the same when they are asked again."""
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_TEXT = re.compile(r"(['\"])([^'\"\\]+)\1")


@dataclass(frozen=True, slots=True)
class Condition:
    """What is said of one operand.

    Attributes:
        operand: its text.
        constants: what it is compared with.
        holding: which values satisfy it.
    """

    operand: str
    constants: tuple[Value, ...]
    holding: Holding


def asks(draft: Draft) -> bool:
    """Whether it replaces a word of a condition: only then it may be foregone."""
    site, [piece, *more] = draft.site, draft.pieces
    return not more and site.up in _WORDS and (piece.start, piece.end) == (site.start, site.end)


def foregone(draft: Draft) -> bool:
    """Whether replacing one word makes a condition say nothing, or leaves a part of it idle."""
    chains = islice(_chains(draft.site), _DEEPEST) if asks(draft) else ()
    [piece, *_] = draft.pieces
    return any(_empty(chain, piece) and not _empty(chain, None) for chain in chains)


def _chains(site: Node) -> Iterator[Node]:
    """Conditions joined without parentheses around a word, the innermost first."""
    node = site.parent
    while node is not None and node.kind in _WITHIN:
        if node.kind == "boolean_operator" and node.up != "boolean_operator":
            yield node
        node = node.parent


def _empty(chain: Node, piece: Piece | None) -> bool:
    """Whether what a chain says of one operand is always so, never, or said already."""
    groups = _groups(chain, piece)
    wholes = [_joined(group, and_) for group in groups]
    return any(_says_nothing(each, and_) for group in groups for each in _by_operand(group)) or any(
        _says_nothing(each, or_) for each in _by_operand(wholes)
    )


def _says_nothing(conditions: Sequence[Condition], how: Join) -> bool:
    """Whether conditions on one operand come to a constant, or to the same without one of them."""
    values = _telling([constant for each in conditions for constant in each.constants])
    if not values or len(conditions) > _MOST:
        return False
    rows = [each.holding(values) for each in conditions]
    whole = reduce(how, rows)
    if whole in (0, _all(values)):
        return True
    return any(reduce(how, rows[:i] + rows[i + 1 :]) == whole for i in range(len(rows)))


def _groups(chain: Node, piece: Piece | None, deep: int = 0) -> list[list[Condition | None]]:
    """The atoms of a chain: joined by *and* in the inner lists, by *or* in the outer one."""
    groups: list[list[Condition | None]] = [[]]
    for node in _flat(chain):
        word = _word(node, piece)
        if word in _EITHER:
            groups.append([])
        elif word not in _BOTH:
            groups[-1].append(_atom(node, piece, deep))
    return groups


def _flat(chain: Node) -> Iterator[Node]:
    for child in chain.children:
        if child.kind == "boolean_operator":
            yield from _flat(child)
        elif child.kind != "comment":
            yield child


def _word(node: Node, piece: Piece | None) -> str:
    """A node's text with the edit, where that replaces it."""
    if piece is not None and (piece.start, piece.end) == (node.start, node.end):
        return piece.text
    return node.text


def _atom(node: Node, piece: Piece | None, deep: int) -> Condition | None:
    """What a part of a chain says; None where that is not of one operand and constants."""
    if node.kind == "comparison_operator":
        return _joined(list(_compared(node, piece)), and_)
    if node.kind == "boolean_operator":
        return _joined([_joined(group, and_) for group in _groups(node, piece, deep)], or_)
    inner = node.parts[0] if node.kind in _PARTS and node.parts and deep < 2 * _DEEPEST else None
    said = _atom(inner, piece, deep + 1) if inner is not None else None
    if said is None or node.kind == "parenthesized_expression":
        return said
    return Condition(
        said.operand, said.constants, lambda values: _all(values) ^ said.holding(values)
    )


def _compared(node: Node, piece: Piece | None) -> Iterator[Condition | None]:
    """``a < x < b`` says two things."""
    signs = [_word(child, piece) for child in node.children if not child.named]
    sides = node.parts
    if len(signs) != len(sides) - 1:
        yield None
    for sign, (left, right) in zip(signs, pairwise(sides), strict=False):
        first, second = _constant(_word(left, piece)), _constant(_word(right, piece))
        if (first is None) is (second is None) or sign not in _RELATIONS:
            yield None
        elif second is not None:
            yield _relation(_word(left, piece), sign, second)
        elif first is not None:
            yield _relation(_word(right, piece), _TURNED.get(sign, sign), first)


def _relation(operand: str, sign: str, constant: Value) -> Condition | None:
    if not _PURE.fullmatch(operand):
        return None
    relation = _RELATIONS[sign]

    def holding(values: Sequence[Value]) -> int:
        return sum(1 << i for i, value in enumerate(values) if relation(value, constant))

    return Condition(operand, (constant,), holding)


def _constant(text: str) -> Value | None:
    if _NUMBER.fullmatch(text):
        return float(text)
    quoted = _TEXT.fullmatch(text)
    return quoted.group(2) if quoted else None


def _joined(conditions: Sequence[Condition | None], how: Join) -> Condition | None:
    """One condition of several about one operand; None of others."""
    known = [each for each in conditions if each is not None]
    if len(known) < len(conditions) or len({each.operand for each in known}) != 1:
        return None
    constants = tuple(constant for each in known for constant in each.constants)

    def holding(values: Sequence[Value]) -> int:
        return reduce(how, (each.holding(values) for each in known))

    return Condition(known[0].operand, constants, holding)


def _by_operand(conditions: Sequence[Condition | None]) -> Iterator[list[Condition]]:
    """What is said more than once of one operand."""
    known = [each for each in conditions if each is not None]
    for operand in dict.fromkeys(each.operand for each in known):
        same = [each for each in known if each.operand == operand]
        if len(same) > 1:
            yield same


def _all(values: Sequence[Value]) -> int:
    return (1 << len(values)) - 1


def _telling(constants: Sequence[Value]) -> Sequence[Value]:
    """The constants, and values between, below and above; none where they are of two sorts."""
    numbers = sorted({each for each in constants if not isinstance(each, str)})
    texts = sorted({each for each in constants if isinstance(each, str)})
    if numbers and texts:
        return ()
    if texts:
        return ["", *texts, *(f"{each}\0" for each in texts)]
    between = ((one + two) / 2 for one, two in pairwise(numbers))
    return [-math.inf, *numbers, *between, math.inf]
