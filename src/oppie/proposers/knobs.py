"""Knobs found in files of any language: a name, a sign of assignment, a literal."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from oppie.errors import ConfigError
from oppie.model.change import Change, Edit, Origin
from oppie.model.knob import Axis, DeclaredKnob, Knob, Value
from oppie.model.search import ProposalRequest

MOST_FOUND = 8
"""Constants that are taken for knobs where none is declared: those of the first files."""
SPREAD = 16.0
"""How far from its value a found constant may go, as a factor."""
POINTS = 7
"""Values of a range that are tried first."""
WIDE = 32.0
"""Highest over lowest value from which a range is divided by factors and not by steps."""

_NUMBER = rb"[-+]?(?:0[xX][0-9a-fA-F_]+|\d[\d_]*(?:\.[\d_]*)?(?:[eE][-+]?\d+)?|\.\d+)"
_LITERAL = rb"(?P<value>" + _NUMBER + rb"|\"[^\"\n]*\"|'[^'\n]*'|[Tt]rue|[Ff]alse)"
_GIVEN = (
    rb"[\"']?(?:\s*:\s*[\w.\[\]|&' ]+?|[ \t]+[\w.]+)?\s*(?::=|=(?!=)|(?<![:=]):(?![:=]))\s*"
    + _LITERAL
    + rb"(?=(?:[iuf](?:8|16|32|64|128|size)|n)?[ \t]*(?:[,;)}\]#\r\n]|//|/\*|--|$))"
)
_NAME = rb"[A-Za-z_]\w*"
_TOP = re.compile(
    rb"^(?:export[ \t]+)?(?:pub(?:\([^)]*\))?[ \t]+)?(?:(?:const|let|var|static)[ \t]+|\t)?"
    rb"(?P<name>" + _NAME + rb")" + _GIVEN,
    re.MULTILINE,
)
_PLAIN = rb"[\"']?[ \t]*[:=][ \t]*(?P<value>[^\s#;\"'{}\[\]][^\s#;]*)[ \t]*(?:[#;].*)?$"
"""How files of settings give a name a word without quotes."""
_SETTINGS = (".yaml", ".yml", ".ini", ".cfg", ".conf", ".env", ".properties")
_FLAT = re.compile(rb"^(?:const|let|var|static|export|pub)\b|^\t")

_QUOTES = "\"'"

Read = Callable[[str], bytes]
"""A file's content by its path; raises KeyError where there is none."""


class KnobProposer:
    """Finds knobs and turns them; as a proposer, it turns each constant that it finds."""

    name = "knobs"

    def declared(
        self, knobs: Sequence[DeclaredKnob], read: Read, files: Sequence[str]
    ) -> tuple[Knob, ...]:
        """The knobs of the settings, where they stand.

        Raises:
            ConfigError: no such file, no such name in it, or no literal value; names the nearest.
        """
        return tuple(_declared(each, read, files) for each in knobs)

    def found(self, sources: Mapping[str, bytes]) -> tuple[Knob, ...]:
        """Named constants at the top of files: numbers and truth values, no texts."""
        knobs = [knob for path, content in sources.items() for knob in _constants(path, content)]
        return tuple(knobs[:MOST_FOUND])

    def change(self, knobs: Sequence[Knob], values: Sequence[Value]) -> Change | None:
        """Set each knob to its value; None where all stand there already."""
        pairs = [(k, v) for k, v in zip(knobs, values, strict=True) if not same(k.value, v)]
        if not pairs:
            return None
        edits = sorted(Edit(k.path, k.start, k.end, written(k, v)) for k, v in pairs)
        first = pairs[0][0]
        origin = Origin(self.name, "value", first.path, first.line, first.name)
        return Change(tuple(edits), origin, ", ".join(f"{k.name} = {v}" for k, v in pairs))

    def propose(self, request: ProposalRequest) -> Iterator[tuple[Change, float]]:
        """Each constant set to each of its first choices."""
        knobs = self.found(request.sources)
        for number, knob in enumerate(knobs):
            for value in knob.axis.choices:
                change = self.change([knob], [value])
                if change is not None:
                    yield change, 0.5 / (1 + number)


def same(one: Value, other: Value) -> bool:
    """Whether two values are one; True is not 1."""
    return isinstance(one, bool) is isinstance(other, bool) and one == other


def written(knob: Knob, value: Value) -> bytes:
    """A value as it stands in a file, in the manner of what stands there now."""
    if isinstance(value, bool):
        text = str(value)
        return (text.lower() if knob.text.islower() else text).encode()
    if isinstance(value, float) and isinstance(knob.value, int) and value.is_integer():
        return b"%d" % int(value)
    if isinstance(value, int | float):
        return repr(value).encode()
    return value.encode("utf-8", "surrogateescape")


def _declared(declared: DeclaredKnob, read: Read, files: Sequence[str]) -> Knob:
    try:
        content = read(declared.file)
    except KeyError:
        near = difflib.get_close_matches(declared.file, files, n=1)
        raise ConfigError(
            f"there is no file {declared.file} for the knob {declared.name}",
            where=declared.place,
            hint=f"Did you mean {near[0]}?" if near else "Paths are relative to the project's top.",
        ) from None
    match = _place(declared.name, content, _GIVEN)
    if match is None and declared.file.endswith(_SETTINGS):
        match = _place(declared.name, content, _PLAIN)
    if match is None:
        raise _missing(declared, content)
    knob = _knob(declared.file, declared.name, match, content)
    return replace(knob, axis=_axis_of(declared, knob.value))


def _place(name: str, content: bytes, given: bytes) -> re.Match[bytes] | None:
    """Where the name is given its value: the least indented place, the first of those."""
    word = re.escape(name.encode("utf-8", "surrogateescape"))
    pattern = re.compile(rb"(?<![\w.])" + word + given, re.MULTILINE)
    matches = [m for m in pattern.finditer(content) if not _commented(content, m.start())]
    return min(matches, key=lambda m: (_indent(content, m.start()), m.start()), default=None)


def _commented(content: bytes, at: int) -> bool:
    before = content[content.rfind(b"\n", 0, at) + 1 : at]
    return b"#" in before or b"//" in before


def _indent(content: bytes, at: int) -> int:
    line = content[content.rfind(b"\n", 0, at) + 1 :]
    return len(line) - len(line.lstrip(b" \t"))


def _missing(declared: DeclaredKnob, content: bytes) -> ConfigError:
    names = {m["name"].decode() for m in _TOP.finditer(content)}
    used = re.search(rb"(?<![\w.])" + re.escape(declared.name.encode()) + rb"\b", content)
    near = difflib.get_close_matches(declared.name, names, n=1)
    what = "is given no literal value" if used else "does not stand"
    return ConfigError(
        f"the knob {declared.name} {what} in {declared.file}",
        where=declared.place,
        hint=f"Did you mean {near[0]}?" if near else "It looks like: NAME = 10, or name: 10.",
    )


def _knob(path: str, name: str, match: re.Match[bytes], content: bytes) -> Knob:
    start, end = match.span("value")
    text = match["value"].decode("utf-8", "surrogateescape")
    value = _value(text)
    if isinstance(value, str) and text[0] in _QUOTES:
        start, end = start + 1, end - 1
    line = content.count(b"\n", 0, start) + 1
    return Knob(path, name, line, start, end, text, value, Axis((value,)))


def _value(text: str) -> Value:
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    if text[0] in _QUOTES:
        return text[1:-1]
    plain = text.replace("_", "")
    try:
        return int(plain, 0) if not re.fullmatch(r"[-+]?0\d+", plain) else int(plain)
    except ValueError:
        return float(plain) if re.fullmatch(_NUMBER, text.encode()) else text


def _axis_of(declared: DeclaredKnob, value: Value) -> Axis:
    if declared.range is None:
        return Axis(tuple(declared.values))
    low, high = declared.range
    whole = isinstance(value, int) and all(float(each).is_integer() for each in (low, high))
    return axis(low, high, value, whole=whole)


def axis(low: float, high: float, value: Value, *, whole: bool) -> Axis:
    """A range with values spread over it, and the value that stands there where it lies in it."""
    if low > 0 and high / low >= WIDE:
        spread = [low * (high / low) ** (i / (POINTS - 1)) for i in range(POINTS)]
    else:
        spread = [low + (high - low) * i / (POINTS - 1) for i in range(POINTS)]
    if isinstance(value, int | float) and low <= value <= high:
        spread.append(value)
    numbers: list[Value] = [round(each) if whole else float(f"{each:.4g}") for each in spread]
    return Axis(tuple(dict.fromkeys(numbers)), low, high, whole)


def _constants(path: str, content: bytes) -> Iterator[Knob]:
    for match in _TOP.finditer(content):
        name = match["name"].decode()
        knob = _knob(path, name, match, content)
        lower = name.islower() and not _FLAT.match(match[0])
        if name.startswith("__") or isinstance(knob.value, str) or (lower and len(name) == 1):
            continue
        choices = _guessed(knob.value)
        if choices is not None:
            yield replace(knob, axis=choices)


def _guessed(value: Value) -> Axis | None:
    """What a found constant may be: the other truth value, numbers of the same kind and sign."""
    if isinstance(value, bool):
        return Axis((value, not value))
    if isinstance(value, str) or value <= 0 or not math.isfinite(value):
        return None
    if isinstance(value, int):
        return axis(max(1, value // SPREAD), value * SPREAD, value, whole=True)
    return axis(value / SPREAD, value * SPREAD, value, whole=False)
