"""What test tools and languages say: comparisons that failed, and errors by their common names.

The common names are Python's classes of exceptions, for want of better ones. A message is read
by its words, whatever the language, since a tool of one may be used from another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from oppie.proposers.syntax.literals import Value, literal


def _patterns(*texts: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(text, re.DOTALL) for text in texts)


_ACTUAL, _EXPECTED = r"(?P<actual>[^\n]+?)", r"(?P<expected>[^\n]+?)"
_LONG_ACTUAL, _LONG_EXPECTED = r"(?P<actual>.+?)", r"(?P<expected>.+?)"
_GOT, _WANT = r"\b[Gg]ot[:=]?\s+", r"\b[Ww]ant(?:ed)?[:=]?\s+"
_THEN, _END = r"[,;]?\s+(?:but )?", r"\s*(?:\n|$)"
_COMPARISONS = _patterns(
    # node:assert
    rf"Expected values to be [\w -]*equal:\s+{_LONG_ACTUAL} !==? {_LONG_EXPECTED}\s*$",
    rf"to be [\w -]*equal:\s+{_LONG_ACTUAL}\s+should [\w -]*equal\s+{_LONG_EXPECTED}\s*$",
    rf"\bactual: {_LONG_ACTUAL}\nexpected: {_LONG_EXPECTED}\s*$",
    # jest, vitest, chai
    rf"Expected: {_EXPECTED}\n\s*Received: {_ACTUAL}{_END}",
    rf"expected {_LONG_ACTUAL} to (?:be|eql|(?:[a-z]+ )?equal) {_LONG_EXPECTED}(?:\s+//.*)?$",
    # testify, and tests of Go written by hand
    rf"expected\s*: {_EXPECTED}\n\s*actual\s*: {_ACTUAL}{_END}",
    rf"{_GOT}{_ACTUAL}{_THEN}{_WANT}{_EXPECTED}{_END}",
    rf"{_WANT}{_EXPECTED}{_THEN}{_GOT}{_ACTUAL}{_END}",
    rf"\b[Ee]xpected[:=]?\s+{_EXPECTED}{_THEN}(?:[Gg]ot|actual|was|found)[:=]?\s+{_ACTUAL}{_END}",
    rf" = {_ACTUAL}[,;] (?:want|expected)[:=]? {_EXPECTED}{_END}",
    # Rust
    rf"left: `?{_ACTUAL}`?,?\n\s*right: `?{_EXPECTED}`?{_END}",
)
_DIFFERENCE = re.compile(
    r"^\s*(?:\+ actual - expected|- Expected\b.*\n\s*\+ Received\b.*)$", re.MULTILINE
)
UNRAISED = re.compile(
    r"Missing expected (?:exception|rejection)(?: \((?P<error>\w+)\))?"
    r"|Received function did not throw|to throw (?:an error|error)|did not panic|[Ss]hould panic"
)
"""An error that was wanted and did not come."""
_FALSY = re.compile(r"evaluated to a falsy value|false == true|assertion failed: [^\n=]+$")


def compared(message: str) -> tuple[Value | None, Value | None]:
    """Actual and expected value of a failed assertion, where both are shown whole."""
    for pattern in _COMPARISONS:
        found = pattern.search(message)
        if found is not None:
            one, two = literal(found["actual"]), literal(found["expected"])
            if one is not None and two is not None:
                return one, two
    shown = _DIFFERENCE.search(message)
    if shown is not None:
        lines = message[shown.end() :].strip("\n").split("\n")
        signs = ("+", "-")
        one, two = (_side(lines, sign) for sign in signs)
        return (one, two) if one is not None and two is not None else (None, None)
    return (Value(of=False), Value(of=True)) if _FALSY.search(message) else (None, None)


def _side(lines: list[str], sign: str) -> Value | None:
    """One side of a difference: the lines of both sides, and those with its sign."""
    other = "-" if sign == "+" else "+"
    kept = [line[1:] for line in lines if line[:1] != other]
    return literal("\n".join(kept))


_LACKS = re.compile(r"missing \d+ required|(?:expected|takes) at least|not enough arguments")
_EXCEEDS = re.compile(
    r"(?:expected|takes) at most|too many arguments|takes no arguments|unexpected keyword argument"
    r"|multiple values for argument"
)
_COUNTED = re.compile(
    r"(?:takes|expected) (?:exactly )?(?:from \d+ to )?(\d+|one|no)(?: positional)? arguments?,?"
    r" ?(?:but |got |\()(\d+)"
)
_WORDS = {"one": 1, "no": 0}


def argument_count(message: str) -> str:
    """``argument-missing`` or ``argument-extra`` where a call is said to lack or exceed; or ""."""
    counted = _COUNTED.search(message)
    if counted is not None:
        wanted, given = counted.groups()
        less = int(given) < _WORDS.get(wanted, int(wanted) if wanted.isdecimal() else 0)
        return "argument-missing" if less else "argument-extra"
    if _LACKS.search(message):
        return "argument-missing"
    return "argument-extra" if _EXCEEDS.search(message) else ""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a message means.

    Attributes:
        kind: the common name of the error.
        words: the names that it speaks of, in the order in which Python quotes them.
        feature: what else is known of it; may be empty.
    """

    kind: str
    words: tuple[str, ...]
    feature: str = ""


_MEANINGS: tuple[tuple[str, str, str], ...] = (
    # JavaScript
    (r"^(?:\w+Error: )?([\w$]+) is not defined", "NameError", ""),
    (r"Cannot access '([\w$]+)' before initialization", "UnboundLocalError", ""),
    (r"Cannot (?:read|set) propert\w+ (?:'(\w+)' )?of (?:undefined|null)(?: \(\w+ '(\w+)'\))?",
     "TypeError", "none-used"),
    (r"([\w$]*)(?:\.|\))([\w$]+) is not a function", "AttributeError", ""),
    (r"([\w$]+) is not a function", "TypeError", "not-callable"),
    (r"([\w$]+) is not a constructor", "TypeError", "not-callable"),
    (r"Assignment to constant variable", "TypeError", "constant-set"),
    (r"Maximum call stack size exceeded|stack overflow|has overflowed its stack",
     "RecursionError", ""),
    (r"Invalid array length|Invalid count value|Invalid string length", "ValueError", ""),
    (r"Cannot find (?:module|package) '([^']+)'", "ModuleNotFoundError", ""),
    # Go
    (r"undefined: (\w+)", "NameError", ""),
    (r"(\w+) undefined \(type \S+ has no field or method (\w+)", "AttributeError", ""),
    (r"index out of range|slice bounds out of range", "IndexError", ""),
    (r"nil pointer dereference|assignment to entry in nil map", "TypeError", "none-used"),
    (r"integer divide by zero|attempt to divide by zero|remainder with a divisor of zero",
     "ZeroDivisionError", ""),
    (r"cannot use (\S+) \(.*\) as (\S+) value|mismatched types", "TypeError", "mismatched"),
    (r"missing return", "TypeError", "got-none"),
    # Rust
    (r"cannot find (?:value|function|macro) `(\w+)`", "NameError", ""),
    (r"no (?:method|field) (?:named )?`(\w+)`.* on (?:type|the) `?(\w*)", "AttributeError", ""),
    (r"index out of bounds|out of range for slice|is not a char boundary|byte index \d+",
     "IndexError", ""),
    (r"attempt to (?:add|subtract|multiply|negate) with overflow", "OverflowError", "overflow"),
    (r"called `Option::unwrap\(\)` on a `None`|called `Result::unwrap\(\)` on an `Err`",
     "TypeError", "none-used"),
)  # fmt: skip
_COMPILED = tuple((re.compile(text, re.DOTALL), kind, feature) for text, kind, feature in _MEANINGS)


def meaning(message: str) -> Meaning | None:
    """What a message means by its words; None if they are not known."""
    for pattern, kind, feature in _COMPILED:
        found = pattern.search(message)
        if found is not None:
            return Meaning(kind, tuple(_names(found)), feature)
    return None


def _names(found: re.Match[str]) -> Iterator[str]:
    return (group for group in found.groups() if group)
