"""Sources that note how they are called: text of either kind of module."""

from __future__ import annotations

import pytest

from oppie.integrations.nodejs.noting import LOAD, is_module, noting


def added(path: str, text: str) -> list[str]:
    lines = noting(path, text.encode()).decode().splitlines()
    return [line.replace(LOAD, "@") for line in lines[text.count("\n") :] if line]


@pytest.mark.parametrize(
    ("path", "text", "module"),
    [
        ("a.js", "const a = require('a');\nmodule.exports = a;\n", False),
        ("a.js", "import a from 'a';\n", True),
        ("a.ts", "export const a = 1;\n", True),
        ("a.js", "const a = 1;\nimport('a').then(b);\n", False),
        ("a.mjs", "f();\n", True),
        ("a.cjs", "// \nexport\n", False),
    ],
)
def test_kinds_of_modules(path: str, text: str, *, module: bool) -> None:
    assert is_module(path, text) is module


def test_what_a_commonjs_module_exports_is_watched() -> None:
    watched = ";module.exports = @.watched(module.exports);"
    assert added("a.js", "module.exports = { f };\n") == [watched]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("export function f(a) {}\n", [("f", "f")]),
        ("export async function* f(a) {}\n", [("f", "f")]),
        ("export default function f() {}\n", [("f", "f")]),
        ("const f = () => 1;\nfunction g() {}\nexport { f, g as h };\n", [("f", "f"), ("g", "h")]),
        ("import { f } from 'a';\nexport { f };\n", []),
        ("export { f } from './b.js';\n", []),
        ("export class A {}\nexport default 3;\n", []),
    ],
)
def test_what_a_module_binds_and_exports_is_watched(
    text: str, names: list[tuple[str, str]]
) -> None:
    watched = added("a.js", text)
    assert watched == [f";{name} = @.watched({name}, '{outside}');" for name, outside in names]


def test_constants_can_be_set_and_lines_stay() -> None:
    text = "export const f = (a) => a;\nconst other = 1;\n"
    lines = noting("a.ts", text.encode()).decode().splitlines()
    assert lines[:2] == ["export let f = (a) => a;", "const other = 1;"]


def test_bytes_that_are_no_text_survive() -> None:
    assert noting("a.js", b"// \xff\n").startswith(b"// \xff\n")
