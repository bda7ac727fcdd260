"""Go: imports that an edit of the code below makes necessary, or superfluous."""

from __future__ import annotations

import re
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class _Import:
    """An import with its lines."""

    name: str
    path: str
    start: int
    end: int

    def idle(self, used: frozenset[str]) -> bool:
        """Whether it has to go. Of what else there is, the path does not tell the name surely."""
        return KNOWN.get(self.name) == self.path and self.name not in used


def completed(data: bytes, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """An edit of a file with what it asks of the imports; with no pieces, what the file asks.

    What is used of the standard library is imported; what is not used is imported no longer.
    """
    touched = [data[p.start : p.end] for p in pieces] + [_encoded(p) for p in pieces]
    if pieces and not any(map(_SELECTED.search, touched)) and not completed(data, ()):
        return pieces
    text = apply(data, pieces)
    used, own = _selected(text), _imported(data)
    names = {each.name for each in own}
    gained = sorted(n for n in used & KNOWN.keys() - names if not _is_bound(n, text))
    lost = [each for each in own if each.idle(used)]
    more = [*_put(data, gained), *_taken(data, lost, whole=not gained)]
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


def _taken(data: bytes, lost: list[_Import], *, whole: bool) -> list[Piece]:
    """The lines of imports; the ``whole`` group where none is left, unless others come."""
    group = _GROUP.search(data)
    if group is None:
        return [Piece(each.start, each.end, "") for each in lost]
    within = [e for e in _imported(data) if group.start() <= e.start < group.end()]
    inside = [each for each in lost if each in within]
    if whole and inside and len(inside) == len(within):
        spans = [group.span(), *((e.start, e.end) for e in lost if e not in inside)]
        return [Piece(start, end, "") for start, end in spans]
    return [Piece(each.start, each.end, "") for each in lost]


@lru_cache(maxsize=64)
def _imported(data: bytes) -> tuple[_Import, ...]:
    first = re.search(rb"^(?:func|type|var|const)\b", data, re.MULTILINE)
    until = first.start() if first else len(data)
    package = _PACKAGE.search(data)
    found = _SPEC.finditer(data, package.end() if package else 0, until)
    return tuple(_Import(_name(s[1], s[2]), s[2].decode(), *s.span()) for s in found)


def _name(alias: bytes | None, path: bytes) -> str:
    return (alias or path.rpartition(b"/")[2]).decode("utf-8", "replace")


def _is_bound(name: str, text: bytes) -> bool:
    """Whether a variable or parameter has the name of a package."""
    word = re.escape(name.encode())
    bound = rb"\b%b\b[ \t]*(?:,[^\n=]*)?:?=(?!=)|(?:\bvar[ \t]+|[(,][ \t]*)%b[ \t]+[\w*\[]"
    return re.search(bound % (word, word), text) is not None


@lru_cache(maxsize=4096)
def _selected(data: bytes) -> frozenset[str]:
    """Names that are used as packages are."""
    code = _OPAQUE.sub(b'""', data)
    return frozenset(name.decode("ascii") for name in _SELECTED.findall(code))


def _encoded(piece: Piece) -> bytes:
    return piece.text.encode("utf-8", "surrogateescape")
