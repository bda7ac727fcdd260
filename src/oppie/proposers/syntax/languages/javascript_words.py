"""JavaScript: operators, functions, methods and words that are mistaken for each other."""

from __future__ import annotations

from oppie.proposers.syntax.idioms import Table, groups
from oppie.proposers.syntax.languages import braces

OPERATORS: dict[str, Table] = {
    "compare-operator": {
        "<": ("<=", ">", ">=", "===", "!=="),
        "<=": ("<", ">=", ">", "===", "!=="),
        ">": (">=", "<", "<=", "===", "!==", "=>"),
        ">=": (">", "<=", "<", "===", "!==", "=>"),
        "==": ("!=", "<=", ">=", "<", ">", "==="),
        "!=": ("==", "<", ">", "<=", ">=", "!=="),
        "===": ("!==", "<=", ">=", "<", ">", "=="),
        "!==": ("===", "<", ">", "<=", ">=", "!="),
        "in": ("of", "instanceof"),
        "of": ("in",),
        "instanceof": ("in",),
    },
    "arithmetic-operator": {
        **braces.ARITHMETIC,
        "+": ("-", "*", "%", "/", "**"),
        "*": ("/", "+", "**", "-", "%"),
        "**": ("*", "+", "%"),
    },
    "bitwise-operator": {
        "&": ("|", "^", "&&", "%"),
        "|": ("&", "^", "||", "+"),
        "^": ("&", "|", "**", "+"),
        "<<": (">>", "*", ">>>"),
        ">>": ("<<", ">>>", "/"),
        ">>>": (">>", "<<"),
        "~": ("-", "!"),
    },
    "boolean-operator": {"&&": ("||", "??"), "||": ("&&", "??"), "??": ("||", "&&")},
    "declaring-word": {"const": ("let",), "var": ("let",)},
    "augmented-operator": {
        **braces.AUGMENTED,
        "+=": ("-=", "*=", "=", "/=", "||="),
        "*=": ("+=", "/=", "**=", "-=", "="),
        "**=": ("*=",),
        ">>=": ("<<=", ">>>="),
        ">>>=": (">>=",),
        "||=": ("??=", "&&=", "="),
        "&&=": ("||=", "="),
        "??=": ("||=", "="),
        "++": ("--", "+= 2"),
        "--": ("++", "-= 2"),
    },
}

PAIRED: Table = groups(
    "min max",
    "floor ceil round trunc",
    "every some",
    "find filter findIndex findLast",
    "map filter forEach flatMap",
    "reduce reduceRight",
    "push unshift concat",
    "pop shift",
    "push pop",
    "shift unshift",
    "push add",
    "indexOf lastIndexOf findIndex search",
    "indexOf includes",
    "slice splice substring",
    "substring substr slice",
    "toUpperCase toLowerCase",
    "startsWith endsWith includes",
    "trim trimStart trimEnd",
    "padStart padEnd",
    "replace replaceAll",
    "match matchAll test exec",
    "split join",
    "keys values entries",
    "charAt charCodeAt codePointAt at",
    "fromCharCode fromCodePoint",
    "parseInt parseFloat Number",
    "String Number Boolean",
    "Math Number",
    "Map Set Object",
    "WeakMap Map",
    "get has set",
    "has delete add",
    "length size",
    "sort reverse toSorted",
    "isInteger isNaN isFinite isSafeInteger",
    "isArray isInteger",
    "stringify parse",
    "toString toFixed valueOf",
    "toFixed toPrecision",
    "abs sign",
    "sqrt cbrt pow",
    "log log2 log10 exp",
    "sin cos tan",
    "floor abs",
    "all allSettled race any",
    "resolve reject",
    "then catch finally",
    "log error warn",
    "setTimeout setInterval setImmediate",
    "getDate getDay getTime",
    "getMonth getFullYear getDate",
    "assign freeze create",
    "fill from",
    "call apply bind",
    "on once",
    "Error TypeError RangeError SyntaxError",
)

_WORDS = (
    "async await break case catch class const continue debugger default delete do else export"
    " extends false finally for function if import in instanceof let new null of return static"
    " super switch this throw true try typeof undefined var void while with yield"
)
KEYWORDS = tuple(_WORDS.split())

FOREIGN: Table = {
    **braces.FOREIGN,
    "def": ("function",),
    "fn": ("function",),
    "func": ("function",),
    "None": ("null",),
    "nil": ("null",),
    "->": ("=>",),
    "= >": ("=>",),
    "<>": ("!==",),
    ":=": ("=",),
    "==": ("=",),
}
