"""Change one value in a YAML file: everything else, comments and order too, stays byte for byte."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode

from oppie.config.document import Document, Entry, read
from oppie.config.layers import Key, Value
from oppie.errors import ConfigError

INDENT = "  "


@dataclass(frozen=True, slots=True)
class _Splice:
    """Replace the characters ``start:end``."""

    start: int
    end: int
    text: str

    def of(self, whole: str) -> str:
        return whole[: self.start] + self.text + whole[self.end :]


def put(text: str, label: str, key: Key, value: Value) -> str:
    """``text`` with a value set; a section that is missing is made.

    Raises:
        ConfigError: the text is no YAML, or the place is too odd to be changed safely.
    """
    document = read(text, label)
    entry = document.find(key)
    if entry is not None:
        splice = _replacing(document, entry, flow(value))
    else:
        splice = _adding(document, key, flow(value))
    return _proven(splice.of(text), label, key, value)


def drop(text: str, label: str, key: Key) -> str:
    """``text`` without a value; a section that would be left empty goes with it.

    Raises:
        ConfigError: the text is no YAML, or the place is too odd to be changed safely.
    """
    document = read(text, label)
    while len(key) > 1 and len(_children(document, key[:-1])) == 1:
        key = key[:-1]
    entry = document.find(key)
    if entry is None:
        return text
    if _within_flow(document, key):
        raise _odd(document.label, key)
    line_start = text.rfind("\n", 0, _start(entry)) + 1
    end = _line_end(text, _end(text, entry.node))
    changed = text[:line_start] + text[end:].removeprefix("\r").removeprefix("\n")
    return _proven(changed, label, key, None)


def flow(value: Value) -> str:
    """A value on one line, as it can stand anywhere."""
    dumped = yaml.safe_dump([value], default_flow_style=True, width=1 << 20, allow_unicode=True)
    return dumped.strip()[1:-1]


def _replacing(document: Document, entry: Entry, shown: str) -> _Splice:
    """Whatever stands behind the key goes, to the end of its last part."""
    end = _end(document.text, entry.node)
    if entry.name is None:
        return _Splice(entry.node.start_mark.index, end, shown)
    colon = document.text.index(":", entry.name.end_mark.index)
    return _Splice(colon + 1, max(end, colon + 1), f" {shown}")


def _adding(document: Document, key: Key, shown: str) -> _Splice:
    """A new line at the end of the innermost section that is there."""
    depth = len(key) - 1
    while depth and document.find(key[:depth]) is None:
        depth -= 1
    section = document.find(key[:depth]) if depth else None
    node = section.node if section is not None else document.root
    missing = key[depth:]
    if isinstance(node, MappingNode) and node.value and not node.flow_style:
        indent = " " * node.value[0][0].start_mark.column
        at = _line_end(document.text, _end(document.text, node))
        return _line(document.text, at, indent, missing, shown)
    if isinstance(node, MappingNode) and node.flow_style:
        return _into_flow(document, node, missing, shown)
    if section is not None and section.name is not None:
        indent = " " * section.name.start_mark.column + INDENT
        at = _line_end(document.text, section.name.end_mark.index)
        return _line(document.text, at, indent, missing, shown)
    return _line(document.text, len(document.text.rstrip()), "", missing, shown)


def _line(text: str, at: int, indent: str, missing: Key, shown: str) -> _Splice:
    end = "\r\n" if "\r\n" in text else "\n"
    lines = [f"{indent}{INDENT * depth}{part}:" for depth, part in enumerate(missing)]
    added = end.join(lines) + f" {shown}"
    before = end if text[:at].strip() else ""
    after = "" if text[at:].startswith(("\n", "\r")) else end
    return _Splice(at, at, before + added + after)


def _into_flow(document: Document, node: MappingNode, missing: Key, shown: str) -> _Splice:
    if len(missing) != 1:
        raise _odd(document.label, missing)
    at = _end(document.text, node.value[-1][1]) if node.value else node.end_mark.index - 1
    comma = ", " if node.value else ""
    return _Splice(at, at, f"{comma}{missing[0]}: {shown}")


def _children(document: Document, key: Key) -> list[Key]:
    return [each.key for each in document.entries() if each.key[:-1] == key]


def _within_flow(document: Document, key: Key) -> bool:
    nodes = [document.find(key[:depth]) for depth in range(1, len(key))]
    return any(
        each is not None and isinstance(each.node, CollectionNode) and each.node.flow_style
        for each in nodes
    ) or bool(document.root and document.root.flow_style)


def _start(entry: Entry) -> int:
    index: int = (entry.name or entry.node).start_mark.index
    return index


def _end(text: str, node: Node) -> int:
    """Where a value's last character stands; marks of blocks lie behind what follows them."""
    if isinstance(node, MappingNode) and node.value and not node.flow_style:
        return max(_end(text, node.value[-1][1]), _end(text, node.value[-1][0]))
    if isinstance(node, CollectionNode) and node.value and not node.flow_style:
        return _end(text, node.value[-1])
    end: int = node.end_mark.index
    if isinstance(node, ScalarNode) and node.style in ("|", ">"):
        return len(text[:end].rstrip())
    return end


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    if found < 0:
        return len(text)
    return found - 1 if text[found - 1] == "\r" else found


def _proven(changed: str, label: str, key: Key, value: Value) -> str:
    """The text, if it says what it is to say."""
    try:
        found: Value = read(changed, label).layer().values
    except ConfigError as error:
        raise _odd(label, key) from error
    for part in key:
        found = found.get(str(part)) if isinstance(found, Mapping) else None
    if found != value:
        raise _odd(label, key)
    return changed


def _odd(label: str, key: Key) -> ConfigError:
    dotted = ".".join(str(part) for part in key)
    return ConfigError(
        f"'{dotted}' stands where it cannot be changed safely", where=label, hint="Edit it by hand."
    )
