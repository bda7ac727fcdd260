"""What test commands ask for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from oppie.integrations.nodejs.command import Invocation
from oppie.integrations.nodejs.parse import parse
from tests.integrations.projects import project

SCRIPTS = {
    "test": "npm run lint && npm run unit",
    "lint": "eslint .",
    "unit": "cross-env A=1 c8 --reporter lcov mocha -r esm test/*.js",
    "own": "node --enable-source-maps --test test/",
    "vite": "vitest",
    "esm": "node --no-warnings node_modules/jest/bin/jest.js --ci src",
    "loop": "npm run loop",
    "odd": "ava test.js",
    "tape": "nyc tape -r esm --ignore=.skip --no-only 'test/**/*.js'",
}
MOCHA = ("-r", "esm", "test/*.js")
KNOWN = (
    ("npm test", Invocation("mocha", MOCHA, env=(("A", "1"),))),
    ("npm t -- --bail", Invocation("mocha", (*MOCHA, "--bail"), env=(("A", "1"),))),
    (
        "npm run own -- x.test.js",
        Invocation("node", ("--enable-source-maps", "test/", "x.test.js")),
    ),
    ("yarn vite src", Invocation("vitest", ("src",))),
    ("pnpm run vite", Invocation("vitest")),
    ("pnpm exec jest a", Invocation("jest", ("a",))),
    (
        "npm run esm",
        Invocation("jest", ("src",), env=(("NODE_OPTIONS", "--no-warnings"),)),
    ),
    ("npx vitest run --coverage", Invocation("vitest")),
    ("npx --no-install jest --watchAll=false", Invocation("jest", ("--watchAll=false",))),
    ("node --test", Invocation("node")),
    ("node test.js", Invocation("node", ("test.js",))),
    ("tsx --test a.test.ts", Invocation("node", ("--import", "tsx", "a.test.ts"))),
    ("NODE_ENV=x mocha", Invocation("mocha", env=(("NODE_ENV", "x"),))),
    ("cd sub && mocha", Invocation("mocha", folder="sub")),
    ("node_modules/.bin/jest", Invocation("jest")),
    ("npm run tape", Invocation("node", ("--require=esm", "test/**/*.js"))),
    ("npx tape --import tsx -i .skip a.js", Invocation("node", ("--import=tsx", "a.js"))),
)


@pytest.mark.parametrize(("words", "asked"), KNOWN)
def test_known_runners_are_read(tmp_path: Path, words: str, asked: Invocation) -> None:
    folder = project(tmp_path, {"package.json": json.dumps({"scripts": SCRIPTS})})
    assert parse(folder, words) == asked


@pytest.mark.parametrize(
    "words",
    ["npm run odd", "npm run loop", "npm run gone", "npm", "node", "jest; mocha", "jest | x"],
)
def test_what_is_not_known_is_none(tmp_path: Path, words: str) -> None:
    folder = project(tmp_path, {"package.json": json.dumps({"scripts": SCRIPTS})})
    assert parse(folder, words) is None


def test_a_quotation_that_is_open_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="quotation"):
        parse(project(tmp_path, {}), "jest 'a")
