"""Python: what sort of value its functions, methods and types are."""

from __future__ import annotations

from oppie.proposers.syntax.shapes import COLLECTIONS, NUMBERS, Shape, Sorts, shaped

_CALLS = {
    "len": Shape("int"),
    "int": Shape("int"),
    "ord": Shape("int"),
    "sum": Shape("int"),
    "abs": Shape("int"),
    "round": Shape("int"),
    "float": Shape("float"),
    "str": Shape("str", "str"),
    "chr": Shape("str", "str"),
    "bin": Shape("str", "str"),
    "hex": Shape("str", "str"),
    "repr": Shape("str", "str"),
    "input": Shape("str", "str"),
    "sorted": Shape("list"),
    "list": Shape("list"),
    "tuple": Shape("tuple"),
    "set": Shape("set"),
    "frozenset": Shape("set"),
    "dict": Shape("dict"),
    "Counter": Shape("dict"),
    "defaultdict": Shape("dict"),
    "range": Shape("iterator", "int"),
    "reversed": Shape("iterator"),
    "enumerate": Shape("iterator", "tuple"),
    "zip": Shape("iterator", "tuple"),
    "map": Shape("iterator"),
    "filter": Shape("iterator"),
    "isinstance": Shape("bool"),
    "any": Shape("bool"),
    "all": Shape("bool"),
    "bool": Shape("bool"),
}
_GROUPS = (
    ("lower upper title capitalize swapcase strip lstrip rstrip", Shape("str", "str")),
    ("replace join format zfill center ljust rjust decode", Shape("str", "str")),
    ("split rsplit splitlines", Shape("list", "str")),
    ("count index find rfind rindex", Shape("int")),
    ("startswith endswith isdigit isalpha isalnum isupper islower isspace", Shape("bool")),
    ("keys values items", Shape("iterator")),
    ("append extend insert remove sort reverse clear add update", Shape("none")),
)
_TYPES = {"List": "list", "Tuple": "tuple", "Dict": "dict", "Set": "set", "None": "none"}

SORTS = Sorts(
    calls=_CALLS,
    methods=shaped(_GROUPS),
    members={},
    types={**{name: name for name in (*COLLECTIONS, *NUMBERS, "none")}, **_TYPES},
    counters=frozenset({"enumerate"}),
    zippers=frozenset({"zip"}),
)
