"""How expressions are put together: templates for one and for two operands."""

from __future__ import annotations

from typing import Any, Callable, Mapping, NamedTuple, Tuple


class Template(NamedTuple):
    """A way to put operands together.

    Attributes:
        text: with ``{0}`` and ``{1}`` for the operands.
        loose: whether it needs parentheses within another.
        work: what it does.
    """

    text: str
    loose: bool
    work: Callable[..., Any]


def _templates(texts: str) -> Tuple[Template, ...]:
    return tuple(_template(text.strip()) for text in texts.split(";") if text.strip())


def _template(text: str) -> Template:
    loose = " " in text and not text.endswith((")", "]"))
    work = eval("lambda x, y=None: " + text.format("x", "y"))  # noqa: S307 - texts of this file
    return Template(text, loose, work)


_SEQUENCE = "len({0}); {0}[0]; {0}[-1]; {0}[::-1]; {0}[1:]; {0}[:-1]; sorted({0}); len(set({0}));"
_NUMBERS = "sum({0}); max({0}); min({0}); sorted({0}, reverse=True); sum({0}) / len({0});"
ONE: Mapping[type, Tuple[Template, ...]] = {
    bool: _templates("not {0}"),
    int: _templates(
        "abs({0}); -{0}; {0} + 1; {0} - 1; {0} * 2; {0} // 2; {0} % 2; {0} ** 2; str({0});"
        "float({0})"
    ),
    float: _templates("abs({0}); -{0}; int({0}); round({0}); {0} * 2; {0} / 2; {0} % 1"),
    str: _templates(
        _SEQUENCE + "{0}.lower(); {0}.upper(); {0}.strip(); {0}.split(); {0}.swapcase();"
        "int({0}); list({0}); ''.join(sorted({0})); set({0})"
    ),
    list: _templates(_SEQUENCE + _NUMBERS + "sorted(set({0})); tuple({0}); ''.join({0})"),
    tuple: _templates(_SEQUENCE + _NUMBERS + "list({0})"),
    set: _templates("len({0}); sorted({0}); list({0}); max({0}); min({0})"),
    dict: _templates("len({0}); list({0}); sorted({0}); list({0}.values()); sum({0}.values())"),
}
"""By the type of the operand."""

_COMPARED = "{0} == {1}; {0} != {1}; {0} < {1}; {0} <= {1}; {0} > {1}; {0} >= {1};"
_SAME = "all(each == {1} for each in {0}); any(each == {1} for each in {0});"
_EACH = _SAME + (
    "all(each < {1} for each in {0}); any(each < {1} for each in {0});"
    "all(each > {1} for each in {0}); any(each > {1} for each in {0});"
    "all(each <= {1} for each in {0}); all(each >= {1} for each in {0});"
    "any({0}.count(each) > {1} for each in {0});"
)
_NUMBER = _templates(
    "{0} + {1}; {0} - {1}; {0} * {1}; {0} // {1}; {0} % {1}; {0} / {1};max({0}, {1}); min({0}, {1})"
)
TWO: Mapping[Tuple[type, type], Tuple[Template, ...]] = {
    (int, int): _NUMBER,
    (int, float): _NUMBER,
    (float, int): _NUMBER,
    (float, float): _NUMBER,
    (str, str): _templates("{0} + {1}; {0}.count({1}); {0}.split({1}); {0}.replace({1}, '')"),
    (str, int): _templates("{0}[{1}]; {0}[:{1}]; {0}[{1}:]; {0} * {1}"),
    (list, int): _templates("{0}[{1}]; {0}[:{1}]; {0}[{1}:]; {0}.count({1}); {0} + [{1}]"),
    (list, list): _templates("{0} + {1}"),
    (str, list): _templates("{0}.join({1})"),
    (dict, str): _templates("{0}.get({1})"),
    (dict, int): _templates("{0}.get({1})"),
    (set, set): _templates("{0} & {1}; {0} | {1}; {0} - {1}"),
}
"""By the types of the operands."""

_ORDERED = _templates(_COMPARED)
TESTS: Mapping[Tuple[type, type], Tuple[Template, ...]] = {
    **{(a, b): _ORDERED for a in (int, float) for b in (int, float)},
    (str, str): _templates(_COMPARED + "{0} in {1}; {1} in {0}"),
    (list, list): _templates("{0} == {1}; {0} != {1}"),
    (tuple, tuple): _templates("{0} == {1}; {0} != {1}"),
    (set, set): _templates("{0} == {1}; {0} <= {1}"),
    (list, int): _templates("{1} in {0};" + _EACH),
    (list, float): _templates("{1} in {0};" + _EACH),
    (tuple, int): _templates("{1} in {0};" + _EACH),
    (list, str): _templates("{1} in {0};" + _SAME),
    (dict, str): _templates("{1} in {0}"),
    (dict, int): _templates("{1} in {0}"),
    (set, int): _templates("{1} in {0}"),
    (set, str): _templates("{1} in {0}"),
}
"""Those that yield a truth, by the types of the operands."""
