"""Go: operators, functions, methods and words that are mistaken for each other."""

from __future__ import annotations

from oppie.proposers.syntax.idioms import Table, groups
from oppie.proposers.syntax.languages import braces

OPERATORS: dict[str, Table] = {
    "compare-operator": braces.COMPARISONS,
    "arithmetic-operator": braces.ARITHMETIC,
    "bitwise-operator": {
        "&": ("|", "^", "&^", "%"),
        "|": ("&", "^", "+"),
        "^": ("&", "|", "+"),
        "&^": ("&", "|", "^"),
        "<<": (">>", "*"),
        ">>": ("<<", "/"),
    },
    "boolean-operator": braces.BOOLEAN,
    "augmented-operator": {
        **braces.AUGMENTED,
        "&=": ("|=", "^=", "&^="),
        "++": ("--", " += 2"),
        "--": ("++", " -= 2"),
        ":=": ("=",),
    },
}

PAIRED: Table = groups(
    "Min Max",
    "min max",
    "Floor Ceil Round Trunc",
    "Abs Floor Ceil",
    "Sqrt Cbrt Pow",
    "Log Log2 Log10 Exp",
    "Sin Cos Tan",
    "MaxInt MinInt MaxInt64 MinInt64 MaxInt32 MinInt32 MaxFloat64",
    "Inf NaN",
    "IsNaN IsInf",
    "ToLower ToUpper Title ToTitle",
    "HasPrefix HasSuffix Contains EqualFold",
    "TrimPrefix TrimSuffix Trim TrimSpace",
    "TrimLeft TrimRight Trim TrimSpace",
    "Index LastIndex IndexByte IndexRune Contains",
    "Contains ContainsRune ContainsAny",
    "Split SplitN Fields SplitAfter",
    "Split Join Fields",
    "Replace ReplaceAll",
    "Repeat Replace",
    "Count Index",
    "Itoa Quote",
    "Atoi ParseInt ParseFloat",
    "FormatInt FormatFloat Itoa",
    "IsUpper IsLower IsLetter IsDigit IsSpace IsNumber IsPunct",
    "Ints Strings Float64s Sort",
    "Slice SliceStable Sort",
    "Reverse Sort",
    "Print Println Printf Sprint",
    "Sprint Sprintf Sprintln",
    "WriteString WriteByte WriteRune",
    "Lock Unlock RLock RUnlock",
    "Add Done Wait",
    "Before After Equal",
    "Hours Minutes Seconds Milliseconds",
    "Year Month Day",
    "Is As",
    "New Errorf",
    "len cap",
    "append copy",
    "int int64 int32 uint uint64 rune byte",
    "float64 float32 int",
    "string rune byte",
    "OnesCount Len TrailingZeros LeadingZeros",
    "RuneCountInString RuneCount",
    "Get Set Add Del",
    "Push Pop Peek",
    "First Last",
    "Left Right",
    "Next Prev",
    "Key Value",
    "Front Back",
    "PushFront PushBack",
)

_WORDS = (
    "break case chan const continue default defer else fallthrough for func go goto if import"
    " interface map package range return select struct switch type var nil true false"
)
KEYWORDS = tuple(_WORDS.split())

FOREIGN: Table = {
    **braces.FOREIGN,
    "while": ("for",),
    "def": ("func",),
    "fn": ("func",),
    "function": ("func",),
    "let": ("var",),
    "None": ("nil",),
    "null": ("nil",),
    ": =": (":=",),
    "=:": (":=",),
    "& &": ("&&",),
    "| |": ("||",),
    "===": ("==",),
    "!==": ("!=",),
}
