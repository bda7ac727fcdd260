"""What a command line asks of cargo."""

from __future__ import annotations

import pytest

from oppie.integrations.rust.command import Invocation, parse


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cargo test", Invocation("cargo")),
        ("cargo t -p core", Invocation("cargo", ("-p", "core"))),
        ("cargo +nightly test --lib", Invocation("cargo", ("--lib",), toolchain="nightly")),
        ("cd sub && cargo test", Invocation("cargo", folder="sub")),
        ("A=1 cargo test", Invocation("cargo", env=(("A", "1"),))),
        ("~/.cargo/bin/cargo test x", Invocation("cargo", ("x",))),
        ("cargo nextest run --workspace", Invocation("nextest", ("--workspace",))),
        (
            "cargo nextest run --profile ci --cargo-profile=fast -P x --retries=2 -p a",
            Invocation("nextest", ("--profile", "fast", "-p", "a")),
        ),
    ],
)
def test_calls_that_test_are_understood(text: str, found: Invocation) -> None:
    assert parse(text) == found


@pytest.mark.parametrize("text", ["cargo build", "make test", "cargo", "", "cargo test | tee log"])
def test_other_commands_are_none(text: str) -> None:
    assert parse(text) is None


def test_a_quotation_that_is_not_closed_is_an_error() -> None:
    with pytest.raises(ValueError, match="quotation"):
        parse("cargo test 'x")
