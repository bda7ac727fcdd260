"""Go's sources as :mod:`...braces` and :mod:`...schemata` take them."""

from __future__ import annotations

import re
from typing import FrozenSet, List, NamedTuple, Optional, Sequence, Tuple

from ...braces import Cut, Form, cut
from ...schemata import Dialect, Schema, combine, fits

_OPAQUE = rb"""//[^\n]*|/\*.*?(?:\*/|\Z)|"(?:\\.|[^"\\\n])*"|`[^`]*`|'(?:\\.|[^'\\\n])+'"""

GO = Form(
    token=re.compile(
        rb"(?P<opaque>" + _OPAQUE + rb")|(?P<head>(?m:^)func(?=[ \t]*[(\w]))|[(\[{)\]};]",
        re.DOTALL,
    ),
    no_body=re.compile(rb"\b(?:interface|struct)\s*\Z"),
)
"""A function at the top begins a line."""

_PACKAGE = re.compile(rb"^package[ \t]+\w+[^\n]*\n?", re.MULTILINE)
_NAME = re.compile(rb"^package[ \t]+(\w+)", re.MULTILINE)
_IMPORT = re.compile(
    rb"""\s*(?:(?://[^\n]*|/\*.*?\*/)\s*)*import\b\s*"""
    rb"""(?:\(([^()]*)\)|((?:[\w.]+[ \t]+)?["`][^"`\n]*["`]))"""
    rb"""[ \t]*;?(?:[ \t]*//[^\n]*)?""",
    re.DOTALL,
)
_SPEC = re.compile(rb"""^[ \t]*(?:([\w.]+)[ \t]+)?(["`][^"`\n]*["`])""", re.MULTILINE)
_LABEL = re.compile(
    rb"(?:^|[;{])[ \t]*(?!default\b)\w+:[ \t]*(?:\n|for\b|switch\b|select\b)", re.MULTILINE
)
_VERSION = re.compile(rb"v\d+")
_CODE = re.compile(_OPAQUE, re.DOTALL)
_SELECTED = re.compile(rb"\b([A-Za-z_]\w*)[ \t]*\.")
_HEAD = re.compile(rb"^func\b", re.MULTILINE)
_BLANK = re.compile(rb"\s*")


class Source(NamedTuple):
    """A file.

    Attributes:
        header: up to the package's name.
        name: of the package.
        imports: the specifications as they are written.
        lines: how many lines the header and the imports take.
        rest: what follows, cut.
        selected: names that stand before a dot.
        plain: whether a schema can hold it: no labels, which are a function's own, no C.
    """

    header: bytes
    name: bytes
    imports: Tuple[bytes, ...]
    lines: int
    rest: Cut
    selected: FrozenSet[bytes]
    plain: bool


class United(NamedTuple):
    """Several versions of a file in one."""

    content: bytes
    sources: Tuple[Source, ...]
    schema: Schema
    lines: int

    def blamed(self, line: int) -> Tuple[int, ...]:
        """See :meth:`Schema.blamed`."""
        if line <= self.lines:
            return tuple(range(len(self.sources)))
        return self.schema.blamed(line - self.lines)

    def line(self, candidate: int, line: int) -> int:
        """See :meth:`Schema.line`."""
        if line <= self.lines:
            return min(line, self.sources[candidate].lines)
        return self.schema.line(candidate, line - self.lines) + self.sources[candidate].lines


def read(content: bytes) -> Optional[Source]:
    """A file taken apart; None where there is no package clause."""
    found = _PACKAGE.search(content)
    name = _NAME.search(content)
    if found is None or name is None:
        return None
    place = found.end()
    imports: List[bytes] = []
    block = _IMPORT.match(content, place)
    while block is not None:
        specs = _SPEC.finditer(block[1] or block[2])
        imports += [b" ".join(filter(None, each.groups())) for each in specs]
        place = block.end()
        block = _IMPORT.match(content, place)
    blank = _BLANK.match(content, place)
    place = blank.end() if blank else place
    rest = cut(content[place:], GO)
    code = _CODE.sub(b"", content[place:])
    plain = _LABEL.search(code) is None and b'"C"' not in imports
    return Source(
        content[: found.end()],
        name[1],
        tuple(imports),
        content.count(b"\n", 0, place),
        rest,
        frozenset(_SELECTED.findall(code)),
        plain,
    )


def joins(base: Source, other: Source) -> bool:
    """Whether a version of a file can be in one schema with others that join the same base.

    Imports are united, so what only its own imports would make an error must be none.
    """
    if not other.plain or other.header != base.header or not fits(base.rest, other.rest):
        return False
    mine, known = set(other.imports), set(base.imports)
    gained = all(called(spec) in other.selected for spec in mine - known)
    kept = all(
        called(spec) in other.selected or called(spec) not in base.selected for spec in mine & known
    )
    lost = all(called(spec) not in other.selected for spec in known - mine)
    return gained and kept and lost


def unite(sources: Sequence[Source], prefix: bytes) -> United:
    """One file of several; the selectors are variables: the prefix, then the function's number."""
    first = sources[0]
    specs = dict.fromkeys(spec for source in sources for spec in source.imports)
    imports = b"".join(b"import %s\n" % spec for spec in specs)
    header = first.header.rstrip(b"\n") + b"\n" + imports

    def less(number: int, limit: int) -> bytes:
        return b"%s%d < %d" % (prefix, number, limit)

    schema = combine([source.rest for source in sources], Dialect(less, _ending))
    return United(header + schema.content, tuple(sources), schema, header.count(b"\n"))


def _ending(before: bytes) -> bytes:
    """A function with results ends in a statement that does not, whichever branch runs."""
    heads = list(_HEAD.finditer(before))
    text = _without(before[heads[-1].end() :].rstrip(b" \t{")) if heads else b""
    return b'panic("missing return")' if text.strip() else b""


def _without(text: bytes) -> bytes:
    """What follows a function's parameters."""
    text = text.strip()
    if text.startswith(b"("):
        text = _after(text).strip()
    text = re.sub(rb"^\w+\s*", b"", text)
    if text.startswith(b"["):
        text = _after(text)
    return _after(text.strip())


def _after(text: bytes) -> bytes:
    """What follows the first bracket's other half."""
    depth = 0
    for place, each in enumerate(text):
        depth += (each in b"([{") - (each in b")]}")
        if not depth:
            return text[place + 1 :]
    return b""


def called(spec: bytes) -> bytes:
    """The name that an import has in the file, as far as its path tells."""
    alias, _, path = spec.rpartition(b" ")
    if alias:
        return alias
    words = path.strip(b'"`').split(b"/")
    last = words[-2] if len(words) > 1 and _VERSION.fullmatch(words[-1]) else words[-1]
    return last.split(b".")[0]
