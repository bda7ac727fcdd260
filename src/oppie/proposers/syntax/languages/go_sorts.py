"""Go: what sort of value its functions, methods and types are; its built-in names."""

from __future__ import annotations

from oppie.proposers.syntax.languages.go_imports import KNOWN
from oppie.proposers.syntax.library import Library
from oppie.proposers.syntax.shapes import Shape, Sorts, shaped

_INT, _FLOAT, _TEXT, _BOOL = Shape("int"), Shape("float"), Shape("str", "str"), Shape("bool")
_WORDS = Shape("list", "str")

_CALLS = shaped(
    (
        ("len cap copy int int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 rune byte", _INT),
        ("float64 float32", _FLOAT),
        ("string strconv.Itoa strconv.Quote strconv.FormatInt strconv.FormatFloat", _TEXT),
        ("fmt.Sprint fmt.Sprintf fmt.Sprintln", _TEXT),
        ("append", Shape("list")),
        ("strings.Fields strings.Split strings.SplitN", _WORDS),
        ("strings.ToLower strings.ToUpper strings.Title strings.TrimSpace strings.Trim", _TEXT),
        ("strings.TrimLeft strings.TrimRight strings.TrimPrefix strings.TrimSuffix", _TEXT),
        ("strings.Join strings.Repeat strings.Replace strings.ReplaceAll", _TEXT),
        ("strings.Contains strings.ContainsRune strings.HasPrefix strings.HasSuffix", _BOOL),
        ("strings.Index strings.LastIndex strings.Count utf8.RuneCountInString", _INT),
        ("unicode.IsUpper unicode.IsLower unicode.IsLetter unicode.IsDigit unicode.IsSpace", _BOOL),
        ("unicode.ToLower unicode.ToUpper", _INT),
        ("math.Abs math.Sqrt math.Pow math.Floor math.Ceil math.Round math.Trunc", _FLOAT),
        ("math.Max math.Min math.Mod math.Log math.Log2 math.Log10 math.Inf", _FLOAT),
    )
)
_METHODS = shaped((("String Error", _TEXT), ("Len", _INT)))

SORTS = Sorts(
    calls=_CALLS,
    methods=_METHODS,
    members={},
    types={
        **dict.fromkeys(
            [
                "int",
                "int8",
                "int16",
                "int32",
                "int64",
                "uint",
                "uint8",
                "uint16",
                "uint32",
                "uint64",
            ],
            "int",
        ),
        **dict.fromkeys(("rune", "byte", "uintptr"), "int"),
        **dict.fromkeys(("float32", "float64"), "float"),
        "string": "str",
        "bool": "bool",
        "error": "error",
        "any": "any",
        "slice_type": "list",
        "array_type": "list",
        "map_type": "dict",
        "pointer_type": "pointer",
        "interface_type": "any",
        "function_type": "function",
    },
    loose=frozenset(),
    makers=frozenset({"make", "new"}),
)

_NAMES = (
    "append cap clear close complex copy delete imag len make max min new panic print println"
    " real recover bool byte complex64 complex128 error float32 float64 int int8 int16 int32"
    " int64 rune string uint uint8 uint16 uint32 uint64 uintptr any true false nil iota"
)

LIBRARY = Library(
    functions=tuple(_NAMES.split()), modules=frozenset(KNOWN.values()), whole=('import "{}"',)
)
