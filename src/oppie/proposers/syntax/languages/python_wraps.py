"""Python: what is put around an expression that lacks it, with the sorts of value it takes."""

from __future__ import annotations

from oppie.proposers.syntax.language import Wrap
from oppie.proposers.syntax.shapes import COLLECTIONS, NUMBERS

_STR, _INT, _DICT, _FLOAT = (frozenset({base}) for base in ("str", "int", "dict", "float"))
_MANY = COLLECTIONS - {"str", "dict"}

WRAPS: tuple[Wrap, ...] = (
    Wrap("abs({})", _INT | _FLOAT, 1.0),
    Wrap("len({})", COLLECTIONS - {"iterator"}, 1.0),
    Wrap("set({})", COLLECTIONS - {"set", "dict"}, 0.7),
    Wrap("sorted({})", COLLECTIONS, 0.8),
    Wrap("list({})", COLLECTIONS, 0.8),
    Wrap("tuple({})", COLLECTIONS - {"tuple"}, 0.4),
    Wrap("int({})", NUMBERS | _STR, 1.0),
    Wrap("str({})", NUMBERS | {"list"}, 0.8),
    Wrap("float({})", NUMBERS | _STR, 0.4),
    Wrap("round({})", _FLOAT, 0.6),
    Wrap("round({}, 2)", _FLOAT, 0.4),
    Wrap("sum({})", _MANY, 0.7),
    Wrap("max({})", COLLECTIONS, 0.5),
    Wrap("min({})", COLLECTIONS, 0.5),
    Wrap("reversed({})", COLLECTIONS, 0.4),
    Wrap("any({})", COLLECTIONS, 0.3),
    Wrap("all({})", COLLECTIONS, 0.3),
    Wrap("bool({})", frozenset({"int", "str", "list"}), 0.3),
    Wrap("dict({})", frozenset({"list", "iterator", "dict"}), 0.3),
    Wrap("enumerate({})", COLLECTIONS, 0.3),
    Wrap("range({})", _INT, 0.4),
    Wrap("range(len({}))", COLLECTIONS, 0.3),
    Wrap("map(str, {})", _MANY, 0.3),
    Wrap("map(int, {})", _MANY | _STR, 0.2),
    Wrap("ord({})", _STR, 0.3),
    Wrap("chr({})", _INT, 0.3),
    Wrap("bin({})", _INT, 0.3),
    Wrap("{}.lower()", _STR, 1.0),
    Wrap("{}.upper()", _STR, 0.7),
    Wrap("{}.strip()", _STR, 0.9),
    Wrap("{}.split()", _STR, 0.5),
    Wrap("{}.encode()", _STR, 0.4),
    Wrap("{}.decode()", frozenset({"bytes"}), 0.4),
    Wrap("{}.isdigit()", _STR, 0.3),
    Wrap("{}.items()", _DICT, 1.0),
    Wrap("{}.values()", _DICT, 0.8),
    Wrap("{}.keys()", _DICT, 0.4),
    Wrap("{}.copy()", frozenset({"list", "dict", "set"}), 0.7),
)
