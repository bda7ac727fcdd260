"""What test programs say when a test does not pass."""

from __future__ import annotations

import pytest

from oppie.inside.messages import Failure, Frame
from oppie.inside.programs import Ended
from oppie.inside.suites.cargo.failing import failure

ASSERTED = """\
thread 'tests::adds' (77) panicked at src/lib.rs:12:9:
assertion `left == right` failed: two and two
  left: 0
 right: 4
note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace
"""
OLD = """\
thread 'tests::adds' panicked at 'index out of bounds: the len is 1', src/lib.rs:3:5
note: x
"""
STANDARD = """\
thread 'a' panicked at /rustc/59807616e1fa/library/core/src/slice/index.rs:5:5:
slice index starts at 3 but ends at 2
"""


def read(said: str, status: int = 101) -> Failure:
    return failure(said, Ended(status, b"", 0.0), "/top", "/top")


def test_an_assertion_is_told_with_its_values_and_its_place() -> None:
    message = "assertion `left == right` failed: two and two\n  left: 0\n right: 4"
    assert read(ASSERTED) == Failure("Assertion", message, (Frame("src/lib.rs", 12, ""),))


def test_the_older_form_is_read_too() -> None:
    told = Failure(
        "OutOfBounds", "index out of bounds: the len is 1", (Frame("src/lib.rs", 3, ""),)
    )
    assert read(OLD) == told


def test_what_broke_in_the_standard_library_has_no_place() -> None:
    assert read(STANDARD) == Failure("panic", "slice index starts at 3 but ends at 2")


def test_the_first_panic_counts() -> None:
    assert read(STANDARD + ASSERTED).kind == "panic"


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("attempt to subtract with overflow", "Overflow"),
        ("attempt to divide by zero", "DivisionByZero"),
        ("called `Option::unwrap()` on a `None` value", "Unwrap"),
        ("range end index 9 out of range for slice of length 3", "OutOfBounds"),
        ("no", "panic"),
    ],
)
def test_panics_are_told_apart(message: str, kind: str) -> None:
    assert read(f"thread 'x' panicked at src/a.rs:1:1:\n{message}\n").kind == kind


def test_other_ends_are_told() -> None:
    missed = read("x\nnote: test did not panic as expected at src/lib.rs:35:8\n")
    assert (missed.kind, missed.frames) == ("NoPanic", (Frame("src/lib.rs", 35, ""),))
    assert read('Error: "no"\n\n\nrunning 1 test\n') == Failure("Error", '"no"')
    assert read("thread 'x' has overflowed its stack", -6).kind == "StackOverflow"
    assert read("", -11) == Failure("SIGSEGV", "the process ended with -11")
