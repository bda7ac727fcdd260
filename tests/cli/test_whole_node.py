"""Whole commands on Node.js projects, with real tests in the local sandbox."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from oppie.vst import git
from tests.cli.test_whole import FAST, document, oppie, status

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("node") is None, reason="node is not here"),
]

CART = """\
class Cart {
  constructor() {
    this.items = [];
  }

  add(name, price) {
    this.items.push({ name, price });
    return this;
  }

  total() {
    return this.items.reduce((sum, item) => sum - item.price, 0);
  }
}

module.exports = { Cart };
"""
TESTS = """\
const test = require('node:test');
const assert = require('node:assert');
const { Cart } = require('../cart.js');

test('an empty cart is free', () => assert.equal(new Cart().total(), 0));
test('prices are added', () => assert.equal(new Cart().add('a', 2).add('b', 3).total(), 5));
"""
FILES = {
    "package.json": json.dumps({"name": "shop", "scripts": {"test": "node --test"}}),
    "cart.js": CART,
    "test/cart.test.js": TESTS,
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    for words in (["init", "-q"], ["add", "-A"]):
        git.git(folder, *words)
    who = ("-c", "user.name=x", "-c", "user.email=x@localhost")
    git.git(folder, *who, "commit", "-q", "-m", "broken")
    return folder


def test_a_broken_project_is_repaired(project: Path) -> None:
    found = document(project, "run", *FAST, "--apply")
    assert found["status"] == "solved"
    assert status(project).split() == ["M", "cart.js"]
    done = subprocess.run(
        ["node", "--test"],
        cwd=project,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0


def test_it_is_set_up_and_looked_over(project: Path) -> None:
    oppie(project, "init", "--quiet")
    assert "npm test" in (project / "oppie.yaml").read_text(encoding="utf-8")
    assert "npm test" in oppie(project, "doctor").stdout


def test_packages_that_are_not_installed_are_named(project: Path) -> None:
    settings = {"name": "shop", "dependencies": {"left-pad": "1"}}
    (project / "package.json").write_text(json.dumps(settings), encoding="utf-8")
    (project / "cart.js").write_text(f"require('left-pad');\n{CART}", encoding="utf-8")
    done = oppie(project, "run", *FAST, code=4)
    assert "node_modules lacks left-pad" in done.stderr
    assert "npm install" in done.stderr


def test_a_runner_that_is_not_installed_is_named(project: Path) -> None:
    done = oppie(project, "run", *FAST, "--test=npx mocha", code=5)
    assert "mocha is not installed" in done.stderr
    assert "npm install" in done.stderr


TAPE = """\
const { EventEmitter } = require('node:events');

module.exports = class Test extends EventEmitter {
  constructor(name, fn) {
    super();
    Object.assign(this, { name, fn, _skip: false, inner: [] });
  }

  run() {
    this.fn(this);
  }

  equal(actual, expected, name = 'should be equal') {
    const ok = actual === expected;
    const error = ok ? null : new Error(name);
    this.emit('result', { ok, name, operator: 'equal', actual, expected, error });
  }

  test(name, fn) {
    this.inner.push(new Test(name, fn));
    this.emit('test', this.inner.at(-1));
  }

  end() {
    const next = this.inner.shift();
    if (!next) return setImmediate(() => this.emit('end'));
    next.once('end', () => this.end());
    setImmediate(() => next.run());
  }
};
"""
TAPE_TESTS = """\
const tape = require('tape');
const { Cart } = require('../cart.js');

tape('a cart', (t) => {
  t.equal(new Cart().total(), 0);
  t.test('prices are added', (inner) => {
    inner.equal(new Cart().add('a', 2).add('b', 3).total(), 5, 'two and three');
    inner.end();
  });
  t.end();
});
tape('a price that is late', (t) => {
  setTimeout(() => {
    t.equal(new Cart().add('a', 2).total(), 2);
    t.end();
  }, 1);
});
"""


def test_tests_of_tape_are_told_one_by_one(project: Path) -> None:
    settings = {"name": "shop", "scripts": {"test": "tape test/*.js"}}
    files = {
        ".gitignore": "node_modules\n",
        "package.json": json.dumps(settings),
        "test/cart.test.js": TAPE_TESTS,
        "node_modules/tape/index.js": "module.exports = () => { throw new Error('not asked'); };\n",
        "node_modules/tape/lib/test.js": TAPE,
    }
    for name, text in files.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")
    (project / "node_modules").rename(project.parent / "node_modules")
    (project / "node_modules").symlink_to(project.parent / "node_modules")
    done = oppie(project, "run", *FAST, "--json")
    assert "not warm" not in done.stderr
    found = json.loads(done.stdout)
    assert found["status"] == "solved"
    assert sorted(found["fixed"]) == [
        "test/cart.test.js::a cart > prices are added",
        "test/cart.test.js::a price that is late",
    ]


def test_no_node_is_the_machines_fault(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = project.parent / "bin"
    bare.mkdir()
    for name in ("git", "sh"):
        (bare / name).symlink_to(str(shutil.which(name)))
    monkeypatch.setenv("PATH", str(bare))
    done = oppie(project, "run", *FAST, code=5)
    assert "no node" in done.stderr
    assert "nodejs.org" in done.stderr
    assert os.environ["PATH"] == str(bare)


def test_no_tests_is_the_projects_fault(project: Path) -> None:
    shutil.rmtree(project / "test")
    done = oppie(project, "run", *FAST, code=4)
    assert "no tests were found" in done.stderr
