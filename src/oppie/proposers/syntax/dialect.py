"""How a grammar's names for nodes become the common ones that all operators speak.

The common names are those of Python's grammar, for want of better ones: ``call`` with
``function`` and ``arguments``, ``attribute`` with ``object`` and ``attribute``,
``subscript`` with ``value`` and ``subscript``, ``assignment`` with ``left`` and ``right``,
``comparison_operator``, ``boolean_operator``, ``not_operator``, ``binary_operator``,
``unary_operator`` with an ``operator``, ``conditional_expression``, ``integer``, ``float``,
``string``, ``true``, ``false``, ``none``, ``list``, ``dictionary``, ``lambda``, ``block``,
``module``, ``function_definition``, ``class_definition``, the statements. What has no like
keeps the grammar's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import tree_sitter

Kind = str | Callable[[tree_sitter.Node], str]
"""A common name, or what tells it from the node itself."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a grammar says otherwise.

    Attributes:
        kinds: the grammar's kind → the common one.
        roles: (the grammar's kind of the parent, its role there or else the grammar's kind of the
            child) → the common role.
        order: the grammar's kind → the roles of its named children that have none there, by
            place.
        hollow: (the grammar's kind, common role) of nodes that only hold another, such as the
            parentheses around a condition: what is in them takes their place.
        lifted: (the grammar's kind of the parent, its kind) of nodes whose children, in their own
            roles, are the parent's.
        leaves: the grammar's kinds of nodes that are not looked into.
        inlined: the grammar's kinds of lists and the like, whose children are the parent's.
        bare: the grammar's kinds that stand as statements among inlined ones, without the
            ``expression_statement`` that operators look for: one is put around them.
    """

    kinds: Mapping[str, Kind] = field(default_factory=dict)
    roles: Mapping[tuple[str, str], str] = field(default_factory=dict)
    order: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hollow: frozenset[tuple[str, str]] = frozenset()
    lifted: frozenset[tuple[str, str]] = frozenset()
    leaves: frozenset[str] = frozenset()
    inlined: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()

    def kind(self, raw: tree_sitter.Node) -> str:
        """The common kind of a node; a token is its own kind."""
        if not raw.is_named:
            return raw.type
        kind = self.kinds.get(raw.type, raw.type)
        return kind if isinstance(kind, str) else kind(raw)

    def children(self, raw: tree_sitter.Node) -> Iterator[tuple[tree_sitter.Node, str]]:
        """The children of a node with their common roles."""
        if raw.type in self.leaves:
            return
        order = iter(self.order.get(raw.type, ()))
        for i, child in enumerate(raw.children):
            own = raw.field_name_for_child(i) or ""
            role = self.roles.get((raw.type, own or child.type), own)
            if not role and child.is_named and child.type != "comment":
                role = next(order, "")
            if child.type in self.inlined or (raw.type, child.type) in self.lifted:
                yield from self.children(child)
            elif (child.type, role) in self.hollow and child.named_child_count == 1:
                yield from ((c, role if c.is_named else "") for c in child.children)
            else:
                yield child, role

    def is_bare(self, raw: tree_sitter.Node) -> bool:
        """Whether a node is a statement by itself."""
        if raw.type not in self.bare:
            return False
        return raw.parent is not None and raw.parent.type in self.inlined


def by_operator(others: str, **kinds: str) -> Callable[[tree_sitter.Node], str]:
    """Tells kinds by a node's operator: ``kind="op op …"``; ``others`` for all that is left."""
    table = {token: kind for kind, tokens in kinds.items() for token in tokens.split()}

    def tell(raw: tree_sitter.Node) -> str:
        operator = raw.child_by_field_name("operator")
        return table.get(operator.type, others) if operator is not None else others

    return tell


def number(raw: tree_sitter.Node) -> str:
    """Tells whole numbers from others by how they are written."""
    text = (raw.text or b"").lower()
    whole = text.startswith((b"0x", b"0b", b"0o")) or not (b"." in text or b"e" in text)
    return "integer" if whole else "float"
