"""What a grammar alone says of a text, for languages that cannot be asked themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from oppie.proposers.syntax.language import Fault
from oppie.proposers.syntax.tree import Grammar, Node


def parses(grammar: Callable[[], Grammar]) -> Callable[[bytes], bool]:
    """Makes the question whether a text parses."""
    return lambda data: not grammar().parse(data).broken


def fault_of(grammar: Callable[[], Grammar]) -> Callable[[bytes], Fault | None]:
    """Makes the question where a text does not parse: the line of the first mistake."""

    def fault(data: bytes) -> Fault | None:
        root = grammar().parse(data)
        if not root.broken:
            return None
        return Fault(next((n.line for n in _mistakes(root)), 0), sure=False)

    return fault


def no_probe(statement: bytes) -> bytes:
    """A statement cannot be tried alone."""
    del statement
    return b""


def _mistakes(root: Node) -> Iterator[Node]:
    return (n for n in root.walk() if n.kind == "ERROR" or n.missing)
