"""TypeScript and TSX: types are read and never changed."""

from __future__ import annotations

from itertools import islice

import pytest

from oppie.model.search import ProposalRequest
from oppie.proposers.syntax import SyntaxProposer
from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import apply
from oppie.proposers.syntax.languages import language_of
from tests.proposers.syntax.at_hand import contexts, drafts, request

SOURCE = """\
export function f(xs: number[], b: string = "x", c?: Map<string, number>): number | null {
  const first = xs[0]! as number;
  for (const x of xs) { if (x > first) return x; }
  return b.length;
}
"""


def context(source: str = SOURCE, path: str = "m.ts") -> Context:
    return next(contexts(request(source, path=path)))


@pytest.mark.parametrize(
    ("path", "name"),
    [("a.ts", "typescript"), ("a.mts", "typescript"), ("a.tsx", "tsx"), ("a.jsx", "javascript")],
)
def test_the_name_of_a_file_tells(path: str, name: str) -> None:
    language = language_of(path)
    assert language is not None
    assert language.name == name


@pytest.mark.parametrize(
    ("name", "base", "item"),
    [("xs", "list", "float"), ("b", "str", "str"), ("c", "dict", "str"), ("x", "float", "")],
)
def test_annotations_tell_shapes(name: str, base: str, item: str) -> None:
    shape = context().shapes.named(name)
    assert (shape.base, shape.item) == (base, item)


def test_parameters_are_bound_and_their_defaults_are_values() -> None:
    ctx = context()
    assert {"xs", "b", "c", "first", "x"} <= {n.text for n in ctx.scope.local}
    (default,) = [n for n in ctx.nodes if n.text == '"x"' and n.kind == "string"]
    assert ctx.language.is_value(default)


def test_types_are_never_changed() -> None:
    asked = ProposalRequest(sources={"m.ts": SOURCE.encode()})
    start, end = SOURCE.index(": Map<"), SOURCE.index(")", SOURCE.index(": Map<"))
    for change, _ in islice(SyntaxProposer().propose(asked), 2000):
        assert not any(start < e.start < end for e in change.edits), change.summary


def test_what_cannot_be_of_the_type_is_not_proposed() -> None:
    calls = [c.summary for c, _ in SyntaxProposer().propose(request(SOURCE, path="m.ts"))]
    assert "b → b.toLowerCase()" in calls
    assert "xs → xs.toLowerCase()" not in calls
    assert "xs → Math.abs(xs)" not in calls


def test_edits_are_those_of_javascript() -> None:
    edits = drafts("compare-operator", request(SOURCE, path="m.ts"))
    made = [apply(SOURCE.encode(), draft.pieces).decode() for draft in edits]
    assert SOURCE.replace("x > first", "x >= first") in made


def test_members_of_classes_are_units() -> None:
    source = "class A { private n: number = 1; m(k: number): number { return this.n + k; } }\n"
    units = {c.unit.symbol: c for c in contexts(request(source, path="m.ts"))}
    assert units["A.m"].scope.members == ("this.n",)


def test_elements_of_tsx_are_looked_into() -> None:
    source = "export const V = (p: P) => { return <b>{p.n > 1 ? 2 : 3}</b>; };\n"
    kinds = {n.kind for n in context(source, "m.tsx").nodes}
    assert {"conditional_expression", "comparison_operator"} <= kinds
