"""Shapes: what sort of value an expression yields, as far as the text tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from oppie.proposers.syntax.tree import Node

NUMBERS = frozenset({"int", "float", "bool"})
SEQUENCES = frozenset({"str", "list", "tuple", "bytes"})
COLLECTIONS = SEQUENCES | {"set", "dict", "iterator"}


@dataclass(frozen=True, slots=True)
class Shape:
    """A sort of value, such as ``list`` of ``int``; the empty base is not known."""

    base: str = ""
    item: str = ""

    def among(self, bases: frozenset[str]) -> bool:
        """Whether it may be one of these: certainly, or not known."""
        return not self.base or self.base in bases

    def surely(self, bases: frozenset[str]) -> bool:
        """Whether it is known to be one of these."""
        return self.base in bases


ANY = Shape()

TYPE_NAMES = frozenset(
    {"identifier", "none", "type_identifier", "predefined_type", "primitive_type"}
)
"""Kinds that name a type within an annotation."""

TYPED = frozenset({"cast", "composite_literal", "type_conversion_expression"})
"""Kinds of expressions that name the type of their value."""

_LITERALS = {
    "integer": "int",
    "character": "int",
    "float": "float",
    "string": "str",
    "concatenated_string": "str",
    "true": "bool",
    "false": "bool",
    "none": "none",
    "comparison_operator": "bool",
    "not_operator": "bool",
    "list": "list",
    "list_comprehension": "list",
    "tuple": "tuple",
    "expression_list": "tuple",
    "set": "set",
    "set_comprehension": "set",
    "dictionary": "dict",
    "dictionary_comprehension": "dict",
    "generator_expression": "iterator",
    "range_expression": "iterator",
    "lambda": "function",
}


@dataclass(frozen=True, slots=True)
class Sorts:
    """What a language's own words say of values.

    Attributes:
        calls: function → the shape of its result.
        methods: method → the shape of its result, whatever the object.
        members: attribute → the shape of its value, whatever the object.
        types: a type's name, or the kind of node of a type, → a base; what is not in it has no
            known shape.
        loose: bases whose values may stand for each other's.
        written: a text → the shape of its value, for texts that are put in as they are.
        counters: functions that give pairs of a number and an item.
        zippers: functions that give items of several collections together.
        makers: functions that make a value of the type that is their first argument.
        character: the base of a character's value.
    """

    calls: Mapping[str, Shape]
    methods: Mapping[str, Shape]
    members: Mapping[str, Shape]
    types: Mapping[str, str]
    loose: frozenset[str] = NUMBERS
    written: Mapping[str, Shape] = field(default_factory=dict)
    counters: frozenset[str] = frozenset()
    zippers: frozenset[str] = frozenset()
    makers: frozenset[str] = frozenset()
    character: str = "int"


def shaped(groups: Iterable[tuple[str, Shape]]) -> Mapping[str, Shape]:
    """A table from groups of words, each with the shape of all of them."""
    return {word: shape for words, shape in groups for word in words.split()}


class Shapes:
    """The shapes of a unit's names, from annotations, tests' arguments and assignments."""

    def __init__(self, unit: Node, known: Mapping[str, Shape], sorts: Sorts) -> None:
        self._names = dict(known)
        self._sorts = sorts
        for _ in range(2):
            for node in unit.walk():
                self._learn(node)

    def of(self, node: Node | None) -> Shape:
        """The shape of an expression's value."""
        if node is None:
            return ANY
        if node.kind == "identifier":
            return self._names.get(node.text, ANY)
        if node.kind in _LITERALS:
            character = node.kind == "character"
            base = self._sorts.character if character else _LITERALS[node.kind]
            return Shape(base, self._item(node))
        if node.kind in ("parenthesized_expression", "conditional_expression", "boolean_operator"):
            return self.of(_result(node))
        if node.kind in ("binary_operator", "unary_operator"):
            return self._arithmetic(node)
        return self._reached(node)

    def fits(self, one: Shape, other: Shape) -> bool:
        """Whether a value of one shape may stand for one of the other."""
        if not one.base or not other.base or one.base == other.base:
            return True
        return one.base in self._sorts.loose and other.base in self._sorts.loose

    def written(self, text: str) -> Shape:
        """The shape of a value that is always written so."""
        return self._sorts.written.get(text, ANY)

    def _reached(self, node: Node) -> Shape:
        if node.kind in ("reference", "dereference"):
            return self.of(node.get("value") or node.get("argument"))
        if node.kind in TYPED:
            return self.annotated(node.get("type"))
        if node.kind == "macro_invocation":
            return self._sorts.calls.get(node.children[0].text, ANY)
        if node.kind == "call":
            return self._call(node)
        if node.kind == "attribute":
            name = node.get("attribute")
            return self._sorts.members.get(name.text, ANY) if name else ANY
        return self._subscript(node) if node.kind == "subscript" else ANY

    def named(self, name: str) -> Shape:
        """The shape of a name's value."""
        return self._names.get(name, ANY)

    def _item(self, node: Node) -> str:
        if node.kind in ("string", "range_expression"):
            return "str" if node.kind == "string" else "int"
        if node.kind in ("list", "tuple", "set") and node.parts:
            return self.of(node.parts[0]).base
        body = node.get("body") if node.kind.endswith(("comprehension", "expression")) else None
        return self.of(body).base

    def _arithmetic(self, node: Node) -> Shape:
        operator = node.get("operator")
        left = self.of(node.get("left") or node.get("argument"))
        right = self.of(node.get("right"))
        if operator is not None and operator.kind == "/":
            return Shape("float")
        if left.base in SEQUENCES | {"set", "dict"}:
            return left
        if right.base in SEQUENCES:
            return right
        if "float" in (left.base, right.base):
            return Shape("float")
        return Shape("int") if left.base or right.base or node.up == "subscript" else ANY

    def _call(self, node: Node) -> Shape:
        function = node.get("function")
        if function is None:
            return ANY
        if function.kind == "attribute":
            name = function.get("attribute")
            of_any = self._sorts.methods.get(name.text, ANY) if name else ANY
            if of_any.base in ("iterator", "list", "option") and not of_any.item:
                of_any = Shape(of_any.base, self.of(function.get("object")).item)
            return self._sorts.calls.get(function.text, of_any)
        found = self._sorts.calls.get(function.text, ANY)
        arguments = node.get("arguments")
        if function.text in self._sorts.makers and arguments and arguments.parts:
            return self.annotated(arguments.parts[0])
        if found.base in ("list", "tuple", "set", "iterator") and not found.item:
            first = arguments.parts[0] if arguments and arguments.parts else None
            return Shape(found.base, self.of(first).item)
        return found

    def _subscript(self, node: Node) -> Shape:
        value = self.of(node.get("value"))
        index = node.get("subscript")
        if index is not None and index.kind == "slice":
            return value
        return Shape(value.item) if value.base in SEQUENCES else ANY

    def _learn(self, node: Node) -> None:
        if node.kind in ("typed_parameter", "typed_default_parameter"):
            names = [c for c in node.parts if c.role == "name"] or node.parts[:1]
            for name in names:
                self._bind(name, self.annotated(node.get("type")))
        elif node.kind in ("assignment", "declaration"):
            left, right = node.get("left"), node.get("right")
            if left is not None and left.kind == "identifier":
                self._bind(left, self.annotated(node.get("type")))
                self._bind(left, self.of(right))
            elif left is not None and right is not None and left.kind == "pattern_list":
                for one, two in zip(left.parts, right.parts, strict=False):
                    if right.kind in ("expression_list", "tuple"):
                        self._bind(one, self.of(two))
        elif node.kind in ("for_statement", "for_in_clause"):
            self._loop(node.get("left"), node.get("right"))

    def _loop(self, left: Node | None, right: Node | None) -> None:
        if left is None or right is None:
            return
        if left.kind == "identifier":
            self._bind(left, Shape(self.of(right).item))
        elif right.kind == "call" and left.parts:
            function, arguments = right.get("function"), right.get("arguments")
            values = arguments.parts if arguments else ()
            if function is not None and function.text in self._sorts.counters:
                self._bind(left.parts[0], Shape("int"))
                self._bind(left.parts[-1], Shape(self.of(values[0]).item if values else ""))
            elif function is not None and function.text in self._sorts.zippers:
                for one, two in zip(left.parts, values, strict=False):
                    self._bind(one, Shape(self.of(two).item))

    def _bind(self, name: Node, shape: Shape) -> None:
        if name.kind == "identifier" and shape.base and not self.named(name.text).base:
            item = shape.item or ("str" if shape.base == "str" else "")
            self._names[name.text] = Shape(shape.base, item)

    def annotated(self, node: Node | None) -> Shape:
        """The shape that a type stands for."""
        words = list(self._words(node)) if node else []
        base = self._sorts.types.get(words[0], "") if words else ""
        item = self._sorts.types.get(words[1], words[1]) if base and len(words) > 1 else ""
        return Shape(base, item)

    def _words(self, node: Node) -> Iterator[str]:
        for inner in node.walk():
            if inner.kind in self._sorts.types:
                yield inner.kind
            elif inner.kind in TYPE_NAMES:
                yield inner.text


def _result(node: Node) -> Node:
    """The part of an expression whose value is that of the whole."""
    return node.get("consequence") or node.parts[-1 if node.kind == "boolean_operator" else 0]
