"""JavaScript: what sort of value its functions, methods and types are."""

from __future__ import annotations

from oppie.proposers.syntax.shapes import Shape, Sorts, shaped

_TEXT = Shape("str", "str")

_CALLS = shaped(
    (
        ("parseInt Number BigInt", Shape("int")),
        ("Math.floor Math.ceil Math.round Math.trunc Math.abs Math.sign", Shape("int")),
        ("Math.max Math.min Math.pow", Shape("int")),
        ("parseFloat Math.sqrt Math.random Math.log Math.log2 Math.log10", Shape("float")),
        ("String JSON.stringify String.fromCharCode String.fromCodePoint", _TEXT),
        ("Boolean Array.isArray Number.isInteger Number.isNaN isNaN isFinite", Shape("bool")),
        ("Array Array.from Array.of Object.keys Object.values Object.entries", Shape("list")),
        ("Set", Shape("set")),
        ("Map Object", Shape("dict")),
    )
)
_METHODS = shaped(
    (
        ("toLowerCase toUpperCase trim trimStart trimEnd replace replaceAll repeat", _TEXT),
        ("padStart padEnd charAt substring substr join toString toFixed", _TEXT),
        ("split match", Shape("list", "str")),
        ("map filter sort toSorted reverse splice flat flatMap fill", Shape("list")),
        ("indexOf lastIndexOf findIndex charCodeAt codePointAt push unshift", Shape("int")),
        ("search getTime floor ceil round trunc abs", Shape("int")),
        ("startsWith endsWith includes every some has test isInteger", Shape("bool")),
        ("keys values entries", Shape("iterator")),
        ("forEach", Shape("none")),
    )
)

SORTS = Sorts(
    calls=_CALLS,
    methods=_METHODS,
    members={"length": Shape("int"), "size": Shape("int")},
    types={
        "number": "float",
        "bigint": "int",
        "string": "str",
        "boolean": "bool",
        "void": "none",
        "null": "none",
        "array_type": "list",
        "tuple_type": "list",
        "Array": "list",
        "ReadonlyArray": "list",
        "Set": "set",
        "ReadonlySet": "set",
        "Map": "dict",
        "ReadonlyMap": "dict",
        "Record": "dict",
        "Iterable": "iterator",
        "Iterator": "iterator",
    },
)
