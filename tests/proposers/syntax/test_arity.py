"""How many arguments functions take."""

from __future__ import annotations

import pytest

from oppie.proposers.syntax.arity import UNFIT, fitting
from oppie.proposers.syntax.language import Language
from oppie.proposers.syntax.languages import GO, JAVASCRIPT, PYTHON, RUST, TYPESCRIPT
from oppie.proposers.syntax.scope import Scope


def fit(language: Language, source: str, given: int) -> float:
    root = language.grammar().parse(source.encode())
    (function,) = Scope(language, root, root.parts[-1]).functions()
    return fitting(function, given)


PYTHON_HEADS = {
    "def f(): pass": {0},
    "def f(a): pass": {1},
    "def f(a, b: int): pass": {2},
    "def f(a, b=1, c: int = 2): pass": {1, 2, 3},
    "def f(a, *rest): pass": {1, 2, 3},
    "def f(*rest: int): pass": {0, 1, 2, 3},
    "def f(a, *, b): pass": {1},
    "def f(a: tuple[int, ...]): pass": {1},
    "def f(a, **more: int): pass": {1},
    "def f(a, /, b, **more): pass": {2},
}


@pytest.mark.parametrize("head", PYTHON_HEADS)
def test_python(head: str) -> None:
    fits = {given for given in range(4) if fit(PYTHON, head, given) == 1.0}
    assert fits == PYTHON_HEADS[head]


@pytest.mark.parametrize(
    ("language", "source", "fits"),
    [
        (JAVASCRIPT, "function f(a, b = 1) {}", {1, 2}),
        (JAVASCRIPT, "const f = (a, ...b) => { return a; }", {1, 2, 3}),
        (JAVASCRIPT, "const f = a => { return a; }", {1}),
        (JAVASCRIPT, "function f({a, b}, [c]) {}", {2}),
        (TYPESCRIPT, "function f(a: number, b?: string, c = LIMIT) {}", {1, 2, 3}),
        (TYPESCRIPT, "function f(a: number, ...b: string[]) {}", {1, 2, 3}),
        (GO, "package a\nfunc f(a, b int, c string) {}", {3}),
        (GO, "package a\nfunc f(a int, b ...string) {}", {1, 2, 3}),
        (RUST, "fn f(a: i32, b: &str) {}", {2}),
    ],
)
def test_other_languages(language: Language, source: str, fits: set[int]) -> None:
    assert {given for given in range(4) if fit(language, source, given) == 1.0} == fits


def test_what_does_not_fit_is_unlikely() -> None:
    assert fit(PYTHON, "def f(a): pass", 2) == UNFIT
