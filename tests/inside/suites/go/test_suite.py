"""Real runners on tiny Go projects."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.inside.conftest import Answer, Runner, launched, packed, write

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("go") is None, reason="there is no go command here"),
]

CALC = """package calc

import "example.com/calc/word"

func Add(a, b int) int { return a - b }

func At(xs []int, i int) int {
	if i < 0 {
		return 0
	}
	return xs[i]
}

func Say() string { return word.Say() }
"""

TEST_CALC = """package calc

import "testing"

func TestAdd(t *testing.T) {
	for name, sum := range map[string]int{"none": 0, "one two": 3} {
		t.Run(name, func(t *testing.T) {
			if got := Add(sum/3, 2*sum/3); got != sum {
				t.Errorf("got %d, want %d", got, sum)
			}
		})
	}
}

func TestAt(t *testing.T) {
	if got := At([]int{1, 2}, 2); got != 2 {
		t.Fatalf("got %d", got)
	}
}

func TestSay(t *testing.T) {
	if Say() != "word" {
		t.Fatal(Say())
	}
}
"""
FILES = {
    "go.mod": "module example.com/calc\n\ngo 1.20\n",
    "calc.go": CALC,
    "calc_test.go": TEST_CALC,
    "word/word.go": 'package word\n\nfunc Say() string { return "word" }\n',
    "word/word_test.go": 'package word\n\nimport "testing"\n\nfunc TestIt(t *testing.T) {}\n',
}
ADD, AT, SAY = (f"calc_test.go::Test{name}" for name in ("Add", "At", "Say"))
IT = "word/word_test.go::TestIt"


def environment(folder: Path) -> Mapping[str, str]:
    cache = subprocess.run(["go", "env", "GOCACHE"], capture_output=True, text=True, check=True)
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "GOCACHE": str(folder / "cache"),
        "GOFLAGS": "-buildvcs=false",
        "OPPIE_GO_SEED": cache.stdout.strip(),
    }


def opened(zipped: Path, folder: Path, files: Mapping[str, str]) -> Iterator[Runner]:
    write(folder / "work", files)
    for launch in launched(zipped, folder / "work", folder / "tmp"):
        runner = launch(sys.executable, **environment(folder))
        runner.opened = runner.start("go", "./...", suite="go")
        yield runner


@pytest.fixture(scope="module")
def calc(zipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    yield from opened(zipped, tmp_path_factory.mktemp("calc"), FILES)


def changed(*pairs: tuple[str, str]) -> dict[str, str]:
    text = CALC
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return {"calc.go": text}


def batch(runner: Runner, changes: list[dict[str, str]], *targets: str) -> list[list[Answer]]:
    runs = [
        {
            "op": "run", "id": 1000 + number, "files": packed(files), "targets": list(targets),
            "others": [], "stop": "never", "isolation": "warm",
            "limits": {"test_s": 0.5, "total_s": 30.0},
        }
        for number, files in enumerate(changes)
    ]  # fmt: skip
    runner.send(op="batch", runs=runs)
    answers: list[list[Answer]] = []
    for _ in runs:
        told = [runner.receive()]
        while told[-1]["event"] != "done":
            told.append(runner.receive())
        answers.append(told)
    return answers


def test_tests_are_found_by_package(calc: Runner) -> None:
    assert calc.opened["event"] == "opened"
    assert set(calc.opened["tests"]) == {ADD, AT, SAY, IT}
    assert calc.opened["version"].startswith("go1.")
    assert calc.opened["batch"] > 1


def test_every_test_is_told_of_those_within_tests_too(calc: Runner) -> None:
    assert calc.outcomes() == {
        f"{ADD}/none": "passed",
        f"{ADD}/one_two": "failed",
        ADD: "failed",
        AT: "error",
        SAY: "passed",
        IT: "passed",
    }


def test_a_failure_tells_what_was_logged_and_where(calc: Runner) -> None:
    results, _ = calc.run(targets=[f"{ADD}/one_two"])
    failure = results[f"{ADD}/one_two"]["failure"]
    assert (failure["kind"], failure["message"]) == ("Failed", "got -1, want 3")
    assert failure["frames"] == [{"path": "calc_test.go", "line": 9, "function": "TestAdd/one_two"}]


def test_a_panic_tells_where_and_the_tests_after_it_run(calc: Runner) -> None:
    results, done = calc.run(targets=[AT, SAY])
    failure = results[AT]["failure"]
    assert failure["kind"] == "panic"
    assert failure["message"] == "runtime error: index out of range [2] with length 2"
    assert [(f["path"], f["line"]) for f in failure["frames"]] == [
        ("calc_test.go", 16),
        ("calc.go", 11),
    ]
    assert results[SAY]["outcome"] == "passed"
    assert done["complete"]


def test_a_candidate_is_built(calc: Runner) -> None:
    assert calc.outcomes(changed(("a - b", "a + b")), [ADD], [SAY]) == {
        ADD: "passed",
        SAY: "passed",
    }


def test_a_change_reaches_the_packages_that_need_it(calc: Runner) -> None:
    files = {"word/word.go": 'package word\n\nfunc Say() string { return "no" }\n'}
    assert calc.outcomes(files, [SAY, IT]) == {SAY: "failed", IT: "passed"}


def test_what_does_not_compile_is_an_error_at_its_place(calc: Runner) -> None:
    results, _ = calc.run(changed(("xs[i]", "xz[i]")), [ADD, IT])
    failure = results[ADD]["failure"]
    assert (failure["kind"], failure["message"]) == ("BuildError", "undefined: xz")
    assert failure["frames"][-1] == {"path": "calc.go", "line": 11, "function": ""}
    assert results[IT]["outcome"] == "passed"


def test_what_decides_ends_a_rollout(calc: Runner) -> None:
    results, done = calc.run({}, [AT, ADD], [SAY], stop="first-broken")
    assert set(results) == {ADD, AT}
    assert not done["complete"]


@pytest.mark.parametrize(
    ("code", "outcome", "kind"),
    [
        ("for { }", "timed_out", "TimedOut"),
        ("return At(xs, i) + 1", "error", "fatal error"),
        ('panic("no")', "error", "panic"),
        ("var c chan int; return <-c", "error", "fatal error"),
    ],
)
def test_however_a_test_ends_it_is_told(calc: Runner, code: str, outcome: str, kind: str) -> None:
    limit = 1.0 if outcome == "timed_out" else 20.0
    results, _ = calc.run(changed(("return xs[i]", code)), [AT, SAY], test_s=limit)
    assert (results[AT]["outcome"], results[AT]["failure"]["kind"]) == (outcome, kind)
    assert results[SAY]["outcome"] == "passed"


def test_a_trace_names_the_lines_that_a_test_reached(calc: Runner) -> None:
    traces = calc.trace(ADD, AT, SAY)
    assert traces[ADD]["lines"]["calc.go"] == [5]
    assert traces[SAY]["lines"] == {"calc.go": [14], "word/word.go": [3]}
    assert traces[AT]["lines"] == {"calc.go": [11], "calc_test.go": [16]}


def test_many_candidates_share_a_build(calc: Runner) -> None:
    changes = [
        changed(("a - b", "a + b")),
        changed(("a - b", "a * b")),
        changed(("a - b", "c + b")),
        changed(("a - b", "a + b"), ("xs[i]", "xs[len(xs)-1]")),
        changed(("return a - b", "")),
        changed(("return xs[i]", "for {}")),
        changed(
            ('import "', 'import "math"\nimport "'), ("a - b", "a + int(math.Abs(float64(b)))")
        ),
        changed(("func Say", "func Other() {}\n\nfunc Say")),
        changed(("a - b", "a + int(math.Abs(2)) + b")),
    ]
    told = batch(calc, changes, ADD, AT)
    outcomes = [{a["test"]: a["outcome"] for a in each[:-1]} for each in told]
    assert [each[ADD] for each in outcomes] == [
        "passed", "failed", "error", "passed", "error", "failed", "passed", "failed", "error",
    ]  # fmt: skip
    assert [each[AT] for each in outcomes] == [
        "error", "error", "error", "passed", "error", "timed_out", "error", "error", "error",
    ]  # fmt: skip
    assert [each[-1]["route"] for each in told] == ["reload"] * 7 + ["fresh"] * 2


def test_of_many_each_has_its_own_lines(calc: Runner) -> None:
    changes = [
        changed(("return a - b", "a++\n\n\treturn a + b")),
        changed(("return a - b", "return d")),
    ]
    first, second = batch(calc, changes, AT)
    assert first[0]["failure"]["frames"][-1] == {"path": "calc.go", "line": 13, "function": "At"}
    assert second[0]["failure"]["frames"] == [{"path": "calc.go", "line": 5, "function": ""}]


def test_a_panic_within_a_test_ends_those_beside_it(calc: Runner) -> None:
    results, _ = calc.run(changed(("a - b", "a / (a - a)")), [f"{ADD}/none", f"{ADD}/one_two"])
    assert {result["outcome"] for result in results.values()} == {"error"}
    assert all(result["failure"]["kind"] == "panic" for result in results.values())


ONE = "package one\n\nfunc One() int { return 2 }\n"
TEST_ONE = """package one

import "testing"

func TestOne(t *testing.T) {
	if One() != 1 {
		t.Fatal(One())
	}
}
"""
MEASURING = (
    TEST_ONE
    + """
func TestPlain(t *testing.T) {
	if testing.CoverMode() != "" {
		t.Fatal(testing.CoverMode())
	}
}
"""
)


def alone(test: str) -> Mapping[str, str]:
    return {"go.mod": "module example.com/one\n", "one.go": ONE, "one_test.go": test}


def test_a_lone_package_is_run_and_traced_by_one_build(zipped: Path, tmp_path: Path) -> None:
    for runner in opened(zipped, tmp_path, alone(TEST_ONE)):
        one = "one_test.go::TestOne"
        assert runner.outcomes() == {one: "failed"}
        assert runner.trace(one)[one]["lines"]["one.go"] == [3]
        results, _ = runner.run({"one.go": ONE.replace("2", "1")}, [one])
        assert results[one]["outcome"] == "passed"


def test_tests_that_measure_the_program_see_it_as_it_is(zipped: Path, tmp_path: Path) -> None:
    for runner in opened(zipped, tmp_path, alone(MEASURING)):
        assert runner.outcomes()["one_test.go::TestPlain"] == "passed"
        assert runner.trace("one_test.go::TestOne")
