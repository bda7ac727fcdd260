"""Python: what is put around an expression that lacks it, with the sorts of value it takes."""

from __future__ import annotations

from oppie.proposers.syntax.idioms import Idiom, Idioms
from oppie.proposers.syntax.shapes import COLLECTIONS, NUMBERS

_STR, _INT, _DICT, _FLOAT = (frozenset({base}) for base in ("str", "int", "dict", "float"))
_MANY = COLLECTIONS - {"str", "dict"}

WRAPS: Idioms = (
    Idiom("abs({})", _INT | _FLOAT, 1.0),
    Idiom("len({})", COLLECTIONS - {"iterator"}, 1.0),
    Idiom("set({})", COLLECTIONS - {"set", "dict"}, 0.7),
    Idiom("sorted({})", COLLECTIONS, 0.8),
    Idiom("list({})", COLLECTIONS, 0.8),
    Idiom("tuple({})", COLLECTIONS - {"tuple"}, 0.4),
    Idiom("int({})", NUMBERS | _STR, 1.0),
    Idiom("str({})", NUMBERS | {"list"}, 0.8),
    Idiom("float({})", NUMBERS | _STR, 0.4),
    Idiom("round({})", _FLOAT, 0.6),
    Idiom("round({}, 2)", _FLOAT, 0.4),
    Idiom("sum({})", _MANY, 0.7),
    Idiom("max({})", COLLECTIONS, 0.5),
    Idiom("min({})", COLLECTIONS, 0.5),
    Idiom("reversed({})", COLLECTIONS, 0.4),
    Idiom("any({})", COLLECTIONS, 0.3),
    Idiom("all({})", COLLECTIONS, 0.3),
    Idiom("bool({})", frozenset({"int", "str", "list"}), 0.3),
    Idiom("dict({})", frozenset({"list", "iterator", "dict"}), 0.3),
    Idiom("enumerate({})", COLLECTIONS, 0.3),
    Idiom("range({})", _INT, 0.4),
    Idiom("range(len({}))", COLLECTIONS, 0.3),
    Idiom("map(str, {})", _MANY, 0.3),
    Idiom("map(int, {})", _MANY | _STR, 0.2),
    Idiom("ord({})", _STR, 0.3),
    Idiom("chr({})", _INT, 0.3),
    Idiom("bin({})", _INT, 0.3),
    Idiom("{}.lower()", _STR, 1.0),
    Idiom("{}.upper()", _STR, 0.7),
    Idiom("{}.strip()", _STR, 0.9),
    Idiom("{}.split()", _STR, 0.5),
    Idiom("{}.encode()", _STR, 0.4),
    Idiom("{}.decode()", frozenset({"bytes"}), 0.4),
    Idiom("{}.isdigit()", _STR, 0.3),
    Idiom("{}.items()", _DICT, 1.0),
    Idiom("{}.values()", _DICT, 0.8),
    Idiom("{}.keys()", _DICT, 0.4),
    Idiom("{}.copy()", frozenset({"list", "dict", "set"}), 0.7),
)
