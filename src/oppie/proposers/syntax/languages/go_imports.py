"""Go: imports that an edit of the code below makes necessary, or superfluous."""

from __future__ import annotations

import re
from functools import lru_cache

from oppie.proposers.syntax.draft import Piece, apply

_PACKAGES = (
    "bufio bytes cmp container/heap container/list context crypto/md5 crypto/sha256"
    " encoding/base64 encoding/binary encoding/hex encoding/json errors fmt hash/fnv io iter maps"
    " math math/big math/bits math/cmplx math/rand os path path/filepath reflect regexp slices sort"
    " strconv strings sync sync/atomic text/template time unicode unicode/utf8"
)
KNOWN = {path.rpartition("/")[2]: path for path in _PACKAGES.split()}
"""Name → path of the packages of the standard library that code is edited to use."""

_OPAQUE = re.compile(
    rb"//[^\n]*|/\*.*?\*/|\"(?:[^\"\\\n]|\\.)*\"|`[^`]*`|'(?:[^'\\\n]|\\.)+'", re.DOTALL
)
_SELECTED = re.compile(rb"(?<![\w.)\]])([a-z]\w*)[ \t]*\.[ \t]*[A-Z]")
_PACKAGE = re.compile(rb"^package[ \t]+\w+[^\n]*\n?", re.MULTILINE)
_GROUP = re.compile(rb"^import[ \t]*\([^()]*\)[ \t]*\n?", re.MULTILINE)
_SPEC = re.compile(
    rb"^(?:import)?[ \t]*(?:([\w.]+)[ \t]+)?[\"`]([^\"`\n]+)[\"`][^\n]*\n?", re.MULTILINE
)


def completed(data: bytes, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """An edit of a file with what it asks of the imports.

    What the edit makes the code use of the standard library is imported; an import whose last
    use the edit takes away is taken away.
    """
    touched = [data[p.start : p.end] for p in pieces] + [_encoded(p) for p in pieces]
    if not any(_SELECTED.search(text) for text in touched):
        return pieces
    before, after = _selected(data), _selected(apply(data, pieces))
    own = _imported(data)
    names = {name for name, _, _ in own}
    gained = sorted(n for n in after - before if n in KNOWN and n not in names)
    lost = [(start, end) for name, start, end in own if name in before - after]
    more = [*_put(data, gained), *_taken(data, lost)]
    free = all(m.end <= p.start or p.end <= m.start for m in more for p in pieces)
    return tuple(sorted((*pieces, *more))) if free else pieces


def _put(data: bytes, names: list[str]) -> list[Piece]:
    """Into the group that is there, else a group of their own."""
    if not names:
        return []
    lines = "".join(f'\t"{KNOWN[name]}"\n' for name in names)
    group = _GROUP.search(data)
    if group is not None:
        at = data.index(b"(", group.start()) + 1
        return [Piece(at, at, f"\n{lines[:-1]}")]
    package = _PACKAGE.search(data)
    at = package.end() if package else 0
    return [Piece(at, at, f"\nimport (\n{lines})\n")]


def _taken(data: bytes, spans: list[tuple[int, int]]) -> list[Piece]:
    """The lines of imports; the whole group where none is left."""
    group = _GROUP.search(data)
    inside = [s for s in spans if group is not None and group.start() <= s[0] < group.end()]
    within = [s for _, *s in _imported(data) if group and group.start() <= s[0] < group.end()]
    if group is not None and inside and len(inside) == len(within):
        spans = [s for s in spans if s not in inside] + [group.span()]
    return [Piece(start, end, "") for start, end in spans]


@lru_cache(maxsize=64)
def _imported(data: bytes) -> tuple[tuple[str, int, int], ...]:
    """Name and lines of each import."""
    first = re.search(rb"^(?:func|type|var|const)\b", data, re.MULTILINE)
    until = first.start() if first else len(data)
    package = _PACKAGE.search(data)
    found = _SPEC.finditer(data, package.end() if package else 0, until)
    return tuple((_name(spec[1], spec[2]), *spec.span()) for spec in found)


def _name(alias: bytes | None, path: bytes) -> str:
    return (alias or path.rpartition(b"/")[2]).decode("utf-8", "replace")


@lru_cache(maxsize=4096)
def _selected(data: bytes) -> frozenset[str]:
    """Names that are used as packages are."""
    code = _OPAQUE.sub(b'""', data)
    return frozenset(name.decode("ascii") for name in _SELECTED.findall(code))


def _encoded(piece: Piece) -> bytes:
    return piece.text.encode("utf-8", "surrogateescape")
