"""Real builds of a small workspace."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from oppie.inside.packing import zip_bytes
from tests.inside.conftest import LIMITS, Runner, packed

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("cargo") is None, reason="cargo is not here"),
]

LIB = """\
#![deny(warnings)]
/// Adds.
///
/// ```
/// assert_eq!(core_one::add(1, 2), 3);
/// ```
pub fn add(a: i32, b: i32) -> i32 {
    a - b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds() {
        assert_eq!(add(2, 2), 4);
    }

    #[test]
    fn zero() {
        assert_eq!(add(0, 0), 0);
    }

    #[test]
    #[ignore]
    fn slow() {}
}
"""
FILES = {
    "Cargo.toml": '[workspace]\nmembers = ["core", "app"]\nresolver = "2"\n',
    "core/Cargo.toml": '[package]\nname = "core-one"\nversion = "0.1.0"\nedition = "2021"\n',
    "core/src/lib.rs": LIB,
    "app/Cargo.toml": '[package]\nname = "app"\nversion = "0.1.0"\nedition = "2021"\n'
    '[dependencies]\ncore-one = { path = "../core" }\n'
    '[[test]]\nname = "own"\npath = "tests/own.rs"\nharness = false\n',
    "app/src/main.rs": "fn main() {}\n#[test]\nfn ends() {\n    std::process::exit(0);\n}\n",
    "app/tests/it.rs": "#[test]\nfn two() {\n    assert_eq!(core_one::add(1, 1), 2);\n}\n",
    "app/tests/own.rs": "fn main() {\n    assert!(core_one::add(0, 0) == 0);\n}\n",
}
SOURCE = "core/src/lib.rs"
ADDS, ZERO = f"{SOURCE}::tests::adds", f"{SOURCE}::tests::zero"
SLOW, DOCS = f"{SOURCE}::tests::slow", f"{SOURCE}::doc tests"
ENDS, TWO, OWN = "app/src/main.rs::ends", "app/tests/it.rs::two", "app/tests/own.rs"


def changed(old: str, new: str) -> dict[str, str]:
    assert old in LIB
    return {SOURCE: LIB.replace(old, new, 1)}


MENDED = changed("a - b", "a + b")


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    started = begun(tmp_path_factory.mktemp("rust"), FILES)
    yield started
    assert started.close() == 0


def begun(top: Path, files: dict[str, str]) -> Runner:
    for name, text in files.items():
        (top / "work" / name).parent.mkdir(parents=True, exist_ok=True)
        (top / "work" / name).write_text(text)
    (top / "runner.zip").write_bytes(zip_bytes())
    home = Path.home()
    homes = {"CARGO_HOME": str(home / ".cargo"), "RUSTUP_HOME": str(home / ".rustup")}
    env = {**homes, **os.environ, "HOME": str(top), "TMPDIR": str(top)}
    started = Runner(top / "runner.zip", top / "work", sys.executable, env)
    started.opened = started.start("cargo", suite="cargo", root=str(top / "work"))
    return started


def test_every_test_has_an_id_that_begins_with_its_targets_file(runner: Runner) -> None:
    assert sorted(runner.opened["tests"]) == sorted((ADDS, ZERO, SLOW, DOCS, ENDS, TWO, OWN))


def test_the_base_is_seen_as_it_is(runner: Runner) -> None:
    results, done = runner.run()
    assert {test: result["outcome"] for test, result in results.items()} == {
        ADDS: "failed",
        ZERO: "passed",
        SLOW: "skipped",
        DOCS: "failed",
        ENDS: "error",
        TWO: "failed",
        OWN: "passed",
    }
    told = results[ADDS]["failure"]
    assert told["message"].endswith("left: 0\n right: 4")
    assert told["frames"] == [{"path": SOURCE, "line": 17, "function": ""}]
    assert done["complete"]


def test_a_candidate_is_built_and_the_base_comes_back(runner: Runner) -> None:
    assert runner.outcomes(MENDED, [ADDS], [ZERO, SLOW, DOCS, TWO, OWN], stop="first-broken") == {
        ADDS: "passed",
        ZERO: "passed",
        SLOW: "skipped",
        DOCS: "passed",
        TWO: "passed",
        OWN: "passed",
    }
    assert runner.outcomes({}, [ADDS]) == {ADDS: "failed"}


def test_a_cold_run_sees_the_same(runner: Runner) -> None:
    results, done = runner.run(MENDED, [ADDS, TWO], isolation="cold")
    assert {result["outcome"] for result in results.values()} == {"passed"}
    assert done["route"] == "fresh"


def test_what_does_not_compile_fails_every_test(runner: Runner) -> None:
    results, _ = runner.run(changed("a - b", "a - c"), [ADDS], [TWO])
    told = results[ADDS]["failure"]
    assert (results[ADDS]["outcome"], results[TWO]["outcome"]) == ("error", "error")
    assert told["kind"] == "BuildError"
    assert told["message"].startswith("cannot find value `c` in this scope (E0425)")
    assert told["frames"][-1] == {"path": SOURCE, "line": 8, "function": ""}


def test_all_that_the_compiler_says_is_told(runner: Runner) -> None:
    results, _ = runner.run(changed("a - b", "c - d"), [ADDS])
    further = results[ADDS]["failure"]["further"]
    assert [each["message"].split("`")[1] for each in further] == ["d"]


def test_test_programs_on_a_broken_library_are_told_of(tmp_path: Path) -> None:
    files = {
        "Cargo.toml": '[package]\nname = "one"\nversion = "0.1.0"\nedition = "2021"\n',
        "src/lib.rs": "pub fn one() -> i32 {\n    x\n}\n",
        "tests/it.rs": "#[test]\nfn one() {\n    assert_eq!(one::one(), 1);\n}\n",
    }
    started = begun(tmp_path, files)
    try:
        assert started.opened["tests"] == ["tests/it.rs"]
        results, _ = started.run(
            {"src/lib.rs": "pub fn one() -> i32 {\n    1\n}\n"}, ["tests/it.rs"]
        )
        assert {t: r["outcome"] for t, r in results.items()} == {"tests/it.rs::one": "passed"}
    finally:
        assert started.close() == 0


def test_the_projects_own_lints_hold(runner: Runner) -> None:
    results, _ = runner.run(changed("a - b", "let c = 1; a + b"), [ADDS])
    assert "unused variable" in results[ADDS]["failure"]["message"]


def test_a_loop_without_end_is_ended(runner: Runner) -> None:
    results, _ = runner.run(changed("a - b", "while a < 9 {}; b"), [ADDS], test_s=0.3)
    assert results[ADDS]["outcome"] == "timed_out"


def test_a_file_stands_for_its_tests(runner: Runner) -> None:
    assert set(runner.outcomes(MENDED, ["app/tests/it.rs"])) == {TWO}
    assert runner.outcomes(MENDED, ["gone.rs::x"]) == {"gone.rs::x": "error"}


def test_a_trace_tells_the_statements_that_a_test_reached(runner: Runner) -> None:
    traces = runner.trace(ADDS, TWO)
    assert traces[ADDS]["lines"] == {SOURCE: [8, 17]}
    assert traces[TWO]["lines"] == {SOURCE: [8], "app/tests/it.rs": [3]}
    assert runner.outcomes(MENDED, [ADDS]) == {ADDS: "passed"}


def batch(runner: Runner, *candidates: dict[str, str]) -> list[dict[str, dict[str, object]]]:
    """Results by test of each candidate, handed over together."""
    numbers = range(runner.number + 1, runner.number + 1 + len(candidates))
    runner.number += len(candidates)
    common = {"targets": [ADDS, ZERO], "others": [TWO], "stop": "never", "isolation": "warm"}
    limits = {**LIMITS, "test_s": 0.5}
    runs = [
        {"id": number, "files": packed(files), "limits": limits, **common}
        for number, files in zip(numbers, candidates, strict=True)
    ]
    runner.send(op="batch", runs=runs)
    seen: dict[int, dict[str, dict[str, object]]] = {number: {} for number in numbers}
    ended = 0
    while ended < len(runs):
        answer = runner.receive()
        if answer["event"] == "done":
            ended += 1
        else:
            seen[answer["id"]][answer["test"]] = answer
    return list(seen.values())


def told(seen: dict[str, dict[str, object]]) -> list[object]:
    return [seen[test]["outcome"] for test in (ADDS, ZERO, TWO)]


def test_candidates_together_end_as_they_would_alone(runner: Runner) -> None:
    endless = changed("a - b", "while a > 1 {}; a + b")
    wrong = changed("a - b", '"x"')
    unknown = changed("a - b", "a + c")
    unused = changed("a - b", "let c = 1;\n    a + b")
    outside = changed(
        "(a: i32, b: i32) -> i32 {\n    a - b", "(b: i32, a: i32) -> i32 {\n    a + b"
    )
    broken = changed("a - b", "(a + b")
    panics = changed("a - b", "\n\n    panic!()")
    seen = batch(runner, MENDED, endless, wrong, unknown, unused, outside, broken, panics, {})
    assert [told(each) for each in seen] == [
        ["passed", "passed", "passed"],
        ["timed_out", "passed", "passed"],
        ["error", "error", "error"],
        ["error", "error", "error"],
        ["passed", "passed", "passed"],
        ["passed", "passed", "passed"],
        ["error", "error", "error"],
        ["failed", "failed", "failed"],
        ["failed", "passed", "failed"],
    ]


def test_places_are_those_in_a_candidates_own_source(runner: Runner) -> None:
    seen = batch(runner, MENDED, changed("a - b", "\n\n    panic!()"), changed("a - b", "\n    x"))
    places = [each[ADDS]["failure"] for each in seen[1:]]
    assert [place["frames"][-1]["line"] for place in places if isinstance(place, dict)] == [10, 9]


def test_an_empty_body_is_not_blamed_on_another_candidate(runner: Runner) -> None:
    empty = changed("a - b", "")
    nothing = changed("a - b", "return;")
    halved = changed("a - b", "a + b - b + b")
    for order in ((empty, MENDED, halved), (MENDED, empty, nothing, halved), (halved, nothing)):
        seen = batch(runner, *order)
        right = [told(each)[0] == "passed" for each in seen]
        assert right == [each in (MENDED, halved) for each in order]
