"""Signs that a patch only silences the tests, read from its text: for any language.

What is looked for are the shapes of patches that published reviews found to be wrong: an input of
the tests compared with, an answer of the tests given away, a condition decided for good, code
taken out (Qi, Long, Achour, Rinard, ISSTA 2015; Smith, Barr, Le Goues, Brun, FSE 2015).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from oppie.workflows.minimise import hunks


class Kind(Enum):
    """A sign, with the doubt that it casts (natural logarithm of odds) and words for a person."""

    SPECIAL_CASE = (4.0, "it compares with {}, which stands in the tests alone")
    GIVEN_AWAY = (4.0, "it answers {}, which stands in the tests alone")
    DECIDED = (2.5, "the condition {} is always the same")
    REPEATED = (2.5, "the condition {} was asked just before")
    UNREAD = (2.5, "{} is still worked out, and nothing reads it any more")
    FROM_A_TEST = (2.0, "it takes {} from the tests")
    CONSTANT_ANSWER = (1.5, "it answers {} where something was worked out before")
    WITH_ITSELF = (1.5, "it takes {}, one value twice")
    IDLE = (1.0, "{} is used no more")
    BRANCH = (1.0, "it takes out the branch {}")
    REMOVED = (0.7, "it takes out {}")
    CALL = (0.5, "it calls {} no more")

    def __init__(self, doubt: float, words: str) -> None:
        self.doubt = doubt
        self.words = words

    @property
    def silencing(self) -> bool:
        """Whether hardly any good patch has it."""
        return self.doubt >= Kind.DECIDED.doubt


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign and the text that shows it."""

    kind: Kind
    shown: str

    def told(self) -> str:
        """For a person, one clause."""
        return self.kind.words.format(self.shown)


_NUMBER_OR_TEXT = r"(?<![\w.])\d+(?:\.\d+)?(?!\w)|'[^'\n]{2,}'|\"[^\"\n]{2,}\""
_LITERAL = re.compile(_NUMBER_OR_TEXT)
_COMMON = frozenset(("0", "1", "2", "0.0", "1.0"))
_EQUALS = r"(?:[=!]==?|\b(?:in|is|case|equals)\b)"
_PLAIN = (
    r"True|False|true|false|None|null|nil|undefined|-?\d+(?:\.\d+)?|'[^']*'|\"[^\"]*\"|\[\]|\{\}"
)
_ANSWER = re.compile(rf"^return\s*\(?({_PLAIN})\)?;?$")
_TRUTH = r"(?:True|False|true|false|0|1)"
_ASKS = r"\b(?:if|elif|unless)\b\s*\(?\s*(?:not\s+|!\s*)?"
_JOINS = r"(?:&&|\|\||\band\b|\bor\b)"
_DECIDED = (
    re.compile(rf"{_ASKS}{_TRUTH}\b(?!\s*[-+*/%<>=!.])"),
    re.compile(rf"{_JOINS}\s*(?:True|False|true|false)\b"),
    re.compile(rf"\b(?:True|False|true|false)\s*{_JOINS}"),
    re.compile(r"(?<![\w.\])\"'])([A-Za-z_][\w.]*)\s*(?:[=!]==?|[<>]=?)\s*\1(?![\w.\[(])"),
)
_WITH_ITSELF = re.compile(r"(?<![\w.\])\"'*/%])([A-Za-z_]\w*)\s*[-+/%]\s*\1(?![\w.\[(])")
_CONDITION = re.compile(r"^(?:\}\s*)?(?:else\s+)?(?:el)?if\b\s*(.+?)\s*[:{]?\s*$")
_BRANCH = re.compile(r"^(?:\}\s*)?(?:if|elif|else|case|default|except|catch|when|rescue)\b")
_NAME = re.compile(r"(?<![\w.\"'])[A-Za-z_]\w*")
_DECLARES = r"\b(?:let|const|var)\s"
_SETS = (
    rf"(?:^|[{{{{;(]|{_DECLARES}|\bmut\s)\s*{{0}}"
    r"(?:\s*:[^=;\n]*)?(?:\s*(?:[-+*/%|&^]|\*\*|//|<<|>>)?:?=(?![=>])|\+\+|--)"
)
"""A statement that gives a variable a value, or another one than it had."""
_CALL = re.compile(r"([A-Za-z_][\w.]*)\s*\(")
_COMMENT = ("#", "//", "/*", "*", '"""')
_WORDS = frozenset(("if", "elif", "while", "for", "return", "switch", "match", "catch", "not"))
_NEAR = 6
"""Lines above a condition in which the same one makes it idle."""
_LONGEST = 40


def signs(path: str, before: bytes, after: bytes, tests: bytes = b"") -> tuple[Sign, ...]:
    """The signs that a changed file shows, the gravest first, each kind once.

    Args:
        path: of the file.
        before: its content on the base.
        after: its content with the patch.
        tests: the text of the failing tests' files.
    """
    gone, come = _lines(path, before, after)
    old = before.decode("utf-8", "replace")
    taken = _taken(old, come, tests.decode("utf-8", "replace"))
    found = (
        *_from_tests(taken, come),
        *_decided(gone, come),
        *_repeated(after.decode("utf-8", "replace"), come, old),
        *_with_itself(gone, come),
        *_answers(gone, come),
        *_unread(old, after.decode("utf-8", "replace"), gone),
        *_idle(old, after.decode("utf-8", "replace"), gone),
        *_taken_out(gone, come),
    )
    each = {sign.kind: sign for sign in reversed(found)}
    return tuple(sorted(each.values(), key=lambda sign: -sign.kind.doubt))


def _lines(path: str, before: bytes, after: bytes) -> tuple[list[str], list[str]]:
    """Lines that are gone and that have come, without those that only moved."""
    old: Counter[str] = Counter()
    new: Counter[str] = Counter()
    for hunk in hunks(path, before, after):
        old.update(_code(before[hunk.start : hunk.end]))
        new.update(_code(hunk.text))
    return list((old - new).elements()), list((new - old).elements())


def _code(text: bytes) -> Iterator[str]:
    stripped = (line.strip() for line in text.decode("utf-8", "replace").splitlines())
    return (line for line in stripped if line and not line.startswith(_COMMENT))


def _taken(old: str, come: Sequence[str], tests: str) -> list[str]:
    """Literals of the new lines that the tests hold and the source did not."""
    new = dict.fromkeys(text for line in come for text in _LITERAL.findall(line))
    known = {*_LITERAL.findall(old), *_COMMON}
    theirs = set(_LITERAL.findall(tests))
    return [text for text in new if text in theirs and text not in known]


def _from_tests(taken: Sequence[str], come: Sequence[str]) -> Iterator[Sign]:
    for text in taken:
        exact = re.escape(text)
        asks = re.compile(rf"{_EQUALS}\s*[\[({{]?\s*-?{exact}|^{exact}\s*=>")
        gives = re.compile(rf"^return\b.*(?<![\w.]){exact}")
        yield Sign(Kind.FROM_A_TEST, text)
        if any(asks.search(line) for line in come):
            yield Sign(Kind.SPECIAL_CASE, text)
        if any(gives.search(line) and not _CALL.search(line) for line in come):
            yield Sign(Kind.GIVEN_AWAY, text)


def _decided(gone: Sequence[str], come: Sequence[str]) -> Iterator[Sign]:
    for pattern in _DECIDED:
        if any(pattern.search(line) for line in gone):
            continue
        found = next((m for line in come if (m := pattern.search(line))), None)
        if found is not None:
            yield Sign(Kind.DECIDED, _short(found.group()))


def _repeated(after: str, come: Sequence[str], old: str) -> Iterator[Sign]:
    """A new condition that stands, as deep, a few lines above too, and did not twice before."""
    lines = after.splitlines()
    new = set(come)
    for at, line in enumerate(lines):
        asked = _CONDITION.match(line.strip()) if line.strip() in new else None
        if asked is None or old.count(asked.group(1)) > 1:
            continue
        above = [x.strip() for x in lines[max(0, at - _NEAR) : at] if _depth(x) == _depth(line)]
        conditions = [m.group(1) for each in above if (m := _CONDITION.match(each))]
        if asked.group(1) in conditions:
            yield Sign(Kind.REPEATED, _short(asked.group(1)))


def _with_itself(gone: Sequence[str], come: Sequence[str]) -> Iterator[Sign]:
    """``x - x``, ``x + x``, ``x % x``, where nothing of the kind stood before."""
    if not any(_WITH_ITSELF.search(line) for line in gone):
        found = next((m for line in come if (m := _WITH_ITSELF.search(line))), None)
        if found is not None:
            yield Sign(Kind.WITH_ITSELF, _short(found.group()))


def _idle(old: str, after: str, gone: Sequence[str]) -> Iterator[Sign]:
    """A name of which only the place is left where it is bound."""
    before, behind = (_function(text, old, after) for text in (old, after))
    for name in dict.fromkeys(_NAME.findall(" ".join(gone))):
        uses = re.compile(rf"(?<![\w.]){re.escape(name)}\b")
        if len(uses.findall(before)) > 1 and len(uses.findall(behind)) == 1:
            yield Sign(Kind.IDLE, name)


def _unread(old: str, after: str, gone: Sequence[str]) -> Iterator[Sign]:
    """A function's own variable that was read, and is only set any more, more than once."""
    before, behind = (_function(text, old, after) for text in (old, after))
    for name in dict.fromkeys(_NAME.findall(" ".join(gone))):
        read, _ = _uses(name, before)
        reads, sets = _uses(name, behind)
        if read and sets > 1 and not reads and _local(name, behind):
            yield Sign(Kind.UNREAD, name)


def _uses(name: str, text: str) -> tuple[int, int]:
    """How often a variable is read, and how often it is set."""
    exact = re.escape(name)
    sets = len(re.findall(_SETS.format(exact), text, re.MULTILINE))
    return len(re.findall(rf"(?<![\w.]){exact}\b", text)) - sets, sets


def _local(name: str, function: str) -> bool:
    word = r"\b(?:global|nonlocal)\b" if function.startswith("def ") else _DECLARES
    found = re.search(rf"{word}[^=;\n]*\b{re.escape(name)}\b|\b{re.escape(name)}\s*:=", function)
    return (found is None) is function.startswith("def ")


def _function(text: str, one: str, other: str) -> str:
    """The part of one of two texts, from one line at the margin to the next, where they differ."""
    lines = text.splitlines()
    pairs = zip(one.splitlines(), other.splitlines(), strict=False)
    at = next((i for i, (a, b) in enumerate(pairs) if a != b), len(lines))
    tops = [i for i, line in enumerate(lines) if line[:1].isalpha()]
    start = max((i for i in tops if i <= at), default=0)
    return "\n".join(lines[start : min((i for i in tops if i > at), default=len(lines))])


def _answers(gone: Sequence[str], come: Sequence[str]) -> Iterator[Sign]:
    worked = [line for line in gone if line.startswith("return") and not _ANSWER.match(line)]
    plain = [match.group(1) for line in come if (match := _ANSWER.match(line))]
    still = any(line.startswith("return") and not _ANSWER.match(line) for line in come)
    if worked and plain and not still:
        yield Sign(Kind.CONSTANT_ANSWER, _short(plain[0]))


def _taken_out(gone: Sequence[str], come: Sequence[str]) -> Iterator[Sign]:
    branches = [line for line in gone if _BRANCH.match(line)]
    if len(branches) > sum(bool(_BRANCH.match(line)) for line in come):
        yield Sign(Kind.BRANCH, _short(branches[0]))
    if gone and not come:
        more = f" and {len(gone) - 1} more lines" if len(gone) > 1 else ""
        yield Sign(Kind.REMOVED, _short(gone[0]) + more)
    called, calls = _calls(gone), _calls(come)
    if come and calls.total() < called.total():
        yield Sign(Kind.CALL, min(called - calls))


def _calls(lines: Sequence[str]) -> Counter[str]:
    names = (name for line in lines for name in _CALL.findall(line))
    return Counter(name for name in names if name not in _WORDS)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
