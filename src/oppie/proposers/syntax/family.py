"""Operators: families of small edits, each tried at the nodes of its kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft
from oppie.proposers.syntax.tree import Node

Operate = Callable[[Node, Context], Iterator[Draft]]
"""The drafts of an operator at one node."""


@dataclass(frozen=True, slots=True)
class Operator:
    """A family of edits.

    Attributes:
        name: stands in the Origin; its prior is in :mod:`.priors`.
        kinds: of the nodes that it is tried at, in any of the grammars; empty: the unit's
            own node, once.
        operate: yields the drafts.
    """

    name: str
    kinds: frozenset[str]
    operate: Operate
