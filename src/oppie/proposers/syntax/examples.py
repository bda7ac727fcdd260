"""Examples: how the tests call a function, and the literals that they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from oppie.proposers.syntax.definitions import name_of
from oppie.proposers.syntax.language import Language
from oppie.proposers.syntax.shapes import Shape, Shapes
from oppie.proposers.syntax.tree import Node

_STRING = re.compile(r"""(?<![\w'"])(?:"(?:[^"\\\n]|\\.){0,40}"|'(?:[^'\\\n]|\\.){0,40}')""")
_WORD = re.compile(r"[^\W_]{2,}")
_INTEGER = re.compile(r"(?<![\w.])\d{1,6}(?![\w.])")
_FLOAT = re.compile(r"(?<![\w.])\d{1,6}\.\d{1,6}(?![\w.])")
_MOST_BYTES = 100_000
_MOST_CALLS = 12
_MOST_LITERALS = 60


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a function in a test, with what it was compared with, if anything."""

    arguments: tuple[Node, ...]
    expected: Node | None


class Examples:
    """The files that may be read but not changed; those of failing tests come first."""

    def __init__(self, language: Language, files: tuple[bytes, ...]) -> None:
        self._language = language
        self._files = tuple(f[:_MOST_BYTES] for f in files)

    @cached_property
    def _text(self) -> str:
        return b"\n".join(self._files)[:_MOST_BYTES].decode("utf-8", "replace")

    @cached_property
    def strings(self) -> tuple[str, ...]:
        """String literals, quotes included, each once, in order."""
        return _firsts(_STRING, self._text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words in string literals, each once, in order."""
        found = (word for text in self.strings for word in _WORD.findall(text))
        return tuple(dict.fromkeys(found))[:_MOST_LITERALS]

    @cached_property
    def integers(self) -> tuple[str, ...]:
        """Integer literals, each once, in order."""
        return _firsts(_INTEGER, self._text)

    @cached_property
    def floats(self) -> tuple[str, ...]:
        """Float literals, each once, in order."""
        return _firsts(_FLOAT, self._text)

    @cached_property
    def _trees(self) -> tuple[Node, ...]:
        return tuple(self._language.grammar().parse(data) for data in self._files)

    def calls(self, function: str) -> tuple[Call, ...]:
        """The first calls of a function."""
        found: list[Call] = []
        for i, data in enumerate(self._files):
            for match in re.finditer(rb"\b%s\(" % re.escape(function.encode()), data):
                found.extend(_call(self._trees[i], match.start()))
                if len(found) >= _MOST_CALLS:
                    return tuple(found)
        return tuple(found)

    def shapes(self, function: Node) -> Mapping[str, Shape]:
        """The shapes of a function's parameters, as its calls in tests show them."""
        name, parameters = name_of(function), function.get("parameters")
        if name is None or parameters is None:
            return {}
        receivers = self._language.usual.receivers
        names = [n for n in map(_parameter, parameters.parts) if n not in receivers]
        reader, known = Shapes(function, {}, self._language.sorts), dict[str, Shape]()
        for call in self.calls(name.text):
            for parameter, argument in zip(names, call.arguments, strict=False):
                shape, before = reader.of(argument), known.get(parameter)
                # An empty collection says less than one that is not.
                better = before is None or (shape.item and not before.item)
                if shape.base not in ("", "none") and better:
                    known[parameter] = shape
        return known


def _parameter(node: Node) -> str:
    first = next((n for n in node.walk() if n.kind == "identifier"), node)
    return first.text


def _call(tree: Node, at: int) -> Iterator[Call]:
    node: Node | None = tree
    while node is not None and node.kind not in ("identifier", "comment"):
        node = next((c for c in node.children if c.start <= at < c.end), None)
    holder = next((n for n in node.above() if n.kind == "call"), None) if node else None
    arguments = holder.get("arguments") if holder else None
    if node is None or holder is None or arguments is None or holder.get("function") is None:
        return
    yield Call(arguments.parts, _expected(holder))


def _expected(call: Node) -> Node | None:
    """``f(x) == y``, ``equal(f(x), y)``, ``expect(f(x)).toBe(y)`` → ``y``."""
    outer = next((n for n in call.above() if n.kind == "comparison_operator"), None)
    if outer is not None:
        return outer.parts[-1] if call.inside(outer.parts[0]) else None
    if call.parent is None or call.up != "argument_list":
        return None
    beside = call.parent.parts
    if beside[1:]:
        return beside[1] if call is beside[0] else beside[0]
    matcher = next((n for n in islice(call.above(), 2, 5) if n.kind == "call"), None)
    matched = matcher.get("arguments") if matcher else None
    return matched.parts[0] if matched and matched.parts else None


def _firsts(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.group() for m in pattern.finditer(text)))[:_MOST_LITERALS]
