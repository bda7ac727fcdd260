"""Which files ``node --test`` takes."""

from __future__ import annotations

from pathlib import Path

from oppie.inside.suites.node.files import loaded_before, told_apart
from oppie.inside.suites.node.files import test_files as files_of

FILES = (
    "a.js", "a.test.js", "b_test.mjs", "test-c.cjs", "test.js", "d.test.ts",
    "test/helper.js", "test/data.json", "deep/test/e.js", "node_modules/x/a.test.js", "sub/f.js",
)  # fmt: skip


def lay_out(top: Path) -> None:
    for name in FILES:
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text("")


def names(top: Path, *paths: str) -> list[str]:
    return [str(Path(path).relative_to(top)) for path in files_of(str(top), paths)]


def test_files_are_found_by_their_names_and_folders(tmp_path: Path) -> None:
    lay_out(tmp_path)
    usual = ["a.test.js", "b_test.mjs", "deep/test/e.js", "test-c.cjs", "test.js", "test/helper.js"]
    assert names(tmp_path) == usual


def test_named_files_folders_and_patterns(tmp_path: Path) -> None:
    lay_out(tmp_path)
    assert names(tmp_path, "sub/f.js", "a.test.js") == ["a.test.js", "sub/f.js"]
    assert names(tmp_path, "test") == ["test/helper.js"]
    assert names(tmp_path, "**/*_test.mjs") == ["b_test.mjs"]
    assert names(tmp_path, "gone.js") == []


def test_options_keep_their_values() -> None:
    words = told_apart(
        "node", ["--import", "tsx", "-r", "./a.js", "--test-only", "b.js", "--loader=x"]
    )
    assert words.options == ("--import", "tsx", "-r", "./a.js", "--test-only", "--loader=x")
    assert words.paths == ("b.js",)


def test_what_is_loaded_before_the_tests() -> None:
    assert loaded_before("node", ["--import", "tsx", "--test-only"]) == ("--import", "tsx")
    mocha = ["-r", "ts-node/register", "--require=x", "--exit", "--timeout", "5000"]
    assert loaded_before("mocha", mocha) == ("--require=ts-node/register", "--require=x")
    assert loaded_before("mocha", ["--ui", "tdd"]) is None
    assert loaded_before("jest", []) is None
