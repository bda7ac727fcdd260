"""Source, tests, and neither."""

from __future__ import annotations

from pathlib import Path

import pytest

from oppie.integrations.reading import Folder
from oppie.integrations.rust.roles import is_test, may_change, modules_of_tests


@pytest.mark.parametrize(
    "path", ["src/lib.rs", "src/main.rs", "crates/a/src/parse/mod.rs", "src/contest.rs"]
)
def test_source_may_change(path: str) -> None:
    assert may_change(path)
    assert not is_test(path)


@pytest.mark.parametrize(
    "path",
    [
        "tests/it.rs",
        "crates/a/tests/common/mod.rs",
        "benches/speed.rs",
        "src/tests.rs",
        "src/parse/test.rs",
        "src/parse_tests.rs",
        "Cargo.toml",
        "crates/a/Cargo.toml",
        "Cargo.lock",
        "rust-toolchain.toml",
        ".cargo/config.toml",
        ".config/nextest.toml",
    ],
)
def test_tests_and_settings_are_never_changed(path: str) -> None:
    assert is_test(path)
    assert not may_change(path)


@pytest.mark.parametrize(
    "path", ["build.rs", "examples/show.rs", "target/debug/out.rs", "vendor/x/src/lib.rs", "a.py"]
)
def test_what_is_neither_is_never_changed(path: str) -> None:
    assert not may_change(path)


def test_modules_that_are_there_for_tests_only_are_tests(tmp_path: Path) -> None:
    files = {
        "src/lib.rs": "#[cfg(test)]\nmod checks;\n"
        "#[cfg(test)]\n#[allow(dead_code)]\npub(crate) mod help;\nmod real;\n",
        "src/real.rs": "#[cfg(all(test, unix))]\nmod deep;\n"
        '#[cfg(test)]\n#[path = "odd.rs"]\nmod o;\n',
        "src/checks.rs": "",
        "src/help/mod.rs": "",
        "src/real/deep.rs": "",
        "src/odd.rs": "",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    named = modules_of_tests(Folder(tmp_path, tuple(files)))
    assert [path for path in files if may_change(path, named)] == ["src/lib.rs", "src/real.rs"]
    assert is_test("src/help/mod.rs", named)
