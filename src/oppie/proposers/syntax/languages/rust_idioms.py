"""Rust: conditions, parts, updates and values as people write them."""

from __future__ import annotations

from oppie.proposers.syntax.idioms import ANYTHING, ASCII, UNKNOWN, Idiom, Idioms, Usage, idioms
from oppie.proposers.syntax.languages.rust_words import OPERATORS, PAIRED
from oppie.proposers.syntax.levels import ADDITION, PRODUCT
from oppie.proposers.syntax.shapes import NUMBERS

_INT, _FLOAT, _STR, _CHAR, _LIST, _ITER, _SET, _DICT, _OPTION, _BOOL = (
    frozenset({base})
    for base in ("int", "float", "str", "char", "list", "iterator", "set", "dict", "option", "bool")
)
_NUMBER = _INT | _FLOAT
_LONG = _STR | _LIST
_FULL = _LONG | _SET | _DICT

WRAPS: Idioms = (
    *idioms(_NUMBER, ("{}.abs()", 1.0), ("({} as usize)", 0.6), ("({} as i32)", 0.6),
            ("({} as f64)", 0.4), ("({} as f32)", 0.3), ("({} as i64)", 0.4), ("({} as u32)", 0.3),
            ("({} as u64)", 0.3), ("{}.to_string()", 0.6), ("{}.pow(2)", 0.3), ("{}.max(0)", 0.2),
            unsure=0.7),
    *idioms(_FLOAT, ("{}.floor()", 0.7), ("{}.round()", 0.7), ("{}.ceil()", 0.6),
            ("{}.sqrt()", 0.4), ("{}.trunc()", 0.3), ("{}.fract()", 0.3), unsure=0.5),
    *idioms(_STR, ("{}.to_lowercase()", 1.0), ("{}.to_uppercase()", 0.7), ("{}.trim()", 0.7),
            ("{}.to_string()", 0.6), ("{}.as_str()", 0.4), ("{}.chars()", 0.4),
            ("{}.chars().rev().collect::<String>()", 0.8), ("{}.chars().count()", 0.3),
            ("{}.parse::<i32>().unwrap()", 0.2), unsure=0.6),
    *idioms(_CHAR, ("{}.to_ascii_lowercase()", 0.8), ("{}.to_ascii_uppercase()", 0.8),
            ("{}.to_string()", 0.6), ("({} as u8)", 0.4), ("({} as u32)", 0.4),
            ("{}.is_alphabetic()", 0.3), ("{}.is_numeric()", 0.3),
            ("{}.to_digit(10).unwrap()", 0.4), unsure=0.3),
    *idioms(_LONG, ("{}.len()", 1.0), ("&{}", 0.4)),
    *idioms(_LIST, ("{}.iter()", 0.6), ("{}.to_vec()", 0.4), ("{}.iter().rev()", 0.5),
            ("{}.iter().sum::<i32>()", 0.5), ("*{}.iter().max().unwrap()", 0.4),
            ("*{}.iter().min().unwrap()", 0.4), ("{}.concat()", 0.3), ('{}.join(" ")', 0.3),
            ("{}.iter().collect::<std::collections::HashSet<_>>()", 0.3),
            unsure=0.5),
    *idioms(_ITER, ("{}.rev()", 1.0), ("{}.collect::<Vec<_>>()", 0.5), ("{}.count()", 0.5),
            ("{}.collect::<String>()", 0.4), ("{}.skip(1)", 0.6), ("{}.enumerate()", 0.3),
            ("{}.sum::<i32>()", 0.3), ("{}.copied()", 0.3), ("{}.cloned()", 0.3),
            ("{}.collect::<HashSet<_>>()", 0.2), unsure=0.4),
    *idioms(_OPTION, ("{}.unwrap()", 0.8), ("{}.unwrap_or(0)", 0.5), ("{}.is_some()", 0.4),
            ("{}.is_none()", 0.4), ("{}.unwrap_or_default()", 0.3), unsure=0.3),
    *idioms(ANYTHING, ("{}.clone()", 0.5), ("Some({})", 0.3), ("&{}", 0.3), ("*{}", 0.3)),
)  # fmt: skip
_ATOMS = (
    *idioms(_FULL, ("{}.is_empty()", 0.4), ("!{}.is_empty()", 0.5), unsure=0.6),
    *idioms(_LONG, ("{}.len() > 1", 0.4), ("{}.len() == 1", 0.3), unsure=0.6),
    *idioms(NUMBERS, ("{} == 0", 0.4), ("{} > 0", 0.5), ("{} < 0", 0.4), ("{} % 2 == 0", 0.4),
            ("{} % 2 == 1", 0.3), ("{} == 1", 0.3), ("{} > 1", 0.3), ("{} >= 0", 0.3),
            ("{} != 0", 0.3), unsure=0.6),
    *idioms(_OPTION, ("{}.is_some()", 0.4), ("{}.is_none()", 0.4), unsure=0.3),
    *idioms(_CHAR, ("{}.is_alphabetic()", 0.4), ("{}.is_numeric()", 0.3),
            ("{}.is_uppercase()", 0.4), ("{}.is_lowercase()", 0.4), ("{}.is_whitespace()", 0.3),
            ("{}.is_alphanumeric()", 0.3), ("{} == ' '", 0.3), ("{} != ' '", 0.3), unsure=0.3),
    *idioms(_BOOL | UNKNOWN, ("!{}", 0.4), ("{}", 0.4)),
)  # fmt: skip
_GUARDS = (
    *idioms(_FULL, ("{}.is_empty()", 1.0), unsure=0.8),
    *idioms(_LONG, ("{}.len() == 1", 0.3), ("{}.len() < 2", 0.3)),
    *idioms(NUMBERS, ("{} == 0", 0.9), ("{} <= 0", 0.63), ("{} == 1", 0.63), ("{} < 0", 0.63),
            ("{} <= 1", 0.63), ("{} < 2", 0.54), ("{} == 2", 0.27), unsure=0.55),
    *idioms(_OPTION, ("{}.is_none()", 0.6), unsure=0.2),
    *idioms(_BOOL, ("!{}", 0.4), ("{}", 0.3), unsure=0.2),
)  # fmt: skip
_COMPUTED = (
    Idiom("{}.len()", _FULL, yields="int"),
    Idiom("{}.len() - 1", _LONG, unsure=0, yields="int"),
    Idiom("({}.len() as i32)", _LONG, unsure=0, yields="int"),
    *(Idiom(text, _LIST, unsure=0, yields="item") for text in ("*{}.iter().max().unwrap()",
                                                              "*{}.iter().min().unwrap()")),
    *(Idiom(text, _LIST, unsure=0, yields="item") for text in ("{}[0]", "{0}[{0}.len() - 1]")),
    Idiom("{}.iter().sum::<i32>()", _LIST, unsure=0, yields="int"),
    *(Idiom(f"{{}}.{m}()", _STR, unsure=0, yields="str") for m in ("to_lowercase", "to_uppercase",
                                                                  "clone", "to_string")),
    Idiom("{}.chars().count()", _STR, unsure=0, yields="int"),
    *(Idiom(f"{{}}.join({by})", _LIST, 0.7, 0, "str") for by in ('" "', '""')),
    Idiom("{}.chars()", _STR, unsure=0, yields="iterator"),
    *(Idiom(f"{{}}.{m}()", _LIST, unsure=0, yields="same") for m in ("clone", "to_vec")),
    *(Idiom(text, _INT, yields="int") for text in ("{}.abs()", "({} as i32)", "({} as usize)")),
    Idiom("{}.to_string()", NUMBERS | _CHAR, yields="str"),
)  # fmt: skip
_UPDATES = (
    *idioms(NUMBERS, ("{} += 1", 1.0), ("{} -= 1", 0.8), ("{} = 0", 0.3), unsure=0.4),
    *idioms(_LIST, ("{}.sort()", 0.5), ("{}.reverse()", 0.4), ("{}.pop()", 0.3),
            ("{}.clear()", 0.3), ("{}.dedup()", 0.3), unsure=0.1),
    *idioms(_STR, ("{}.clear()", 0.4), ("{} = String::new()", 0.2), ("{}.push(' ')", 0.3),
            unsure=0),
    *idioms(_BOOL, ("{} = true", 0.4), ("{} = false", 0.4), ("{0} = !{0}", 0.2),
            unsure=0),
)  # fmt: skip
_GROWTHS = (
    *idioms(NUMBERS, ("{0} += {1}", 0.3), unsure=0.4),
    *idioms(_LIST, ("{0}.push({1})", 0.4), ("{0}.push({1}.clone())", 0.3), unsure=0),
    *idioms(_SET, ("{0}.insert({1})", 0.4), unsure=0),
    *idioms(_STR, ("{0}.push({1})", 0.3), ("{0}.push_str(&{1})", 0.4), unsure=0),
    *idioms(ANYTHING, ("{0} = {1}", 0.15)),
)
_NUMBERS = ("1", "2", "10", "0")
_ARGUMENTS = {
    **dict.fromkeys(("skip", "take", "step_by", "nth", "pow", "powi"),
                    tuple((n, 0.5 * 0.7**i) for i, n in enumerate(_NUMBERS))),
    **dict.fromkeys(("split", "join"), (('" "', 0.6), ('""', 0.4), ('","', 0.3), ('", "', 0.3))),
    **dict.fromkeys(("unwrap_or", "max", "min"), (("0", 0.5), ("1", 0.3))),
    "to_digit": (("10", 0.5), ("2", 0.3), ("16", 0.2)),
    "sort_by": (("|a, b| a.cmp(b)", 0.6), ("|a, b| b.cmp(a)", 0.8),
                ("|a, b| a.partial_cmp(b).unwrap()", 0.4)),
    "sort_by_key": (("|x| x.len()", 0.4), ("|x| x.abs()", 0.4)),
}  # fmt: skip

USAGE = Usage(
    operators=OPERATORS,
    paired=PAIRED,
    wraps=WRAPS,
    atoms=_ATOMS,
    guards=_GUARDS,
    computed=_COMPUTED,
    parts=(
        *idioms(_LIST, ("{}[0]", 1.0), ("{0}[{0}.len() - 1]", 0.8)),
        *idioms(_LONG, ("{}[1..]", 0.6), ("{0}[..{0}.len() - 1]", 0.5)),
        *idioms(_LIST, ("{}[1]", 0.5)),
    ),
    indexes=("{1}.len() - {0}", "{1}.len() - 1 - {0}"),
    last="{}.len() - 1",
    wholes=("{}.len()", "{}.iter().sum()"),
    lookups=(("{0}.get({1}).unwrap()", 0.2), ("{0}[{1}..]", 0.2), ("{0}[..{1}]", 0.2)),
    updates=_UPDATES,
    growths=_GROWTHS,
    fallbacks=(Idiom("{}.unwrap_or(0)", _OPTION), Idiom("{}.unwrap_or_default()", _OPTION)),
    fillings=("0", "1", "false", "true", "-1", "String::new()", "vec![]", "None"),
    initials=("0", "1", "-1", "true", "false", "2", "String::new()", "vec![]", "None", "i32::MAX",
              "i32::MIN", "0.0", "1.0"),
    results=("false", "true", "0", "vec![]", "String::new()", "None", "1", "-1", "0.0"),
    returns=("true", "false", "0", "vec![]", "String::new()", "None", "1", "-1"),
    defaults=(),
    arithmetic=(("+", ADDITION), ("-", ADDITION), ("*", PRODUCT), ("%", PRODUCT), ("/", PRODUCT)),
    arguments=_ARGUMENTS,
    errors=(),
    printers=frozenset({"println"}),
    filters=idioms(_ITER, ("{}.filter(|x| {}.contains(x))", 0.8),
                   ("{}.filter(|x| !{}.contains(x))", 0.5), unsure=0),
    landmarks=dict.fromkeys(("from_u32", "from_digit", "char", "u8"), ASCII),
)  # fmt: skip
