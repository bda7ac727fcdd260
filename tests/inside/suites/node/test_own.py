"""Files of ``node:test`` in processes that stay, and by ``node --test`` itself."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable

import pytest

from tests.inside.conftest import Fill, Runner

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("node") is None, reason="node is not here"),
]

CALC = "const add = (a, b) => {\n  return a - b;\n};\nmodule.exports = { add };\n"
TESTS = """\
const { test, describe, it, before, beforeEach, afterEach, after } = require('node:test');
const assert = require('node:assert');
const { add } = require('../calc.js');

test('adds', () => assert.strictEqual(add(2, 2), 4));
test('zero', () => assert.strictEqual(add(0, 0), 0));
test('same', () => {});
test('same', async () => { await null; });
test('late', (t, done) => setTimeout(done, 1));
test('later', { skip: true }, () => assert.fail());
test('to do', { todo: true }, () => assert.fail());
describe('hooks', () => {
  const seen = [];
  before(() => seen.push('before'));
  beforeEach(() => seen.push('each'));
  afterEach(() => seen.push('done'));
  it('first', () => assert.deepStrictEqual(seen, ['before', 'each']));
  it('second', () => assert.deepStrictEqual(seen, ['before', 'each', 'done', 'each']));
});
test('outer', async (t) => {
  await t.test('inner', () => assert.equal(add(1, 0), 1));
  t.mock.method(Math, 'max', () => 7);
  assert.equal(Math.max(1), 7);
});
"""
MODULE = """\
import test, { describe } from 'node:test';
import assert from 'node:assert';
import { twice } from '../twice.mjs';

await test('top', () => assert.equal(twice(2), 4));
describe('suite', () => test('in it', async () => {
  const { twice } = await import('../twice.mjs');
  assert.equal(twice(0), 0);
}));
"""
FILES = {
    "package.json": '{"name": "p", "private": true}',
    "calc.js": CALC,
    "twice.mjs": "export const twice = (n) => n + n + 1;\n",
    "test/calc.test.js": TESTS,
    "test/twice.test.mjs": MODULE,
    "test/plain.test.js": "require('node:assert').ok(require('../calc.js').add(0, 0) === 0);\n",
}
FILE = "test/calc.test.js"
ADDS, ZERO, OUTER = f"{FILE}::adds", f"{FILE}::zero", f"{FILE}::outer"
TOP, IN_IT = "test/twice.test.mjs::top", "test/twice.test.mjs::suite > in it"
AT_START = {
    ADDS: "failed",
    ZERO: "passed",
    f"{FILE}::same": "passed",
    f"{FILE}::same (2)": "passed",
    f"{FILE}::late": "passed",
    f"{FILE}::later": "skipped",
    f"{FILE}::to do": "skipped",
    f"{FILE}::hooks > first": "passed",
    f"{FILE}::hooks > second": "passed",
    f"{OUTER} > inner": "passed",
    OUTER: "passed",
    "test/plain.test.js": "passed",
    TOP: "failed",
    IN_IT: "failed",
}
TWICE = {"twice.mjs": "export const twice = (n) => n + n;\n"}
MENDED = {"calc.js": CALC.replace("a - b", "a + b")}
BOTH = {**MENDED, **TWICE}


@pytest.fixture
def begun(runner: Runner, fill: Fill) -> Runner:
    fill(FILES)
    runner.opened = runner.start("node", suite="node", import_roots=[])
    return runner


def inside(body: str) -> dict[str, str]:
    """The calculator with something before its result."""
    return {"calc.js": CALC.replace("return", body + " return")}


def test_either_way_ends_alike(begun: Runner) -> None:
    assert begun.opened["warm"], begun.opened["note"]
    assert set(begun.opened["tests"]) == set(AT_START)
    warm, done = begun.run()
    assert {test: result["outcome"] for test, result in warm.items()} == AT_START
    assert (done["route"], done["complete"]) == ("reload", True)
    cold, done = begun.run(isolation="cold")
    assert {test: result["outcome"] for test, result in cold.items()} == AT_START
    assert done["route"] == "fresh"
    told = [results[ADDS]["failure"] for results in (warm, cold)]
    assert told[0]["kind"] == told[1]["kind"] == "AssertionError"
    assert told[0]["message"] == told[1]["message"]
    assert "0 !== 4" in told[0]["message"]
    assert told[0]["frames"][-1]["line"] == told[1]["frames"][-1]["line"] == 5


def test_candidates_are_loaded_afresh(begun: Runner) -> None:
    for _ in range(2):
        assert begun.outcomes(MENDED, [ADDS])[ADDS] == "passed"
        assert begun.outcomes({}, [ADDS])[ADDS] == "failed"
    assert begun.outcomes(TWICE, [TOP, IN_IT]) == {TOP: "passed", IN_IT: "passed"}
    assert begun.outcomes({}, [IN_IT]) == {IN_IT: "failed"}


def test_targets_come_first_and_decide(begun: Runner) -> None:
    asked = {"targets": [TOP, ADDS], "others": [ZERO]}
    assert list(begun.outcomes({}, stop="first-broken", **asked)) == [TOP, ADDS]
    assert list(begun.outcomes({}, stop="first-bad", **asked)) == [TOP]
    results, done = begun.run(BOTH, stop="first-broken", **asked)
    assert list(results) == [TOP, ADDS, ZERO]
    assert done["complete"]


def test_files_that_run_by_themselves_come_in_nodes_order(begun: Runner) -> None:
    asked = {"targets": [TOP, ADDS], "others": [ZERO], "isolation": "cold"}
    assert set(begun.outcomes({}, stop="first-broken", **asked)) == {TOP, ADDS}
    assert list(begun.outcomes(BOTH, stop="first-broken", **asked)) == [ADDS, TOP, ZERO]


def test_a_test_in_a_test_runs_with_it(begun: Runner) -> None:
    assert begun.outcomes({}, [f"{OUTER} > inner"]) == {f"{OUTER} > inner": "passed"}
    assert begun.outcomes({}, [f"{OUTER} > gone"]) == {f"{OUTER} > gone": "error"}


@pytest.mark.parametrize("isolation", ["warm", "cold"])
def test_a_file_that_does_not_load_is_an_error(begun: Runner, isolation: str) -> None:
    results, _ = begun.run({"calc.js": "const = 1;\n"}, [ADDS], isolation=isolation)
    assert [(test, result["outcome"]) for test, result in results.items()] == [(FILE, "error")]
    failure = results[FILE]["failure"]
    assert failure["kind"] == "SyntaxError"
    assert failure["frames"][-1]["path"] == "calc.js"
    assert failure["frames"][-1]["line"] == 1


def test_an_endless_test_is_ended_and_the_others_run(begun: Runner) -> None:
    endless = inside("if (a === 2) for (;;) {}")
    results, done = begun.run(endless, [ADDS, ZERO], test_s=0.3)
    assert [r["outcome"] for r in results.values()] == ["timed_out", "passed"]
    assert done["complete"]
    assert begun.outcomes(MENDED, [ADDS, ZERO]) == {ADDS: "passed", ZERO: "passed"}


def test_a_test_that_ends_the_process_is_an_error(begun: Runner) -> None:
    results, _ = begun.run(inside("if (a === 2) process.exit(3);"), [ADDS, ZERO])
    assert [r["outcome"] for r in results.values()] == ["error", "passed"]
    assert results[ADDS]["failure"]["kind"] == "SystemExit"


@pytest.mark.parametrize(
    "left",
    ["leaked = 1;", "setInterval(() => {}, 5);", "Array.prototype.odd = 1;", "process.chdir('/');"],
)
def test_what_a_candidate_leaves_is_gone(begun: Runner, left: str) -> None:
    begun.run(inside(left), [ADDS])
    noticed = inside(
        "if (typeof leaked !== 'undefined' || [].odd || process.cwd() === '/') throw new Error();"
    )
    assert begun.outcomes(noticed, [ZERO]) == {ZERO: "passed"}


def test_what_nobody_catches_fails_the_test(begun: Runner) -> None:
    waits = "async () => { add(0, 0); await new Promise((go) => setTimeout(go, 20)); }"
    late = {
        **inside("Promise.reject(new RangeError('late'));"),
        FILE: TESTS.replace("() => assert.strictEqual(add(0, 0), 0)", waits),
    }
    results, _ = begun.run(late, [ZERO])
    assert results[ZERO]["failure"]["kind"] == "RangeError"


def test_lines_that_each_test_reached(begun: Runner) -> None:
    traces = begun.trace(ADDS, f"{FILE}::same")
    assert 2 in traces[ADDS]["lines"]["calc.js"]
    assert 2 not in traces[f"{FILE}::same"]["lines"]["calc.js"]


def test_a_test_is_bounded_by_the_processor_time_that_it_uses(begun: Runner) -> None:
    limits = {"calls_s": [[ADDS, 0.05]], "test_s": 20.0}
    began = time.monotonic()
    results, _ = begun.run(inside("for (;;) {}"), [ADDS], **limits)
    assert results[ADDS]["outcome"] == "timed_out"
    assert results[ADDS]["seconds"] == 0.05
    assert time.monotonic() - began < 20.0
    assert begun.outcomes(MENDED, [ADDS, ZERO]) == {ADDS: "passed", ZERO: "passed"}
    later = {"test/calc.test.js": TESTS.replace("await null;", "await null; for (;;) {}")}
    same = f"{FILE}::same (2)"
    results, _ = begun.run(later, [same], **{**limits, "calls_s": [[same, 0.05]]})
    assert results[same]["outcome"] == "timed_out"
    late, _ = begun.run({}, [f"{FILE}::late"], **{**limits, "calls_s": [[f"{FILE}::late", 0.05]]})
    assert late[f"{FILE}::late"]["outcome"] == "passed"


def test_a_function_of_one_line_is_reached_by_those_that_call_it(
    runner: Runner, fill: Fill
) -> None:
    plain = "const add = (a, b) => a - b;\nmodule.exports = { add };\n"
    fill({**FILES, "calc.js": plain})
    runner.start("node", suite="node", import_roots=[])
    traces = runner.trace(ADDS, f"{FILE}::same")
    assert traces[ADDS]["lines"]["calc.js"] == [1, 2]
    assert traces[f"{FILE}::same"]["lines"]["calc.js"] == [2]


def test_an_endless_test_shows_the_lines_that_it_goes_round_in(runner: Runner, fill: Fill) -> None:
    fill({**FILES, **inside("while (a === 2) b += 1;")})
    opened = runner.start("node", suite="node", import_roots=[])
    assert opened["warm"], opened["note"]
    assert set(opened["tests"]) >= {ADDS, ZERO, TOP}
    traces = runner.trace(ADDS, ZERO, test_s=0.2)
    assert [traces[test]["outcome"] for test in (ADDS, ZERO)] == ["timed_out", "passed"]
    assert 2 in traces[ADDS]["lines"]["calc.js"]


def test_patterns_are_made_out_as_a_shell_does(runner: Runner, fill: Fill) -> None:
    fill(FILES)
    runner.start("node", "test/*.test.mjs", suite="node", import_roots=[])
    for isolation in ("warm", "cold"):
        assert set(runner.outcomes({}, isolation=isolation)) == {TOP, IN_IT}


def test_no_tests_is_told(runner: Runner, fill: Fill) -> None:
    fill({"calc.js": CALC})
    refused = runner.start("node", suite="node", import_roots=[])
    assert (refused["event"], refused["code"]) == ("refused", "no-tests")


def test_tests_that_share_more_than_a_process_are_not_warm(runner: Runner, fill: Fill) -> None:
    own = "require('node:test')('own', () => { if (!process.env.NODE_TEST_CONTEXT) throw 1; });"
    fill({**FILES, "test/own.test.js": own})
    opened = runner.start("node", suite="node", import_roots=[])
    assert not opened["warm"]
    assert "own.test.js::own" in opened["note"]
    assert runner.outcomes(MENDED, [ADDS, ZERO]) == {ADDS: "passed", ZERO: "passed"}


def test_a_file_that_goes_on_after_it_was_loaded_is_not_warm(runner: Runner, fill: Fill) -> None:
    later = (
        "setImmediate(() => require('node:assert').ok(require('../calc.js').add(0, 0) === 0));\n"
    )
    fill({**FILES, "test/plain.test.js": later})
    opened = runner.start("node", suite="node", import_roots=[])
    assert not opened["warm"]
    assert "plain.test.js" in opened["note"]
    wrong = {"calc.js": CALC.replace("a - b", "a - b + 1")}
    assert runner.outcomes(wrong, ["test/plain.test.js"]) == {"test/plain.test.js": "failed"}


def test_tests_on_random_inputs_are_warm_all_the_same(runner: Runner, fill: Fill) -> None:
    drawn = "for (let i = 0; i < 64; i++) test('drawn ' + i, () => add(1, Math.random() < 0.5));"
    random = "const { test } = require('node:test');\nconst { add } = require('../calc.js');\n"
    source = CALC.replace("return a - b", "if (b) throw new Error('odd'); return a")
    fill({**FILES, "calc.js": source, "test/random.test.js": random + drawn})
    opened = runner.start("node", suite="node", import_roots=[])
    assert opened["warm"], opened["note"]


def test_a_candidate_that_does_not_load_to_an_end_is_ended_soon(runner: Runner, fill: Fill) -> None:
    loads = "const { test } = require('node:test');\nconst { add } = require('../calc.js');\n"
    loads += "const sum = add(1, 1);\ntest('sum', () => require('node:assert').equal(sum, 2));\n"
    fill({**FILES, "test/loads.test.js": loads})
    runner.opened = runner.start("node", suite="node", import_roots=[])
    endless = inside("for (;;) {}")
    results, _ = runner.run(endless, ["test/loads.test.js::sum"], total_s=60.0, test_s=0.2)
    assert [r["outcome"] for r in results.values()] == ["timed_out"]


def test_packages_of_the_workspace_are_the_copys(
    launch: Callable[..., Runner], fill: Fill, tmp_path_factory: pytest.TempPathFactory
) -> None:
    user = tmp_path_factory.mktemp("user")
    (user / "node_modules").mkdir()
    (user / "lib").mkdir()
    (user / "node_modules" / "lib").symlink_to(user / "lib")
    (user / "lib" / "index.js").write_text("exports.one = () => 2;\n")
    assertion = "require('node:assert').equal(require('lib').one(), 1)"
    test = f"require('node:test')('one', () => {assertion});"
    fill({"lib/index.js": "exports.one = () => 2;\n", "a.test.js": test, "package.json": "{}"})
    runner = launch()
    (runner.workspace / "node_modules").symlink_to(user / "node_modules")
    opened = runner.start("node", suite="node", import_roots=[], root=str(user))
    assert opened["warm"], opened
    mended = {"lib/index.js": "exports.one = () => 1;\n"}
    for isolation in ("warm", "cold"):
        assert runner.outcomes(mended, isolation=isolation) == {"a.test.js::one": "passed"}
