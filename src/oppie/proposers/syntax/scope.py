"""Names: which are bound where, and which may stand at a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice

from oppie.proposers.syntax.definitions import definition
from oppie.proposers.syntax.kinds import TOGETHER
from oppie.proposers.syntax.language import Language
from oppie.proposers.syntax.tree import Node

_SETS = frozenset({"assignment", "augmented_assignment", "for_statement", "for_in_clause"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name that is bound.

    Attributes:
        text: the name.
        scope: the node within which it is seen.
        at: where it is first bound, in bytes.
        sort: ``variable``, ``function``, ``class``, ``import``.
        node: the identifier where it is bound.
    """

    text: str
    scope: Node
    at: int
    sort: str
    node: Node


def reads(name: Node) -> bool:
    """Whether a variable's value is asked for here; not where it is set, or only built up."""
    held = name
    while held.up in TOGETHER:
        held = held.parent or held
    if held.up == "subscript" and held.role == "value" and held.parent is not None:
        held = held.parent  # xs[i] = x
    if held.role == "left" and held.up in _SETS:
        return False
    method = held.parent if held.up == "attribute" and held.role == "object" else None
    call = method.parent if method is not None and method.role == "function" else None
    return call is None or call.up != "expression_statement"  # xs.append(x)


class Scope:
    """The names of a unit (a function, a statement of a class or file) and of its file."""

    def __init__(self, language: Language, root: Node, unit: Node) -> None:
        self._language = language
        self._root = root
        self._unit = unit

    @cached_property
    def local(self) -> tuple[Name, ...]:
        """Names bound in the unit, each once for each scope."""
        return _unique(self._bound(self._unit.walk(), self._unit))

    @cached_property
    def shared(self) -> tuple[Name, ...]:
        """Names bound at the top of the file."""
        return _unique(self._top())

    @cached_property
    def held(self) -> Mapping[str, tuple[Node, ...]]:
        """Attributes of the own object in the unit's class, set or read, and where: ``self.x``."""
        own_object = f"{self._language.says.own}."
        found: defaultdict[str, list[Node]] = defaultdict(list)
        for node in self._class.walk() if self._class is not None else ():
            if node.kind == "attribute" and node.text.count(".") == 1:
                found[node.text].append(node)
        return {text: tuple(at) for text, at in found.items() if text.startswith(own_object)}

    @cached_property
    def members(self) -> tuple[str, ...]:
        """The same without where, methods among them."""
        return tuple(self.held)

    @cached_property
    def methods(self) -> tuple[str, ...]:
        """Names of the methods of the unit's class."""
        nodes = self._class.walk() if self._class is not None else iter(())
        return tuple(n.text for n in nodes if n.role == "name" and n.up in self._language.functions)

    @cached_property
    def _class(self) -> Node | None:
        """The class that the unit is in."""
        return next((n for n in self._unit.above() if n.kind in self._language.classes), None)

    def visible(self, node: Node) -> tuple[Name, ...]:
        """The unit's variables that may stand at a node, the ones bound last first."""
        around = {id(n) for n in node.above()} | {id(node)}
        seen = {n.text: n for n in self.local if n.sort == "variable" and (id(n.scope) in around)}
        return tuple(
            sorted(seen.values(), key=lambda n: (n.at > node.start, abs(n.at - node.start)))
        )

    def constants(self) -> tuple[Name, ...]:
        """Variables at the top of the file."""
        return tuple(n for n in self.shared if n.sort == "variable")

    def functions(self) -> tuple[Name, ...]:
        """Functions of the file, and those defined in the unit."""
        found = [n for n in (*self.local, *self.shared) if n.sort == "function"]
        return tuple({n.text: n for n in found}.values())

    def _top(self) -> Iterator[Name]:
        for statement in self._root.parts:
            found = definition(statement, self._language)
            if found is not None:
                yield from self._define(found.name, found.node, self._root)
            elif statement.kind.startswith("import"):
                yield from _imported(statement, self._root)
                names = (n for n in statement.walk() if n.kind == "identifier" and n.parent)
                bound = (n for n in names if n.parent and self._binds(n, n.parent))
                yield from (Name(n.text, self._root, n.start, "import", n) for n in bound)
            elif statement.kind == "expression_statement":
                yield from self._bound(statement.walk(), self._root)

    def _bound(self, nodes: Iterator[Node], top: Node) -> Iterator[Name]:
        for node in nodes:
            if node.kind != "identifier" or node.text == "_":
                continue
            holder = node
            while holder.up in TOGETHER:
                holder = holder.parent or holder
            owner = holder.parent
            if owner is None or not self._binds(holder, owner):
                continue
            value = owner.get("right") if holder.role == "left" else owner
            defined = self._language.functions | self._language.classes
            if holder.role in ("name", "left") and value is not None and value.kind in defined:
                if owner is not top and owner.parent is not top:
                    yield from self._define(node, value, self._scope_of(owner, top))
            else:
                scope = self._scope_of(node, top)
                ordered = scope is top or scope.kind in self._language.blocks
                at = node.start if ordered else min(node.start, scope.start)
                yield Name(node.text, scope, at, "variable", node)

    def _binds(self, holder: Node, owner: Node) -> bool:
        roles = {(name, role) for name in (owner.kind, owner.name) for role in (holder.role, "")}
        return bool(roles & self._language.binders)

    def _define(self, name: Node | None, node: Node, scope: Node) -> Iterator[Name]:
        if name is not None:
            sort = "function" if node.kind in self._language.functions else "class"
            yield Name(name.text, scope, name.start, sort, name)

    def _scope_of(self, node: Node, top: Node) -> Node:
        hoisted, functions = self._language.hoisted, self._language.functions
        wide = any(above.name in hoisted for above in islice(node.above(), 2))
        for above in node.above():
            if above is top or above.kind in (functions if wide else self._language.scopes):
                return above
        return top


def _imported(statement: Node, scope: Node) -> Iterator[Name]:
    for part in statement.parts:
        if part.role == "name":
            alias = part.get("alias")
            text = alias.text if alias else part.text.split(".")[0]
            yield Name(text, scope, part.start, "import", part)


def _unique(names: Iterator[Name]) -> tuple[Name, ...]:
    """Each name once for each scope, as it is bound first."""
    last_to_first = reversed(list(names))
    found = {(name.text, id(name.scope)): name for name in last_to_first}
    return tuple(sorted(found.values(), key=lambda name: name.node.start))


_NEARLY, _PART = 0.8, 3


@lru_cache(maxsize=20000)
def likeness(first: str, second: str) -> float:
    """How alike two names are, in [0, 1].

    Shared pairs of letters (Dice's coefficient); letters that changed places, and a name
    within another, are nearly the same.
    """
    if sorted(first) == sorted(second) or (
        len(first) >= _PART <= len(second) and (first in second or second in first)
    ):
        return 1.0 if first == second else _NEARLY
    one, two = _pairs(first.lower()), _pairs(second.lower())
    return 2 * len(one & two) / (len(one) + len(two))


def _pairs(text: str) -> frozenset[str]:
    padded = f" {text} "
    return frozenset(padded[i : i + 2] for i in range(len(padded) - 1))
