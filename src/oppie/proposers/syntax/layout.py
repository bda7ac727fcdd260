"""Lines and indentation: statements taken out, put in and moved as a person would."""

from __future__ import annotations

import re
import textwrap

from oppie.proposers.syntax.draft import Piece
from oppie.proposers.syntax.tree import Node

_STEP = re.compile(rb"^([ \t]+)\S", re.MULTILINE)


def line_start(data: bytes, at: int) -> int:
    """Where the line of a byte begins."""
    return data.rfind(b"\n", 0, at) + 1


def line_end(data: bytes, at: int) -> int:
    """Where the line of a byte ends, its newline included."""
    end = data.find(b"\n", at)
    return len(data) if end < 0 else end + 1


def indent_of(node: Node) -> str:
    """The white space before the line on which a node begins."""
    line = node.data[line_start(node.data, node.start) : node.start].decode("utf-8", "replace")
    return line[: len(line) - len(line.lstrip())]


def step_of(data: bytes) -> str:
    """One step of indentation, as the file has it; four spaces if it has none."""
    found = _STEP.search(data)
    return found.group(1).decode() if found else "    "


def own_lines(node: Node) -> bool:
    """Whether a statement has its lines to itself."""
    data = node.data
    before = data[line_start(data, node.start) : node.start]
    after = data[node.end : line_end(data, node.end)].strip()
    return not before.strip() and (not after or after.startswith(b"#"))


def span(node: Node) -> tuple[int, int]:
    """The lines of a statement, or just its text where it shares them."""
    if not own_lines(node):
        return node.start, node.end
    return line_start(node.data, node.start), line_end(node.data, node.end)


def siblings(node: Node) -> tuple[Node, ...]:
    """The statements of the block that a statement is in."""
    return node.parent.parts if node.parent else (node,)


def remove(node: Node) -> Piece:
    """Take a statement out; ``pass`` stays where the block would be empty."""
    if len(siblings(node)) == 1 or not own_lines(node):
        return Piece(node.start, node.end, "pass")
    return Piece(*span(node), "")


def lines_of(node: Node) -> str:
    """A statement's lines without indentation; strings over several lines keep theirs."""
    return reindent(node.text, indent_of(node), "")


def reindent(text: str, old: str, new: str) -> str:
    """Lines after the first that begin with ``old`` begin with ``new`` instead."""
    first, *rest = text.split("\n")
    return "\n".join([first, *(new + r[len(old) :] if r.startswith(old) else r for r in rest)])


def indented(text: str, indent: str) -> str:
    """All lines of a text with white space before them."""
    return textwrap.indent(text, indent)


def before(node: Node, text: str) -> Piece:
    """Put statements before another, in its block; ``text`` is not indented."""
    at = line_start(node.data, node.start)
    if node.data[at : node.start].strip():
        return Piece(node.start, node.start, text.replace("\n", " ") + "; ")
    return Piece(at, at, indented(text, indent_of(node)) + "\n")


def after(node: Node, text: str) -> Piece:
    """Put statements behind another, in its block; ``text`` is not indented."""
    data = node.data
    if data[line_start(data, node.start) : node.start].strip():
        return Piece(node.end, node.end, "; " + text.replace("\n", " "))
    end = line_end(data, node.end)
    newline = "" if data[end - 1 : end] == b"\n" else "\n"
    return Piece(end, end, newline + indented(text, indent_of(node)) + "\n")


def enclose(node: Node, header: str) -> Piece:
    """Put a statement under a header such as ``if x:``."""
    indent = indent_of(node)
    body = reindent(node.text, indent, indent + step_of(node.data))
    return Piece(node.start, node.end, f"{header}\n{indent}{step_of(node.data)}{body}")
