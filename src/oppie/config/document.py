"""Reading YAML so that every value knows its line: the safe subset, without surprises."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from yaml.constructor import SafeConstructor
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from oppie.config.layers import Key, Layer, Value
from oppie.errors import ConfigError

LARGEST = 1 << 20
"""Bytes: far more than settings need."""
TAGS = "tag:yaml.org,2002:"
CONSTRUCTED = ("null", "bool", "int", "float")
"""What is more than a word; dates are words here, and ``<<`` is a key like any other."""
NOTHING = f"{TAGS}null"
"""A key with nothing behind it, or with comments only, is as if it were not there."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A value in a document.

    Attributes:
        name: the node of its key; None in a list.
    """

    key: Key
    name: ScalarNode | None
    node: Node


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file; ``root`` is None when nothing but comments stands in it."""

    text: str
    label: str
    root: MappingNode | None

    def entries(self) -> Iterator[Entry]:
        """Every value, outer ones first."""
        if self.root is not None:
            yield from self._below(self.root, ())

    def find(self, key: Key) -> Entry | None:
        """The value at a key."""
        return next((entry for entry in self.entries() if entry.key == key), None)

    def layer(self) -> Layer:
        """The values, each with its place."""
        places = {entry.key: self._at(entry.name or entry.node) for entry in self.entries()}
        if self.root is None:
            return Layer({}, {})
        values = _plain(self.root)
        assert isinstance(values, dict)  # noqa: S101 - read() refuses anything else
        return Layer(values, places)

    def _below(self, node: Node, key: Key) -> Iterator[Entry]:
        if isinstance(node, MappingNode):
            seen: set[str] = set()
            for name, value in node.value:
                self._check(name, seen)
                seen.add(name.value)
                yield Entry((*key, name.value), name, value)
                yield from self._below(value, (*key, name.value))
        elif isinstance(node, SequenceNode):
            for index, value in enumerate(node.value):
                yield Entry((*key, index), None, value)
                yield from self._below(value, (*key, index))

    def _check(self, name: Node, seen: set[str]) -> None:
        if not isinstance(name, ScalarNode):
            raise ConfigError("a key has to be a word", where=self._at(name))
        if name.value in seen:
            raise ConfigError(
                f"the key '{name.value}' stands here twice",
                where=self._at(name),
                hint="Keep one of the two.",
            )

    def _at(self, node: Node) -> str:
        return f"{self.label}:{node.start_mark.line + 1}"


def load(path: Path, label: str) -> Document:
    """The document in a file; an absent file is an empty one.

    Raises:
        ConfigError: it cannot be read, is too large, is no UTF-8 or no YAML of the safe kind.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Document("", label, None)
    except OSError as error:
        raise ConfigError(f"it cannot be read: {error.strerror}", where=label) from error
    if len(raw) > LARGEST:
        raise ConfigError(f"it is larger than {LARGEST} bytes", where=label)
    try:
        return read(raw.decode(), label)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ConfigError("it is not UTF-8", where=f"{label}:{line}") from error


def read(text: str, label: str) -> Document:
    """Parse a document.

    Raises:
        ConfigError: bad syntax, a key twice, an alias, a tag, or something else than a mapping.
    """
    try:
        document = Document(text, label, _mapping(text, label))
        document.layer()  # finds keys that stand twice, and values that are none
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f":{mark.line + 1}" if mark is not None else ""
        raise ConfigError(
            f"it is not YAML: {error.problem or error.context}",
            where=f"{label}{line}",
            hint="Quote the value if it holds a colon or begins with a special character.",
        ) from error
    except RecursionError as error:
        raise ConfigError("it is nested too deep", where=label) from error
    except (yaml.YAMLError, ValueError) as error:
        raise ConfigError(f"it is not YAML: {error}", where=label) from error
    return document


def _mapping(text: str, label: str) -> MappingNode | None:
    root = yaml.compose(text, Loader=_Loader)
    if root is None or root.tag == NOTHING:
        return None
    if not isinstance(root, MappingNode):
        raise ConfigError("settings are 'key: value' lines", where=f"{label}:1")
    return root


class _Loader(yaml.SafeLoader):
    """Composes nodes of the plain kinds.

    Aliases, with which a few bytes could become gigabytes, and tags are refused.
    """

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        alias = isinstance(event, yaml.AliasEvent)
        if alias or event.tag is not None:
            what = "aliases" if alias else f"tags such as {event.tag}"
            problem = f"{what} are not read here; write the value"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)
        return super().compose_node(parent, index)


def _plain(node: Node) -> Value:
    if isinstance(node, MappingNode):
        return {name.value: _plain(value) for name, value in node.value if value.tag != NOTHING}
    if isinstance(node, SequenceNode):
        return [_plain(value) for value in node.value]
    if node.tag.removeprefix(TAGS) in CONSTRUCTED:
        return SafeConstructor().construct_object(node)  # type: ignore[no-any-return]
    return str(node.value)
