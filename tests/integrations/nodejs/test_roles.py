"""Which files may change."""

from __future__ import annotations

import pytest

from oppie.integrations.nodejs.roles import is_test, may_change

SOURCE = (
    "index.js",
    "src/a.ts",
    "lib/view.tsx",
    "lib/a.cjs",
    "a.mjs",
    "bin/run.mts",
    "packages/a/src/build/x.js",
    "src/testing.js",
    "src/contest.js",
)
TESTS = (
    "test/a.js",
    "tests/a.test.js",
    "src/__tests__/a.tsx",
    "src/a.spec.ts",
    "a-test.js",
    "test.js",
    "test-a.mjs",
    "spec/helper.js",
    "jest.config.js",
    "vitest.config.mts",
    "package.json",
    "tsconfig.build.json",
    ".mocharc.cjs",
    "src/__mocks__/fs.js",
)
NEITHER = (
    "README.md",
    "types.d.ts",
    "dist/a.js",
    "packages/a/dist/a.js",
    "node_modules/a/index.js",
    "packages/a/node_modules/b/index.js",
    "a.min.js",
    "vendor/jquery.js",
    ".github/x.js",
    "examples/a.js",
)


@pytest.mark.parametrize("path", SOURCE)
def test_source_may_change(path: str) -> None:
    assert may_change(path)
    assert not is_test(path)


@pytest.mark.parametrize("path", TESTS)
def test_tests_may_not(path: str) -> None:
    assert is_test(path)
    assert not may_change(path)


@pytest.mark.parametrize("path", NEITHER)
def test_what_is_neither_may_not(path: str) -> None:
    assert not may_change(path)
    assert not is_test(path)
