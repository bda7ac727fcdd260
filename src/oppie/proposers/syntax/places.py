"""Places: how likely each statement holds the fault, from suspicions and tracebacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from oppie.model.likelihood import UNSEEN, likely
from oppie.model.observation import Suspicion
from oppie.proposers.syntax.clues import Clues
from oppie.proposers.syntax.context import Context, Unit
from oppie.proposers.syntax.definitions import definition
from oppie.proposers.syntax.language import Language
from oppie.proposers.syntax.tree import Node

INNERMOST = 1.6
"""How much likelier the line is where a traceback ends."""
HEAD = 0.5
"""How likely a function's head is, against the likeliest line of its body."""
REFERENCE = 0.6
"""How likely a shared value is, against the likeliest function that reads it."""
LEAST = 1e-6
ESCAPED = 0.1
"""How likely what an exception says is, where tests fail because it was raised at all."""
CROWD = 4
"""Literals of one list, or conditions of one chain, that are as likely each as one alone."""
_CHAIN = "boolean_operator"
_LITERALS = frozenset({"integer", "float", "string", "character", "unary_operator"})


class Places:
    """The weights of one file's lines, in (0, 1]."""

    def __init__(self, path: str, suspicions: Iterable[Suspicion], clues: Clues) -> None:
        known = list(suspicions)
        top = max((s.score for s in known), default=0.0) or 1.0
        self._lines = {s.line: likely(s.score, top) for s in known if s.path == path}
        ends = {c.frame.line for c in clues.each if c.frame is not None and c.frame.path == path}
        self._rest = UNSEEN if known else (1 / INNERMOST if ends else 1.0)
        for line in ends:
            self._lines[line] = min(1.0, self.weight(line, line) * INNERMOST)

    def weight(self, first: int, last: int) -> float:
        """The weight of the likeliest of some lines."""
        known = [self._lines[n] for n in range(first, last + 1) if n in self._lines]
        return max(max(known, default=self._rest), LEAST)


def place(node: Node, context: Context, places: Places) -> float:
    """The weight of the statement that a node is in; of its header, if it holds a block."""
    statement = context.statement(node)
    if statement is context.unit.node or statement is context.function:
        return context.unit.weight * (HEAD if context.function else 1.0)
    block = next((c for c in statement.children if c.kind in context.language.blocks), None)
    last = max(statement.line, block.line - 1) if block else statement.last_line
    return min(context.unit.weight, places.weight(statement.line, last))


def escaped(node: Node, context: Context) -> float:
    """How likely a node is, in an exception that no test asked for: to raise it is the fault."""
    raising = next((n for n in node.above() if n.kind == "raise_statement"), None)
    if raising is None:
        return 1.0
    ends = (clue.frame for clue in context.clues.each if clue.frame is not None)
    lines = {frame.line for frame in ends if frame.path == context.path}
    return ESCAPED if lines.intersection(range(raising.line, raising.last_line + 1)) else 1.0


def crowd(node: Node, context: Context) -> float:
    """How likely a node is, against one by itself: those of a long list or chain share a weight.

    So do those of a table, a statement outside of functions.
    """
    tabled = len(context.by_kind.get(node.kind, ())) if _in_table(node, context) else 0
    return min(1.0, CROWD / max(1, tabled, _listed(node), _chained(node)))


def _in_table(node: Node, context: Context) -> bool:
    """Whether a node stands outside of functions, and of blocks."""
    language, unit = context.language, context.unit.node
    around = takewhile(lambda above: above is not unit.parent, node.above())
    inner = language.blocks | language.functions | {"lambda"}
    return context.function is None and all(above.kind not in inner for above in around)


def _listed(node: Node) -> int:
    """How many of its kind stand in the list that a literal is in; of a table: its pairs."""
    inner, holder = node, node.parent
    while holder is not None and (len(holder.parts) == 1 or holder.kind == "pair"):
        inner, holder = holder, holder.parent
    if node.kind not in _LITERALS or holder is None:
        return 0
    return sum(part.kind == inner.kind for part in holder.parts)


def _chained(node: Node) -> int:
    """How many conditions the chain has that a node stands in."""
    chain = next((n for n in (node, *node.above()) if n.kind == _CHAIN), None)
    while chain is not None and chain.parent is not None and chain.up == _CHAIN:
        chain = chain.parent
    return len(list(_conditions(chain))) if chain is not None else 0


def _conditions(chain: Node) -> Iterator[Node]:
    for part in chain.parts:
        yield from _conditions(part) if part.kind == _CHAIN else (part,)


@dataclass(frozen=True, slots=True)
class _Home:
    language: Language
    places: Places


def units(home: _Home, root: Node, within: str = "") -> Iterator[Unit]:
    """The units of a file or of a class."""
    language = home.language
    for statement in root.parts:
        found = definition(statement, language)
        name = found.name if found else None
        symbol = f"{within}.{name.text}".lstrip(".") if name else within
        body = found.node.get("body") if found and found.node.kind in language.classes else None
        if body is not None:
            yield from units(home, body, symbol)
        elif statement.kind not in language.opaque:
            weight = home.places.weight(statement.line, statement.last_line)
            yield Unit(statement, symbol, weight)


def with_shared(language: Language, root: Node, places: Places) -> Iterator[Unit]:
    """The units of a file; one that binds what a likely function reads is likely too."""
    found = list(units(_Home(language, places), root))
    likely = [(u, _names(u)) for u in sorted(found, key=lambda u: -u.weight)[:5]]
    for unit in found:
        bound = _bound(unit)
        readers = (u.weight for u, names in likely if bound & names and u is not unit)
        weight = REFERENCE * max(readers, default=0.0)
        yield replace(unit, weight=weight) if weight > unit.weight else unit


def _names(unit: Unit) -> frozenset[str]:
    return frozenset(n.text for n in unit.node.walk() if n.kind == "identifier")


def _bound(unit: Unit) -> frozenset[str]:
    """Names that a plain statement sets: its first word, without looking further in."""
    plain = unit.node.kind.endswith(("declaration", "expression_statement"))
    inner = unit.node.parts[0] if plain and unit.node.parts else None
    left = inner.get("left") if inner else None
    return frozenset({left.text}) if left else frozenset()
