"""Runs a patched function and its reference on inputs that the search never saw.

A program of its own: it executes code under test. Floats count as equal to six digits and
below 1e-9 as nothing, lists and tuples alike; raising counts as an answer.
"""

from __future__ import annotations

import copy
import json
import sys

NOTHING = 1e-9


def plain(value: object) -> object:
    """A value in the form in which answers are compared."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, float)):
        if not isinstance(value, float):
            return value
        return 0.0 if abs(value) < NOTHING else float(f"{value:.6g}")
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {repr(key): plain(each) for key, each in value.items()}
    return repr(value) if not isinstance(value, str) else value


def answer(source: str, entry: str, arguments: list[object]) -> object:
    """What the function says; the class of the exception where it raises."""
    space: dict[str, object] = {"__name__": "judged"}
    exec(compile(source, "judged.py", "exec"), space)  # noqa: S102 - that is the purpose
    function = space[entry]
    assert callable(function)  # noqa: S101 - the data says so
    try:
        return plain(function(*copy.deepcopy(arguments)))
    except Exception as error:  # noqa: BLE001 - whatever it raises is its answer
        return f"raises {type(error).__name__}"


def main() -> int:
    """0 when all answers agree; prints the first input on which they do not."""
    question = json.load(sys.stdin)
    for arguments in question["inputs"]:
        wanted = answer(question["reference"], question["entry"], arguments)
        got = answer(question["patched"], question["entry"], arguments)
        if wanted != got:
            print(f"{question['entry']}{tuple(arguments)!r:.120}: {got!r:.60}, not {wanted!r:.60}")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
