"""Questions in a real sandbox, in either kind of module: what comes back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from oppie.integrations.nodejs import NodeIntegration
from oppie.integrations.nodejs.questions import NodeExaminer
from oppie.model.change import Digest
from oppie.model.inquiry import Question, Testimony
from oppie.model.observation import Observation
from oppie.model.project import TestCommand, Workspace
from oppie.model.rollout import FileState, Limits, Rollout, Stop
from oppie.ports import Session
from oppie.sandboxes.local import LocalSandbox

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("node") is None, reason="node is not here"),
]

SOURCE = """\
{head}
/**
 * half(4) => 2
 * half(5); // => 3
 */
const half = (n) => Math.floor(n / 2);

function changes(list) {{
  return list.pop();
}}

async function later(n) {{
  if (n > 1) throw new TypeError(n);
  return n;
}}

function touches(path) {{
  writeFileSync(path, '');
}}

let count = 0;
const counts = () => (count += 1);
{tail}
"""
COMMON = SOURCE.format(
    head="const { writeFileSync } = require('node:fs');",
    tail="module.exports = { half, changes, later, touches, counts };",
)
MODULE = SOURCE.format(
    head="import { writeFileSync } from 'node:fs';",
    tail="export { half, changes, later, touches, counts };",
)
TEST = """\
{head}
test('half', () => assert.equal(half(8), 4));
test('pop', () => assert.equal(changes([1, {{ a: 'b' }}]).a, 'b'));
"""
COMMON_TEST = TEST.format(
    head="const { test } = require('node:test'); const assert = require('node:assert');\n"
    "const { half, changes } = require('../calc.js');"
)
MODULE_TEST = TEST.format(
    head="import { test } from 'node:test';\nimport assert from 'node:assert';\n"
    "import { half, changes } from '../calc.js';"
)
KINDS: Mapping[str, tuple[str, str, str]] = {
    "CommonJS": ('{"name": "p"}', COMMON, COMMON_TEST),
    "ECMAScript": ('{"name": "p", "type": "module"}', MODULE, MODULE_TEST),
}


@dataclass(frozen=True)
class Opened:
    """A project in a sandbox."""

    source: str
    beside: FileState
    session: Session
    tests: tuple[str, ...]

    def run(self, files: tuple[FileState, ...], *targets: str) -> Observation:
        limits = Limits(test_s=5.0, total_s=30.0)
        seen = self.session.run(Rollout(Digest(""), files, targets, limits=limits, stop=Stop.NEVER))
        assert isinstance(seen, Observation)
        return seen

    def asked(self, *questions: Question, source: str = "") -> Testimony:
        examiner = NodeExaminer()
        files = (
            FileState("calc.js", (source or self.source).encode()),
            examiner.examples("calc.js", self.beside),
            examiner.asking("calc.js", self.beside, questions),
        )
        return examiner.testimony(self.run(files, files[1].path, files[2].path), questions)

    def told(self, function: str, arguments: str) -> str:
        return self.asked(Question(function, arguments)).answers[0].text


@pytest.fixture(params=KINDS, scope="module")
def opened(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Opened]:
    package, source, test = KINDS[request.param]
    top = tmp_path_factory.mktemp("project")
    (top / "test").mkdir()
    files = {"package.json": package, "calc.js": source, "test/calc.test.js": test}
    for path, text in files.items():
        (top / path).write_text(text)
    plan = NodeIntegration().plan(top, tuple(files), TestCommand("node --test"))

    def populate(copy: Path) -> None:
        shutil.copytree(top, copy, dirs_exist_ok=True)

    session = LocalSandbox().open(Workspace(top, populate, "t"), plan, Limits(total_s=60.0))
    beside = FileState("test/calc.test.js", test.encode())
    yield Opened(source, beside, session, session.start().tests)
    session.close()


def test_examples_are_judged_one_by_one(opened: Opened) -> None:
    assert [held for _, held in opened.asked().examples] == [True, False]


def test_calls_of_the_tests_are_noted(opened: Opened) -> None:
    examiner = NodeExaminer()
    files = examiner.noting("calc.js", opened.source.encode(), opened.beside)
    seen = opened.run(files, *opened.tests, files[1].path)
    questions = examiner.questions(seen, 6, 0)
    assert questions[:2] == (
        Question("half", "[8]", made=True),
        Question("changes", '[[1,{"a":"b"}]]', made=True),
    )
    assert len(questions) == 6


def test_answers_are_those_of_the_candidate(opened: Opened) -> None:
    questions = tuple(Question("half", f"[{n}]") for n in range(10))
    plain = opened.asked(*questions)
    other = opened.asked(*questions, source=opened.source.replace("n / 2", "m"))
    assert [a.text for a in plain.answers] == [f"returns {n // 2}" for n in range(10)]
    assert {a.text for a in other.answers} == {"raises ReferenceError"}


def test_a_path_is_the_lines_that_ran(opened: Opened) -> None:
    asked = (Question("later", "[0]"), Question("later", "[1]"), Question("later", "[2]"))
    zero, one, two = opened.asked(*asked).answers
    assert zero.path == one.path != ""
    assert two.text == "raises TypeError"


@pytest.mark.parametrize(
    ("function", "arguments", "text"),
    [
        ("changes", "[[1, 2]]", "returns 2 and leaves [ [ 1 ] ]"),
        ("later", "[1]", "returns a promise of 1"),
        ("touches", '["here.txt"]', "refused"),
        ("counts", "[]", "unsteady"),
        ("nowhere", "[]", "missing"),
    ],
)
def test_what_a_call_may_come_to(opened: Opened, function: str, arguments: str, text: str) -> None:
    assert opened.told(function, arguments) == text


def test_a_hang_is_an_answer(opened: Opened) -> None:
    loops = opened.source.replace("Math.floor(n / 2)", "{ while (n); }")
    first, second = opened.asked(
        Question("half", "[1]"), Question("half", "[0]"), source=loops
    ).answers
    assert (first.text, second.text) == ("endless", "returns undefined")


def test_a_source_that_does_not_load_says_nothing(opened: Opened) -> None:
    said = opened.asked(Question("half", "[1]"), source="nowhere();\n")
    assert not said.held
    assert not said.answers[0].known


def test_the_next_rollout_may_touch_the_world_again(opened: Opened) -> None:
    opened.told("touches", '["here.txt"]')
    test = opened.source + "\ntouches('there.txt');\n"
    seen = opened.run((FileState("calc.js", test.encode()),), *opened.tests)
    assert {result.outcome.value for result in seen.results} == {"passed"}
