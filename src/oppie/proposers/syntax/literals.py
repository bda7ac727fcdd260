"""Values as messages show them, in whichever language: ``[1, 2]``, ``[ 1, 2 ]``, ``[]int{1}``."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

_MOST = 500
_WORDS = {
    **dict.fromkeys(("null", "undefined", "nil", "<nil>", "()"), "None"),
    **dict.fromkeys(("NaN", "nan"), "float_nan"),
    "true": "True",
    "false": "False",
}
_TOKEN = re.compile(
    r"""(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)"""
    r"|(?P<key>\b[A-Za-z_]\w*(?=\s*:))"
    r"|(?P<call>\b(?:Some|Ok|Err|Array|Object|Set|Map|String|Vec)\b(?:\(\d+\))?\s*(?=[\[({]))"
    r"|(?P<number>\b\d[\d_]*(?:\.\d+)?(?:_?[iuf]\d+|usize|isize|n)\b)"
    r"|(?P<word><nil>|\b[A-Za-z_]\w*\b)"
)
_GO = re.compile(r"^(?:\[\]|map\[\w+\])[\w.\[\]*]*\{(.*)\}$", re.DOTALL)
_SPACED = re.compile(r"^\[(?:[^\s,\[\]{}]+ )+[^\s,\[\]{}]+\]$")


@dataclass(frozen=True, slots=True)
class Value:
    """A value, told apart from there being none."""

    of: object


def literal(text: str) -> Value | None:
    """The value that a text shows, as a Python value; None if it shows none."""
    text = text.strip()
    if not text or len(text) > _MOST:
        return None
    return _evaluated(text) or _evaluated(_common(text))


def _evaluated(text: str) -> Value | None:
    try:
        return Value(ast.literal_eval(text))
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None


def _common(text: str) -> str:
    """A text of another language as Python would write it."""
    go = _GO.match(text)
    if go is not None:
        text = f"{{{go[1]}}}" if text.startswith("map") else f"[{go[1]}]"
    elif _SPACED.match(text):
        text = text.replace(" ", ", ")
    return _TOKEN.sub(_word, text).strip()


def _word(found: re.Match[str]) -> str:
    if found["text"]:
        return repr(found["text"][1:-1]) if found["text"][0] == "`" else found["text"]
    if found["key"]:
        return f"'{found['key']}'"
    if found["call"]:
        return ""
    if found["number"]:
        return re.sub(r"_?[iuf]\d+$|usize$|isize$|n$", "", found["number"])
    return _WORDS.get(found["word"], found["word"])
