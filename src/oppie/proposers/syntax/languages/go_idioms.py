"""Go: conditions, parts, updates and values as people write them."""

from __future__ import annotations

from oppie.proposers.syntax.idioms import ANYTHING, ASCII, UNKNOWN, Idiom, Idioms, Usage, idioms
from oppie.proposers.syntax.languages.go_words import OPERATORS, PAIRED
from oppie.proposers.syntax.levels import ADDITION, PRODUCT

_INT, _FLOAT, _STR, _LIST, _MAP, _BOOL = (
    frozenset({base}) for base in ("int", "float", "str", "list", "dict", "bool")
)
_NUMBERS = _INT | _FLOAT
_LONG = _STR | _LIST

WRAPS: Idioms = (
    Idiom("math.Abs({})", _FLOAT, 1.0),
    Idiom("int(math.Abs(float64({})))", _INT, 0.6),
    Idiom("int({})", _FLOAT, 1.0),
    Idiom("float64({})", _INT, 0.9),
    Idiom("string({})", _INT | _LIST, 0.8),
    Idiom("strconv.Itoa({})", _INT, 1.0),
    Idiom("[]rune({})", _STR, 0.5),
    Idiom("[]byte({})", _STR, 0.3),
    Idiom("rune({})", _INT, 0.4),
    Idiom("byte({})", _INT, 0.3),
    Idiom("int({})", _INT, 0.4),
    Idiom("int64({})", _INT, 0.3),
    Idiom("len({})", _LONG | _MAP, 1.0),
    Idiom("math.Sqrt({})", _FLOAT, 0.4),
    Idiom("math.Floor({})", _FLOAT, 0.7),
    Idiom("math.Ceil({})", _FLOAT, 0.7),
    Idiom("math.Round({})", _FLOAT, 0.7),
    Idiom("math.Trunc({})", _FLOAT, 0.4),
    Idiom("int(math.Sqrt(float64({})))", _INT, 0.3),
    Idiom("strings.ToLower({})", _STR, 1.0),
    Idiom("strings.ToUpper({})", _STR, 0.7),
    Idiom("strings.TrimSpace({})", _STR, 0.8),
    Idiom("strings.Fields({})", _STR, 0.4),
    Idiom('strings.Split({}, "")', _STR, 0.4),
    Idiom('strings.Split({}, " ")', _STR, 0.4),
    Idiom('strings.Join({}, "")', _LIST, 0.4),
    Idiom('strings.Join({}, " ")', _LIST, 0.4),
    Idiom("unicode.ToLower({})", _INT, 0.3),
    Idiom("unicode.ToUpper({})", _INT, 0.3),
    Idiom("{}...", _LIST, 0.4),
    Idiom("&{}", ANYTHING, 0.05),
    Idiom("*{}", frozenset({"pointer"}), 0.4),
)
_ATOMS = (
    *idioms(_LONG | _MAP, ("len({}) > 0", 0.5), ("len({}) == 0", 0.5), unsure=0.5),
    *idioms(_LONG, ("len({}) > 1", 0.3), ("len({}) == 1", 0.2), unsure=0.5),
    *idioms(_NUMBERS, ("{} == 0", 0.4), ("{} > 0", 0.5), ("{} < 0", 0.4), ("{} == 1", 0.3),
            ("{} > 1", 0.3), ("{} >= 0", 0.3), ("{} != 0", 0.3), unsure=0.5),
    *idioms(_INT, ("{}%2 == 0", 0.3), ("{}%2 == 1", 0.2), unsure=0.5),
    *idioms(_STR, ('{} == ""', 0.4), ('{} != ""', 0.4), unsure=0.2),
    *idioms(frozenset({"error", "pointer", "any"}), ("{} != nil", 0.6), ("{} == nil", 0.4),
            unsure=0.3),
    *idioms(_BOOL, ("!{}", 0.5), ("{}", 0.5), unsure=0.3),
    *idioms(UNKNOWN, ("!{}", 0.2), ("{}", 0.2)),
)  # fmt: skip
_GUARDS = (
    *idioms(_LONG | _MAP, ("len({}) == 0", 1.0), unsure=0.6),
    *idioms(_LONG, ("len({}) == 1", 0.3), ("len({}) < 2", 0.3), unsure=0.3),
    *idioms(_NUMBERS, ("{} == 0", 0.9), ("{} <= 0", 0.63), ("{} == 1", 0.63), ("{} < 0", 0.63),
            ("{} <= 1", 0.63), ("{} < 2", 0.54), ("{} == 2", 0.27), unsure=0.4),
    *idioms(_STR, ('{} == ""', 0.6), unsure=0.2),
    *idioms(frozenset({"error", "pointer", "any"}), ("{} == nil", 0.8), ("{} != nil", 0.5),
            unsure=0.2),
    *idioms(_BOOL, ("!{}", 0.6), ("{}", 0.5), unsure=0),
)  # fmt: skip
_COMPUTED = (
    Idiom("len({})", _LONG | _MAP, yields="int"),
    *(Idiom(text, _LIST, unsure=0, yields="item") for text in ("{}[0]", "{0}[len({0})-1]")),
    Idiom("{}[1:]", _LONG, unsure=0, yields="same"),
    *(Idiom(f"strings.{name}({{}})", _STR, unsure=0, yields="str") for name in
      ("ToLower", "ToUpper", "TrimSpace")),
    Idiom("strings.Fields({})", _STR, unsure=0, yields="list"),
    *(Idiom(f"strings.Join({{}}, {by})", _LIST, 0.7, 0, "str") for by in ('" "', '""')),
    Idiom("strconv.Itoa({})", _INT, unsure=0, yields="str"),
    Idiom("string({})", _INT, unsure=0, yields="str"),
    Idiom("float64({})", _INT, unsure=0, yields="float"),
    Idiom("int({})", _FLOAT, unsure=0, yields="int"),
    *(Idiom(f"math.{name}({{}})", _FLOAT, unsure=0, yields="float") for name in
      ("Abs", "Floor", "Round", "Ceil")),
)  # fmt: skip
_UPDATES = (
    *idioms(_NUMBERS, ("{}++", 1.0), ("{}--", 0.8), ("{} = 0", 0.4), ("{0} = -{0}", 0.1),
            unsure=0.3),
    *idioms(_LIST, ("sort.Ints({})", 0.5), ("sort.Strings({})", 0.3), ("sort.Float64s({})", 0.3),
            ("{} = nil", 0.2), ("{0} = {0}[1:]", 0.2), ("{0} = {0}[:len({0})-1]", 0.2), unsure=0),
    *idioms(_STR, ('{} = ""', 0.3), ("{0} = strings.ToLower({0})", 0.2), ('{} += " "', 0.2),
            unsure=0),
    *idioms(_BOOL, ("{} = true", 0.4), ("{} = false", 0.4), unsure=0),
)  # fmt: skip
_GROWTHS = (
    *idioms(_NUMBERS, ("{0} += {1}", 0.4), unsure=0.3),
    *idioms(_LIST, ("{0} = append({0}, {1})", 0.5), unsure=0),
    *idioms(
        _MAP, ("{0}[{1}] = true", 0.2), ("{0}[{1}]++", 0.4), ("delete({0}, {1})", 0.2), unsure=0
    ),
    *idioms(_STR, ("{0} += {1}", 0.4), ("{0} += string({1})", 0.4), unsure=0),
    *idioms(ANYTHING, ("{0} = {1}", 0.15)),
)
_ARGUMENTS = {
    **dict.fromkeys(("Split", "Join"), (('""', 0.6), ('" "', 0.5), ('","', 0.3), ('", "', 0.3))),
    "Pow": (("2", 0.5), ("3", 0.2), ("0.5", 0.2)),
    **dict.fromkeys(("ParseInt", "FormatInt"), (("10", 0.5), ("2", 0.5), ("64", 0.3))),
    **dict.fromkeys(("min", "max", "Min", "Max"), (("0", 0.4), ("1", 0.3))),
}

USAGE = Usage(
    operators=OPERATORS,
    paired=PAIRED,
    wraps=WRAPS,
    atoms=_ATOMS,
    guards=_GUARDS,
    computed=_COMPUTED,
    parts=(
        *idioms(_LONG, ("{}[0]", 1.0), ("{0}[len({0})-1]", 0.8), ("{}[1:]", 1.0)),
        *idioms(_LONG, ("{0}[:len({0})-1]", 0.8), ("{}[1]", 0.5)),
    ),
    indexes=("len({1}) - {0}", "len({1}) - 1 - {0}"),
    last="len({}) - 1",
    wholes=("len({})",),
    lookups=(("{0}[{1}:]", 0.35), ("{0}[:{1}]", 0.35)),
    updates=_UPDATES,
    growths=_GROWTHS,
    fallbacks=(),
    fillings=("0", '""', "false", "true", "nil", "1", "-1"),
    initials=("0", "1", '""', "true", "false", "nil", "-1", "2", "math.MaxInt64", "math.MinInt64",
              "math.Inf(1)", "math.Inf(-1)", "[]int{}", "[]string{}"),
    results=("nil", "false", "true", "0", '""', "1", "-1", "[]int{}", "[]string{}"),
    returns=("true", "false", "nil", "0", '""', "1", "-1"),
    defaults=(),
    arithmetic=(("+", ADDITION), ("-", ADDITION), ("*", PRODUCT), ("%", PRODUCT), ("/", PRODUCT)),
    arguments=_ARGUMENTS,
    errors=(),
    conversions=(("string({})", 1.0), ("float64({})", 0.9), ("int({})", 0.9),
                 ("strconv.Itoa({})", 0.7), ("rune({})", 0.4), ("[]rune({})", 0.4)),
    landmarks=dict.fromkeys(("int", "rune", "byte", "string"), ASCII),
    printers=frozenset({"fmt.Println", "fmt.Printf", "fmt.Print", "println"}),
)  # fmt: skip
