"""Python: conditions, parts, updates and values as people write them."""

from __future__ import annotations

from oppie.proposers.syntax.idioms import ANYTHING, ASCII, UNKNOWN, Idiom, Usage, idioms
from oppie.proposers.syntax.languages.python_words import OPERATORS, PAIRED
from oppie.proposers.syntax.languages.python_wraps import WRAPS
from oppie.proposers.syntax.levels import ADDITION, PRODUCT
from oppie.proposers.syntax.shapes import COLLECTIONS, NUMBERS, SEQUENCES

_STR, _INT, _DICT, _LIST = (frozenset({base}) for base in ("str", "int", "dict", "list"))
_MANY = COLLECTIONS - {"str", "dict"}

_ATOMS = (
    *idioms(COLLECTIONS, ("{}", 0.5), ("not {}", 0.5), ("len({}) > 1", 0.3), ("len({}) == 1", 0.2),
            unsure=0.6),
    *idioms(NUMBERS, ("{} == 0", 0.4), ("{} > 0", 0.5), ("{} < 0", 0.4), ("{} == 1", 0.3),
            ("{} % 2 == 0", 0.3), ("{} > 1", 0.3), ("{} >= 0", 0.3), ("{} != 0", 0.3), unsure=0.6),
    *idioms(ANYTHING, ("{} is not None", 0.3), ("{} is None", 0.3)),
    *idioms(UNKNOWN, ("not {}", 0.4), ("{}", 0.4)),
)  # fmt: skip
_GUARDS = (
    *idioms(COLLECTIONS, ("not {}", 1.0), unsure=0.8),
    *idioms(COLLECTIONS, ("len({}) == 1", 0.3), ("len({}) < 2", 0.3)),
    Idiom("{} is None", ANYTHING, 0.3, unsure=0.7 / 0.3),
    *idioms(NUMBERS, ("{} == 0", 0.9), ("{} <= 0", 0.63), ("{} == 1", 0.63), ("{} < 0", 0.63),
            ("{} <= 1", 0.63), ("{} < 2", 0.54), ("{} == 2", 0.27), unsure=0.5 / 0.9),
)  # fmt: skip
_COMPUTED = (
    Idiom("len({})", COLLECTIONS, yields="int"),
    *(Idiom(f"{name}({{}})", _MANY, unsure=0, yields="item") for name in ("sum", "max", "min")),
    Idiom("sorted({})", _MANY, unsure=0, yields="list"),
    Idiom("set({})", _MANY, unsure=0, yields="set"),
    *(Idiom(text, SEQUENCES, unsure=0, yields="item") for text in ("{}[0]", "{}[-1]")),
    *(Idiom(text, SEQUENCES, unsure=0, yields="same") for text in ("{}[1:]", "{}[::-1]")),
    *(Idiom(f"{{}}.{m}()", _STR, unsure=0, yields="str") for m in ("lower", "upper", "strip")),
    *(Idiom(f"{{}}.{method}()", _STR, unsure=0) for method in ("split", "encode")),
    *(Idiom(f"{by}.join({{}})", _LIST, 0.7, 0, "str") for by in ("' '", "''")),
    *(Idiom(f"{{}}.{m}()", _DICT, unsure=0, yields="iterator") for m in ("items", "keys",
                                                                        "values")),
    *(Idiom(f"{name}({{}})", NUMBERS, yields="str") for name in ("str", "bin")),
    *(Idiom(f"{name}({{}})", NUMBERS, yields="int") for name in ("abs", "int")),
)  # fmt: skip
_UPDATES = (
    *idioms(NUMBERS, ("{} += 1", 1.0), ("{} -= 1", 0.8), ("{} = 0", 0.3), unsure=0.4),
    *idioms(NUMBERS, ("{} //= 2", 0.1), ("{} //= 10", 0.1)),
    *idioms(_LIST, ("{} = []", 0.3), ("{}.sort()", 0.2), unsure=0),
    *idioms(COLLECTIONS, *((f"{{0}} = {name}({{0}})", 0.2) for name in ("sorted", "list", "set")),
            unsure=0),
    *idioms(_STR, ("{} = ''", 0.2), ("{} += ' '", 0.2), unsure=0),
)  # fmt: skip
_GROWTHS = (
    *idioms(NUMBERS, ("{0} += {1}", 0.3), unsure=0.4),
    *idioms(_LIST, ("{0}.append({1})", 0.4), unsure=0),
    *idioms(_STR, ("{0} += {1}", 0.4), unsure=0),
    *idioms(ANYTHING, ("{0} = {1}", 0.15)),
)
_FALLBACKS = (
    Idiom("{} or []", COLLECTIONS),
    Idiom("{} or ''", _STR),
    Idiom("{} or {{}}", _DICT),
    Idiom("{} or 0", NUMBERS),
    Idiom("{} or ()", frozenset({"tuple"})),
)
_KEYS = (
    *("len", "lambda x: x[0]", "lambda x: x[1]", "lambda x: -x", "lambda x: (-len(x), x)"),
    *("lambda x: (len(x), x)", "lambda x: (-len(set(x)), x)", "lambda x: (-x[1], x[0])"),
    *("lambda x: (x[1], x[0])", "str", "abs", "str.lower", "lambda x: -len(x)", "int"),
    *("lambda x: -x[1]", "lambda x: -x[0]", "lambda x: (x[0], -x[1])", "lambda x: sum(x)"),
)
_ORDERS = tuple((f"key={key}", 0.8 * 0.93**rank) for rank, key in enumerate(_KEYS))
_EXTREMES = (*_ORDERS, ("default=0", 0.6), ("default=None", 0.5), ("0", 0.3))
_MISSES = (("None", 0.5), ("0", 0.6), ("[]", 0.3), ("''", 0.3), ("False", 0.2), ("-1", 0.2))
_COUNTS = (("1", 0.4), ("2", 0.3), ("0", 0.4))
_TEXTS = (("','", 0.4), ("' '", 0.3), ("1", 0.2), ("'utf-8'", 0.3))
_DUMPS = (("sort_keys=True", 0.6), ("indent=2", 0.3), ("ensure_ascii=False", 0.4))
_ARGUMENTS = {
    **dict.fromkeys(("sorted", "sort"), (("reverse=True", 1.0), *_ORDERS)),
    **dict.fromkeys(("max", "min"), _EXTREMES),
    **dict.fromkeys(("get", "getattr", "next", "setdefault"), _MISSES),
    "pop": (*_MISSES, ("1", 0.4), ("2", 0.3)),
    **dict.fromkeys(("sum", "enumerate", "round", "print", "int"), _COUNTS),
    **dict.fromkeys(("open", "split", "join", "encode", "strip"), _TEXTS),
    "zip": (("strict=True", 0.2),),
    **dict.fromkeys(("dumps", "dump"), _DUMPS),
}
_TYPES = (
    *("(int, float)", "(list, tuple)", "(str, bytes)"),
    *("int", "str", "float", "list", "tuple", "dict", "set", "bool", "bytes"),
)

USAGE = Usage(
    operators=OPERATORS,
    paired=PAIRED,
    wraps=WRAPS,
    atoms=_ATOMS,
    guards=_GUARDS,
    computed=_COMPUTED,
    parts=idioms(
        SEQUENCES,
        *(("{}[0]", 1.0), ("{}[-1]", 1.0), ("{}[1:]", 1.0)),
        *(("{}[:-1]", 0.8), ("{}[::-1]", 0.8), ("{}[1]", 0.5)),
    ),
    indexes=("-{}", "{}:", ":{}", "-1", "0"),
    wholes=("sum({})", "max({})", "min({})", "len({})"),
    lookups=(("{0}.get({1})", 0.2), ("{0}.get({1}, 0)", 0.3), ("{0}.setdefault({1}, [])", 0.3)),
    updates=_UPDATES,
    growths=_GROWTHS,
    fallbacks=_FALLBACKS,
    fillings=("0", "[]", "''", "False", "True", "{}", "-1", "1", "()", "set()"),
    initials=("0", "1", "[]", "{}", "''", "set()", "None", "float('inf')", "float('-inf')", "-1",
              "()"),
    results=("None", "False", "True", "0", "[]", "''", "1", "-1", "{}", "set()", "()", "0.0"),
    returns=("True", "False", "None", "0", "[]", "''", "1", "-1"),
    defaults=("None", "0", "1", "True", "False", "''", "[]", "()", "-1"),
    arithmetic=(("+", ADDITION), ("-", ADDITION), ("*", PRODUCT), ("%", PRODUCT), ("//", PRODUCT)),
    arguments=_ARGUMENTS,
    errors=("ValueError", "TypeError", "KeyError", "IndexError", "AttributeError", "RuntimeError",
            "ZeroDivisionError", "StopIteration", "NotImplementedError", "OSError", "LookupError"),
    conversions=(("str({})", 1.0), ("int({})", 0.9), ("list({})", 0.7), ("float({})", 0.5),
                 ("tuple({})", 0.6), ("len({})", 0.7), ("[{}]", 0.6)),
    recasts={
        **dict.fromkeys(("int", "float"), (("str({})", 0.6),)),
        "str": (("list({})", 0.6),),
        **dict.fromkeys(("list", "tuple"), (("{}[0]", 0.5),)),
    },
    checks=dict.fromkeys(("isinstance", "issubclass"), _TYPES),
    counter="range",
    places=dict.fromkeys(("find", "rfind"), ("{} != -1", "{} >= 0", "{} == -1")),
    unlike={"float('nan')": ("math.isnan({})",), "math.nan": ("math.isnan({})",)},
    landmarks=dict.fromkeys(("ord", "chr"), ASCII),
    printers=frozenset({"print"}),
    decorators=("@property", "@staticmethod", "@classmethod"),
    receivers=("self", "cls"),
    prefixes="frb",
    formats=(":.2f", ":.1f", ":02d", ":,", "!r", ":.0f", ":d", ":03d", ":.3f"),
)  # fmt: skip
