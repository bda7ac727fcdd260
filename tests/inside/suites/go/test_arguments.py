"""The words after ``go test``."""

from __future__ import annotations

import pytest

from oppie.inside.suites.go.arguments import Arguments, read


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("", Arguments()),
        ("./...", Arguments(packages=("./...",))),
        ("-v -count=1 -timeout 30s ./a ./b", Arguments(packages=("./a", "./b"))),
        ("-race -tags a,b .", Arguments(build=("-race=true", "-tags=a,b"))),
        ("--run=T -skip S -short", Arguments((), ("-test.short=true",), only="T", without="S")),
        ("-cover -coverprofile=c.out -json -vet off ./...", Arguments(packages=("./...",))),
        ("-C sub ./x -args -v", Arguments(packages=("./x",), folder="sub", rest=("-v",))),
    ],
)  # fmt: skip
def test_options_and_packages_are_told_apart(words: str, asked: Arguments) -> None:
    assert read(words.split()) == asked


def test_an_option_without_its_value_is_an_error() -> None:
    with pytest.raises(ValueError, match="-run"):
        read(["./...", "-run"])
