"""Ingredients: texts of the function, the file and the tests that edits are made from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import takewhile

from oppie.proposers.syntax.examples import Examples
from oppie.proposers.syntax.language import Language
from oppie.proposers.syntax.tree import Node

_NUMBER = re.compile(r"(?<![\w.])\d{1,6}(?!\w|\.\d)")
_EXCEPTION = re.compile(r"\b[A-Z]\w*(?:Error|Exception|Warning|Exit|Interrupt|Iteration)\b")
_CONDITIONS = frozenset({"comparison_operator", "not_operator"})
_PLAIN = frozenset({"call", "identifier", "attribute", "subscript"})
_MOST = 40


class Ingredients:
    """What is at hand around a unit, the closest first."""

    def __init__(self, language: Language, root: Node, unit: Node, examples: Examples) -> None:
        self._language = language
        self._root = root
        self._unit = unit
        self._examples = examples

    @cached_property
    def integers(self) -> tuple[str, ...]:
        """Integers of the unit and its documentation: those of tests would fit them alone."""
        own = (n.text for n in self._unit.walk() if n.kind == "integer")
        told = _NUMBER.findall(self._documentation)
        marks = self._language.usual.landmarks
        called = {n.text for n in self._unit.walk() if n.kind == "identifier"} & marks.keys()
        near = (number for word in sorted(called) for number in marks[word])
        return _first((*own, *told, *near), _MOST)

    @cached_property
    def own_strings(self) -> tuple[str, ...]:
        """String literals of the unit."""
        return _first((n.text for n in self._strings(self._unit)), _MOST)

    @cached_property
    def strings(self) -> tuple[str, ...]:
        """String literals of the unit, the file and the tests."""
        file = (n.text for top in self._root.parts[:200] for n in self._strings(top))
        return _first((*self.own_strings, *file, *self._examples.strings), 3 * _MOST)

    @cached_property
    def conditions(self) -> tuple[Node, ...]:
        """Atoms of conditions in the unit: comparisons, tests of membership, calls."""
        return tuple(_different(self._atoms(self._unit)))

    @cached_property
    def far_conditions(self) -> tuple[Node, ...]:
        """Atoms of conditions in the rest of the file."""
        near = {n.text for n in self.conditions}
        tops = (t for t in self._root.parts[:100] if t is not self._unit)
        far = (n for top in tops for n in self._atoms(top) if n.text not in near)
        return tuple(_different(far))[:_MOST]

    @cached_property
    def exceptions(self) -> tuple[str, ...]:
        """Exceptions that the file names, the most frequent first."""
        found = _EXCEPTION.findall(self._root.text)
        return tuple(sorted(dict.fromkeys(found), key=found.count, reverse=True))

    @cached_property
    def _documentation(self) -> str:
        strings = (n for n in self._unit.walk() if n.kind == "string")
        inside = (n.text for n in strings if n.up == "expression_statement")
        return " ".join((*self._comments(), *inside))

    def _comments(self) -> Iterator[str]:
        """The comments right above the unit."""
        above = [n for n in self._root.children if n.end <= self._unit.start]
        return (n.text for n in takewhile(lambda n: n.kind == "comment", reversed(above)))

    def _strings(self, node: Node) -> Iterator[Node]:
        for found in node.walk():
            if found.kind == "string" and "\n" not in found.text and len(found.text) <= _MOST:
                yield found

    def _atoms(self, unit: Node) -> Iterator[Node]:
        for node in unit.walk():
            if node.kind in _CONDITIONS or (
                node.kind in _PLAIN
                and (node.role == "condition" or node.up in ("boolean_operator", "if_clause"))
            ):
                yield node


def _different(nodes: Iterable[Node]) -> Iterator[Node]:
    seen: set[str] = set()
    for node in nodes:
        if node.text not in seen:
            seen.add(node.text)
            yield node


def _first(texts: Iterable[str], most: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))[:most]
