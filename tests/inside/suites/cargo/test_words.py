"""The words after ``cargo test``."""

from __future__ import annotations

import pytest

from oppie.inside.suites.cargo.words import Words, everywhere, manifest, read

PLAIN = Words(build=(), filters=(), harness=(), selects=False, documents=True)
CHOSEN = PLAIN._replace(selects=True, documents=False)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", PLAIN),
        ("-q --offline --color never --no-fail-fast", PLAIN),
        (
            "-p core --features=a adds",
            PLAIN._replace(build=("-p", "core", "--features=a"), filters=("adds",)),
        ),
        ("--test it", CHOSEN._replace(build=("--test", "it"))),
        (
            "--lib -- --skip slow --nocapture --test-threads=1 x",
            CHOSEN._replace(build=("--lib",), filters=("x",), harness=("--skip", "slow")),
        ),
        ("--doc", PLAIN._replace(selects=True)),
        (
            "x -- --exact --include-ignored",
            PLAIN._replace(filters=("x",), harness=("--include-ignored", "--exact")),
        ),
    ],
)
def test_words_are_taken_apart(text: str, words: Words) -> None:
    assert read(text.split()) == words


def test_options_that_choose_no_package_hold_everywhere() -> None:
    text = "-p a --workspace --exclude b --features x --lib --test=it --release"
    assert everywhere(text.split()) == ("--features", "x", "--release")


def test_the_manifest_is_found() -> None:
    assert manifest(("-p", "a", "--manifest-path", "x/Cargo.toml")) == (
        "--manifest-path",
        "x/Cargo.toml",
    )
    assert manifest(("--manifest-path=x",)) == ("--manifest-path=x",)
    assert manifest(("-p", "a")) == ()
