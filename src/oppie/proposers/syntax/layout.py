"""Lines and indentation: statements taken out, put in and moved as a person would."""

from __future__ import annotations

import re
import textwrap

from oppie.proposers.syntax.draft import Piece
from oppie.proposers.syntax.spelling import Spelling
from oppie.proposers.syntax.tree import Node

_STEP = re.compile(rb"^([ \t]+)\S", re.MULTILINE)
BODIES = frozenset({"consequence", "body", "alternative"})
"""Roles of what a compound statement does; a statement may stand there without a block."""


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


def own_lines(node: Node, says: Spelling) -> bool:
    """Whether a statement has its lines to itself."""
    data = node.data
    before = data[line_start(data, node.start) : node.start]
    after = data[node.end : line_end(data, node.end)].strip()
    return not before.strip() and (not after or after.startswith(says.comment.encode()))


def is_bare(node: Node) -> bool:
    """Whether a statement is the whole body of another, without a block around it."""
    return node.role in BODIES and node.up != "case_clause"


def span(node: Node, says: Spelling) -> tuple[int, int]:
    """The lines of a statement, or just its text where it shares them."""
    if not own_lines(node, says):
        return node.start, node.end
    return line_start(node.data, node.start), line_end(node.data, node.end)


def siblings(node: Node) -> tuple[Node, ...]:
    """The statements of the block that a statement is in."""
    if node.parent is None or is_bare(node):
        return (node,)
    return tuple(p for p in node.parent.parts if p.role == node.role)


def remove(node: Node, says: Spelling) -> Piece:
    """Take a statement out; what does nothing stays where the block would be empty."""
    if is_bare(node):
        return Piece(node.start, node.end, "{}")
    if len(siblings(node)) == 1 or not own_lines(node, says):
        return Piece(node.start, node.end, says.nothing)
    return Piece(*span(node, says), "")


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


def before(node: Node, text: str, says: Spelling) -> Piece:
    """Put statements before another, in its block; ``text`` is not indented."""
    text = says.ended(text)
    if is_bare(node):
        return Piece(node.start, node.end, f"{{ {_line(text)} {node.text} }}")
    at = line_start(node.data, node.start)
    if node.data[at : node.start].strip():
        return Piece(node.start, node.start, _line(text) + says.joins)
    return Piece(at, at, indented(text, indent_of(node)) + "\n")


def after(node: Node, text: str, says: Spelling) -> Piece:
    """Put statements behind another, in its block; ``text`` is not indented."""
    data, text = node.data, says.ended(text)
    if is_bare(node):
        return Piece(node.start, node.end, f"{{ {says.ended(node.text)} {_line(text)} }}")
    if data[line_start(data, node.start) : node.start].strip():
        lacks = says.ended(node.text)[len(node.text) :]
        return Piece(node.end, node.end, lacks + says.joins + _line(text))
    end = line_end(data, node.end)
    newline = "" if data[end - 1 : end] == b"\n" else "\n"
    return Piece(end, end, newline + indented(text, indent_of(node)) + "\n")


def _line(text: str) -> str:
    return text.replace("\n", " ")


def enclose(node: Node, header: str, says: Spelling) -> Piece:
    """Put a statement under a header such as ``if x``."""
    indent = indent_of(node)
    body = reindent(node.text, indent, indent + step_of(node.data))
    tail = f"\n{indent}{says.closes}" if says.closes else ""
    text = f"{header}{says.opens}\n{indent}{step_of(node.data)}{body}{tail}"
    return Piece(node.start, node.end, text)


def follow(node: Node, header: str, body: str, says: Spelling) -> str:
    """The text of a clause that goes on behind a statement's end, such as its ``else``."""
    indent = indent_of(node)
    lead = " " if says.closes else f"\n{indent}"
    return lead + reindent(says.block(header, body, step_of(node.data)), "", indent)


def inside_of(block: Node, indent: str) -> str:
    """The statements of a block, or a bare one, as they stand at another indentation."""
    if block.parts and block.children[0].kind == "{":
        first, last = block.parts[0], block.parts[-1]
        text = block.data[first.start : last.end].decode("utf-8", "surrogateescape")
        return reindent(text, indent_of(first), indent)
    inner = block.parts[0] if block.kind == "block" and block.parts else block
    return reindent(block.text, indent_of(inner), indent)
