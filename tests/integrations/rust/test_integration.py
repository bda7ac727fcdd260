"""Suspicion in sources that hold their own tests."""

from __future__ import annotations

from oppie.integrations.rust import RustIntegration
from oppie.model.observation import Failure, Frame, Outcome, TestTrace

SOURCE = b"""\
fn one() -> i32 {
    2
}
#[cfg(test)]
mod tests {
    #[test]
    fn one() {
        assert_eq!(super::one(), 1);
    }
}
"""


def test_tests_in_a_source_are_never_suspected() -> None:
    trace = TestTrace("a", Outcome.FAILED, {"src/lib.rs": (2, 8)})
    failure = Failure("Assertion", "", (Frame("src/lib.rs", 8, ""),))
    found = RustIntegration().localise((trace,), (failure,), {"src/lib.rs": SOURCE}.__getitem__)
    assert [each.line for each in found] == [2]


def test_tests_in_a_source_are_sealed() -> None:
    (sealed,) = RustIntegration().sealed(SOURCE)
    assert sealed.startswith(b"#[cfg(test)]\nmod tests {")


def test_a_file_that_is_gone_holds_no_tests() -> None:
    failure = Failure("panic", "", (Frame("src/gone.rs", 8, ""),))
    found = RustIntegration().localise((), (failure,), dict[str, bytes]().__getitem__)
    assert found[0].path == "src/gone.rs"
