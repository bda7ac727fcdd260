"""Guards and base cases, raises, statements under conditions."""

from __future__ import annotations

import pytest

from tests.proposers.syntax.at_hand import results

FIRST = "def f(xs):\n    return xs[0]\n"


def guarded(source: str, guard: str) -> str:
    head, _, body = source.partition("\n")
    return f"{head}\n{guard}\n{body}"


@pytest.mark.parametrize(
    ("source", "guard"),
    [
        (FIRST, "    if not xs:\n        return None"),
        (FIRST, "    if not xs:\n        return []"),
        (FIRST, "    if xs is None:\n        return 0"),
        (FIRST, "    if len(xs) == 1:\n        return xs"),
        ("def f(n: int):\n    return n * f(n - 1)\n", "    if n == 0:\n        return 1"),
        ("def f(n: int):\n    return n * f(n - 1)\n", "    if n <= 1:\n        return 1"),
        ("def f(n: int):\n    return n\n", "    if n < 0:\n        return False"),
        ("def f(a: int, b: int):\n    return a\n", "    if a > b:\n        return 0"),
    ],
)
def test_base_cases(source: str, guard: str) -> None:
    assert guarded(source, guard) in results("base-case", source)


def test_the_guard_comes_behind_the_documentation() -> None:
    source = 'def f(xs):\n    """Doc."""\n    return xs[0]\n'
    expected = source.replace("    return", "    if not xs:\n        return None\n    return")
    assert expected in results("base-case", source)


def test_the_expected_value_is_returned_first() -> None:
    found = results("base-case", FIRST, "AssertionError: assert 1 == -1")
    assert "return -1" in found[0]


def test_tabs_stay_tabs() -> None:
    source = "def f(xs):\n\treturn xs[0]\n"
    assert guarded(source, "\tif not xs:\n\t\treturn None") in results("base-case", source)


def test_self_is_never_empty() -> None:
    source = "class A:\n    def f(self, n):\n        return n\n"
    assert all("not self" not in text for text in results("base-case", source))


@pytest.mark.parametrize(
    ("source", "said", "guard"),
    [
        ("def f(age: int):\n    return age\n", "Failed: DID NOT RAISE <class 'ValueError'>",
         "    if age < 0:\n        raise ValueError"),
        ("def f(low: int, high: int):\n    return low\n", "Failed: DID NOT RAISE <class 'a.Bad'>",
         "    if low > high:\n        raise Bad"),
        ("def f(x):\n    return x\n", "AssertionError: TypeError not raised",
         "    if x is None:\n        raise TypeError"),
    ],
)  # fmt: skip
def test_raises(source: str, said: str, guard: str) -> None:
    assert guarded(source, guard) in results("raise-guard", source, said)


def test_the_unraised_exception_comes_first() -> None:
    said = "Failed: DID NOT RAISE <class 'KeyError'>"
    assert "raise KeyError" in results("raise-guard", FIRST, said)[0]


LOOP = (
    "def f(xs, seen: list):\n    for x in xs:\n        if x in seen: pass\n        seen.append(x)\n"
)


@pytest.mark.parametrize("exit_", ["continue", "break", "return None", "return False"])
def test_guards_within_a_loop(exit_: str) -> None:
    guard = f"        if x in seen:\n            {exit_}\n        seen.append(x)\n"
    assert LOOP.replace("        seen.append(x)\n", guard) in results("inner-guard", LOOP)


def test_outside_of_a_loop_there_is_nothing_to_leave() -> None:
    assert all("break" not in text for text in results("inner-guard", FIRST))


def test_a_statement_is_put_under_a_condition() -> None:
    after = LOOP.replace(
        "        seen.append(x)", "        if x not in seen:\n            seen.append(x)"
    )
    assert after in results("under-condition", LOOP)


def test_a_value_that_fits_one_test_alone_is_not_returned_first() -> None:
    found = results("base-case", FIRST, "AssertionError: assert 1 == 'red'")
    first = next(i for i, text in enumerate(found) if "return 'red'" in text)
    assert "return None" in "".join(found[:first])
