"""Whether there is a Go project, and its commands."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from oppie.integrations.go.detection import detect
from oppie.integrations.reading import Folder
from oppie.model.project import Detection

MODULE = "module example.com/x\n"
BENCH = "package x\n\nfunc BenchmarkX(b *testing.B) {}\n"


def found(folder: Path, files: Mapping[str, str]) -> Detection | None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return detect(Folder(folder, tuple(files)))


def test_a_module_has_the_usual_commands(tmp_path: Path) -> None:
    seen = found(tmp_path, {"go.mod": MODULE, "x.go": "package x\n"})
    assert seen == Detection(
        "go", "", "go test ./...", lint="go vet ./...", why="go.mod; tests by convention"
    )


def test_a_module_in_a_folder_begins_there(tmp_path: Path) -> None:
    seen = found(tmp_path, {"srv/api/go.mod": MODULE, "srv/go.mod": MODULE, "vendor/go.mod": ""})
    assert seen is not None
    assert seen.folder == "srv"


def test_a_workspace_tests_all_its_modules(tmp_path: Path) -> None:
    work = "go 1.22\n\nuse (\n\t./a\n\t./b/c // here\n)\n"
    seen = found(tmp_path, {"go.work": work, "a/go.mod": MODULE, "b/c/go.mod": MODULE})
    assert seen is not None
    assert (seen.folder, seen.test) == ("", "go test ./a/... ./b/c/...")


@pytest.mark.parametrize(
    ("file", "text", "why"),
    [
        ("Makefile", "test:\n\tgo test -race ./...\n", "make test"),
        ("justfile", "test:\n    go test -race ./...\n", "just test"),
        (
            ".github/workflows/ci.yml",
            "jobs: {a: {steps: [{run: go test -race ./...}]}}",
            "workflow",
        ),
    ],
)
def test_what_the_project_says_goes_first(tmp_path: Path, file: str, text: str, why: str) -> None:
    seen = found(tmp_path, {"go.mod": MODULE, file: text})
    assert seen is not None
    assert (seen.test, seen.why) == ("go test -race ./...", f"go.mod; tests by {why}")


def test_benchmarks_and_linters_are_found(tmp_path: Path) -> None:
    seen = found(tmp_path, {"go.mod": MODULE, "x_test.go": BENCH, ".golangci.yml": ""})
    assert seen is not None
    assert seen.bench == "go test -run='^$' -bench=. ./..."
    assert seen.lint == "golangci-lint run"


def test_without_a_module_there_is_none(tmp_path: Path) -> None:
    assert found(tmp_path, {"x.go": "package x\n"}) is None
