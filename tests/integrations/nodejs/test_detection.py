"""Recognising Node.js projects and their commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from oppie.errors import MachineError, ProjectError
from oppie.integrations.nodejs import NodeIntegration
from oppie.integrations.nodejs.detection import detect
from oppie.model.project import TestCommand
from tests.integrations.projects import project

OWN = "import test from 'node:test';\ntest('a', () => {});\n"


def package(**settings: object) -> str:
    return json.dumps({"name": "x", **settings})


@pytest.mark.parametrize(
    ("files", "test"),
    [
        ({"package.json": package(scripts={"test": "jest"})}, "npm test"),
        ({"package.json": package(scripts={"test": "vitest"}), "yarn.lock": ""}, "yarn test"),
        ({"package.json": package(scripts={"unit": "mocha"}), "pnpm-lock.yaml": ""}, "pnpm unit"),
        ({"package.json": package(), "a.test.js": OWN}, "node --test"),
        ({"a.test.js": OWN}, "node --test"),
        (
            {"package.json": package(devDependencies={"vitest": "1"}), "a.test.ts": ""},
            "npx vitest run",
        ),
        ({"package.json": package(devDependencies={"tape": "5"}), "test/a.js": ""}, "node --test"),
        ({"package.json": package(scripts={"test": "tape test/*.js"})}, "npm test"),
        ({"package.json": package(scripts={"test": "echo no test specified && exit 1"})}, ""),
        ({"package.json": package(), "Makefile": "test:\n\tnode --test\n"}, "make test"),
        (
            {
                "package.json": package(),
                ".github/workflows/ci.yml": "jobs: {a: {steps: [{run: npx mocha lib}]}}",
            },
            "npx mocha lib",
        ),
    ],
)
def test_the_test_command_is_found(tmp_path: Path, files: dict[str, str], test: str) -> None:
    found = detect(project(tmp_path, {"index.js": "", **files}))
    assert found is not None
    assert found.test == test


def test_one_package_in_a_folder_is_the_project(tmp_path: Path) -> None:
    files = {"web/package.json": package(scripts={"test": "node --test"}), "web/a.js": ""}
    found = detect(project(tmp_path, files))
    assert found is not None
    assert (found.folder, found.test) == ("web", "npm test")


def test_other_projects_are_none(tmp_path: Path) -> None:
    assert detect(project(tmp_path, {"package.json": package(), "setup.py": ""})) is None
    assert detect(project(tmp_path, {"static/app.js": "", "setup.py": ""})) is None


def test_benchmarks_and_lint_are_found(tmp_path: Path) -> None:
    scripts = {"test": "mocha", "bench": "node bench.js"}
    text = package(scripts=scripts, devDependencies={"eslint": "9"})
    found = detect(project(tmp_path, {"a.js": "", "package.json": text}))
    assert found is not None
    assert (found.bench, found.lint) == ("npm run bench", "npx eslint .")


def test_no_node_is_the_machines_fault(tmp_path: Path) -> None:
    folder = project(tmp_path, {"a.test.js": OWN})
    with pytest.raises(MachineError) as caught:
        NodeIntegration({"PATH": ""}).plan(tmp_path, folder.files, TestCommand("node --test"))
    assert "Node.js" in caught.value.hint


def test_what_cannot_be_read_is_told_with_what_can(tmp_path: Path) -> None:
    folder = project(tmp_path, {"a.test.js": OWN})
    with pytest.raises(ProjectError) as caught:
        NodeIntegration().plan(tmp_path, folder.files, TestCommand("ava a.js", origin="--test"))
    assert "mocha" in caught.value.hint
    assert caught.value.where == "--test"
