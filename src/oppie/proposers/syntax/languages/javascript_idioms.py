"""JavaScript: conditions, parts, updates and values as people write them."""

from __future__ import annotations

from oppie.proposers.syntax.idioms import ANYTHING, ASCII, UNKNOWN, Idiom, Idioms, Usage, idioms
from oppie.proposers.syntax.languages.javascript_words import OPERATORS, PAIRED
from oppie.proposers.syntax.levels import ADDITION, PRODUCT
from oppie.proposers.syntax.shapes import COLLECTIONS, NUMBERS

_STR, _LIST, _SET = (frozenset({base}) for base in ("str", "list", "set"))
_LONG = _STR | _LIST
_MANY = _LIST | {"set", "iterator"}

WRAPS: Idioms = (
    Idiom("Math.abs({})", NUMBERS, 1.0),
    Idiom("Math.floor({})", NUMBERS, 1.0),
    Idiom("Math.round({})", NUMBERS, 0.6),
    Idiom("Math.ceil({})", NUMBERS, 0.6),
    Idiom("Math.trunc({})", NUMBERS, 0.4),
    Idiom("Math.sqrt({})", NUMBERS, 0.3),
    Idiom("Number({})", NUMBERS | _STR, 0.8),
    Idiom("parseInt({})", NUMBERS | _STR, 0.7),
    Idiom("parseInt({}, 10)", _STR, 0.4),
    Idiom("parseFloat({})", _STR, 0.4),
    Idiom("String({})", NUMBERS, 0.7),
    Idiom("{}.toString()", NUMBERS | _LIST, 0.7),
    Idiom("Boolean({})", COLLECTIONS | NUMBERS, 0.2),
    Idiom("{}.length", _LONG, 1.0),
    Idiom("{}.size", frozenset({"set", "dict"}), 0.6),
    Idiom("{}.toLowerCase()", _STR, 1.0),
    Idiom("{}.toUpperCase()", _STR, 0.7),
    Idiom("{}.trim()", _STR, 0.9),
    Idiom("{}.split('')", _STR, 0.8),
    Idiom("{}.split(' ')", _STR, 0.5),
    Idiom("{}.charCodeAt(0)", _STR, 0.5),
    Idiom("String.fromCharCode({})", NUMBERS, 0.3),
    Idiom("{}.sort()", _LIST, 0.9),
    Idiom("{}.sort((a, b) => a - b)", _LIST, 0.9),
    Idiom("{}.sort((a, b) => b - a)", _LIST, 0.5),
    Idiom("{}.reverse()", _LIST, 0.8),
    Idiom("{}.slice()", _LONG, 0.6),
    Idiom("{}.join('')", _LIST, 0.7),
    Idiom("{}.join(' ')", _LIST, 0.4),
    Idiom("{}.flat()", _LIST, 0.3),
    Idiom("new Set({})", _LIST | _STR, 0.7),
    Idiom("Array.from(new Set({}))", _LIST | _STR, 0.6),
    Idiom("[...new Set({})]", _LIST | _STR, 0.5),
    Idiom("[...{}]", COLLECTIONS, 0.7),
    Idiom("Array.from({})", COLLECTIONS, 0.4),
    Idiom("Math.max(...{})", _MANY, 0.5),
    Idiom("Math.min(...{})", _MANY, 0.5),
    Idiom("...{}", _LIST, 0.5),
    Idiom("JSON.stringify({})", _LIST | {"dict"}, 0.4),
    Idiom("Object.keys({})", frozenset({"dict"}), 0.8),
    Idiom("Object.values({})", frozenset({"dict"}), 0.7),
    Idiom("Object.entries({})", frozenset({"dict"}), 0.6),
    Idiom("{{ ...{} }}", frozenset({"dict"}), 0.6),
)
_ATOMS = (
    *idioms(_LONG, ("{}.length > 0", 0.5), ("{}.length === 0", 0.5), ("{}.length > 1", 0.3),
            ("{}.length === 1", 0.2), unsure=0.6),
    *idioms(NUMBERS, ("{} === 0", 0.4), ("{} > 0", 0.5), ("{} < 0", 0.4), ("{} === 1", 0.3),
            ("{} % 2 === 0", 0.3), ("{} > 1", 0.3), ("{} >= 0", 0.3), ("{} !== 0", 0.3),
            unsure=0.6),
    *idioms(ANYTHING, ("{} !== undefined", 0.25), ("{} === undefined", 0.25), ("{} != null", 0.2),
            ("{} == null", 0.2)),
    *idioms(UNKNOWN, ("!{}", 0.4), ("{}", 0.4)),
)  # fmt: skip
_GUARDS = (
    *idioms(_LONG, ("{}.length === 0", 1.0), unsure=0.8),
    *idioms(_LONG, ("{}.length === 1", 0.3), ("{}.length < 2", 0.3)),
    *idioms(ANYTHING, ("!{}", 0.4), unsure=1.5),
    *idioms(ANYTHING, ("{} == null", 0.2), unsure=1.5),
    *idioms(NUMBERS, ("{} === 0", 0.9), ("{} <= 0", 0.63), ("{} === 1", 0.63), ("{} < 0", 0.63),
            ("{} <= 1", 0.63), ("{} < 2", 0.54), ("{} === 2", 0.27), unsure=0.5 / 0.9),
)  # fmt: skip
_COMPUTED = (
    Idiom("{}.length", _LONG, yields="int"),
    *(Idiom(f"Math.{name}(...{{}})", _LIST, unsure=0, yields="item") for name in ("max", "min")),
    *(Idiom(text, _LONG, unsure=0, yields="item") for text in ("{}[0]", "{0}[{0}.length - 1]")),
    Idiom("{}.slice(1)", _LONG, unsure=0, yields="same"),
    Idiom("[...{}].reverse()", _LIST, unsure=0, yields="list"),
    Idiom("new Set({})", _LIST, unsure=0, yields="set"),
    *(Idiom(f"{{}}.{m}()", _STR, unsure=0, yields="str") for m in ("toLowerCase", "toUpperCase",
                                                                  "trim")),
    Idiom("{}.split('')", _STR, unsure=0, yields="list"),
    *(Idiom(f"{{}}.join({by})", _LIST, 0.7, 0, "str") for by in ("' '", "''")),
    *(Idiom(f"{name}({{}})", NUMBERS, yields="str") for name in ("String",)),
    *(Idiom(f"{name}({{}})", NUMBERS, yields="int") for name in ("Math.abs", "Math.floor",
                                                                 "Number")),
)  # fmt: skip
_UPDATES = (
    *idioms(NUMBERS, ("{}++", 1.0), ("{}--", 0.8), ("{} = 0", 0.3), unsure=0.4),
    *idioms(NUMBERS, ("{0} = Math.floor({0} / 10)", 0.15), ("{0} = Math.floor({0} / 2)", 0.15)),
    *idioms(_LIST, ("{} = []", 0.3), ("{}.sort()", 0.2), ("{}.pop()", 0.2), ("{}.shift()", 0.2),
            ("{}.reverse()", 0.2), unsure=0),
    *idioms(_STR, ("{} = ''", 0.2), ("{} += ' '", 0.3), unsure=0),
)  # fmt: skip
_GROWTHS = (
    *idioms(NUMBERS, ("{0} += {1}", 0.3), unsure=0.4),
    *idioms(_LIST, ("{0}.push({1})", 0.4), unsure=0),
    *idioms(_SET, ("{0}.add({1})", 0.4), unsure=0),
    *idioms(_STR, ("{0} += {1}", 0.4), unsure=0),
    *idioms(ANYTHING, ("{0} = {1}", 0.15)),
)
_SORTS = (("(a, b) => a - b", 1.0), ("(a, b) => b - a", 0.8), ("(a, b) => a.localeCompare(b)", 0.3),
          ("(a, b) => a.length - b.length", 0.4), ("(a, b) => a[0] - b[0]", 0.3),
          ("(a, b) => a[1] - b[1]", 0.3))  # fmt: skip
_ARGUMENTS = {
    **dict.fromkeys(("sort", "toSorted"), _SORTS),
    **dict.fromkeys(("parseInt", "toString"), (("10", 0.5), ("2", 0.5), ("16", 0.2))),
    **dict.fromkeys(("slice", "substring", "splice"), (("1", 0.5), ("-1", 0.5), ("0", 0.3))),
    **dict.fromkeys(("split", "join"), (("''", 0.6), ("' '", 0.5), ("','", 0.3), ("'\\n'", 0.2))),
    "reduce": (("0", 0.8), ("1", 0.4), ("''", 0.3), ("[]", 0.3), ("{}", 0.2)),
    "stringify": (("null, 2", 0.4),),
    "toFixed": (("2", 0.5), ("1", 0.3), ("0", 0.2)),
    **dict.fromkeys(("indexOf", "includes"), (("0", 0.2), ("1", 0.2))),
    **dict.fromkeys(("min", "max"), (("0", 0.4), ("1", 0.3))),
    "fill": (("0", 0.5),),
}

USAGE = Usage(
    operators=OPERATORS,
    paired=PAIRED,
    wraps=WRAPS,
    atoms=_ATOMS,
    guards=_GUARDS,
    computed=_COMPUTED,
    parts=(
        *idioms(_LONG, ("{}[0]", 1.0), ("{0}[{0}.length - 1]", 0.8), ("{}.slice(1)", 1.0)),
        *idioms(_LONG, ("{}.slice(0, -1)", 0.8), ("{}.at(-1)", 0.5)),
        *idioms(_LIST, ("{}.reverse()", 0.8)),
        *idioms(_LONG, ("{}[1]", 0.5)),
    ),
    indexes=("{1}.length - {0}", "{1}.length - 1 - {0}"),
    last="{}.length - 1",
    wholes=("Math.max(...{})", "Math.min(...{})", "{}.length"),
    lookups=(("{0}.at({1})", 0.3), ("{0}.get({1})", 0.2), ("{0}.slice({1})", 0.35),
             ("{0}.slice(0, {1})", 0.35), ("{0}[{1}] || 0", 0.3)),
    updates=_UPDATES,
    growths=_GROWTHS,
    fallbacks=(
        Idiom("{} || []", _LIST),
        Idiom("{} || ''", _STR),
        Idiom("{} || {{}}", frozenset({"dict"})),
        Idiom("{} || 0", NUMBERS),
    ),
    fillings=("0", "[]", "''", "false", "true", "{}", "-1", "1", "null", "undefined"),
    initials=("0", "1", "[]", "{}", "''", "null", "true", "false", "Infinity", "-Infinity", "-1",
              "new Set()", "new Map()", "2"),
    results=("null", "false", "true", "0", "[]", "''", "1", "-1", "undefined", "{}"),
    returns=("true", "false", "null", "0", "[]", "''", "1", "-1", "undefined"),
    defaults=("null", "0", "1", "true", "false", "''", "[]", "{}", "-1"),
    arithmetic=(("+", ADDITION), ("-", ADDITION), ("*", PRODUCT), ("%", PRODUCT), ("/", PRODUCT)),
    arguments=_ARGUMENTS,
    errors=("Error", "TypeError", "RangeError", "SyntaxError", "ReferenceError"),
    conversions=(("String({})", 1.0), ("Number({})", 0.9), ("[...{}]", 0.7),
                 ("Object.keys({})", 0.5), ("[{}]", 0.5), ("{}.toString()", 0.5)),
    recasts={
        "number": (("String({})", 0.6), ("{}.toString()", 0.6)),
        "undefined": (("({} || [])", 0.4), ("({} || '')", 0.4)),
        "string": (("{}.split('')", 0.6), ("[...{}]", 0.5)),
    },
    places=dict.fromkeys(
        ("indexOf", "lastIndexOf", "findIndex", "search"), ("{} !== -1", "{} >= 0", "{} === -1")
    ),
    unlike={"NaN": ("Number.isNaN({})",)},
    landmarks=dict.fromkeys(("charCodeAt", "codePointAt", "fromCharCode", "fromCodePoint"), ASCII),
    printers=frozenset({"console.log", "print"}),
    copied=dict.fromkeys(
        ("sort", "reverse", "splice", "push", "pop", "shift", "unshift", "fill"),
        ("[...{}]", "{}.slice()"),
    ),
    filters=idioms(_LIST, ("{}.filter(x => {}.includes(x))", 0.8),
                   ("{}.filter(x => !{}.includes(x))", 0.5), unsure=0.3),
)  # fmt: skip
