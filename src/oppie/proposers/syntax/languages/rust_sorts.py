"""Rust: what sort of value its methods, functions and types are; its built-in names."""

from __future__ import annotations

from oppie.proposers.syntax.library import Library
from oppie.proposers.syntax.shapes import Shape, Sorts, shaped

_TEXT = Shape("str", "char")
_MAYBE = Shape("option")
WHOLE = ("i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize")

_CALLS = shaped(
    (
        ("String::new String::from String::with_capacity format", _TEXT),
        ("Vec::new Vec::with_capacity Vec::from VecDeque::new", Shape("list")),
        ("HashMap::new BTreeMap::new HashMap::with_capacity", Shape("dict")),
        ("HashSet::new BTreeSet::new HashSet::with_capacity", Shape("set")),
        ("Some", _MAYBE),
        ("vec", Shape("list")),
        ("Ok Err", Shape("result")),
    )
)
_METHODS = shaped(
    (
        ("to_string to_owned to_lowercase to_uppercase trim trim_start trim_end", _TEXT),
        ("replace repeat concat join as_str to_ascii_lowercase to_ascii_uppercase", _TEXT),
        ("len count capacity count_ones leading_zeros trailing_zeros", Shape("int")),
        ("pow isqrt rem_euclid div_euclid wrapping_add wrapping_sub wrapping_mul", Shape("int")),
        ("sqrt floor ceil round trunc fract powi powf ln log2 log10 exp", Shape("float")),
        ("is_empty contains contains_key starts_with ends_with all any", Shape("bool")),
        ("is_some is_none is_ok is_err is_subset is_superset is_disjoint", Shape("bool")),
        ("is_alphabetic is_numeric is_alphanumeric is_lowercase is_uppercase", Shape("bool")),
        ("is_whitespace is_digit is_ascii_digit is_ascii_lowercase", Shape("bool")),
        ("is_ascii_uppercase is_ascii_alphabetic is_ascii_punctuation", Shape("bool")),
        ("eq_ignore_ascii_case eq ne lt gt le ge", Shape("bool")),
        ("chars", Shape("iterator", "char")),
        ("bytes", Shape("iterator", "int")),
        ("iter into_iter iter_mut rev map filter skip take zip enumerate", Shape("iterator")),
        ("chain step_by take_while skip_while filter_map flat_map cloned", Shape("iterator")),
        ("split split_whitespace lines keys values windows chunks copied", Shape("iterator")),
        ("char_indices peekable drain", Shape("iterator")),
        ("get get_mut first last find position pop next peek to_digit max min", _MAYBE),
        ("max_by min_by max_by_key min_by_key checked_add checked_sub nth", _MAYBE),
        ("ok err checked_mul checked_div rfind strip_prefix strip_suffix", _MAYBE),
        ("parse", Shape("result")),
        ("to_vec into_bytes as_bytes", Shape("list")),
        ("push push_str insert clear sort sort_unstable reverse dedup extend", Shape("none")),
        ("sort_by sort_by_key truncate append for_each swap retain", Shape("none")),
    )
)

SORTS = Sorts(
    calls=_CALLS,
    methods=_METHODS,
    members={},
    types={
        **dict.fromkeys(WHOLE, "int"),
        "f32": "float",
        "f64": "float",
        "bool": "bool",
        "char": "char",
        "str": "str",
        "String": "str",
        "unit_type": "none",
        "array_type": "list",
        "tuple_type": "tuple",
        "Vec": "list",
        "VecDeque": "list",
        "HashMap": "dict",
        "BTreeMap": "dict",
        "HashSet": "set",
        "BTreeSet": "set",
        "Option": "option",
        "Result": "result",
        "Iterator": "iterator",
    },
    loose=frozenset(),
    character="char",
    written={
        **dict.fromkeys(("true", "false"), Shape("bool")),
        **dict.fromkeys(("0", "1", "-1", "2", "i32::MAX", "i32::MIN"), Shape("int")),
        **dict.fromkeys(("0.0", "1.0"), Shape("float")),
        "String::new()": _TEXT,
        "vec![]": Shape("list"),
        "None": _MAYBE,
    },
)

LIBRARY = Library(functions=("Some", "None", "Ok", "Err", "String", "Vec", "Box"))
