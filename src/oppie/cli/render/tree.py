"""A search tree, drawn."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from oppie.model.event import NodeGrew


def show_tree(nodes: Sequence[NodeGrew]) -> None:
    """Print it on stdout; children stand in the order in which they grew."""
    console = Console(highlight=False)
    if not nodes:
        console.print("This run grew no tree.")
        return
    top = Tree(Text("search"))
    drawn: dict[int, Tree] = {}
    for node in nodes:
        parent = top if node.parent is None else drawn.get(node.parent, top)
        drawn[node.number] = parent.add(Text(node.label))
    console.print(top)
