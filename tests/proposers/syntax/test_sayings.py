"""What the tools of other languages say is read like what pytest says."""

from __future__ import annotations

import pytest

from oppie.model.observation import Failure
from oppie.proposers.syntax.clues import compared, read
from oppie.proposers.syntax.sayings import argument_count


@pytest.mark.parametrize(
    ("message", "count"),
    [
        ("f() missing 1 required positional argument: 'b'", "argument-missing"),
        ("replace expected at least 2 arguments, got 1", "argument-missing"),
        ("rfind() takes at least 1 argument (0 given)", "argument-missing"),
        ("f() takes 2 positional arguments but 1 were given", "argument-missing"),
        ("not enough arguments in call to f", "argument-missing"),
        ("this function takes 2 arguments but 1 argument was supplied", "argument-missing"),
        ("f() takes 1 positional argument but 2 were given", "argument-extra"),
        ("f() takes from 1 to 2 positional arguments but 3 were given", "argument-extra"),
        ("len() takes exactly one argument (2 given)", "argument-extra"),
        ("f() takes no arguments (1 given)", "argument-extra"),
        ("pop expected at most 1 argument, got 2", "argument-extra"),
        ("f() got an unexpected keyword argument 'k'", "argument-extra"),
        ("too many arguments in call to f", "argument-extra"),
        ("assert 1 == 2", ""),
    ],
)
def test_calls_that_lack_or_exceed_arguments(message: str, count: str) -> None:
    assert argument_count(message) == count


DEEP = """\
Expected values to be strictly deep-equal:
+ actual - expected

  [
    1,
+   2,
-   3,
  ]
"""
JEST = """\
expect(received).toEqual(expected) // deep equality

- Expected  - 1
+ Received  + 1

  Array [
-   1,
+   2,
  ]
"""


@pytest.mark.parametrize(
    ("message", "actual", "expected"),
    [
        ("Expected values to be strictly equal:\n\n1 !== 2\n", 1, 2),
        ("Expected values to be strictly equal:\n\n'a' !== 'b'\n", "a", "b"),
        ("Expected values to be strictly equal:\n\nundefined !== 2\n", None, 2),
        ("Expected values to be loosely deep-equal:\n\n[ 1 ]\n\nshould loosely deep-equal\n\n[ 2 ]",
         [1], [2]),
        (DEEP, [1, 2], [1, 3]),
        (JEST, [2], [1]),
        ("expect(received).toBe(expected) // Object.is equality\n\nExpected: 3\nReceived: 2", 2, 3),
        ("expected 2 to be 3 // Object.is equality", 2, 3),
        ("expected [ 1, 2 ] to deeply equal [ 2, 1 ]", [1, 2], [2, 1]),
        ("expected { a: 1 } to deeply equal { a: 2 }", {"a": 1}, {"a": 2}),
        ("f is wrong\nactual: [ 1,\n  2 ]\nexpected: [ 2 ]", [1, 2], [2]),
        ("'a' == 'b'", "a", "b"),
        ("The expression evaluated to a falsy value:\n\n  assert(f(1))\n", False, True),
        ("got 2, want 3", 2, 3),
        ("f(1) = 2; want 3", 2, 3),
        ("want [1 2], got [2 1]", [2, 1], [1, 2]),
        ("expected 3, got 2", 2, 3),
        ("Expected 3 but got 2", 2, 3),
        ("Not equal: \n\texpected: 3\n\tactual  : 2", 2, 3),
        ("Not equal: \nexpected: []int{1, 2}\nactual  : []int(nil)", None, None),
        ("Not equal: \nexpected: []int{1, 2}\nactual  : []int{2}", [2], [1, 2]),
        ("assertion `left == right` failed\n  left: 2\n right: 3", 2, 3),
        ("assertion `left == right` failed\n  left: Some(2)\n right: None", 2, None),
        ("assertion failed: `(left == right)`\n  left: `2`,\n right: `3`", 2, 3),
        ('assertion `left == right` failed\n  left: ["a"]\n right: []', ["a"], []),
        ("assertion failed: is_prime(3)", False, True),
    ],
)  # fmt: skip
def test_values_are_compared(message: str, actual: object, expected: object) -> None:
    one, two = compared(message)
    assert (one.of if one else None, two.of if two else None) == (actual, expected)


@pytest.mark.parametrize(
    ("said", "kind", "words", "feature"),
    [
        ("ReferenceError: foo is not defined", "NameError", ("foo",), ""),
        ("ReferenceError: Cannot access 'x' before initialization", "UnboundLocalError", ("x",),
         ""),
        ("TypeError: Cannot read properties of undefined (reading 'length')", "TypeError",
         ("length",), "none-used"),
        ("TypeError: xs.psuh is not a function", "AttributeError", ("xs", "psuh"), ""),
        ("TypeError: foo is not a function", "TypeError", ("foo",), "not-callable"),
        ("TypeError: Assignment to constant variable.", "TypeError", (), "constant-set"),
        ("RangeError: Maximum call stack size exceeded", "RecursionError", (), ""),
        ("panic: runtime error: index out of range [3] with length 3", "IndexError", (), ""),
        ("panic: runtime error: integer divide by zero", "ZeroDivisionError", (), ""),
        ("build: ./m.go:3:5: undefined: foo", "NameError", ("foo",), ""),
        ("panic: index out of bounds: the len is 3 but the index is 3", "IndexError", (), ""),
        ("panic: attempt to subtract with overflow", "OverflowError", (), "overflow"),
        ("panic: called `Option::unwrap()` on a `None` value", "TypeError", (), "none-used"),
        ("build: cannot find value `foo` in this scope", "NameError", ("foo",), ""),
        ("NameError: name 'foo' is not defined", "NameError", ("foo",), ""),
        ("KeyError: 'a'", "KeyError", ("a",), ""),
    ],
)  # fmt: skip
def test_errors_have_common_names(
    said: str, kind: str, words: tuple[str, ...], feature: str
) -> None:
    own, _, message = said.partition(": ")
    (clue,) = read([Failure(own, message, ())], []).each
    assert (clue.kind, clue.words) == (kind, words)
    assert not feature or feature in clue.features


@pytest.mark.parametrize(
    ("message", "errors"),
    [
        ("Missing expected exception (TypeError).", ("TypeError",)),
        ("Missing expected exception.", ()),
        ("expect(received).toThrow()\n\nReceived function did not throw", ()),
        ("expected [Function] to throw an error", ()),
    ],
)
def test_errors_that_did_not_come_are_told(message: str, errors: tuple[str, ...]) -> None:
    clues = read([Failure("AssertionError", message, ())], [])
    assert clues.share("did-not-raise") == 1
    assert clues.unraised() == errors
