"""Projects of cargo, and their commands."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from oppie.integrations.reading import Folder
from oppie.integrations.rust.detection import detect
from oppie.model.project import Detection

PACKAGE = '[package]\nname = "p"\nversion = "1.0.0"\n'


def found(root: Path, files: Mapping[str, str]) -> Detection | None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return detect(Folder(root, tuple(files)))


def test_a_package_is_tested_by_cargo(tmp_path: Path) -> None:
    assert found(tmp_path, {"Cargo.toml": PACKAGE, "src/lib.rs": ""}) == Detection(
        "rust",
        "",
        "cargo test",
        lint="cargo clippy --all-targets",
        why="Cargo.toml; tests by convention",
    )


def test_a_package_in_a_folder_begins_there(tmp_path: Path) -> None:
    files = {"native/Cargo.toml": PACKAGE, "native/fuzz/Cargo.toml": PACKAGE}
    detection = found(tmp_path, files)
    assert detection is not None
    assert detection.folder == "native"


def test_manifests_of_test_data_make_no_project(tmp_path: Path) -> None:
    assert found(tmp_path, {"tests/data/Cargo.toml": PACKAGE, "a.py": ""}) is None


@pytest.mark.parametrize(
    ("name", "text", "command"),
    [
        ("Makefile", "test:\n\tcargo test --workspace -q\n", "cargo test --workspace -q"),
        ("justfile", "test:\n  cargo test --all-features\n", "cargo test --all-features"),
        (
            ".github/workflows/ci.yml",
            "jobs:\n a:\n  steps:\n  - run: cargo build\n  - run: cargo test --all\n",
            "cargo test --all",
        ),
        (".config/nextest.toml", "", "cargo nextest run"),
        ("Makefile", "test:\n\tcargo test\n\tcargo test --release\n", "cargo test"),
    ],
)
def test_the_projects_own_words_go_first(
    tmp_path: Path, name: str, text: str, command: str
) -> None:
    detection = found(tmp_path, {"Cargo.toml": PACKAGE, name: text})
    assert detection is not None
    assert detection.test == command


def test_benchmarks_are_found(tmp_path: Path) -> None:
    detection = found(tmp_path, {"Cargo.toml": PACKAGE, "benches/speed.rs": ""})
    assert detection is not None
    assert detection.bench == "cargo bench"
