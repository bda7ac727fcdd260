"""Values of JSON as literals of Rust, led by a function's signature."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

BITS = {"8": 8, "16": 16, "32": 32, "64": 64, "128": 128, "size": 64}


def parameters(source: str, entry: str) -> tuple[str, ...] | None:
    """The types of a function's parameters; None when it is not there or has type variables."""
    found = re.search(rf"\bfn\s+{re.escape(entry)}\s*\(", source)
    if found is None:
        return None
    text = _balanced(source[found.end() - 1 :])
    return tuple(each.partition(":")[2].strip() for each in _split(text) if each.strip())


def literal(kind: str, value: object) -> str | None:
    """A value as an expression of a type; None where the type cannot hold it."""
    kind = kind.strip()
    if kind in SIMPLE:
        return SIMPLE[kind](value)
    whole = re.fullmatch(r"([iu])(8|16|32|64|128|size)", kind)
    if whole is not None:
        return _whole(whole[1], whole[2], value)
    if kind.startswith("&"):
        return _borrowed(kind, value)
    return _composed(kind, value)


def _borrowed(kind: str, value: object) -> str | None:
    inner = re.sub(r"^&\s*('\w+\s+)?", "", kind)
    mutable = "mut " if inner.startswith("mut ") else ""
    inner = inner.removeprefix("mut ").strip()
    if inner == "str":
        return _text(value)
    slice_of = re.fullmatch(r"\[([^;]*)\]", inner, re.DOTALL)
    held = literal(f"Vec<{slice_of[1]}>" if slice_of else inner, value)
    return None if held is None else f"&{mutable}{held}"


def _whole(sign: str, size: str, value: object) -> str | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    bits = BITS[size]
    least, most = (-(2 ** (bits - 1)), 2 ** (bits - 1)) if sign == "i" else (0, 2**bits)
    return f"({value}_{sign}{size})" if least < value < most or value == 0 else None


def _float(value: object) -> str | None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    return f"({float(value)!r})"


def _bool(value: object) -> str | None:
    return str(value).lower() if isinstance(value, bool) else None


def _char(value: object) -> str | None:
    if not isinstance(value, str) or len(value) != 1:
        return None
    return f"'\\u{{{ord(value):x}}}'"


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return '"' + "".join(f"\\u{{{ord(c):x}}}" if c in '"\\' or not c.isprintable() else c
                         for c in value) + '"'  # fmt: skip


def _string(value: object) -> str | None:
    text = _text(value)
    return None if text is None else f"String::from({text})"


def _composed(kind: str, value: object) -> str | None:
    outer = re.fullmatch(r"(?:std::\w+::)?(Vec|Option)<(.*)>", kind, re.DOTALL)
    if outer is not None and outer[1] == "Option":
        held = literal(outer[2], value)
        return "None" if value is None else None if held is None else f"Some({held})"
    if not isinstance(value, list):
        return None
    if outer is not None:
        return _all("vec![", (literal(outer[2], each) for each in value), "]")
    if kind.startswith("(") and kind.endswith(")"):
        kinds = list(_split(kind[1:-1]))
        if len(kinds) == len(value):
            pairs = zip(kinds, value, strict=True)
            return _all("(", (literal(k, v) for k, v in pairs), ",)" if len(kinds) == 1 else ")")
    return None


def _all(opening: str, parts: Iterator[str | None], closing: str) -> str | None:
    found = list(parts)
    if any(each is None for each in found):
        return None
    return opening + ", ".join(each for each in found if each is not None) + closing


def _balanced(text: str) -> str:
    """What stands in the parentheses that a text begins with."""
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return text[1:at]
    return text[1:]


def _split(text: str) -> Sequence[str]:
    """The parts between commas that no bracket encloses."""
    parts, depth = [""], 0
    for letter in text:
        depth += (letter in "(<[") - (letter in ")>]")
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return [each for each in parts if each.strip()]


SIMPLE: Mapping[str, Callable[[object], str | None]] = {
    "f32": _float,
    "f64": _float,
    "bool": _bool,
    "char": _char,
    "String": _string,
}
