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


@pytest.mark.parametrize("pattern", ["Test(", "Test[[:upper:]]", r"Test\pL"])
def test_a_pattern_that_would_be_misread_is_an_error(pattern: str) -> None:
    with pytest.raises(ValueError, match="pattern of -run"):
        read(("-run", pattern))


@pytest.mark.parametrize(("pattern", "means"), [("", True), ("A$/x", True), ("^A", False)])
def test_which_tests_a_pattern_means(pattern: str, means: bool) -> None:  # noqa: FBT001 - expected
    assert read((f"-run={pattern}",)).means("TestA") is means
