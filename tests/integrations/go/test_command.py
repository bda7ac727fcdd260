"""Words of a test command."""

from __future__ import annotations

from pathlib import Path

import pytest

from oppie.integrations.go.command import Invocation, parse, recipe, runs_tests
from oppie.integrations.reading import Folder
from oppie.integrations.tasks.recipes import reduced


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("go test ./...", Invocation(("./...",))),
        ("go test", Invocation()),
        ("/usr/local/go/bin/go test -race ./a", Invocation(("-race", "./a"))),
        ("cd sub && go test -run TestX .", Invocation(("-run", "TestX", "."), "sub")),
        ("CGO_ENABLED=0 go test .", Invocation((".",), env=(("CGO_ENABLED", "0"),))),
        ("gotestsum --format=dots -- -tags=x ./...", Invocation(("-tags=x", "./..."))),
        ("gotestsum", Invocation(("./...",))),
    ],
)
def test_a_call_of_go_test_is_read(words: str, asked: Invocation) -> None:
    assert parse(words) == asked


@pytest.mark.parametrize("words", ["go build", "make test", "go test ./... | tee out", "go", ""])
def test_what_is_no_call_of_go_test_is_none(words: str) -> None:
    assert parse(words) is None


@pytest.mark.parametrize("words", ["go test 'x", "go test -run"])
def test_what_cannot_be_read_is_an_error(words: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse(words)


def test_a_recipe_boils_down_to_its_one_call() -> None:
    assert reduced(("go vet ./...", "go test -v ./..."), runs_tests) == "go test -v ./..."
    assert reduced(("go test ./a", "go test ./b"), runs_tests) == ""
    assert reduced(("go test -run", "echo 'x"), runs_tests) == ""


def test_a_task_stands_for_what_it_runs(tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_text("check:\n\tgo test -short ./...\n")
    folder = Folder(tmp_path, ("Makefile",))
    assert recipe(folder, "make  check") == "go test -short ./..."
    assert recipe(folder, "make other") == "make other"
