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
